package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether a regression of levels says what the same regression of changes from week to week says. A model that is right
 * estimates the same coefficients both ways; series that merely wander or grow together agree in levels only. For each column
 * the difference of the two coefficients over its standard error, which knows that both come from the same weeks and that
 * errors depend on each other (Newey and West); after C. I. Plosser, G. W. Schwert and H. White, International Economic Review
 * 23 (1982) 535–552, DOI 10.2307/2526372. Beside it the rule that a Durbin–Watson statistic below R² means a spurious
 * regression: C. W. J. Granger and P. Newbold, Journal of Econometrics 2 (1974) 111–120, DOI 10.1016/0304-4076(74)90034-7.
 * Give it columns as the model uses them, after carry-over and saturation: changes of raw spend miss what carries over. Cost: two
 * regressions.
 *
 * @param terms one a column
 * @param rSquared of the levels
 * @param durbinWatson of the residuals of the levels
 */
public record LevelsAndChanges(List<Term> terms, double rSquared, double durbinWatson, int rows) {
    private static final double TRAP = 0.01;

    /**
     * One column.
     *
     * @param levels its coefficient in the regression of levels
     * @param changes its coefficient in the regression of changes
     * @param error standard error of levels − changes
     * @param pValue of their being equal; {@code NaN} for a column that never changes but once, such as a constant
     */
    public record Term(String column, double levels, double changes, double error, double pValue) {}

    public LevelsAndChanges {
        terms = List.copyOf(terms);
    }

    /**
     * A constant is added to the levels; a trend, if any, is among the columns.
     *
     * @throws BadData for fewer rows than columns plus three, or an outcome that the columns determine
     */
    public static LevelsAndChanges of(double[] outcome, List<String> names, double[][] columns) {
        String check = "The comparison of levels with changes";
        VarianceInflation.named(names, columns);
        Demand.varying(check, outcome, columns.length + 3);
        int n = outcome.length;
        Demand.beside(check, columns, n);
        int k = columns.length;
        double[][] x = new double[k + 1][];
        double[][] dx = new double[k][];
        for (int j = 0; j < k; j++) {
            x[j] = columns[j];
            dx[j] = changes(columns[j]);
        }
        x[k] = LeastSquares.constant(n);
        LeastSquares levels = LeastSquares.of(x, outcome);
        LeastSquares steps = LeastSquares.of(dx, changes(outcome));
        double whole = LeastSquares.squares(LeastSquares.centred(outcome));
        if (levels.squares() <= 1e-20 * whole) {
            throw new BadData(check + " needs an outcome that the columns do not determine; they leave nothing of its "
                    + n + " rows.\nMaybe one of the columns is computed from the outcome.");
        }
        List<Term> terms = new ArrayList<>();
        for (int j = 0; j < k; j++) {
            terms.add(term(names.get(j), j, levels, steps));
        }
        return new LevelsAndChanges(
                terms,
                1 - levels.squares() / whole,
                DurbinWatson.of(levels.residuals()).statistic(),
                n);
    }

    private static double[] changes(double[] x) {
        double[] changes = new double[x.length - 1];
        for (int t = 0; t < changes.length; t++) {
            changes[t] = x[t + 1] - x[t];
        }
        return changes;
    }

    private static Term term(String name, int column, LeastSquares levels, LeastSquares steps) {
        double[] apart = levels.influence(column);
        double[] moved = steps.influence(column);
        for (int t = 0; t < moved.length; t++) {
            apart[t + 1] -= moved[t];
        }
        // Differencing makes neighbouring errors depend on each other, so one lag at least.
        int lags = LeastSquares.squares(apart) > 0 ? Math.max(1, LongRun.lags(apart)) : 1;
        double error = Math.sqrt(apart.length * LongRun.variance(apart, lags));
        double one = levels.coefficients()[column];
        double other = steps.coefficients()[column];
        boolean both = levels.keeps(column) && steps.keeps(column);
        double p = both && error > 0
                ? 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(one - other) / error)
                : Double.NaN;
        return new Term(name, one, both ? other : Double.NaN, error, p);
    }

    /** The term whose coefficients are furthest apart for their standard error. */
    private Term furthest() {
        return terms.stream()
                .filter(t -> !Double.isNaN(t.pValue))
                .min(Comparator.comparingDouble(Term::pValue))
                .orElse(new Term("", Double.NaN, Double.NaN, Double.NaN, 1));
    }

    /** Smallest p-value of all columns, times their number (Bonferroni); 1 where there is nothing to compare. */
    public double pValue() {
        long compared = terms.stream().filter(t -> !Double.isNaN(t.pValue)).count();
        return Math.min(1, Math.max(1, compared) * furthest().pValue);
    }

    /**
     * FAIL where the adjusted p-value lies below 0.01 or Durbin–Watson below R², WARN below p = 0.05. Stricter than other checks,
     * because what it guards against is an effect that is not there at all.
     */
    public Diagnostic diagnostic() {
        String name = "levels against changes";
        double p = pValue();
        if (durbinWatson < rSquared) {
            return new Diagnostic(
                    name,
                    durbinWatson,
                    rSquared,
                    Verdict.FAIL,
                    Judgement.words(
                            "The regression of levels is likely to be spurious: its residuals wander (Durbin–Watson %.2f, below"
                                    + " an R² of %.2f). Its coefficients and their intervals mean nothing until the model follows"
                                    + " the trend; use changes from week to week, or add trend and season.",
                            durbinWatson, rSquared));
        }
        Verdict verdict = p >= Judgement.UNLIKELY ? Verdict.PASS : p >= TRAP ? Verdict.WARN : Verdict.FAIL;
        Term furthest = furthest();
        String found = Judgement.words(
                "\"%s\": %.3g from levels, %.3g from changes, %s",
                furthest.column, furthest.levels, furthest.changes, Judgement.p(p));
        String advice = switch (verdict) {
            case PASS ->
                furthest.column.isEmpty()
                        ? "There is nothing to compare."
                        : "Levels and changes from week to week tell the same story; furthest apart is " + found + ".";
            case WARN ->
                "Levels and changes from week to week do not quite tell the same story: " + found
                        + ". Look at trend, season and carry-over.";
            case FAIL ->
                "Levels and changes from week to week tell different stories: " + found
                        + ". What the levels show is a common trend or season rather than an effect; add them to the model, or"
                        + " settle the effect by a lift test.";
        };
        return new Diagnostic(name, p, Judgement.bound(verdict, Judgement.UNLIKELY, TRAP), verdict, advice);
    }
}

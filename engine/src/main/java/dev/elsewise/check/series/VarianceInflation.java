package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * By how much collinearity inflates the variance of each coefficient: 1/(1 − R²) of the column on all others and a constant.
 * 1 where it stands alone, infinite where the others determine it. D. W. Marquardt, Technometrics 12 (1970) 591–612, DOI
 * 10.1080/00401706.1970.10488699. Cost: 2nk³.
 */
public record VarianceInflation(List<Factor> factors) {
    /** At 5 the standard error is 2.2 times that of an independent column, at 10 3.2 times. */
    public static final double MILD = 5;

    public static final double SEVERE = 10;

    /** @param factor from 1 to infinity */
    public record Factor(String column, double factor) {}

    public VarianceInflation {
        factors = List.copyOf(factors);
    }

    /**
     * One factor a column; the constant is not among the columns.
     *
     * @throws BadData for a column that never varies, or fewer rows than columns plus two
     */
    public static VarianceInflation of(List<String> names, double[][] columns) {
        named(names, columns);
        int k = columns.length;
        int n = k == 0 ? 0 : columns[0].length;
        if (k > 0 && n < k + 2) {
            throw new BadData("Variance inflation of " + k + " columns needs at least " + (k + 2) + " rows; there are "
                    + n + ".\nMaybe drop columns, or use a longer series.");
        }
        double[][] centred = new double[k][];
        for (int j = 0; j < k; j++) {
            centred[j] = LeastSquares.centred(
                    Demand.varying("Variance inflation of \"" + names.get(j) + "\"", columns[j], 3));
        }
        Demand.beside("Variance inflation", columns, n);
        List<Factor> factors = new ArrayList<>();
        for (int j = 0; j < k; j++) {
            double[][] others = new double[k - 1][];
            System.arraycopy(centred, 0, others, 0, j);
            System.arraycopy(centred, j + 1, others, j, k - 1 - j);
            double rest = LeastSquares.of(others, centred[j]).squares();
            double whole = LeastSquares.squares(centred[j]);
            factors.add(new Factor(
                    names.get(j), rest <= 1e-20 * whole ? Double.POSITIVE_INFINITY : Math.max(1, whole / rest)));
        }
        return new VarianceInflation(factors);
    }

    static void named(List<String> names, double[][] columns) {
        if (names.size() != columns.length) {
            throw new BadStudy("Every column needs a name; there are " + columns.length + " columns and " + names.size()
                    + " names.\nMaybe the columns were given by rows.");
        }
    }

    /** The most inflated column. */
    public Factor worst() {
        return factors.stream().max(Comparator.comparingDouble(Factor::factor)).orElse(new Factor("", 1));
    }

    /** By the worst column: PASS below 5, FAIL from 10 up. */
    public Diagnostic diagnostic() {
        Factor worst = worst();
        Verdict verdict = Judgement.ofSize(worst.factor, MILD, SEVERE);
        String found = Judgement.words(
                "\"%s\" has a variance inflation of %.1f, a standard error %.1f times as large as if it stood alone",
                worst.column, worst.factor, Math.sqrt(worst.factor));
        if (worst.factor == Double.POSITIVE_INFINITY) {
            found = "\"" + worst.column + "\" is determined by the other columns";
        }
        String advice = switch (verdict) {
            case PASS ->
                factors.size() < 2
                        ? "There is nothing to be collinear with."
                        : "The columns are told apart: " + found + " at worst.";
            case WARN ->
                "Some columns move together: " + found
                        + ". Read its effect with its interval, and vary its spend on its own if you can.";
            case FAIL ->
                "Columns move together so closely that their effects are hardly told apart: " + found
                        + ". Pool such channels, drop what repeats another, or settle one of them by a lift test.";
        };
        return new Diagnostic(
                "variance inflation", worst.factor, Judgement.bound(verdict, MILD, SEVERE), verdict, advice);
    }
}

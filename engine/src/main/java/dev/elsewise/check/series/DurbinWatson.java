package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Durbin and Watson's statistic of first-order serial correlation, d = Σ(eₜ − eₜ₋₁)² / Σeₜ²: 2 where there is none, near 0
 * where residuals follow each other, near 4 where they alternate. Given the regressors, the p-value against positive
 * correlation is that of a normal distribution with d's exact mean and variance under independent normal errors. J. Durbin
 * and G. S. Watson, Biometrika 37 (1950) 409–428, DOI 10.2307/2332391. It means nothing where a lag of the outcome is among
 * the regressors; use {@link LjungBox} there. Cost: nk².
 *
 * @param pValue against positive correlation; {@code NaN} where the regressors were not given
 */
public record DurbinWatson(double statistic, double pValue, int rows) {
    /** Within 0.5 of 2 the first correlation is below about a quarter, within 1 below a half. */
    public static final double MILD = 0.5;

    public static final double SEVERE = 1;

    /** The statistic alone. */
    public static DurbinWatson of(double[] residuals) {
        return new DurbinWatson(statistic(residuals), Double.NaN, residuals.length);
    }

    /**
     * With its p-value.
     *
     * @param columns the regressors that the residuals are orthogonal to, the constant among them if the model has one
     */
    public static DurbinWatson of(double[] residuals, double[][] columns) {
        Demand.beside("The Durbin–Watson test", columns, residuals.length);
        double d = statistic(residuals);
        int n = residuals.length;
        double[][] q = LeastSquares.of(columns, residuals).basis();
        int k = q.length;
        if (n - k < 2) {
            return new DurbinWatson(d, Double.NaN, n);
        }
        double[][] aq = new double[k][];
        for (int j = 0; j < k; j++) {
            aq[j] = secondDifference(q[j]);
        }
        double first = 2.0 * (n - 1);
        double second = 6.0 * n - 8;
        for (int i = 0; i < k; i++) {
            first -= dot(q[i], aq[i]);
            second -= 2 * dot(aq[i], aq[i]);
            for (int j = 0; j < k; j++) {
                double qaq = dot(q[i], aq[j]);
                second += qaq * qaq;
            }
        }
        double mean = first / (n - k);
        double variance = 2 * (second - first * mean) / ((n - k) * (n - k + 2.0));
        double p = NormalDistribution.of(mean, Math.sqrt(variance)).cumulativeProbability(d);
        return new DurbinWatson(d, p, n);
    }

    private static double statistic(double[] e) {
        Demand.varying("The Durbin–Watson statistic", e, 2);
        double steps = 0;
        for (int t = 1; t < e.length; t++) {
            steps += (e[t] - e[t - 1]) * (e[t] - e[t - 1]);
        }
        return steps / LeastSquares.squares(e);
    }

    /** A·x, where x'Ax = Σ(xₜ − xₜ₋₁)². */
    private static double[] secondDifference(double[] x) {
        int n = x.length;
        double[] ax = new double[n];
        for (int t = 1; t < n; t++) {
            double step = x[t] - x[t - 1];
            ax[t] += step;
            ax[t - 1] -= step;
        }
        return ax;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int t = 0; t < a.length; t++) {
            sum += a[t] * b[t];
        }
        return sum;
    }

    /** By size: PASS between 1.5 and 2.5, WARN between 1 and 3, else FAIL. */
    public Diagnostic diagnostic() {
        double off = Math.abs(statistic - 2);
        Verdict verdict = off <= MILD ? Verdict.PASS : off <= SEVERE ? Verdict.WARN : Verdict.FAIL;
        double bound = Judgement.bound(verdict, MILD, SEVERE);
        String found = Judgement.words("%.2f", statistic)
                + (Double.isNaN(pValue) ? "" : ", " + Judgement.p(pValue) + " against positive correlation");
        boolean alternate = statistic > 2;
        String direction = alternate ? "alternate with" : "follow";
        String advice = switch (verdict) {
            case PASS -> "Residuals do not depend on the week before (Durbin–Watson " + found + "; 2 is ideal).";
            case WARN ->
                "Residuals somewhat " + direction + " those of the week before (Durbin–Watson " + found
                        + (alternate
                                ? "; 2 is ideal). Maybe " + Judgement.BEND_LESS
                                : "; 2 is ideal). Let the trend or the season bend more, or resample in longer blocks.");
            case FAIL ->
                "Residuals strongly " + direction + " those of the week before (Durbin–Watson " + found
                        + (alternate
                                ? "; 2 is ideal): what one week gains the next gives back. Maybe " + Judgement.BEND_LESS
                                : "; 2 is ideal): something that lasts for weeks is missing from the model. Add trend,"
                                        + " season, events or longer carry-over.");
        };
        return new Diagnostic(
                "serial correlation (Durbin–Watson)",
                statistic,
                statistic < 2 ? 2 - bound : 2 + bound,
                verdict,
                advice);
    }
}

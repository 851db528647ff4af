package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadStudy;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Ljung and Box's test of the first m autocorrelations together: Q = n(n + 2) Σ r(k)²/(n − k), against χ² with m degrees of
 * freedom, less the parameters of lagged terms that were fitted. G. M. Ljung and G. E. P. Box, Biometrika 65 (1978) 297–303,
 * DOI 10.1093/biomet/65.2.297. Cost: nm.
 *
 * @param lags m
 * @param fitted parameters of lagged terms, such as the autoregressive ones; 0 for a plain regression
 */
public record LjungBox(double statistic, double pValue, int lags, int fitted, int rows) {
    /** At min(10, n/5) lags. */
    public static LjungBox of(double[] residuals) {
        return of(residuals, Math.max(1, Math.min(10, residuals.length / 5)), 0);
    }

    /** @throws BadStudy where there are not more lags than fitted parameters */
    public static LjungBox of(double[] residuals, int lags, int fitted) {
        double[] e = LeastSquares.centred(Demand.varying("The Ljung–Box test", residuals, 3));
        int n = e.length;
        Demand.lags("The Ljung–Box test", lags, n - 1, n);
        if (fitted < 0 || lags <= fitted) {
            throw new BadStudy("The Ljung–Box test needs more lags than fitted parameters; it has " + lags + " and "
                    + fitted + ".\nMaybe look at " + (Math.max(0, fitted) + 5) + " lags.");
        }
        double q = 0;
        for (int k = 1; k <= lags; k++) {
            double r = Autocorrelation.at(e, k);
            q += r * r / (n - k);
        }
        q *= n * (n + 2.0);
        double p = ChiSquaredDistribution.of(lags - fitted).survivalProbability(q);
        return new LjungBox(q, p, lags, fitted, n);
    }

    /** PASS from p = 0.05 up, FAIL below 0.001. */
    public Diagnostic diagnostic() {
        Verdict verdict = Judgement.ofPValue(pValue);
        String found = Judgement.words("Q = %.1f over %d lags, %s", statistic, lags, Judgement.p(pValue));
        String advice = switch (verdict) {
            case PASS -> "The residuals have no memory that the test can see (" + found + ").";
            case WARN ->
                "The residuals seem to remember earlier weeks (" + found
                        + "). Look at their autocorrelations; resample in blocks that are longer than the memory.";
            case FAIL ->
                "The residuals remember earlier weeks (" + found
                        + "): intervals that take them for independent are wrong. Where their autocorrelations are above 0,"
                        + " add trend, season, events or longer carry-over; where they alternate, "
                        + Judgement.BEND_LESS;
        };
        return Judgement.byPValue("memory of the residuals (Ljung–Box)", pValue, verdict, advice);
    }
}

package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;

/**
 * Jarque and Bera's test of normality: n/6 · (S² + (K − 3)²/4) with moments about the mean divided by n, against χ² with 2
 * degrees of freedom. C. M. Jarque and A. K. Bera, International Statistical Review 55 (1987) 163–172, DOI 10.2307/1403192.
 * The reference distribution is slow to hold: below some 100 values trust Shapiro–Wilk. Cost: one pass.
 *
 * @param skewness S, 0 for a normal sample
 * @param kurtosis K, 3 for a normal sample
 */
public record JarqueBera(double statistic, double pValue, double skewness, double kurtosis, int rows) {
    /** Beyond this skewness, or this excess kurtosis, intervals that assume normality are off at any length. */
    public static final double SEVERE_SKEWNESS = 2;

    public static final double SEVERE_EXCESS = 7;

    /** @throws dev.elsewise.error.BadData for fewer than 3 values, one that is not finite, or values that are all alike */
    public static JarqueBera of(double[] values) {
        double[] x = LeastSquares.centred(Demand.varying("The Jarque–Bera test", values, 3));
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (double e : x) {
            second += e * e;
            third += e * e * e;
            fourth += e * e * e * e;
        }
        int n = x.length;
        second /= n;
        double skewness = third / n / Math.pow(second, 1.5);
        double kurtosis = fourth / n / (second * second);
        double statistic = n / 6.0 * (skewness * skewness + (kurtosis - 3) * (kurtosis - 3) / 4);
        return new JarqueBera(statistic, Math.exp(-statistic / 2), skewness, kurtosis, n);
    }

    /** WARN below p = 0.05; FAIL below p = 0.001 where skewness exceeds 2 or excess kurtosis 7 too. */
    public Diagnostic diagnostic() {
        boolean severe = Math.abs(skewness) > SEVERE_SKEWNESS || kurtosis - 3 > SEVERE_EXCESS;
        Verdict verdict = pValue < Judgement.HARDLY_CHANCE && severe
                ? Verdict.FAIL
                : pValue < Judgement.UNLIKELY ? Verdict.WARN : Verdict.PASS;
        String found =
                Judgement.words("skewness %.2f, kurtosis %.2f against 3, %s", skewness, kurtosis, Judgement.p(pValue));
        String advice = switch (verdict) {
            case PASS -> "Skewness and tails of the residuals are those of a normal sample (" + found + ").";
            case WARN ->
                "The residuals are " + shape() + " (" + found + "). Look for single weeks that the model misses.";
            case FAIL ->
                "The residuals are severely " + shape() + " (" + found
                        + "). Look for weeks with an event that the model does not know, or model the logarithm of the"
                        + " outcome.";
        };
        return Judgement.byPValue("skewness and tails of the residuals (Jarque–Bera)", pValue, verdict, advice);
    }

    private String shape() {
        boolean skewed = skewness * skewness > (kurtosis - 3) * (kurtosis - 3) / 4;
        return skewed
                ? "skewed to the " + (skewness > 0 ? "right" : "left")
                : kurtosis > 3 ? "heavy in the tails" : "light in the tails";
    }
}

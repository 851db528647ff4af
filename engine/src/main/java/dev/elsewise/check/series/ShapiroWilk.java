package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Shapiro and Wilk's test of normality: W = (Σaᵢx₍ᵢ₎)² / Σ(x − x̄)², near 1 for a normal sample. Weights and p-value by P.
 * Royston, "Remark AS R94", Applied Statistics 44 (1995) 547–551, DOI 10.2307/2986146, for 3 to 5,000 values. Cost: a sort.
 *
 * @param w between 0 and 1
 * @param pValue the chance of a W as small from a normal sample
 */
public record ShapiroWilk(double w, double pValue, int rows) {
    /** Below this W a histogram is visibly not a bell, whatever the p-value of a long series says. */
    public static final double FAR_FROM_NORMAL = 0.9;

    private static final int MOST = 5_000;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double[] LAST_WEIGHT = {0, 0.221157, -0.147981, -2.071190, 4.434685, -2.706056};
    private static final double[] LAST_BUT_ONE = {0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633};
    private static final double[] SMALL_MEAN = {0.5440, -0.39978, 0.025054, -6.714e-4};
    private static final double[] SMALL_SPREAD = {1.3822, -0.77857, 0.062767, -0.0020322};
    private static final double[] LARGE_MEAN = {-1.5861, -0.31082, -0.083751, 0.0038915};
    private static final double[] LARGE_SPREAD = {-0.4803, -0.082676, 0.0030302};
    private static final double[] SHIFT = {-2.273, 0.459};

    /** @throws BadData for fewer than 3 or more than 5,000 values, one that is not finite, or values that are all alike */
    public static ShapiroWilk of(double[] values) {
        Demand.varying("The Shapiro–Wilk test", values, 3);
        int n = values.length;
        if (n > MOST) {
            throw new BadData("The Shapiro–Wilk test is known for at most " + MOST + " values; there are " + n
                    + ".\nMaybe the Jarque–Bera test will do, which has no such limit.");
        }
        double[] x = values.clone();
        Arrays.sort(x);
        double scale = x[n - 1] - x[0];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            x[i] /= scale;
            mean += x[i] / n;
        }
        double[] a = weights(n);
        double aa = 0;
        double xx = 0;
        double ax = 0;
        for (int i = 0; i < n; i++) {
            double ai = i < n / 2 ? -a[i] : n - 1 - i < n / 2 ? a[n - 1 - i] : 0;
            double xi = x[i] - mean;
            aa += ai * ai;
            xx += xi * xi;
            ax += ai * xi;
        }
        // 1 − W as a product, which keeps its digits where W is nearly 1.
        double root = Math.sqrt(aa * xx);
        double rest = (root - ax) * (root + ax) / (aa * xx);
        return new ShapiroWilk(1 - rest, pValue(rest, n), n);
    }

    /** The weights of the upper half, largest value first. */
    private static double[] weights(int n) {
        int half = n / 2;
        double[] a = new double[half];
        if (n == 3) {
            a[0] = Math.sqrt(0.5);
            return a;
        }
        double squares = 0;
        for (int i = 0; i < half; i++) {
            a[i] = -NORMAL.inverseCumulativeProbability((i + 0.625) / (n + 0.25));
            squares += 2 * a[i] * a[i];
        }
        double u = 1 / Math.sqrt(n);
        double first = polynomial(LAST_WEIGHT, u) + a[0] / Math.sqrt(squares);
        double shrink;
        int from;
        if (n > 5) {
            double second = polynomial(LAST_BUT_ONE, u) + a[1] / Math.sqrt(squares);
            shrink = Math.sqrt(
                    (squares - 2 * a[0] * a[0] - 2 * a[1] * a[1]) / (1 - 2 * first * first - 2 * second * second));
            a[1] = second;
            from = 2;
        } else {
            shrink = Math.sqrt((squares - 2 * a[0] * a[0]) / (1 - 2 * first * first));
            from = 1;
        }
        a[0] = first;
        for (int i = from; i < half; i++) {
            a[i] /= shrink;
        }
        return a;
    }

    private static double pValue(double rest, int n) {
        if (n == 3) {
            double p = 6 / Math.PI * (Math.asin(Math.sqrt(1 - rest)) - Math.asin(Math.sqrt(0.75)));
            return Math.clamp(p, 0, 1);
        }
        double y = Math.log(rest);
        double log = Math.log(n);
        double mean;
        double spread;
        if (n <= 11) {
            double shift = polynomial(SHIFT, n);
            if (y >= shift) {
                return 0;
            }
            y = -Math.log(shift - y);
            mean = polynomial(SMALL_MEAN, n);
            spread = Math.exp(polynomial(SMALL_SPREAD, n));
        } else {
            mean = polynomial(LARGE_MEAN, log);
            spread = Math.exp(polynomial(LARGE_SPREAD, log));
        }
        return NORMAL.survivalProbability((y - mean) / spread);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    /** WARN below p = 0.05; FAIL below p = 0.001 where W is below 0.9 too, since a long series fails by trifles. */
    public Diagnostic diagnostic() {
        Verdict verdict = pValue < Judgement.HARDLY_CHANCE && w < FAR_FROM_NORMAL
                ? Verdict.FAIL
                : pValue < Judgement.UNLIKELY ? Verdict.WARN : Verdict.PASS;
        String found = Judgement.words("W = %.3f, %s, %d residuals", w, Judgement.p(pValue), rows);
        String advice = switch (verdict) {
            case PASS -> "The residuals look normal (" + found + ").";
            case WARN ->
                "The residuals are not quite normal (" + found
                        + "). Look for single weeks that the model misses; intervals from resampled residuals do not need"
                        + " normality.";
            case FAIL ->
                "The residuals are far from normal (" + found
                        + "). Look for weeks with an event that the model does not know, or model the logarithm of the"
                        + " outcome.";
        };
        return Judgement.byPValue("normal residuals (Shapiro–Wilk)", pValue, verdict, advice);
    }
}

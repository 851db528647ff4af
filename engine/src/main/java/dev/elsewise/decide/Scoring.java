package dev.elsewise.decide;

import dev.elsewise.math.Kernels;
import java.util.Arrays;

/**
 * The objective as a function of the draws' outcomes, and its derivative with respect to each of them; exact, and blurred to be smooth.
 *
 * <p>With the logistic function σ and a width h: the blurred quantile t solves mean σ((t − X) / h) = level; the blurred mean of the worst
 * share a is t − mean(h ln(1 + exp((t − X) / h))) / a at the blurred a-quantile t, at most h ln 2 / a below the exact one and
 * concave in X; the blurred chance is mean σ((X − now) / h).
 */
final class Scoring {
    private Scoring() {}

    static boolean needsBlur(Objective objective) {
        return objective instanceof Objective.Quantile
                || objective instanceof Objective.WorstShare
                || objective instanceof Objective.ChanceOfGain;
    }

    /** The widths, as shares of the outcomes' spread, through which an objective is climbed; the last is the narrowest. */
    static double[] widths(Objective objective) {
        return switch (objective) {
            case Objective.WorstShare(double share) -> new double[] {0.2, 0.05, 0.01, 0.002 * Math.min(1, 5 * share)};
            case Objective.Quantile(double level) -> new double[] {0.3, 0.1, 0.2 * Math.min(level, 1 - level)};
            case Objective.ChanceOfGain() -> new double[] {0.5, 0.2, 0.05};
            default -> new double[] {0};
        };
    }

    /** The blurred objective; fills the derivative with respect to each outcome. */
    static double smooth(Objective objective, double[] x, double[] now, double width, double[] weights) {
        int n = x.length;
        return switch (objective) {
            case Objective.Mean() -> mean(x, weights);
            case Objective.MeanLessDeviations(double times) -> meanLess(times, x, weights);
            case Objective.Quantile(double level) -> width > 0 ? quantile(level, x, width, weights) : mean(x, weights);
            case Objective.WorstShare(double share) ->
                width > 0 ? worstShare(share, x, width, weights) : mean(x, weights);
            case Objective.ChanceOfGain() -> {
                double h = Math.max(width, Double.MIN_NORMAL);
                double sum = 0;
                for (int d = 0; d < n; d++) {
                    double p = logistic((x[d] - now[d]) / h);
                    sum += p;
                    weights[d] = p * (1 - p) / (h * n);
                }
                yield sum / n;
            }
        };
    }

    /** The objective itself. */
    static double exact(Objective objective, double[] x, double[] now) {
        int n = x.length;
        return switch (objective) {
            case Objective.Mean() -> Kernels.sum(x, n) / n;
            case Objective.MeanLessDeviations(double times) -> meanLess(times, x, new double[n]);
            case Objective.Quantile(double level) -> quantile(sorted(x), level);
            case Objective.WorstShare(double share) -> {
                double[] s = sorted(x);
                double count = share * n;
                int whole = (int) Math.floor(count);
                double sum = 0;
                for (int d = 0; d < whole; d++) {
                    sum += s[d];
                }
                yield (sum + (whole < n ? (count - whole) * s[whole] : 0)) / count;
            }
            case Objective.ChanceOfGain() -> shareAbove(x, now);
        };
    }

    /** The share of places where x lies above y, ties counting half. */
    static double shareAbove(double[] x, double[] y) {
        double above = 0;
        for (int d = 0; d < x.length; d++) {
            above += x[d] > y[d] ? 1 : x[d] == y[d] ? 0.5 : 0;
        }
        return above / x.length;
    }

    static double[] sorted(double[] x) {
        double[] s = x.clone();
        Arrays.sort(s);
        return s;
    }

    /** Linear between order statistics, at 1 + (n − 1) p. */
    static double quantile(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    static double deviation(double[] x) {
        int n = x.length;
        if (n < 2) {
            return 0;
        }
        double mean = Kernels.sum(x, n) / n;
        double squares = 0;
        for (double v : x) {
            squares += (v - mean) * (v - mean);
        }
        return Math.sqrt(squares / (n - 1));
    }

    private static double mean(double[] x, double[] weights) {
        Arrays.fill(weights, 1.0 / x.length);
        return Kernels.sum(x, x.length) / x.length;
    }

    private static double meanLess(double times, double[] x, double[] weights) {
        int n = x.length;
        double mean = mean(x, weights);
        double sd = deviation(x);
        if (sd > 0) {
            for (int d = 0; d < n; d++) {
                weights[d] -= times * (x[d] - mean) / ((n - 1) * sd);
            }
        }
        return mean - times * sd;
    }

    private static double quantile(double level, double[] x, double h, double[] weights) {
        double t = blurredQuantile(level, x, h);
        double sum = 0;
        for (int d = 0; d < x.length; d++) {
            double p = logistic((t - x[d]) / h);
            weights[d] = p * (1 - p);
            sum += weights[d];
        }
        for (int d = 0; d < x.length; d++) {
            weights[d] /= sum;
        }
        return t;
    }

    private static double worstShare(double share, double[] x, double h, double[] weights) {
        int n = x.length;
        double t = blurredQuantile(share, x, h);
        double shortfall = 0;
        for (int d = 0; d < n; d++) {
            double u = (t - x[d]) / h;
            weights[d] = logistic(u) / (n * share);
            shortfall += u > 0 ? u + Math.log1p(Math.exp(-u)) : Math.log1p(Math.exp(u));
        }
        return t - h * shortfall / (n * share);
    }

    /** Newton within a bracket, on an increasing function of t. */
    private static double blurredQuantile(double level, double[] x, double h) {
        int n = x.length;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : x) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        double logit = Math.log(level / (1 - level));
        low += h * logit;
        high += h * logit;
        double t = quantile(sorted(x), level) + 0.0;
        t = Math.min(Math.max(t, low), high);
        for (int i = 0; i < 200; i++) {
            double excess = 0;
            double slope = 0;
            for (int d = 0; d < n; d++) {
                double p = logistic((t - x[d]) / h);
                excess += p - level;
                slope += p * (1 - p);
            }
            if (Math.abs(excess) <= 1e-14 * n || high - low <= 4 * Math.ulp(t)) {
                return t;
            }
            if (excess > 0) {
                high = t;
            } else {
                low = t;
            }
            double next = t - excess * h / slope;
            t = next > low && next < high ? next : 0.5 * (low + high);
        }
        return t;
    }

    private static double logistic(double u) {
        return 1 / (1 + Math.exp(-u));
    }
}

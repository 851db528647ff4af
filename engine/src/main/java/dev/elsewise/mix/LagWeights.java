package dev.elsewise.mix;

import dev.elsewise.error.BadStudy;
import java.util.Arrays;

/** The weights of the finite kernels by lag, and their derivatives. */
final class LagWeights {
    static final Range SHAPE = Range.positive("shape");
    static final Range SCALE = Range.positive("scale");

    private static final int MOST_LAGS = 100_000;

    private LagWeights() {}

    static void checkLags(int lags, int least) {
        if (lags < least || lags > MOST_LAGS) {
            throw new BadStudy("A carry-over must reach back between " + least + " and " + MOST_LAGS
                    + " periods; found " + lags + ".\nMaybe Adstock.none() is meant.");
        }
    }

    static double[] of(Kernel kernel, double[] at) {
        double[] w = raw(kernel, at);
        if (kernel.normalised()) {
            double sum = sum(w);
            for (int l = 0; l < w.length; l++) {
                w[l] /= sum;
            }
        }
        return w;
    }

    /** The derivative of each weight with respect to one parameter. */
    static double[] slopes(Kernel kernel, double[] at, int parameter) {
        double[] w = raw(kernel, at);
        double[] d = rawSlopes(kernel, at, parameter, w);
        if (kernel.normalised()) {
            double sum = sum(w);
            double moved = sum(d) / sum;
            for (int l = 0; l < w.length; l++) {
                d[l] = (d[l] - w[l] * moved) / sum;
            }
        }
        return d;
    }

    private static double[] raw(Kernel kernel, double[] at) {
        int length = kernel.lags() + 1;
        return switch (kernel) {
            case Kernel.Geometric g -> powers(at[0], 1, length);
            case Kernel.Delayed d -> delayed(at[0], at[1], length);
            case Kernel.Binomial b -> binomial(at[0], length);
            case Kernel.WeibullCdf c -> weibullSurvival(at[0], at[1], length);
            case Kernel.WeibullPdf p -> stretched(weibullDensity(at[0], at[1], length));
        };
    }

    private static double[] rawSlopes(Kernel kernel, double[] at, int parameter, double[] w) {
        return switch (kernel) {
            case Kernel.Geometric g -> powerSlopes(at[0], w.length);
            case Kernel.Delayed d -> parameter == 0 ? delayedByRetention(at, w) : delayedByPeak(at, w);
            case Kernel.Binomial b -> binomialSlopes(at[0], w);
            case Kernel.WeibullCdf c -> weibullSurvivalSlopes(at[0], at[1], parameter, w);
            case Kernel.WeibullPdf p -> stretchedSlopes(at[0], at[1], parameter, w.length);
        };
    }

    /** first · retention^l. */
    static double[] powers(double retention, double first, int length) {
        double[] w = new double[length];
        double power = first;
        for (int l = 0; l < length; l++) {
            w[l] = power;
            power *= retention;
        }
        return w;
    }

    private static double[] powerSlopes(double retention, int length) {
        double[] d = new double[length];
        double power = 1;
        for (int l = 1; l < length; l++) {
            d[l] = l * power;
            power *= retention;
        }
        return d;
    }

    private static double[] delayed(double retention, double peak, int length) {
        double[] w = new double[length];
        double log = Math.log(retention);
        for (int l = 0; l < length; l++) {
            w[l] = Math.exp(log * (l - peak) * (l - peak));
        }
        return w;
    }

    private static double[] delayedByRetention(double[] at, double[] w) {
        double[] d = new double[w.length];
        for (int l = 0; l < w.length; l++) {
            d[l] = w[l] * (l - at[1]) * (l - at[1]) / at[0];
        }
        return d;
    }

    private static double[] delayedByPeak(double[] at, double[] w) {
        double[] d = new double[w.length];
        double log = Math.log(at[0]);
        for (int l = 0; l < w.length; l++) {
            d[l] = -2 * log * w[l] * (l - at[1]);
        }
        return d;
    }

    /** At retention 0 the exponent is infinite, and only the present remains. */
    private static double[] binomial(double retention, int length) {
        double[] w = new double[length];
        double exponent = 1 / retention - 1;
        w[0] = 1;
        for (int l = 1; l < length; l++) {
            w[l] = Math.pow(1 - (double) l / length, exponent);
        }
        return w;
    }

    private static double[] binomialSlopes(double retention, double[] w) {
        double[] d = new double[w.length];
        for (int l = 1; l < w.length; l++) {
            d[l] = w[l] > 0 ? -w[l] * Math.log(1 - (double) l / w.length) / retention / retention : 0;
        }
        return d;
    }

    private static double[] weibullSurvival(double shape, double scale, int length) {
        double[] w = new double[length];
        double hazard = 0;
        w[0] = 1;
        for (int l = 1; l < length; l++) {
            hazard += Math.pow(l / scale, shape);
            w[l] = Math.exp(-hazard);
        }
        return w;
    }

    private static double[] weibullSurvivalSlopes(double shape, double scale, int parameter, double[] w) {
        double[] d = new double[w.length];
        double moved = 0;
        for (int l = 1; l < w.length && w[l] > 0; l++) {
            double z = l / scale;
            double power = Math.pow(z, shape);
            moved += parameter == 0 ? -power * Math.log(z) : power * shape / scale;
            d[l] = w[l] * moved;
        }
        return d;
    }

    private static double[] weibullDensity(double shape, double scale, int length) {
        double[] f = new double[length];
        for (int l = 0; l < length; l++) {
            double z = (l + 1) / scale;
            double power = Math.pow(z, shape);
            f[l] = shape / scale * Math.exp(-power) * (power / z);
            if (!(f[l] >= 0)) {
                f[l] = 0; // an infinite power times e to its negative
            }
        }
        return f;
    }

    private static double[] stretched(double[] f) {
        int low = argmin(f);
        int high = argmax(f);
        double base = f[low];
        double span = f[high] - base;
        if (span == 0) {
            Arrays.fill(f, 0);
            f[0] = 1;
            return f;
        }
        for (int l = 0; l < f.length; l++) {
            f[l] = (f[l] - base) / span;
        }
        return f;
    }

    /** Exact where the smallest and the largest density stay at their lags. */
    private static double[] stretchedSlopes(double shape, double scale, int parameter, int length) {
        double[] f = weibullDensity(shape, scale, length);
        double[] d = new double[length];
        int low = argmin(f);
        int high = argmax(f);
        double base = f[low];
        double span = f[high] - base;
        if (span == 0) {
            return d;
        }
        for (int l = 0; l < length; l++) {
            if (f[l] > 0) {
                double z = (l + 1) / scale;
                double power = Math.pow(z, shape);
                d[l] = f[l] * (parameter == 0 ? 1 / shape + Math.log(z) * (1 - power) : shape / scale * (power - 1));
            }
        }
        double baseMoved = d[low];
        double spanMoved = d[high] - baseMoved;
        for (int l = 0; l < length; l++) {
            d[l] = (d[l] - baseMoved - (f[l] - base) / span * spanMoved) / span;
        }
        return d;
    }

    static double immediateShare(double[] w) {
        return w[0] / sum(w);
    }

    static double meanLag(double[] w) {
        double sum = 0;
        for (int l = 0; l < w.length; l++) {
            sum += l * w[l];
        }
        return sum / sum(w);
    }

    static double halfLife(double[] w) {
        double half = 0.5 * sum(w);
        double before = 2 * half;
        for (int l = 0; l < w.length; l++) {
            double after = l + 1 < w.length ? before - w[l] : 0;
            if (after <= half) {
                return l + Math.log(half / before) / Math.log(Math.max(0, after) / before);
            }
            before = after;
        }
        return w.length;
    }

    private static double sum(double[] w) {
        double sum = 0;
        for (double each : w) {
            sum += each;
        }
        return sum;
    }

    private static int argmin(double[] f) {
        int best = 0;
        for (int l = 1; l < f.length; l++) {
            best = f[l] < f[best] ? l : best;
        }
        return best;
    }

    private static int argmax(double[] f) {
        int best = 0;
        for (int l = 1; l < f.length; l++) {
            best = f[l] > f[best] ? l : best;
        }
        return best;
    }
}

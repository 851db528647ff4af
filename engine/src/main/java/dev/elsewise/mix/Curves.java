package dev.elsewise.mix;

import dev.elsewise.mix.Saturation.Hill;
import dev.elsewise.mix.Saturation.Identity;
import dev.elsewise.mix.Saturation.Log1p;
import dev.elsewise.mix.Saturation.Logistic;
import dev.elsewise.mix.Saturation.MichaelisMenten;
import dev.elsewise.mix.Saturation.Root;
import dev.elsewise.mix.Saturation.Tanh;

/** The saturation curves, their derivatives and inverses; odd in x. */
final class Curves {
    private Curves() {}

    static double value(Saturation curve, double x, double[] at) {
        return switch (curve) {
            case Identity i -> x;
            case Hill h -> hill(x, at[0], at[1]);
            case MichaelisMenten m -> hill(x, 1, at[0]);
            case Logistic l -> Math.tanh(0.5 * at[0] * x);
            case Tanh t -> Math.tanh(x / at[0]);
            case Root r -> root(x, at[0]);
            case Log1p l -> Math.copySign(Math.log1p(Math.abs(x) / at[0]), x);
        };
    }

    /** One loop for each curve, so that its formula is compiled into it. */
    static void apply(Saturation curve, double[] x, double[] at, double[] out) {
        switch (curve) {
            case Identity i -> System.arraycopy(x, 0, out, 0, x.length);
            case Hill h -> hill(x, at[0], at[1], out);
            case MichaelisMenten m -> hill(x, 1, at[0], out);
            case Logistic l -> tanh(x, 0.5 * at[0], 1, out);
            case Tanh t -> tanh(x, 1, at[0], out);
            case Root r -> root(x, at[0], out);
            case Log1p l -> log1p(x, at[0], out);
        }
    }

    static double derivative(Saturation curve, double x, double[] at) {
        double size = Math.abs(x);
        return switch (curve) {
            case Identity i -> 1;
            case Hill h -> hillByX(size, at[0], at[1]);
            case MichaelisMenten m -> at[0] / (size + at[0]) / (size + at[0]);
            case Logistic l -> 0.5 * at[0] * sechSquared(0.5 * at[0] * x);
            case Tanh t -> sechSquared(x / at[0]) / at[0];
            case Root r -> at[0] * Math.pow(size, at[0] - 1);
            case Log1p l -> 1 / (at[0] + size);
        };
    }

    static double derivative(Saturation curve, double x, double[] at, int parameter) {
        double size = Math.abs(x);
        if (size == 0) {
            return 0;
        }
        return switch (curve) {
            case Identity i -> throw new IndexOutOfBoundsException(parameter);
            case Hill h -> hillBend(x, at[0], at[1]) * (parameter == 0 ? Math.log(size / at[1]) : -at[0] / at[1]);
            case MichaelisMenten m -> -x / (size + at[0]) / (size + at[0]);
            case Logistic l -> 0.5 * x * sechSquared(0.5 * at[0] * x);
            case Tanh t -> -x / at[0] / at[0] * sechSquared(x / at[0]);
            case Root r -> root(x, at[0]) * Math.log(size);
            case Log1p l -> -x / at[0] / (at[0] + size);
        };
    }

    /** One loop for the commonest curve, for the others one value after the other. */
    static void derivative(Saturation curve, double[] x, double[] at, double[] out) {
        double half = hyperbola(curve, at);
        if (half > 0) {
            hyperbolaByX(x, half, out);
            return;
        }
        for (int t = 0; t < x.length; t++) {
            out[t] = derivative(curve, x[t], at);
        }
    }

    /** The same with respect to one parameter. */
    static void derivative(Saturation curve, double[] x, double[] at, int parameter, double[] out) {
        double half = parameter == at.length - 1 ? hyperbola(curve, at) : 0;
        if (half > 0) {
            hyperbolaByHalf(x, half, out);
            return;
        }
        for (int t = 0; t < x.length; t++) {
            out[t] = derivative(curve, x[t], at, parameter);
        }
    }

    private static void hyperbolaByX(double[] x, double half, double[] out) {
        for (int t = 0; t < x.length; t++) {
            double one = 1 / (Math.abs(x[t]) + half);
            out[t] = half * one * one;
        }
    }

    private static void hyperbolaByHalf(double[] x, double half, double[] out) {
        for (int t = 0; t < x.length; t++) {
            double one = 1 / (Math.abs(x[t]) + half);
            out[t] = 0 - x[t] * one * one;
        }
    }

    /** The half saturation of x / (x + half); 0 for other curves. */
    private static double hyperbola(Saturation curve, double[] at) {
        return switch (curve) {
            case MichaelisMenten m -> at[0];
            case Hill h when at[0] == 1 -> at[1];
            default -> 0;
        };
    }

    static double inverse(Saturation curve, double y, double[] at) {
        double size = Math.abs(y);
        if (size > curve.ceiling()) {
            return Double.NaN;
        }
        return switch (curve) {
            case Identity i -> y;
            case Hill h -> at[1] * root(y / (1 - size), 1 / at[0]);
            case MichaelisMenten m -> at[0] * y / (1 - size);
            case Logistic l -> (Math.log1p(y) - Math.log1p(-y)) / at[0];
            case Tanh t -> 0.5 * at[0] * (Math.log1p(y) - Math.log1p(-y));
            case Root r -> root(y, 1 / at[0]);
            case Log1p l -> Math.copySign(at[0] * Math.expm1(size), y);
        };
    }

    private static double hill(double x, double slope, double half) {
        return slope == 1 ? x / (Math.abs(x) + half) : Math.copySign(1 / (1 + Math.pow(half / Math.abs(x), slope)), x);
    }

    private static void hill(double[] x, double slope, double half, double[] out) {
        if (slope == 1) {
            for (int t = 0; t < x.length; t++) {
                out[t] = x[t] / (Math.abs(x[t]) + half);
            }
        } else {
            for (int t = 0; t < x.length; t++) {
                out[t] = hill(x[t], slope, half);
            }
        }
    }

    /** v (1 − v) for the value v, without cancellation; odd. */
    private static double hillBend(double x, double slope, double half) {
        double ratio = Math.abs(x) / half;
        double odds = slope == 1 ? ratio : Math.pow(ratio, slope);
        return Math.copySign(1 / (1 + odds) / (1 + 1 / odds), x);
    }

    private static double hillByX(double size, double slope, double half) {
        if (size == 0) {
            return slope > 1 ? 0 : slope == 1 ? 1 / half : Double.POSITIVE_INFINITY;
        }
        return slope * hillBend(size, slope, half) / size;
    }

    private static void tanh(double[] x, double rate, double scale, double[] out) {
        for (int t = 0; t < x.length; t++) {
            out[t] = Math.tanh(rate * x[t] / scale);
        }
    }

    private static double sechSquared(double z) {
        double e = Math.exp(-2 * Math.abs(z));
        return 4 * e / (1 + e) / (1 + e);
    }

    private static double root(double x, double exponent) {
        return Math.copySign(Math.pow(Math.abs(x), exponent), x);
    }

    private static void root(double[] x, double exponent, double[] out) {
        for (int t = 0; t < x.length; t++) {
            out[t] = root(x[t], exponent);
        }
    }

    private static void log1p(double[] x, double scale, double[] out) {
        for (int t = 0; t < x.length; t++) {
            out[t] = Math.copySign(Math.log1p(Math.abs(x[t]) / scale), x[t]);
        }
    }
}

package dev.elsewise.mix;

import java.util.Arrays;

/** y<sub>t</sub> = Σ<sub>l</sub> w<sub>l</sub> x<sub>t−l</sub>, with zeros before the series. */
final class Convolution {
    private Convolution() {}

    /** Lag by lag over the whole series, which the compiler makes vectors of; {@code out} may be {@code x}. */
    @SuppressWarnings("ReferenceEquality")
    static void of(double[] x, double[] w, double[] out) {
        double[] from = out == x ? x.clone() : x;
        Arrays.fill(out, 0);
        for (int l = 0; l < Math.min(w.length, x.length); l++) {
            if (w[l] != 0) {
                add(from, w[l], l, out);
            }
        }
    }

    private static void add(double[] x, double weight, int lag, double[] out) {
        for (int t = lag; t < out.length; t++) {
            out[t] += weight * x[t - lag];
        }
    }
}

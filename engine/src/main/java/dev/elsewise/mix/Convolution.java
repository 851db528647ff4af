package dev.elsewise.mix;

import java.util.Arrays;

/** y<sub>t</sub> = Σ<sub>l</sub> w<sub>l</sub> x<sub>t−l</sub>, with zeros before the series. */
final class Convolution {
    private Convolution() {}

    /** Three lags at once over the whole series, so that its values pass through the registers; {@code out} may be {@code x}. */
    @SuppressWarnings("ReferenceEquality") // One and the same array, not one like it.
    static void of(double[] x, double[] w, double[] out) {
        double[] from = out == x ? x.clone() : x;
        Arrays.fill(out, 0);
        int lags = Math.min(w.length, x.length);
        int l = 0;
        for (; l + 2 < lags; l += 3) {
            add(from, w[l], w[l + 1], w[l + 2], l, out);
        }
        for (; l < lags; l++) {
            add(from, w[l], l, out);
        }
    }

    private static void add(double[] x, double w0, double w1, double w2, int lag, double[] out) {
        double older = 0;
        double old = 0;
        for (int t = lag; t < out.length; t++) {
            double now = x[t - lag];
            out[t] += w0 * now + w1 * old + w2 * older;
            older = old;
            old = now;
        }
    }

    private static void add(double[] x, double weight, int lag, double[] out) {
        for (int t = lag; t < out.length; t++) {
            out[t] += weight * x[t - lag];
        }
    }
}

package dev.elsewise.mix;

import java.util.Arrays;

/**
 * y<sub>t</sub> = Σ<sub>l</sub> w<sub>l</sub> x<sub>t−l</sub>, with zeros before each series. Each product and sum is rounded once, which has
 * the same bits with and without hardware for it.
 */
final class Convolution {
    private Convolution() {}

    /** Of one series; {@code out} may be {@code x}. */
    static void of(double[] x, double[] w, double[] out) {
        of(x, x.length, w, out);
    }

    /**
     * Of several series of one length, one after the other: three lags at once over them all, as if they were one, and then the beginning of
     * each once more.
     */
    @SuppressWarnings("ReferenceEquality") // One and the same array, not one like it.
    static void of(double[] x, int periods, double[] w, double[] out) {
        double[] from = out == x ? x.clone() : x;
        int lags = Math.min(w.length, periods);
        Arrays.fill(out, 0);
        int l = 0;
        for (; l + 2 < lags; l += 3) {
            add(from, w[l], w[l + 1], w[l + 2], l, out);
        }
        for (; l < lags; l++) {
            add(from, w[l], l, out);
        }
        for (int start = 0; start < x.length; start += periods) {
            begin(from, start, lags - 1, w, out);
        }
    }

    private static void add(double[] x, double w0, double w1, double w2, int lag, double[] out) {
        for (int t = lag + 2; t < out.length; t++) {
            out[t] = Math.fma(w0, x[t - lag], Math.fma(w1, x[t - lag - 1], Math.fma(w2, x[t - lag - 2], out[t])));
        }
    }

    private static void add(double[] x, double weight, int lag, double[] out) {
        for (int t = lag; t < out.length; t++) {
            out[t] = Math.fma(weight, x[t - lag], out[t]);
        }
    }

    /** The first values of a series, which do not have the whole past. */
    private static void begin(double[] x, int start, int count, double[] w, double[] out) {
        for (int t = 0; t < count; t++) {
            double sum = 0;
            for (int l = 0; l <= t; l++) {
                sum = Math.fma(w[l], x[start + t - l], sum);
            }
            out[start + t] = sum;
        }
    }
}

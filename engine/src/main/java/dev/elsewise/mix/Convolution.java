package dev.elsewise.mix;

/** y<sub>t</sub> = Σ<sub>l</sub> w<sub>l</sub> x<sub>t−l</sub>, with zeros before the series. */
final class Convolution {
    private Convolution() {}

    /**
     * Goes backwards in time, so that the output may be the input's own array; four periods at once, so that their sums do
     * not wait for each other.
     */
    static void of(double[] x, double[] w, double[] out) {
        int t = x.length - 1;
        for (; t - 3 >= w.length - 1; t -= 4) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int l = 0; l < w.length; l++) {
                double weight = w[l];
                a += weight * x[t - l];
                b += weight * x[t - 1 - l];
                c += weight * x[t - 2 - l];
                d += weight * x[t - 3 - l];
            }
            out[t] = a;
            out[t - 1] = b;
            out[t - 2] = c;
            out[t - 3] = d;
        }
        for (; t >= 0; t--) {
            double sum = 0;
            for (int l = 0; l <= Math.min(t, w.length - 1); l++) {
                sum += w[l] * x[t - l];
            }
            out[t] = sum;
        }
    }
}

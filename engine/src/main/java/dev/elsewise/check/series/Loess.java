package dev.elsewise.check.series;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Local regression on equally spaced points with tricube weights, as the seasonal–trend decomposition needs it. W. S. Cleveland,
 * Journal of the American Statistical Association 74 (1979) 829–836, DOI 10.1080/01621459.1979.10481038.
 *
 * @param window points that a fit sees; more than there are widen the weights instead
 * @param degree 0 for local means, 1 for local lines
 * @param jump fitted is every so manieth point; straight lines join them
 */
record Loess(int window, int degree, int jump) {
    /** Points nearer than this share of the radius weigh 1, and points beyond the rest of it 0. */
    private static final double EDGE = 0.001;

    /** The smooth at every point; a point without any weight around it keeps its value. */
    double[] smooth(double[] y, double @Nullable [] weights) {
        int n = y.length;
        double[] smooth = new double[n];
        if (n < 2) {
            return y.clone();
        }
        int step = Math.min(jump, n - 1);
        int from = 0;
        for (int i = 0; i < n; i += step) {
            from = first(i, n);
            smooth[i] = orValue(at(y, weights, i, from), y[i]);
        }
        for (int i = 0; i + step < n; i += step) {
            join(smooth, i, i + step);
        }
        int last = (n - 1) / step * step;
        if (last < n - 1) {
            // The last point is fitted to the points of the last one that the jumps reach.
            smooth[n - 1] = orValue(at(y, weights, n - 1, from), y[n - 1]);
            join(smooth, last, n - 1);
        }
        return smooth;
    }

    /** The smooth of a series and at one place before and one after it. */
    double[] smoothBeyond(double[] y, double @Nullable [] weights) {
        int n = y.length;
        double[] inside = smooth(y, weights);
        double[] all = new double[n + 2];
        System.arraycopy(inside, 0, all, 1, n);
        all[0] = orValue(at(y, weights, -1, 0), inside[0]);
        all[n + 1] = orValue(at(y, weights, n, Math.max(0, n - window)), inside[n - 1]);
        return all;
    }

    private static double orValue(double fitted, double value) {
        return Double.isNaN(fitted) ? value : fitted;
    }

    private static void join(double[] smooth, int from, int to) {
        double slope = (smooth[to] - smooth[from]) / (to - from);
        for (int t = from + 1; t < to; t++) {
            smooth[t] = smooth[from] + slope * (t - from);
        }
    }

    /** The first of the points that the fit at a place sees: as central as the ends allow. */
    private int first(int place, int n) {
        if (window >= n) {
            return 0;
        }
        int before = (window + 1) / 2 - 1;
        return Math.clamp((long) place - before, 0, n - window);
    }

    /** The fit at a place, from the points that start there; {@code NaN} where none of them has weight. */
    private double at(double[] y, double @Nullable [] weights, int place, int from) {
        int n = y.length;
        int to = Math.min(n, from + window);
        double radius = Math.max(place - from, to - 1 - place);
        if (window > n) {
            radius += Math.floorDiv(window - n, 2);
        }
        double[] w = new double[to - from];
        double sum = 0;
        for (int t = from; t < to; t++) {
            double distance = Math.abs(t - place);
            if (distance <= (1 - EDGE) * radius) {
                double share = distance / radius;
                double cube = 1 - share * share * share;
                double tricube = distance <= EDGE * radius ? 1 : cube * cube * cube;
                w[t - from] = weights == null ? tricube : weights[t] * tricube;
                sum += w[t - from];
            }
        }
        if (sum <= 0) {
            return Double.NaN;
        }
        for (int i = 0; i < w.length; i++) {
            w[i] /= sum;
        }
        if (radius > 0 && degree > 0) {
            tilt(w, from, place, n);
        }
        double fitted = 0;
        for (int t = from; t < to; t++) {
            fitted += w[t - from] * y[t];
        }
        return fitted;
    }

    /** Turns the weights of a mean into those of a line, unless the points are too close together to tell its slope. */
    private static void tilt(double[] w, int from, int place, int n) {
        double mean = 0;
        for (int i = 0; i < w.length; i++) {
            mean += w[i] * (from + i);
        }
        double spread = 0;
        for (int i = 0; i < w.length; i++) {
            spread += w[i] * (from + i - mean) * (from + i - mean);
        }
        if (Math.sqrt(spread) > EDGE * (n - 1)) {
            double slope = (place - mean) / spread;
            for (int i = 0; i < w.length; i++) {
                w[i] *= 1 + slope * (from + i - mean);
            }
        }
    }

    /** Means of so many consecutive points: shorter than the series by one less. */
    static double[] movingMeans(double[] y, int length) {
        double[] means = new double[y.length - length + 1];
        double sum = 0;
        for (int t = 0; t < length; t++) {
            sum += y[t];
        }
        means[0] = sum / length;
        for (int t = 1; t < means.length; t++) {
            sum += y[t + length - 1] - y[t - 1];
            means[t] = sum / length;
        }
        return means;
    }

    /** 1 for residuals near 0, falling to 0 at six times their median: Tukey's biweight. */
    static double[] robustness(double[] residuals) {
        int n = residuals.length;
        double[] sizes = new double[n];
        for (int t = 0; t < n; t++) {
            sizes[t] = Math.abs(residuals[t]);
        }
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        double radius = 3 * (sorted[n / 2] + sorted[n - 1 - n / 2]);
        double[] weights = new double[n];
        for (int t = 0; t < n; t++) {
            double share = sizes[t] / radius;
            weights[t] = sizes[t] <= EDGE * radius
                    ? 1
                    : sizes[t] <= (1 - EDGE) * radius ? (1 - share * share) * (1 - share * share) : 0;
        }
        return weights;
    }
}

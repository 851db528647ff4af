package dev.elsewise.check.series;

/** The variance of a sum of dependent terms, over their number. */
final class LongRun {
    private LongRun() {}

    /**
     * Newey and West's: c₀ + 2Σ(1 − k/(lags + 1))cₖ, where cₖ = Σeₜeₜ₋ₖ/n. Econometrica 55 (1987) 703–708, DOI
     * 10.2307/1913610.
     */
    static double variance(double[] e, int lags) {
        double sum = LeastSquares.squares(e);
        for (int k = 1; k <= lags; k++) {
            sum += 2 * (1 - k / (lags + 1.0)) * product(e, k);
        }
        return sum / e.length;
    }

    /** The lags that suit the terms' own memory, by Newey and West's plug-in rule for these weights. */
    static int lags(double[] e) {
        int n = e.length;
        double level = LeastSquares.squares(e) / n;
        double slope = 0;
        int look = (int) Math.pow(n, 2.0 / 9);
        for (int k = 1; k <= look; k++) {
            double c = 2 * product(e, k) / n;
            level += c;
            slope += k * c;
        }
        double ratio = slope / level;
        double lags = 1.1447 * Math.cbrt(ratio * ratio) * Math.cbrt(n);
        return (int) Math.min(lags, n - 1.0);
    }

    private static double product(double[] e, int k) {
        double sum = 0;
        for (int t = k; t < e.length; t++) {
            sum += e[t] * e[t - k];
        }
        return sum;
    }
}

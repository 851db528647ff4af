package dev.elsewise.scm;

import java.util.Arrays;

/**
 * How far units' coefficients lie apart, by restricted maximum likelihood at given shapes: the fixed point of R. Schall (Biometrika 78
 * (1991), DOI 10.1093/biomet/78.4.719), τ² = Σ d² / Σ (1 − w v) with v the variance of what is not known of a deviation over that of the
 * errors. A variance that falls to nothing makes its column a shared one. Cost: a solution of the mixed-model equations a round.
 *
 * @param spread τ² of each column; 0 where units do not differ
 * @param variance σ² of the errors
 */
record Deviations(double[] spread, double variance) {
    private static final int ROUNDS = 2000;
    private static final double CLOSE = 1e-8;

    /** Below this share of the errors' variance a deviation's whole effect is taken for none. */
    private static final double NOTHING = 1e-4;

    /**
     * @param before where the search starts; a guess of its own when empty
     * @param pinned unit by unit, the coefficients that experiments pin; NaN elsewhere
     */
    static Deviations of(
            ShapedColumns columns,
            double ridge,
            double[][] limits,
            double variance,
            double[] before,
            double[][] pinned) {
        int width = columns.width();
        int units = columns.units();
        double[] size = new double[width];
        double[] spread = new double[width];
        for (int c = 0; c < width; c++) {
            for (int u = 0; u < units; u++) {
                size[c] += columns.gram(u)[c][c] / units;
            }
            spread[c] = size[c] == 0 ? 0 : before.length == 0 || before[c] == 0 ? variance / size[c] : before[c];
        }
        double sigma = variance;
        double[][] none = new double[units][width];
        for (int round = 0; round < ROUNDS; round++) {
            double[] weight = weights(spread, sigma);
            PartialCoefficients at = new PartialCoefficients(columns, ridge, limits, weight, none, pinned, none);
            double[][] known = at.variances();
            double moved = 0;
            double[] next = new double[width];
            for (int c = 0; c < width; c++) {
                double squares = 0;
                double freedom = 0;
                for (int u = 0; u < units; u++) {
                    if (!Double.isNaN(known[u][c])) {
                        double d = at.beta()[u][c] - at.common()[c];
                        squares += d * d;
                        freedom += 1 - weight[c] * known[u][c];
                    }
                }
                next[c] = freedom > 0 ? squares / freedom : 0;
                if (next[c] * size[c] < NOTHING * sigma) {
                    next[c] = 0;
                }
                moved = Math.max(moved, Math.abs(next[c] - spread[c]) * size[c] / sigma);
            }
            double last = sigma;
            sigma = residualVariance(columns, at);
            spread = next;
            if (moved < CLOSE && Math.abs(sigma - last) < CLOSE * sigma) {
                break;
            }
        }
        return new Deviations(spread, sigma);
    }

    /** σ² / τ²; infinite where τ is 0. */
    static double[] weights(double[] spread, double variance) {
        return Arrays.stream(spread)
                .map(s -> s > 0 ? variance / s : Double.POSITIVE_INFINITY)
                .toArray();
    }

    private static double residualVariance(ShapedColumns columns, PartialCoefficients at) {
        double squares = 0;
        for (int u = 0; u < columns.units(); u++) {
            double[] t = at.beta()[u];
            for (double value : columns.y(u)) {
                squares += value * value;
            }
            for (int i = 0; i < t.length; i++) {
                squares -= 2 * t[i] * columns.xy(u)[i];
                for (int j = 0; j < t.length; j++) {
                    squares += t[i] * t[j] * columns.gram(u)[i][j];
                }
            }
        }
        return squares / Math.max(1, columns.observations() - columns.units() - at.freedom());
    }
}

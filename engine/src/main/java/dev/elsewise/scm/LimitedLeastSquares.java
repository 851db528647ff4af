package dev.elsewise.scm;

import dev.elsewise.math.RankedCholesky;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Least squares with limits on the coefficients, from a Gram matrix: an active set that grows by the worst violation and shrinks by the
 * wrongest multiplier. Where no limit is met, one Cholesky factor. Cost: p³ / 3 a round.
 */
final class LimitedLeastSquares {
    private static final double ALIASED = 1e-11;

    private LimitedLeastSquares() {}

    /**
     * Solves for β in place, and returns the factor of the open columns.
     *
     * @param gram with the ridge on its diagonal
     * @param limits {least, most}
     * @param fixed coefficients that stay as they stand in {@code beta}
     * @param held receives which coefficients are at a limit, the fixed ones too
     */
    static RankedCholesky solve(
            double[][] gram, double[] xy, double[][] limits, boolean[] fixed, double[] beta, boolean[] held) {
        System.arraycopy(fixed, 0, held, 0, fixed.length);
        for (int round = 0; ; round++) {
            int[] open = open(held);
            RankedCholesky factor = factor(gram, open);
            double[] right = new double[open.length];
            for (int i = 0; i < open.length; i++) {
                right[i] = xy[open[i]];
                for (int c = 0; c < beta.length; c++) {
                    if (held[c]) {
                        right[i] -= gram[open[i]][c] * beta[c];
                    }
                }
            }
            double[] solution = factor.solve(right);
            boolean moved = false;
            for (int i = 0; i < open.length; i++) {
                int c = open[i];
                beta[c] = Math.clamp(solution[i], limits[0][c], limits[1][c]);
                if (solution[i] != beta[c]) {
                    held[c] = true;
                    moved = true;
                }
            }
            if (!moved && (round >= 3 * beta.length || !release(gram, xy, limits, fixed, beta, held))) {
                return factor;
            }
        }
    }

    /** Lets go of the coefficient whose multiplier says most loudly that it wants off its limit. */
    private static boolean release(
            double[][] gram, double[] xy, double[][] limits, boolean[] fixed, double[] beta, boolean[] held) {
        int worst = -1;
        double most = 1e-10;
        for (int c = 0; c < beta.length; c++) {
            if (!held[c] || fixed[c] || gram[c][c] == 0) {
                continue;
            }
            double gradient = xy[c];
            for (int j = 0; j < beta.length; j++) {
                gradient -= gram[c][j] * beta[j];
            }
            double wants = (beta[c] <= limits[0][c] ? gradient : -gradient) / Math.sqrt(gram[c][c]);
            double scale = Math.abs(xy[c]) / Math.sqrt(gram[c][c]);
            if (wants > most * Math.max(1, scale)) {
                most = wants / Math.max(1, scale);
                worst = c;
            }
        }
        if (worst >= 0) {
            held[worst] = false;
        }
        return worst >= 0;
    }

    static int[] open(boolean[] held) {
        return IntStream.range(0, held.length).filter(c -> !held[c]).toArray();
    }

    private static RankedCholesky factor(double[][] gram, int[] open) {
        double[][] a = new double[open.length][open.length];
        double[] diagonal = new double[open.length];
        for (int i = 0; i < open.length; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = gram[open[i]][open[j]];
            }
            diagonal[i] = a[i][i];
        }
        return RankedCholesky.of(a, diagonal, ALIASED);
    }

    /** All coefficients at the value nearest to 0 that their limits allow. */
    static double[] nearest(double[][] limits) {
        double[] beta = new double[limits[0].length];
        Arrays.setAll(beta, c -> Math.clamp(0.0, limits[0][c], limits[1][c]));
        return beta;
    }
}

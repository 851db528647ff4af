package dev.elsewise.scm;

import dev.elsewise.learn.penalised.BoundedLeastSquares;
import dev.elsewise.math.Places;
import dev.elsewise.math.RankedCholesky;
import java.util.Arrays;

/**
 * Least squares with limits on the coefficients, and the factor of those that stand on none, which says how they follow when something else
 * moves. Where no limit is met, one Cholesky factor of the p open columns, p³ / 6; else {@link BoundedLeastSquares} and one more.
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
        int[] open = open(held);
        RankedCholesky factor = factor(gram, open);
        double[] solution = factor.solve(right(gram, xy, open, fixed, beta));
        boolean within = true;
        for (int i = 0; i < open.length; i++) {
            beta[open[i]] = solution[i];
            // What is no number stays: a search turns away from such shapes, or the equation is refused by name.
            within &= !(solution[i] < limits[0][open[i]] || solution[i] > limits[1][open[i]]);
        }
        if (within || !finite(gram, xy)) {
            return factor;
        }
        bounded(gram, xy, limits, fixed, beta, held);
        return factor(gram, open(held));
    }

    /** Where a limit is met. */
    private static void bounded(
            double[][] gram, double[] xy, double[][] limits, boolean[] fixed, double[] beta, boolean[] held) {
        int p = beta.length;
        double[] lower = limits[0].clone();
        double[] upper = limits[1].clone();
        double[] rows = new double[p * p];
        for (int c = 0; c < p; c++) {
            System.arraycopy(gram[c], 0, rows, c * p, p);
            // A difference of sums of squares may round to less than nothing.
            rows[c * p + c] = Math.max(0, gram[c][c]);
            if (fixed[c]) {
                lower[c] = beta[c];
                upper[c] = beta[c];
            }
        }
        BoundedLeastSquares.Solution solution =
                BoundedLeastSquares.ofColumns(p).solve(rows, xy, new double[p], lower, upper);
        System.arraycopy(solution.coefficients(), 0, beta, 0, p);
        Arrays.fill(held, false);
        for (int c : solution.limited()) {
            held[c] = true;
        }
    }

    /** X'y of the open columns less what the fixed ones explain. */
    private static double[] right(double[][] gram, double[] xy, int[] open, boolean[] fixed, double[] beta) {
        double[] right = new double[open.length];
        for (int i = 0; i < open.length; i++) {
            right[i] = xy[open[i]];
            for (int c = 0; c < beta.length; c++) {
                right[i] -= fixed[c] ? gram[open[i]][c] * beta[c] : 0;
            }
        }
        return right;
    }

    private static boolean finite(double[][] gram, double[] xy) {
        for (int c = 0; c < xy.length; c++) {
            if (!Double.isFinite(xy[c]) || !Double.isFinite(gram[c][c])) {
                return false;
            }
        }
        return true;
    }

    static int[] open(boolean[] held) {
        return Places.where(held.length, c -> !held[c]);
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
}

package dev.elsewise.learn.penalised;

import java.util.Arrays;

/**
 * The upper triangular Cholesky factor of a small matrix, U′U, in place and row after row: every inner loop runs along two rows
 * at the same places, which the compiler turns into vector instructions. A column that is a combination of earlier ones gets a
 * row of zeros.
 */
final class Triangle {
    private Triangle() {}

    /**
     * Factors the upper triangle of an n × n matrix.
     *
     * @param aliased share of a column's own square below which what is left of it counts as nothing
     */
    static void factor(double[][] a, int n, double aliased) {
        double[] own = new double[n];
        for (int k = 0; k < n; k++) {
            own[k] = a[k][k];
        }
        for (int k = 0; k < n; k++) {
            double[] row = a[k];
            if (!(row[k] > aliased * own[k])) {
                Arrays.fill(row, k, n, 0);
                continue;
            }
            double root = Math.sqrt(row[k]);
            double inverse = 1 / root;
            row[k] = root;
            for (int i = k + 1; i < n; i++) {
                row[i] *= inverse;
            }
            for (int i = k + 1; i < n; i++) {
                subtract(row[i], row, a[i], i, n);
            }
        }
    }

    /** Whether a column had a say of its own. */
    static boolean own(double[][] factor, int column) {
        return factor[column][column] > 0;
    }

    /** y −= a x, from one place to another. */
    static void subtract(double a, double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] -= a * x[i];
        }
    }

    /** Solves in place; 0 for combinations of earlier columns. */
    static void solve(double[][] factor, int n, double[] x) {
        for (int k = 0; k < n; k++) {
            double[] row = factor[k];
            if (row[k] > 0) {
                x[k] /= row[k];
                subtract(x[k], row, x, k + 1, n);
            } else {
                x[k] = 0;
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            double[] row = factor[k];
            if (row[k] > 0) {
                double sum = x[k];
                for (int i = k + 1; i < n; i++) {
                    sum -= row[i] * x[i];
                }
                x[k] = sum / row[k];
            }
        }
    }
}

package dev.elsewise.learn.penalised;

/**
 * The upper triangular Cholesky factor of a small matrix, U′U, in place and row after row, so that every inner loop runs along
 * neighbouring numbers. A column that is a combination of earlier ones gets a row of zeros.
 */
final class Triangle {
    private Triangle() {}

    /**
     * Factors the upper triangle of an n × n matrix.
     *
     * @param aliased share of a column's own square below which what is left of it counts as nothing
     */
    static void factor(double[] a, int n, double aliased) {
        double[] own = new double[n];
        for (int k = 0; k < n; k++) {
            own[k] = a[k * n + k];
        }
        for (int k = 0; k < n; k++) {
            int row = k * n;
            if (!(a[row + k] > aliased * own[k])) {
                java.util.Arrays.fill(a, row + k, row + n, 0);
                continue;
            }
            double root = Math.sqrt(a[row + k]);
            double inverse = 1 / root;
            a[row + k] = root;
            for (int i = k + 1; i < n; i++) {
                a[row + i] *= inverse;
            }
            for (int i = k + 1; i < n; i++) {
                eliminate(a, row + i, i * n + i, n - i);
            }
        }
    }

    /** Whether a column had a say of its own. */
    static boolean own(double[] factor, int n, int column) {
        return factor[column * n + column] > 0;
    }

    /** Takes a multiple of one row from another. */
    private static void eliminate(double[] a, int from, int to, int n) {
        double by = a[from];
        for (int i = 0; i < n; i++) {
            a[to + i] -= by * a[from + i];
        }
    }

    /** Solves in place; 0 for combinations of earlier columns. */
    static void solve(double[] factor, int n, double[] x) {
        for (int k = 0; k < n; k++) {
            int row = k * n;
            if (factor[row + k] > 0) {
                double value = x[k] / factor[row + k];
                x[k] = value;
                for (int i = k + 1; i < n; i++) {
                    x[i] -= factor[row + i] * value;
                }
            } else {
                x[k] = 0;
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            int row = k * n;
            if (factor[row + k] > 0) {
                double sum = x[k];
                for (int i = k + 1; i < n; i++) {
                    sum -= factor[row + i] * x[i];
                }
                x[k] = sum / factor[row + k];
            }
        }
    }
}

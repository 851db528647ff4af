package dev.elsewise.math;

/**
 * Cholesky factor of a positive semi-definite matrix in its given order, with a rank report: a column whose remaining
 * variance falls below a tolerance times its original one is a combination of earlier columns; it is left out, its solution
 * 0. This is the order in which R's {@code lm} leaves out aliased columns. Cost: n³/3.
 */
public final class RankedCholesky {
    private final double[][] l;
    private final boolean[] aliased;

    private RankedCholesky(double[][] l, boolean[] aliased) {
        this.l = l;
        this.aliased = aliased;
    }

    /**
     * Factors {@code a} in place.
     *
     * @param a the lower triangle is read and overwritten
     * @param original the diagonal before anything was eliminated
     * @param tolerance relative to {@code original}
     */
    public static RankedCholesky of(double[][] a, double[] original, double tolerance) {
        int n = a.length;
        boolean[] aliased = new boolean[n];
        for (int i = 0; i < n; i++) {
            double[] ai = a[i];
            for (int j = 0; j < i; j++) {
                ai[j] = aliased[j] ? 0 : (ai[j] - Kernels.dot(ai, a[j], j)) / a[j][j];
            }
            double pivot = ai[i] - Kernels.dot(ai, ai, i);
            if (pivot <= tolerance * Math.abs(original[i])) {
                aliased[i] = true;
                java.util.Arrays.fill(ai, 0, i, 0);
                ai[i] = 1;
            } else {
                ai[i] = Math.sqrt(pivot);
            }
        }
        return new RankedCholesky(a, aliased);
    }

    /** Whether a column was left out. */
    public boolean aliased(int column) {
        return aliased[column];
    }

    /** Solves for one right-hand side, in place. */
    public double[] solve(double[] b) {
        int n = l.length;
        for (int i = 0; i < n; i++) {
            if (aliased[i]) {
                b[i] = 0;
                continue;
            }
            b[i] = (b[i] - Kernels.dot(l[i], b, i)) / l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            if (aliased[i]) {
                continue;
            }
            double x = b[i] / l[i][i];
            b[i] = x;
            Kernels.axpy(-x, l[i], b, i);
        }
        return b;
    }
}

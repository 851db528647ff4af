package dev.elsewise.decide;

/** Solves a small symmetric positive system, given by its lower triangle, in place. */
final class SmallCholesky {
    private SmallCholesky() {}

    /** b ← h⁻¹ b; a pivot that vanishes counts as the smallest one that can be told from rounding. */
    static void solve(double[][] h, double[] b, int n) {
        double greatest = 0;
        for (int i = 0; i < n; i++) {
            greatest = Math.max(greatest, h[i][i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = h[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= h[i][k] * h[j][k];
                }
                h[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-14 * greatest)) : sum / h[j][j];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= h[i][k] * b[k];
            }
            b[i] /= h[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                b[i] -= h[k][i] * b[k];
            }
            b[i] /= h[i][i];
        }
    }
}

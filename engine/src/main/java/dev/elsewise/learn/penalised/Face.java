package dev.elsewise.learn.penalised;

/**
 * Newton's step for the coefficients that are neither 0 nor on a limit: as long as none changes its sign, the objective is
 * quadratic in them.
 */
final class Face {
    private final double[][] c;
    private final int p;
    private final double aliased;
    private final double[] step;
    private final int[] free;
    private double[][] factor = new double[0][];

    Face(double[][] c, int p, double aliased) {
        this.c = c;
        this.p = p;
        this.aliased = aliased;
        step = new double[p];
        free = new int[p];
    }

    /** Moves there, or to the first coefficient that would leave the face on the way; says whether it arrived. */
    boolean solve(
            int[] active,
            int count,
            double[] b,
            double[] slope,
            double[] absolute,
            double[] square,
            double[] lower,
            double[] upper) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int j = active[i];
            if (b[j] > lower[j] && b[j] < upper[j] && (b[j] != 0 || absolute[j] == 0)) {
                free[n++] = j;
            }
        }
        if (n == 0) {
            return true;
        }
        factor(n, square);
        for (int i = 0; i < n; i++) {
            int j = free[i];
            step[i] = slope[j] - square[j] * b[j] - absolute[j] * Math.signum(b[j]);
        }
        Triangle.solve(factor, n, step);
        double share = 1;
        int blocking = -1;
        double end = 0;
        for (int i = 0; i < n; i++) {
            int j = free[i];
            double to = b[j] + step[i];
            double least = absolute[j] > 0 && b[j] > 0 ? Math.max(0, lower[j]) : lower[j];
            double most = absolute[j] > 0 && b[j] < 0 ? Math.min(0, upper[j]) : upper[j];
            double limit = to < least ? least : most;
            if (to < least || to > most) {
                double here = (limit - b[j]) / step[i];
                if (here < share || blocking < 0) {
                    share = Math.min(1, here);
                    blocking = j;
                    end = limit;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            int j = free[i];
            double next = j == blocking ? end : b[j] + share * step[i];
            double moved = next - b[j];
            b[j] = next;
            if (moved != 0) {
                Triangle.subtract(moved, c[j], slope, 0, p);
            }
        }
        return blocking < 0;
    }

    private void factor(int n, double[] square) {
        if (factor.length == 0) {
            factor = new double[p][p];
        }
        for (int i = 0; i < n; i++) {
            for (int k = i; k < n; k++) {
                factor[i][k] = c[free[i]][free[k]];
            }
            factor[i][i] += square[free[i]];
        }
        Triangle.factor(factor, n, aliased);
    }
}

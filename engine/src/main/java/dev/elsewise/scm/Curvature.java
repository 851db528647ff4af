package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;

/** What is known of the second derivatives of an objective: a first guess, and what steps taught since (BFGS, damped as M. J. D. Powell's). */
final class Curvature {
    private static final double SINGULAR = 1e-14;
    private static final double DAMPED = 0.2;

    private final double[][] b;

    /** @param guess positive definite; becomes this object's own */
    Curvature(double[][] guess) {
        b = guess;
    }

    /** −B⁻¹ gradient. */
    double[] step(double[] gradient) {
        int n = b.length;
        double[][] factor = new double[n][];
        double[] diagonal = new double[n];
        double[] move = new double[n];
        for (int i = 0; i < n; i++) {
            factor[i] = b[i].clone();
            diagonal[i] = b[i][i];
            move[i] = -gradient[i];
        }
        return RankedCholesky.of(factor, diagonal, SINGULAR).solve(move);
    }

    /** A step taken, and what it did to the gradient. */
    void learn(double[] from, double[] to, double[] before, double[] after) {
        int n = b.length;
        double[] s = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            s[i] = to[i] - from[i];
            y[i] = after[i] - before[i];
        }
        double[] bs = new double[n];
        for (int i = 0; i < n; i++) {
            bs[i] = Kernels.dot(b[i], s, n);
        }
        double sbs = Kernels.dot(s, bs, n);
        double sy = Kernels.dot(s, y, n);
        if (!(sbs > 0)) {
            return;
        }
        if (sy < DAMPED * sbs) {
            // Where the objective bends the wrong way, only so much of it is believed that the guess stays positive
            // definite.
            double share = (1 - DAMPED) * sbs / (sbs - sy);
            for (int i = 0; i < n; i++) {
                y[i] = share * y[i] + (1 - share) * bs[i];
            }
            sy = Kernels.dot(s, y, n);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                b[i][j] += y[i] * y[j] / sy - bs[i] * bs[j] / sbs;
            }
        }
    }
}

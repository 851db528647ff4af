package dev.elsewise.decide;

import dev.elsewise.math.Kernels;

/**
 * What a climb knows of minus the second derivatives, always as a positive definite matrix, so that its model is concave even where the
 * function is not: a diagonal one, probed at each point by one more slope, which is exact where levers do not interact; and a dense one,
 * learned from the steps by BFGS. Whichever foretold the last change of the slope better makes the next step.
 */
final class Curvature {
    private static final double DAMP = 1e-4;
    private static final int LOSSES = 4;

    /** With more levers than this (weeks of a channel, which carry over) the first diagonal one is only where learning begins. */
    static final int FEW = 50;

    private final double[][] dense;
    private double[] diagonal;
    private boolean apart = true;
    private int losses;

    Curvature(double[] diagonal) {
        int n = diagonal.length;
        this.diagonal = diagonal;
        this.losses = n <= FEW ? 0 : LOSSES;
        this.dense = new double[n][n];
        for (int j = 0; j < n; j++) {
            dense[j][j] = diagonal[j];
        }
    }

    /** Whether the diagonal one still has a chance, so that probing on is worth a slope. */
    boolean probes() {
        return losses < LOSSES;
    }

    void probed(double[] value) {
        diagonal = value;
    }

    /** out ← B v. */
    void times(double[] v, double[] out) {
        for (int j = 0; j < v.length; j++) {
            out[j] = apart ? diagonal[j] * v[j] : Kernels.dot(dense[j], v, v.length);
        }
    }

    /** The largest curvature along one coordinate. */
    double largest() {
        double largest = 0;
        for (int j = 0; j < diagonal.length; j++) {
            largest = Math.max(largest, apart ? diagonal[j] : dense[j][j]);
        }
        return largest;
    }

    /**
     * Learns from a step s on which the slope fell by y: BFGS, damped as Powell has it where the function is not concave. Numerical
     * Optimization, J. Nocedal, S. J. Wright (2006), ch. 18, DOI 10.1007/978-0-387-40065-5.
     */
    void learn(double[] s, double[] y) {
        int n = s.length;
        double[] bs = new double[n];
        double missed = 0;
        double missedApart = 0;
        for (int j = 0; j < n; j++) {
            bs[j] = Kernels.dot(dense[j], s, n);
            missed += (y[j] - bs[j]) * (y[j] - bs[j]);
            double error = y[j] - diagonal[j] * s[j];
            missedApart += error * error;
        }
        if (probes()) {
            apart = missedApart <= missed;
            losses = apart ? 0 : losses + 1;
        }
        apart = apart && probes();
        double sBs = Kernels.dot(s, bs, n);
        double sy = Kernels.dot(s, y, n);
        if (!(sBs > 0)) {
            return;
        }
        double[] fall = y;
        if (sy < DAMP * sBs) {
            double share = 0.9 * sBs / (sBs - sy);
            fall = new double[n];
            for (int j = 0; j < n; j++) {
                fall[j] = share * y[j] + (1 - share) * bs[j];
            }
            sy = Kernels.dot(s, fall, n);
        }
        for (int i = 0; i < n; i++) {
            double p = bs[i] / sBs;
            double q = fall[i] / sy;
            double[] row = dense[i];
            for (int j = 0; j < n; j++) {
                row[j] += q * fall[j] - p * bs[j];
            }
        }
    }
}

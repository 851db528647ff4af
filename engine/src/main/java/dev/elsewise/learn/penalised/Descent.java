package dev.elsewise.learn.penalised;

import dev.elsewise.error.EstimationFailed;

/**
 * Minimises ½ b′Cb − m′b + Σ sⱼ bⱼ² / 2 + Σ tⱼ |bⱼ| within limits, one coefficient at a time, from where the last problem
 * ended. The slopes of all coefficients are kept up to date, so that a sweep costs (coefficients that move) × (columns).
 *
 * <p>When sweeps over the same coefficients have cost as much as solving their equations would, they are solved: if the
 * solution keeps every sign and limit it is the answer on that face, and if not, the objective still falls on the way to the
 * first coefficient that would cross.
 */
final class Descent {
    private static final int MOST_SWEEPS = 100_000;
    private static final double ALIASED = 1e-13;

    private final int p;
    private final double[][] c;
    private final double[] m;
    private final double[] lower;
    private final double[] upper;
    private final double[] b;
    /** m − Cb. */
    private final double[] slope;

    private final int[] active;
    private final double tolerance;
    private final Face face;

    Descent(double[][] c, double[] m, double[] lower, double[] upper, double tolerance) {
        p = m.length;
        this.c = c;
        this.m = m;
        this.lower = lower;
        this.upper = upper;
        this.tolerance = tolerance;
        b = new double[p];
        slope = m.clone();
        active = new int[p];
        face = new Face(c, p, ALIASED);
    }

    double coefficient(int j) {
        return b[j];
    }

    boolean atLower(int j) {
        return b[j] == lower[j];
    }

    boolean atUpper(int j) {
        return b[j] == upper[j];
    }

    double slope(int j) {
        return slope[j];
    }

    /** The share of the outcome's square that is explained. */
    double explained() {
        double sum = 0;
        for (int j = 0; j < p; j++) {
            sum += b[j] * (m[j] + slope[j]);
        }
        return sum;
    }

    void solve(double[] absolute, double[] square) {
        refreshSlopes();
        for (int sweeps = 0; sweeps < MOST_SWEEPS; ) {
            double moved = 0;
            for (int j = 0; j < p; j++) {
                moved = Math.max(moved, update(j, absolute, square));
            }
            sweeps++;
            if (moved <= tolerance) {
                return;
            }
            sweeps += settle(absolute, square, moved);
        }
        throw new EstimationFailed("Coordinate descent did not settle in " + MOST_SWEEPS + " sweeps over " + p
                + " columns.\nMaybe two columns are almost collinear: a little ridge penalty (mixing below 1) makes the"
                + " solution unique.");
    }

    /** Sweeps over the coefficients that are not 0 until they stand still; says how often. */
    private int settle(double[] absolute, double[] square, double first) {
        int n = 0;
        for (int j = 0; j < p; j++) {
            if (b[j] != 0 || absolute[j] == 0) {
                active[n++] = j;
            }
        }
        int dear = 3 + n * n / (6 * p);
        double before = first;
        for (int sweep = 1; sweep < MOST_SWEEPS; sweep++) {
            if (sweep % dear == 0 && face.solve(active, n, b, slope, absolute, square, lower, upper)) {
                return sweep;
            }
            double moved = 0;
            for (int i = 0; i < n; i++) {
                moved = Math.max(moved, update(active[i], absolute, square));
            }
            // Steps shrink by some factor; what is still to come is the sum of the series.
            double factor = Math.min(moved / before, 1);
            if (moved == 0 || (moved <= tolerance && moved * factor <= tolerance * (1 - factor))) {
                return sweep;
            }
            before = moved;
        }
        return MOST_SWEEPS;
    }

    /** The best value of one coefficient given the others; returns how far it moved, in standard deviations. */
    private double update(int j, double[] absolute, double[] square) {
        double own = c[j][j];
        double pull = slope[j] + own * b[j];
        double size = Math.abs(pull) - absolute[j];
        double next = size > 0 ? Math.copySign(size, pull) / (own + square[j]) : 0;
        next = Math.max(lower[j], Math.min(upper[j], next));
        double step = next - b[j];
        if (step == 0) {
            return 0;
        }
        b[j] = next;
        Triangle.subtract(step, c[j], slope, 0, p);
        return Math.abs(step) * Math.sqrt(own);
    }

    private void refreshSlopes() {
        System.arraycopy(m, 0, slope, 0, p);
        for (int j = 0; j < p; j++) {
            if (b[j] != 0) {
                Triangle.subtract(b[j], c[j], slope, 0, p);
            }
        }
    }
}

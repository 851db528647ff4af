package dev.elsewise.decide;

import dev.elsewise.math.Kernels;

/**
 * Climbs a smooth function over a {@link Polytope} by a projected quasi-Newton method: a BFGS model of the curvature, whose best allowed point
 * is found by spectral projected gradients (these do not ask the function), then a backtracking search on the line to it. All points
 * are allowed ones. M. Schmidt, E. van den Berg, M. Friedlander, K. Murphy, AISTATS 2009; E. G. Birgin, J. M. Martínez, M. Raydan,
 * SIAM J. Optim. 10 (2000), DOI 10.1137/S1052623497330963.
 *
 * <p>It ends when the projection of z + step · gradient lies within a tolerance of z, relative to each lever's size, which vanishes
 * exactly where the first-order (KKT) conditions hold.
 */
final class Ascent {
    /** A function and its slope. */
    @FunctionalInterface
    interface Slope {
        double at(double[] z, double[] slope);
    }

    /** Below this a gain is lost in the rounding of the value. */
    private static final double FLAT = 2e-16;

    /** After so many steps without a gain the climb ends. */
    private static final int PATIENCE = 3;

    /** A residual below which nothing more is tried where values no longer tell points apart. */
    private static final double FINE = 1e-6;

    private final Polytope polytope;
    private final Slope function;
    private final double[] size;
    private final double reach;
    private final double tolerance;
    private final int steps;

    private double[] z;
    private double value;
    private double[] g;
    private double residual;
    private final double[] multipliers;
    private final double[] near;
    private final double[] probe;

    /**
     * @param size of each coordinate
     * @param reach how far a gradient is followed to see whether a point is optimal
     */
    Ascent(
            Polytope polytope,
            Slope function,
            double[] start,
            double[] size,
            double reach,
            double tolerance,
            int steps) {
        this.polytope = polytope;
        this.function = function;
        this.size = size;
        this.reach = reach;
        this.tolerance = tolerance;
        this.steps = steps;
        this.z = start.clone();
        this.g = new double[start.length];
        this.multipliers = new double[polytope.rows()];
        this.near = new double[start.length];
        this.probe = new double[start.length];
        this.value = function.at(z, g);
        this.residual = measure();
    }

    double[] point() {
        return z;
    }

    double residual() {
        return residual;
    }

    /** What one unit more of a row's limit would be worth, at the end. */
    double price(int row) {
        return polytope.price(row, multipliers[row] / reach);
    }

    Ascent climb() {
        int n = z.length;
        Curvature curvature = new Curvature(probe());
        double[] to = new double[n];
        double[] trial = new double[n];
        double[] trialSlope = new double[n];
        int stalled = 0;
        for (int step = 0; step < steps && residual > tolerance && stalled <= PATIENCE; step++) {
            model(curvature, to);
            double rise = along(g, to);
            double reached = rise > FLAT * Math.abs(value) ? search(to, rise, trial, trialSlope) : Double.NaN;
            if (Double.isNaN(reached)) {
                if (stalled > 0 || residual < FINE) {
                    break;
                }
                stalled++;
                curvature = new Curvature(probe());
                continue;
            }
            double[] moved = new double[n];
            double[] fall = new double[n];
            for (int j = 0; j < n; j++) {
                moved[j] = trial[j] - z[j];
                fall[j] = g[j] - trialSlope[j];
            }
            curvature.learn(moved, fall);
            double before = residual;
            boolean flat = reached - value <= 1e-15 * Math.abs(reached);
            System.arraycopy(trial, 0, z, 0, n);
            System.arraycopy(trialSlope, 0, g, 0, n);
            value = reached;
            residual = measure();
            if (curvature.probes() && residual > tolerance) {
                curvature.probed(probe());
            }
            stalled = flat && residual >= 0.9 * before ? stalled + 1 : 0;
        }
        return this;
    }

    /**
     * Back from the model's point until the function has risen enough, or where rounding hides whether it has, until its slope along the
     * way no longer says too far; NaN where nothing is found.
     */
    private double search(double[] to, double rise, double[] trial, double[] trialSlope) {
        double unit = Math.max(Math.abs(value), 1e-3);
        double t = 1;
        for (int k = 0; k < 40; k++) {
            for (int j = 0; j < z.length; j++) {
                trial[j] = t == 1 ? to[j] : z[j] + t * (to[j] - z[j]);
            }
            double reached = function.at(trial, trialSlope);
            boolean rises = reached >= value + 1e-4 * t * rise;
            boolean hidden = t * rise <= 1e-9 * unit && reached >= value - 1e-13 * unit;
            if (rises || (hidden && along(trialSlope, to) >= -0.5 * rise)) {
                return reached;
            }
            // The top of the parabola through what is known, kept within [0.1, 0.5] of the last trial.
            double top = 0.5 * t * t * rise / (value + t * rise - reached);
            t = Double.isNaN(top) ? 0.1 * t : Math.min(Math.max(top, 0.1 * t), 0.5 * t);
        }
        return Double.NaN;
    }

    private double along(double[] slope, double[] to) {
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            sum += slope[j] * (to[j] - z[j]);
        }
        return sum;
    }

    private double measure() {
        for (int j = 0; j < z.length; j++) {
            probe[j] = z[j] + reach * g[j];
        }
        polytope.project(probe, near, multipliers);
        double worst = 0;
        for (int j = 0; j < z.length; j++) {
            worst = Math.max(worst, Math.abs(near[j] - z[j]) / size[j]);
        }
        return worst;
    }

    /**
     * The curvature along each lever from one more slope, at a small step of all of them inwards: exact where they do not interact. A
     * negative one counts as its size, for the way out of a valley is as long as the way into one.
     */
    private double[] probe() {
        int n = z.length;
        double[] moved = new double[n];
        double[] slope = new double[n];
        double[] h = new double[n];
        polytope.project(size, near, new double[polytope.rows()]);
        for (int j = 0; j < n; j++) {
            h[j] = 1e-4 * Math.max(Math.abs(z[j]), (n <= Curvature.FEW ? 1e-3 : 1) * size[j]);
            if (near[j] < z[j] && z[j] > h[j]) {
                h[j] = -h[j];
            }
            moved[j] = z[j] + h[j];
        }
        function.at(moved, slope);
        double[] diagonal = new double[n];
        double largest = 0;
        for (int j = 0; j < n; j++) {
            diagonal[j] = Math.abs((slope[j] - g[j]) / h[j]);
            largest = Math.max(largest, Double.isFinite(diagonal[j]) ? diagonal[j] : 0);
        }
        double floor = Math.max((n <= Curvature.FEW ? 1e-6 : 1e-2) * largest, 1e-3 / reach);
        for (int j = 0; j < n; j++) {
            diagonal[j] = Double.isFinite(diagonal[j]) ? Math.max(diagonal[j], floor) : Math.max(largest, floor);
        }
        return diagonal;
    }

    /** The allowed point that maximises g·d − ½ d·B d, by spectral projected gradients with an exact search. */
    private void model(Curvature curvature, double[] to) {
        int n = z.length;
        double[] d = new double[n];
        double[] bd = new double[n];
        double[] slope = g.clone();
        double[] target = new double[n];
        double[] move = new double[n];
        double[] bMove = new double[n];
        double[] mu = new double[polytope.rows()];
        double bend = curvature.largest();
        double step = 1 / bend;
        System.arraycopy(z, 0, to, 0, n);
        int limit = n <= 50 ? 400 : 150;
        double goal = (n <= 50 ? 1e-2 : 1e-1) * residual;
        for (int i = 0; i < limit; i++) {
            for (int j = 0; j < n; j++) {
                target[j] = to[j] + step * slope[j];
            }
            polytope.project(target, move, mu);
            double worst = 0;
            for (int j = 0; j < n; j++) {
                move[j] -= to[j];
                worst = Math.max(worst, Math.abs(move[j]) / size[j]);
            }
            if (worst <= 1e-16 || Math.max(worst, worst * reach / step) <= goal) {
                break;
            }
            curvature.times(move, bMove);
            double up = Kernels.dot(slope, move, n);
            double down = Kernels.dot(move, bMove, n);
            double t = down > 0 ? Math.min(1, up / down) : 1;
            if (!(t > 0)) {
                break;
            }
            for (int j = 0; j < n; j++) {
                to[j] += t * move[j];
                d[j] += t * move[j];
                bd[j] += t * bMove[j];
                slope[j] = g[j] - bd[j];
            }
            // The two spectral steps in turn.
            double squares = Kernels.dot(move, move, n);
            double bSquares = Kernels.dot(bMove, bMove, n);
            step = i % 2 == 0 ? squares / down : down / bSquares;
            if (!(step > 0) || Double.isInfinite(step)) {
                step = 1 / bend;
            }
        }
    }
}

package dev.elsewise.decide;

/**
 * The plans that bounds and sums allow: lower ≤ z ≤ upper and, for each row, a·z ≤ limit or a·z = limit; and the exact projection onto
 * them.
 *
 * <p>The projection of y is clip(y − Aᵀμ, lower, upper) for the multipliers μ that maximise the concave, piecewise quadratic dual. For one
 * row that is one equation in one unknown (Newton within a bracket, exact once it is on the right piece). For several, Newton
 * steps on the rows at work with a backtracking search, and sweeps of exact single-row solutions where a step does not help:
 * finite for all purposes. D. P. Bertsekas, SIAM J. Control Optim. 20 (1982), DOI 10.1137/0320018. Cost: a few passes over
 * rows × levers.
 */
final class Polytope {
    private static final int STEPS = 300;

    private final double[] lower;
    private final double[] upper;
    private final double[][] rows;
    private final double[] norms;
    private final double[] limits;
    private final boolean[] equal;

    Polytope(double[] lower, double[] upper, double[][] rows, double[] limits, boolean[] equal) {
        this.lower = lower;
        this.upper = upper;
        this.equal = equal;
        this.rows = new double[rows.length][];
        this.norms = new double[rows.length];
        this.limits = new double[rows.length];
        for (int r = 0; r < rows.length; r++) {
            norms[r] = Math.sqrt(dot(rows[r], rows[r]));
            double by = norms[r] > 0 ? norms[r] : 1;
            this.rows[r] = rows[r].clone();
            for (int j = 0; j < lower.length; j++) {
                this.rows[r][j] /= by;
            }
            this.limits[r] = limits[r] / by;
        }
    }

    int rows() {
        return rows.length;
    }

    /** A multiplier of the row as it was given, from one of the row at norm 1. */
    double price(int row, double multiplier) {
        return norms[row] > 0 ? multiplier / norms[row] : 0;
    }

    /**
     * The nearest allowed point to y.
     *
     * @param out receives it
     * @param multipliers of the rows at norm 1; where to start, and receives the last
     * @return by how much the worst row is missed, relative to its size: above 1e-9 no point is allowed
     */
    double project(double[] y, double[] out, double[] multipliers) {
        int m = rows.length;
        if (m == 0) {
            clip(y, multipliers, out);
            return 0;
        }
        if (m == 1) {
            multipliers[0] = single(y, multipliers, 0, new double[y.length]);
            clip(y, multipliers, out);
            return miss(out, multipliers);
        }
        double[] trial = new double[y.length];
        double[] residual = new double[m];
        double[] moved = new double[m];
        double best = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            double dual = dual(y, multipliers, out, residual);
            double missed = miss(out, multipliers);
            if (missed <= 4e-15) {
                return missed;
            }
            best = Math.min(best, missed);
            if (!newton(y, multipliers, out, residual, dual, moved, trial)) {
                double before = dual;
                for (int r = 0; r < m; r++) {
                    multipliers[r] = single(y, multipliers, r, trial);
                }
                double after = dual(y, multipliers, out, residual);
                if (!(after > before) && step > 3) {
                    return miss(out, multipliers);
                }
            }
        }
        dual(y, multipliers, out, residual);
        return miss(out, multipliers);
    }

    /** One Newton step on the rows at work; false when it does not raise the dual. */
    private boolean newton(
            double[] y, double[] mu, double[] x, double[] residual, double dual, double[] moved, double[] trial) {
        int m = rows.length;
        int[] work = new int[m];
        int count = 0;
        for (int r = 0; r < m; r++) {
            if (equal[r] || mu[r] > 0 || residual[r] > 0) {
                work[count++] = r;
            }
        }
        double[][] h = new double[count][count];
        double[] d = new double[count];
        for (int j = 0; j < x.length; j++) {
            if (x[j] > lower[j] && x[j] < upper[j]) {
                for (int p = 0; p < count; p++) {
                    double a = rows[work[p]][j];
                    if (a != 0) {
                        for (int q = 0; q <= p; q++) {
                            h[p][q] += a * rows[work[q]][j];
                        }
                    }
                }
            }
        }
        for (int p = 0; p < count; p++) {
            if (h[p][p] < 1e-12) {
                return false; // no free lever in the row: its multiplier has to jump
            }
            h[p][p] += 1e-13;
            d[p] = residual[work[p]];
        }
        SmallCholesky.solve(h, d, count);
        double[] now = new double[m];
        for (double t = 1; t > 1e-4; t *= 0.5) {
            System.arraycopy(mu, 0, moved, 0, m);
            double promised = 0;
            for (int p = 0; p < count; p++) {
                int r = work[p];
                double to = mu[r] + t * d[p];
                moved[r] = equal[r] ? to : Math.max(0, to);
                promised += residual[r] * (moved[r] - mu[r]);
            }
            double reached = dual(y, moved, trial, now);
            if (promised > 0 && reached >= dual + 1e-4 * promised && reached > dual) {
                System.arraycopy(moved, 0, mu, 0, m);
                return true;
            }
        }
        return false;
    }

    /** The dual at μ; fills the point that belongs to it and A z − limit. */
    private double dual(double[] y, double[] mu, double[] out, double[] residual) {
        clip(y, mu, out);
        double value = 0;
        for (int j = 0; j < y.length; j++) {
            value += 0.5 * (out[j] - y[j]) * (out[j] - y[j]);
        }
        for (int r = 0; r < rows.length; r++) {
            residual[r] = dot(rows[r], out) - limits[r];
            value += mu[r] * residual[r];
        }
        return value;
    }

    private void clip(double[] y, double[] mu, double[] out) {
        System.arraycopy(y, 0, out, 0, y.length);
        for (int r = 0; r < rows.length; r++) {
            if (mu[r] != 0) {
                double[] a = rows[r];
                for (int j = 0; j < out.length; j++) {
                    out[j] -= mu[r] * a[j];
                }
            }
        }
        for (int j = 0; j < out.length; j++) {
            out[j] = Math.min(Math.max(out[j], lower[j]), upper[j]);
        }
    }

    private double miss(double[] x, double[] mu) {
        double worst = 0;
        for (int r = 0; r < rows.length; r++) {
            double excess = -limits[r];
            double size = Math.abs(limits[r]);
            for (int j = 0; j < x.length; j++) {
                double part = rows[r][j] * x[j];
                excess += part;
                size += Math.abs(part);
            }
            double missed = equal[r] || mu[r] > 0 ? Math.abs(excess) : Math.max(0, excess);
            worst = Math.max(worst, size > 0 ? missed / size : 0);
        }
        return worst;
    }

    /** The multiplier of one row that solves it exactly, the others' given. */
    private double single(double[] y, double[] mu, int row, double[] shifted) {
        double[] a = rows[row];
        System.arraycopy(y, 0, shifted, 0, y.length);
        for (int r = 0; r < rows.length; r++) {
            if (r != row && mu[r] != 0) {
                for (int j = 0; j < shifted.length; j++) {
                    shifted[j] -= mu[r] * rows[r][j];
                }
            }
        }
        double atZero = excess(shifted, a, limits[row], 0);
        if (atZero == 0 || (!equal[row] && atZero < 0)) {
            return 0;
        }
        double low = atZero > 0 ? 0 : Double.NEGATIVE_INFINITY; // excess > 0 here
        double high = atZero > 0 ? Double.POSITIVE_INFINITY : 0; // excess < 0 here
        double at = 0;
        double excess = atZero;
        for (int step = 0; step < STEPS; step++) {
            boolean up = excess > 0; // the multiplier rises, so a lever of positive weight falls
            double slope = 0;
            double edge = up ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            double size = Math.abs(limits[row]);
            for (int j = 0; j < a.length; j++) {
                if (a[j] == 0) {
                    continue;
                }
                double z = shifted[j] - at * a[j];
                size += Math.abs(a[j] * Math.min(Math.max(z, lower[j]), upper[j]));
                if (lower[j] < upper[j]) {
                    double eps = 4e-16 * (Math.abs(shifted[j]) + Math.abs(at * a[j]));
                    boolean falls = up == a[j] > 0;
                    boolean moves = falls
                            ? z > lower[j] + eps && z <= upper[j] + eps
                            : z < upper[j] - eps && z >= lower[j] - eps;
                    if (moves) {
                        slope += a[j] * a[j];
                    } else if (falls ? z > upper[j] : z < lower[j]) {
                        double free = (shifted[j] - (falls ? upper[j] : lower[j])) / a[j];
                        edge = up ? Math.min(edge, free) : Math.max(edge, free);
                    }
                }
            }
            if (Math.abs(excess) <= 1e-15 * size) {
                return at;
            }
            // Where nothing moves, on to the place where the next lever does.
            double next = slope > 0 ? at + excess / slope : edge;
            if (Double.isInfinite(next) || Double.isNaN(next) || next == at) {
                return at; // nothing is left to move: the row cannot be met
            }
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
                if (Double.isInfinite(next) || next <= low || next >= high) {
                    return at;
                }
            }
            at = next;
            excess = excess(shifted, a, limits[row], at);
            if (excess > 0) {
                low = at;
            } else {
                high = at;
            }
        }
        return at;
    }

    private double excess(double[] shifted, double[] a, double limit, double mu) {
        double sum = -limit;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * Math.min(Math.max(shifted[j] - mu * a[j], lower[j]), upper[j]);
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        return dev.elsewise.math.Kernels.dot(a, b, a.length);
    }
}

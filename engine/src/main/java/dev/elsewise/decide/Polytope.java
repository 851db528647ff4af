package dev.elsewise.decide;

/**
 * The plans that bounds and sums allow: lower ≤ z ≤ upper and, for each row, a·z ≤ limit or a·z = limit; and the exact projection onto
 * them.
 *
 * <p>The projection of y is clip(y − Aᵀμ, lower, upper) for the multipliers μ that maximise the concave, piecewise quadratic dual. For one
 * row that is one equation in one unknown (Newton within a bracket, exact once it is on the right piece). For several, Newton
 * steps on the rows at work with a backtracking search, and sweeps of exact single-row solutions where a step does not help.
 * D. P. Bertsekas, SIAM J. Control Optim. 20 (1982), DOI 10.1137/0320018. Cost: a few passes over the weights that are not 0, and
 * for several rows a few solutions of a system of their number.
 */
final class Polytope {
    private static final int STEPS = 300;
    private static final double EXACT = 4e-15;
    private static final int IDLE = 8;
    private static final double RIDGE = 1e-13;

    private final double[] lower;
    private final double[] upper;
    private final Row[] rows;

    /**
     * One row at norm 1, without its zeros.
     *
     * @param norm of the row as it was given
     */
    private record Row(int[] at, double[] weight, double limit, boolean equal, double norm) {
        static Row of(double[] dense, double limit, boolean equal) {
            double norm = Math.sqrt(dev.elsewise.math.Kernels.dot(dense, dense, dense.length));
            int[] at = java.util.stream.IntStream.range(0, dense.length)
                    .filter(j -> dense[j] != 0)
                    .toArray();
            double by = norm > 0 ? norm : 1;
            double[] weight = new double[at.length];
            for (int k = 0; k < at.length; k++) {
                weight[k] = dense[at[k]] / by;
            }
            return new Row(at, weight, limit / by, equal, norm);
        }

        double excess(double[] z) {
            double sum = -limit;
            for (int k = 0; k < at.length; k++) {
                sum += weight[k] * z[at[k]];
            }
            return sum;
        }

        /** How far the row is from where its multiplier wants it, relative to its terms. */
        double miss(double[] z, double multiplier) {
            double excess = -limit;
            double size = Math.abs(limit);
            for (int k = 0; k < at.length; k++) {
                double part = weight[k] * z[at[k]];
                excess += part;
                size += Math.abs(part);
            }
            double missed = equal || multiplier > 0 ? Math.abs(excess) : Math.max(0, excess);
            return size > 0 ? missed / size : 0;
        }
    }

    Polytope(double[] lower, double[] upper, double[][] rows, double[] limits, boolean[] equal) {
        this.lower = lower;
        this.upper = upper;
        this.rows = new Row[rows.length];
        for (int r = 0; r < rows.length; r++) {
            this.rows[r] = Row.of(rows[r], limits[r], equal[r]);
        }
    }

    int rows() {
        return rows.length;
    }

    /** A multiplier of the row as it was given, from one of the row at norm 1. */
    double price(int row, double multiplier) {
        return rows[row].norm > 0 ? multiplier / rows[row].norm : 0;
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
            return rows[0].miss(out, multipliers[0]);
        }
        double[] trial = new double[y.length];
        double dual = dual(y, multipliers, out);
        double missed = miss(out, multipliers);
        int idle = 0;
        for (int step = 0; step < STEPS && missed > EXACT && idle < IDLE; step++) {
            double before = dual;
            double missedBefore = missed;
            newton(y, multipliers, out, dual, missed, trial);
            dual = dual(y, multipliers, out);
            missed = miss(out, multipliers);
            if (missed > EXACT && missed > 0.5 * missedBefore && !(dual > before)) {
                for (int r = 0; r < m; r++) {
                    multipliers[r] = single(y, multipliers, r, trial);
                }
                dual = dual(y, multipliers, out);
                missed = miss(out, multipliers);
            }
            idle = dual > before || missed < 0.5 * missedBefore ? 0 : idle + 1;
        }
        return missed;
    }

    /** One Newton step on the rows at work, if it raises the dual or, where rounding hides that, comes nearer to the rows. */
    private void newton(double[] y, double[] mu, double[] x, double dual, double missed, double[] trial) {
        int m = rows.length;
        double[] residual = new double[m];
        boolean[] works = new boolean[m];
        for (int r = 0; r < m; r++) {
            residual[r] = rows[r].excess(x);
            works[r] = rows[r].equal || mu[r] > 0 || residual[r] > 0;
        }
        double[] direction = direction(works, residual, x);
        while (drop(works, mu, direction)) {
            direction = direction(works, residual, x);
        }
        double[] moved = new double[m];
        for (double t = 1; t > 0.1; t *= 0.5) {
            double promised = 0;
            for (int r = 0; r < m; r++) {
                double to = mu[r] + t * direction[r];
                moved[r] = rows[r].equal ? to : Math.max(0, to);
                promised += residual[r] * (moved[r] - mu[r]);
            }
            double reached = dual(y, moved, trial);
            boolean rises = promised > 0 && reached > dual && reached >= dual + 1e-2 * promised;
            boolean nearer = reached >= dual - 1e-14 * Math.abs(dual) && miss(trial, moved) < 0.5 * missed;
            if (rises || nearer) {
                System.arraycopy(moved, 0, mu, 0, m);
                return;
            }
        }
        double most = Double.POSITIVE_INFINITY;
        for (int r = 0; r < m; r++) {
            if (!rows[r].equal && direction[r] < 0) {
                most = Math.min(most, -mu[r] / direction[r]);
            }
        }
        along(y, mu, direction, most, trial);
    }

    /**
     * Goes along a direction to where the dual is highest: its slope falls from piece to piece. Where rows hang on the same free levers,
     * the Newton direction is very long, and the first piece on which a lever comes free is what is wanted.
     */
    private void along(double[] y, double[] mu, double[] direction, double most, double[] trial) {
        double low = 0;
        double high = Math.min(most, 1);
        while (high < most && slope(y, mu, direction, high, trial) > 0 && high < 1e30) {
            low = high;
            high = Math.min(most, 4 * high);
        }
        if (slope(y, mu, direction, high, trial) > 0) {
            low = high;
        }
        double enough = 1e-3 * slope(y, mu, direction, 0, trial);
        double below = slope(y, mu, direction, low, trial);
        double above = slope(y, mu, direction, high, trial);
        for (int i = 0; i < 200 && high > low && (low == 0 || below > enough); i++) {
            // A secant on the even steps, half way on a logarithmic scale on the odd ones: pieces differ by many powers
            // of ten.
            double middle = i % 2 == 0
                    ? low + (high - low) * below / (below - above)
                    : low > 0 ? Math.sqrt(low) * Math.sqrt(high) : 1e-3 * high;
            if (!(middle > low && middle < high)) {
                middle = 0.5 * (low + high);
                if (!(middle > low && middle < high)) {
                    break;
                }
            }
            double slope = slope(y, mu, direction, middle, trial);
            if (slope > 0) {
                low = middle;
                below = slope;
            } else {
                high = middle;
                above = slope;
                if (slope == 0) {
                    low = middle;
                }
            }
        }
        for (int r = 0; r < mu.length; r++) {
            double to = mu[r] + low * direction[r];
            mu[r] = rows[r].equal ? to : Math.max(0, low == most && direction[r] < 0 && to < 1e-15 * mu[r] ? 0 : to);
        }
    }

    /** The derivative of the dual along a direction. */
    private double slope(double[] y, double[] mu, double[] direction, double t, double[] point) {
        double[] at = new double[mu.length];
        for (int r = 0; r < at.length; r++) {
            at[r] = mu[r] + t * direction[r];
        }
        clip(y, at, point);
        double slope = 0;
        for (int r = 0; r < at.length; r++) {
            if (direction[r] != 0) {
                slope += direction[r] * rows[r].excess(point);
            }
        }
        return slope;
    }

    /** Takes rows out that want to go below 0 from there; whether there was one. */
    private boolean drop(boolean[] works, double[] mu, double[] direction) {
        boolean dropped = false;
        for (int r = 0; r < works.length; r++) {
            if (works[r] && !rows[r].equal && mu[r] == 0 && direction[r] < 0) {
                works[r] = false;
                dropped = true;
            }
        }
        return dropped;
    }

    /** (A A')⁻¹ residual over the free levers and the rows at work. */
    private double[] direction(boolean[] works, double[] residual, double[] x) {
        int[] work = java.util.stream.IntStream.range(0, works.length)
                .filter(r -> works[r])
                .toArray();
        double[][] h = new double[work.length][work.length];
        double[] d = new double[work.length];
        double[] spread = new double[x.length];
        for (int p = 0; p < work.length; p++) {
            Row row = rows[work[p]];
            for (int k = 0; k < row.at.length; k++) {
                spread[row.at[k]] = free(row.at[k], x) ? row.weight[k] : 0;
            }
            for (int q = 0; q <= p; q++) {
                Row other = rows[work[q]];
                double sum = 0;
                for (int k = 0; k < other.at.length; k++) {
                    sum += other.weight[k] * spread[other.at[k]];
                }
                h[p][q] = sum;
            }
            for (int j : row.at) {
                spread[j] = 0;
            }
            h[p][p] += RIDGE;
            d[p] = residual[work[p]];
        }
        SmallCholesky.solve(h, d, work.length);
        double[] direction = new double[works.length];
        for (int p = 0; p < work.length; p++) {
            direction[work[p]] = d[p];
        }
        return direction;
    }

    private boolean free(int j, double[] x) {
        return x[j] > lower[j] && x[j] < upper[j];
    }

    /** The dual at μ; fills the point that belongs to it. */
    private double dual(double[] y, double[] mu, double[] out) {
        clip(y, mu, out);
        double value = 0;
        for (int j = 0; j < y.length; j++) {
            value += 0.5 * (out[j] - y[j]) * (out[j] - y[j]);
        }
        for (int r = 0; r < rows.length; r++) {
            value += mu[r] * rows[r].excess(out);
        }
        return value;
    }

    private void clip(double[] y, double[] mu, double[] out) {
        System.arraycopy(y, 0, out, 0, y.length);
        for (int r = 0; r < rows.length; r++) {
            take(mu[r], rows[r], out);
        }
        for (int j = 0; j < out.length; j++) {
            out[j] = Math.min(Math.max(out[j], lower[j]), upper[j]);
        }
    }

    private static void take(double multiplier, Row row, double[] from) {
        if (multiplier != 0) {
            for (int k = 0; k < row.at.length; k++) {
                from[row.at[k]] -= multiplier * row.weight[k];
            }
        }
    }

    private double miss(double[] x, double[] mu) {
        double worst = 0;
        for (int r = 0; r < rows.length; r++) {
            worst = Math.max(worst, rows[r].miss(x, mu[r]));
        }
        return worst;
    }

    /** The multiplier of one row that solves it exactly, the others' given. */
    private double single(double[] y, double[] mu, int index, double[] shifted) {
        Row row = rows[index];
        System.arraycopy(y, 0, shifted, 0, y.length);
        for (int r = 0; r < rows.length; r++) {
            if (r != index) {
                take(mu[r], rows[r], shifted);
            }
        }
        double excess = excess(shifted, row, 0);
        if (excess == 0 || (!row.equal && excess < 0)) {
            return 0;
        }
        double low = excess > 0 ? 0 : Double.NEGATIVE_INFINITY; // the row is above its limit here
        double high = excess > 0 ? Double.POSITIVE_INFINITY : 0; // and below it here
        double at = 0;
        for (int step = 0; step < STEPS; step++) {
            boolean up = excess > 0; // the multiplier rises, so a lever of positive weight falls
            double slope = 0;
            double edge = up ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            double size = Math.abs(row.limit);
            for (int k = 0; k < row.at.length; k++) {
                int j = row.at[k];
                double a = row.weight[k];
                double z = shifted[j] - at * a;
                size += Math.abs(a * Math.min(Math.max(z, lower[j]), upper[j]));
                if (lower[j] < upper[j]) {
                    double eps = 4e-16 * (Math.abs(shifted[j]) + Math.abs(at * a));
                    boolean falls = up == a > 0;
                    boolean beyond = falls ? z > upper[j] + eps : z < lower[j] - eps;
                    boolean spent = falls ? z <= lower[j] + eps : z >= upper[j] - eps;
                    if (beyond) {
                        double free = (shifted[j] - (falls ? upper[j] : lower[j])) / a;
                        edge = up ? Math.min(edge, free) : Math.max(edge, free);
                    } else if (!spent) {
                        slope += a * a;
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
            excess = excess(shifted, row, at);
            if (excess > 0) {
                low = at;
            } else {
                high = at;
            }
        }
        return at;
    }

    private double excess(double[] shifted, Row row, double multiplier) {
        double sum = -row.limit;
        for (int k = 0; k < row.at.length; k++) {
            int j = row.at[k];
            double a = row.weight[k];
            sum += a * Math.min(Math.max(shifted[j] - multiplier * a, lower[j]), upper[j]);
        }
        return sum;
    }
}

package dev.elsewise.decide;

import java.util.List;
import java.util.Optional;

/**
 * What a plan must keep to, in numbers: the levers in the order of their names (so that no result depends on the order in which a
 * surface or a user lists them), bounds in money, sums, and which mediators are charged.
 *
 * @param order the surface's place of each lever
 * @param charged the surface's places of the mediators that are charged
 */
record Terms(
        ResponseSurface surface,
        int[] order,
        List<Lever> levers,
        double[] lower,
        double[] upper,
        List<Sum> sums,
        int[] charged,
        Objective objective) {
    /**
     * weights · x ≤ limit, or = limit.
     *
     * @param sign −1 where the user said "at least"
     */
    record Sum(String name, double[] weights, double limit, boolean equal, int sign) {}

    int size() {
        return order.length;
    }

    int place(int lever) {
        return order[lever];
    }

    String name(int lever) {
        return levers.get(lever).name();
    }

    boolean fixed(int lever) {
        return lower[lever] == upper[lever];
    }

    double[] current() {
        return levers.stream().mapToDouble(Lever::current).toArray();
    }

    /** The square roots of typical amounts: in x / root(typical) the curvature of usual responses is alike for large and small levers. */
    double[] roots() {
        double[] roots = new double[size()];
        for (int j = 0; j < roots.length; j++) {
            double top = Double.isInfinite(upper[j]) ? lower[j] : upper[j];
            double typical = Math.max(levers.get(j).current(), 0.5 * (lower[j] + top));
            roots[j] = typical > 0 ? Math.sqrt(typical) : 1;
        }
        return roots;
    }

    /**
     * The allowed plans in coordinates x / root.
     *
     * @param budget the greatest weights · x, as the last row; infinite for none
     */
    Polytope polytope(double[] roots, double[] weights, double budget) {
        boolean limited = !Double.isInfinite(budget);
        int m = sums.size() + (limited ? 1 : 0);
        double[][] rows = new double[m][];
        double[] limits = new double[m];
        boolean[] equal = new boolean[m];
        for (int r = 0; r < sums.size(); r++) {
            rows[r] = times(sums.get(r).weights(), roots);
            limits[r] = sums.get(r).limit();
            equal[r] = sums.get(r).equal();
        }
        if (limited) {
            rows[m - 1] = times(weights, roots);
            limits[m - 1] = budget;
        }
        return new Polytope(over(lower, roots), over(upper, roots), rows, limits, equal);
    }

    /** The nearest plan that keeps to bounds, sums and, where finite, a budget on the levers alone; empty where there is none. */
    Optional<double[]> nearest(double[] x, double budget) {
        double[] roots = roots();
        double[] ones = new double[size()];
        java.util.Arrays.fill(ones, 1);
        Polytope polytope = polytope(roots, ones, budget);
        double[] out = new double[size()];
        double missed = polytope.project(over(x, roots), out, new double[polytope.rows()]);
        return missed > 1e-9 ? Optional.empty() : Optional.of(within(times(out, roots)));
    }

    /** Rounding may carry a plan across a bound by a last digit: not here. */
    double[] within(double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = Math.min(Math.max(x[j], lower[j]), upper[j]);
        }
        return x;
    }

    static double sum(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum;
    }

    static double[] times(double[] x, double[] y) {
        double[] z = new double[x.length];
        for (int j = 0; j < z.length; j++) {
            z[j] = x[j] * y[j];
        }
        return z;
    }

    static double[] over(double[] x, double[] y) {
        double[] z = new double[x.length];
        for (int j = 0; j < z.length; j++) {
            z[j] = x[j] / y[j];
        }
        return z;
    }
}

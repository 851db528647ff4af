package dev.elsewise.decide;

import java.util.Arrays;

/**
 * One climb from a start: the greatest worth − price · cost within bounds, sums and the budget.
 *
 * <p>Induced spend c(x) makes the budget Σx + c(x) ≤ budget a curved one. It is climbed as a sequence of climbs under straight ones: c is
 * replaced by its tangent at the last point, and the difference is charged in the objective at the last shadow price, with a
 * quadratic penalty (the linearly constrained Lagrangian; B. A. Murtagh, M. A. Saunders, Math. Programming Studies 16 (1982), DOI
 * 10.1007/BFb0120949), which converges quadratically.
 */
final class Climb {
    private static final int ROUNDS = 25;

    private final Worth worth;
    private final Terms terms;
    private final double[] roots;
    private final double gauge;
    private final double reach;

    /** @param gauge a typical Σ amount · slope, so that slopes can be compared with it */
    Climb(Worth worth, double gauge) {
        this.worth = worth;
        this.terms = worth.terms();
        this.roots = terms.roots();
        this.gauge = gauge;
        this.reach = Math.max(Terms.sum(Terms.times(roots, roots)), Double.MIN_NORMAL);
    }

    /** Σ amount · |slope| at a plan well within the bounds: the unit in which slopes are measured. */
    static double gauge(Worth worth, double[] x) {
        double[] roots = worth.terms().roots();
        double[] slope = new double[x.length];
        double value = worth.at(x, slope);
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += worth.terms().fixed(j) ? 0 : roots[j] * roots[j] * Math.abs(slope[j]);
        }
        return sum > 0 ? sum : value != 0 ? Math.abs(value) : 1;
    }

    Optimum from(double[] start, double budget, double price, double tolerance, int steps) {
        boolean curved = terms.charged().length > 0 && !Double.isInfinite(budget);
        return curved
                ? curved(start, budget, price, tolerance, steps)
                : straight(start, budget, price, tolerance, steps);
    }

    private Optimum straight(double[] start, double budget, double price, double tolerance, int steps) {
        double[] ones = new double[terms.size()];
        Arrays.fill(ones, 1);
        Polytope polytope = terms.polytope(roots, ones, budget);
        double[] z = projected(polytope, Terms.over(start, roots));
        Ascent ascent = new Ascent(polytope, (p, s) -> merit(p, s, price), z, roots, reach, tolerance, steps).climb();
        return optimum(ascent, polytope, budget, price, 0);
    }

    private Optimum curved(double[] start, double budget, double price, double tolerance, int steps) {
        int n = terms.size();
        double[] x = start;
        double shadow = 0;
        double overdrawn = Double.POSITIVE_INFINITY;
        Ascent ascent = null;
        Polytope polytope = null;
        for (int round = 0; round < ROUNDS; round++) {
            double[] slope = new double[n];
            worth.at(x, slope);
            double induced = worth.induced();
            double[] tangent = worth.inducedSlope().clone();
            double[] weights = new double[n];
            double constant = induced;
            for (int j = 0; j < n; j++) {
                weights[j] = 1 + tangent[j];
                constant -= tangent[j] * x[j];
            }
            polytope = terms.polytope(roots, weights, budget - constant);
            double from = constant;
            double lambda = shadow;
            double penalty = shadow / Math.max(budget, Double.MIN_NORMAL);
            double[] z = projected(polytope, Terms.over(x, roots));
            ascent = new Ascent(
                            polytope,
                            (p, s) -> {
                                double merit = merit(p, s, price);
                                double bow = worth.induced() - from - along(tangent, p);
                                for (int j = 0; j < n; j++) {
                                    double turn = worth.inducedSlope()[j] - tangent[j];
                                    s[j] -= (lambda + penalty * bow) * turn * roots[j] / gauge;
                                }
                                return merit - (lambda + 0.5 * penalty * bow) * bow / gauge;
                            },
                            z,
                            roots,
                            reach,
                            round == 0 ? Math.max(tolerance, 1e-3) : tolerance,
                            steps)
                    .climb();
            double[] to = terms.within(Terms.times(ascent.point(), roots));
            shadow = ascent.price(polytope.rows() - 1) * gauge;
            worth.at(to);
            overdrawn = Math.max(0, Terms.sum(to) + worth.induced() - budget) / Math.max(budget, Double.MIN_NORMAL);
            double moved = 0;
            for (int j = 0; j < n; j++) {
                moved = Math.max(moved, Math.abs(to[j] - x[j]) / (roots[j] * roots[j]));
            }
            x = to;
            if (moved <= Math.max(tolerance, 1e-9) && overdrawn <= 1e-11) {
                break;
            }
        }
        if (ascent == null || polytope == null) {
            throw new IllegalStateException("no round was made");
        }
        return optimum(ascent, polytope, budget, price, overdrawn);
    }

    private double along(double[] tangent, double[] z) {
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            sum += tangent[j] * z[j] * roots[j];
        }
        return sum;
    }

    /** worth − price · cost and its slope, in scaled coordinates and units of the gauge. */
    private double merit(double[] z, double[] slope, double price) {
        double[] x = Terms.times(z, roots);
        double value = worth.at(x, slope);
        double cost = Terms.sum(x) + worth.induced();
        for (int j = 0; j < x.length; j++) {
            slope[j] = (slope[j] - price * (1 + worth.inducedSlope()[j])) * roots[j] / gauge;
        }
        return (value - price * cost) / gauge;
    }

    private static double[] projected(Polytope polytope, double[] z) {
        double[] out = new double[z.length];
        polytope.project(z, out, new double[polytope.rows()]);
        return out;
    }

    private Optimum optimum(Ascent ascent, Polytope polytope, double budget, double price, double overdrawn) {
        double[] x = terms.within(Terms.times(ascent.point(), roots));
        double value = worth.at(x);
        double cost = Terms.sum(x) + worth.induced();
        double[] sums = new double[terms.sums().size()];
        for (int r = 0; r < sums.length; r++) {
            sums[r] = ascent.price(r) * gauge * terms.sums().get(r).sign();
        }
        double shadow = Double.isInfinite(budget) ? 0 : ascent.price(polytope.rows() - 1) * gauge;
        return new Optimum(x, value, cost, value - price * cost, shadow, sums, Math.max(ascent.residual(), overdrawn));
    }
}

package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The best coefficients at one set of shapes, and how the objective changes with them. */
final class ShapePoint {
    private static final double STEP = 1e-5;

    private final ShapeProblem problem;
    private final ShapedColumns columns;
    final double[] theta;
    final double[] u;
    final double variance;
    final Expectation expected;
    final double[][] pins;
    final Coefficients coefficients;
    final double[][] beta;
    final double[] intercept;
    final double[][] residual;
    final double squares;
    final double objective;
    private double[] gradient = {};
    private @Nullable List<List<Layout.Slope>> slopes;

    ShapePoint(ShapeProblem problem, double[] theta, double[] u, double variance, Expectation expected) {
        this.problem = problem;
        columns = problem.columns;
        this.theta = theta;
        this.u = u;
        this.expected = expected;
        this.variance = variance;
        columns.shape(theta, variance);
        pins = problem.pins(theta, expected);
        coefficients = problem.coefficients(variance, expected, pins);
        beta = coefficients.beta();
        intercept = problem.intercepts(beta);
        residual = new double[columns.blocks()][];
        double all = 0;
        double observed = 0;
        double penalty = coefficients.penalty();
        for (int b = 0; b < residual.length; b++) {
            residual[b] = columns.residual(b, beta);
            for (int c = 0; b < columns.units() && c < beta[b].length; c++) {
                penalty += problem.ridge * columns.gram(b)[c][c] * beta[b][c] * beta[b][c];
            }
            double own = Kernels.dot(residual[b], residual[b], residual[b].length);
            all += own;
            observed += b < columns.units() ? own : 0;
        }
        double pull = 0;
        for (int k = 0; k < u.length; k++) {
            double away = (u[k] - expected.shapes()[k]) / problem.give[k];
            pull += away * away;
        }
        squares = observed;
        objective = 0.5 * (all + penalty + variance * pull);
    }

    /** By units. */
    private List<List<Layout.Slope>> slopes() {
        List<List<Layout.Slope>> known = slopes;
        if (known == null) {
            known = new ArrayList<>();
            for (int unit = 0; unit < columns.units(); unit++) {
                known.add(columns.slopes(unit, theta));
            }
            slopes = known;
        }
        return known;
    }

    /** Asked for before other shapes are looked at, the first time: the columns are those of now. */
    double[] gradient() {
        if (gradient.length == 0) {
            double[] all = new double[problem.free.length];
            for (int unit = 0; unit < columns.units(); unit++) {
                for (Layout.Slope slope : slopes().get(unit)) {
                    int k = problem.place[slope.parameter()];
                    int c = slope.column();
                    double inside = problem.spaces[k].slope(u[k]) * beta[unit][c];
                    if (inside != 0) {
                        int n = slope.values().length;
                        all[k] -= inside * Kernels.dot(slope.values(), residual[unit], n);
                        if (problem.ridge > 0 && Double.isNaN(pins[unit][c])) {
                            all[k] += problem.ridge
                                    * beta[unit][c]
                                    * inside
                                    * Kernels.dot(slope.values(), columns.x(unit, c), n);
                        }
                    }
                }
            }
            ShapeSlopes experiments = new ShapeSlopes(columns, problem.free.length);
            experiments(experiments);
            for (int k = 0; k < all.length; k++) {
                all[k] += variance * (u[k] - expected.shapes()[k]) / (problem.give[k] * problem.give[k])
                        - experiments.along(k, residual);
            }
            gradient = all;
        }
        return gradient;
    }

    /** Kaufman's approximation; at the same time as the first gradient. */
    double[][] curvature() {
        ShapeSlopes slopes = new ShapeSlopes(columns, problem.free.length);
        for (int unit = 0; unit < columns.units(); unit++) {
            for (Layout.Slope slope : slopes().get(unit)) {
                int k = problem.place[slope.parameter()];
                double inside = problem.spaces[k].slope(u[k]) * beta[unit][slope.column()];
                if (inside != 0) {
                    slopes.add(k, unit, inside, slope.values());
                }
            }
        }
        experiments(slopes);
        double[][] curvature = slopes.curvature(coefficients);
        for (int k = 0; k < curvature.length; k++) {
            curvature[k][k] = Math.max(curvature[k][k], 0) + variance / (problem.give[k] * problem.give[k]);
        }
        return curvature;
    }

    /** What a shape does to the rows of experiments, and through pinned coefficients to all rows: by central differences. */
    private void experiments(ShapeSlopes slopes) {
        Levers levers = columns.levers();
        for (int k = 0; k < problem.free.length; k++) {
            if (levers.shaped(problem.free[k])) {
                double[] up = stepped(k, STEP);
                double[] down = stepped(k, -STEP);
                pinned(slopes, k, problem.pins(up, expected), problem.pins(down, expected));
                if (levers.observing()) {
                    told(slopes, k, levers.rows(up), levers.rows(down));
                }
            }
        }
    }

    private double[] stepped(int k, double step) {
        double[] moved = theta.clone();
        moved[problem.free[k]] = problem.spaces[k].inside(u[k] + step);
        return moved;
    }

    private void pinned(ShapeSlopes slopes, int k, double[][] up, double[][] down) {
        for (int unit = 0; unit < columns.units(); unit++) {
            for (int c = 0; c < columns.width(); c++) {
                double slope = (up[unit][c] - down[unit][c]) / (2 * STEP);
                if (!Double.isNaN(pins[unit][c]) && slope != 0) {
                    slopes.add(k, unit, slope, columns.x(unit, c));
                    if (columns.experiments() > 0) {
                        slopes.add(k, columns.units(), slope, columns.told(unit, c));
                    }
                }
            }
        }
    }

    private void told(ShapeSlopes slopes, int k, Levers.Rows up, Levers.Rows down) {
        double[] row = new double[columns.experiments()];
        double by = Math.sqrt(variance) / (2 * STEP);
        for (int e = 0; e < row.length; e++) {
            row[e] = down.y()[e] - up.y()[e];
            for (int unit = 0; unit < columns.units(); unit++) {
                for (int c = 0; c < columns.width(); c++) {
                    row[e] += beta[unit][c] * (up.x()[unit][c][e] - down.x()[unit][c][e]);
                }
            }
        }
        slopes.add(k, columns.units(), by, row);
    }

    ShapeFit.Solution solution(int steps) {
        int units = columns.units();
        boolean[][] atLimit = new boolean[units][];
        boolean[] left = new boolean[columns.width()];
        Arrays.fill(left, true);
        for (int unit = 0; unit < units; unit++) {
            atLimit[unit] = coefficients.held()[unit].clone();
            for (int c = 0; c < left.length; c++) {
                atLimit[unit][c] &= Double.isNaN(pins[unit][c]);
                left[c] &= coefficients.aliased()[unit][c];
            }
        }
        return new ShapeFit.Solution(
                theta.clone(),
                Arrays.copyOf(beta, units),
                intercept,
                problem.variance(squares, coefficients.freedom()),
                objective,
                atLimit,
                left,
                expected.spread().map(s -> new Spread(s.variance(), coefficients.common())),
                steps);
    }
}

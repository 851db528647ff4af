package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import java.util.Arrays;
import java.util.List;

/** The best coefficients at one set of shapes, and how the objective changes with them. */
final class ShapePoint {
    private static final double STEP = 1e-5;

    private final ShapeProblem problem;
    private final ShapedColumns columns;
    final double[] theta;
    final double[] u;
    final double variance;
    final Expectation expected;
    /** By units. */
    final double[][] pins;

    final Coefficients coefficients;
    final double[][] beta;
    final double[][] residual;
    final double squares;
    final double objective;
    private double[] gradient = {};

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
        residual = new double[columns.blocks()][];
        double all = 0;
        double observed = 0;
        double penalty = coefficients.penalty();
        for (int b = 0; b < residual.length; b++) {
            residual[b] = columns.residual(b, beta);
            for (int c = 0; b < columns.observed() && c < beta[b].length; c++) {
                penalty += problem.ridge * columns.gram(b)[c][c] * beta[b][c] * beta[b][c];
            }
            double own = Kernels.dot(residual[b], residual[b], residual[b].length);
            all += own;
            observed += b < columns.observed() ? own : 0;
        }
        double pull = 0;
        for (int k = 0; k < u.length; k++) {
            double away = (u[k] - expected.shapes()[k]) / problem.give[k];
            pull += away * away;
        }
        squares = observed;
        objective = 0.5 * (all + penalty + variance * pull);
    }

    /** Asked for before other shapes are looked at, the first time: the columns are those of now. */
    double[] gradient() {
        if (gradient.length == 0) {
            double[] all = new double[problem.free.length];
            for (int b = 0; b < columns.observed(); b++) {
                int of = -1;
                double[] weight = {};
                for (Layout.Slope slope : slopes(b)) {
                    int k = problem.place[slope.parameter()];
                    double inside = inside(k, b, slope.column());
                    if (inside != 0) {
                        if (slope.column() != of) {
                            of = slope.column();
                            weight = columns.spread(pulled(b, of));
                        }
                        all[k] -= inside * Kernels.dot(slope.values(), weight, weight.length);
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

    /** What pulls at a column: residuals, less what the ridge on its coefficient takes. */
    private double[] pulled(int block, int column) {
        if (problem.ridge == 0 || !Double.isNaN(pins[block][column])) {
            return residual[block];
        }
        double[] pulled = residual[block].clone();
        Kernels.axpy(-problem.ridge * beta[block][column], columns.x(block, column), pulled, pulled.length);
        return pulled;
    }

    /** Kaufman's approximation; asked for as {@link #gradient} is. */
    double[][] curvature() {
        ShapeSlopes slopes = new ShapeSlopes(columns, problem.free.length);
        for (int b = 0; b < columns.observed(); b++) {
            for (Layout.Slope slope : slopes(b)) {
                int k = problem.place[slope.parameter()];
                double inside = inside(k, b, slope.column());
                if (inside != 0) {
                    slopes.add(k, b, inside, columns.centred(b, slope));
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

    private List<Layout.Slope> slopes(int block) {
        return columns.slopes(block, theta);
    }

    /** What a slope counts for in the fitted values when the free place of its parameter moves. */
    private double inside(int k, int block, int column) {
        return problem.spaces[k].slope(u[k]) * beta[block][column];
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
        boolean[][] atLimit = columns.byUnit(coefficients.held());
        boolean[] left = new boolean[columns.width()];
        Arrays.fill(left, true);
        for (int unit = 0; unit < atLimit.length; unit++) {
            atLimit[unit] = atLimit[unit].clone();
            boolean[] aliased = coefficients.aliased()[columns.blockOf(unit)];
            for (int c = 0; c < left.length; c++) {
                atLimit[unit][c] &= Double.isNaN(pins[unit][c]);
                left[c] &= aliased[c];
            }
        }
        return new ShapeFit.Solution(
                theta.clone(),
                columns.byUnit(beta),
                problem.intercepts(columns.byUnit(beta)),
                problem.variance(squares, coefficients.freedom()),
                objective,
                atLimit,
                left,
                expected.spread().map(s -> new Spread(s.variance(), coefficients.common())),
                steps);
    }
}

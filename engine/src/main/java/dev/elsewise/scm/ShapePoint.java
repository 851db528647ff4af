package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The best coefficients at one set of shapes, and how the objective changes with them. */
final class ShapePoint {
    private final ShapeProblem problem;
    private final ShapedColumns columns;
    final double[] theta;
    final double[] u;
    final double variance;
    final Expectation expected;
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
        coefficients = problem.coefficients(theta, variance, expected);
        beta = coefficients.beta();
        residual = new double[columns.blocks()][];
        double all = 0;
        double observed = 0;
        double penalty = coefficients.penalty();
        for (int b = 0; b < residual.length; b++) {
            residual[b] = residual(b);
            for (int c = 0; c < beta[b].length; c++) {
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

    private double[] residual(int block) {
        double[] left = columns.y(block).clone();
        double[] own = beta[block];
        int[] some = IntStream.range(0, own.length).filter(c -> own[c] != 0).toArray();
        int i = 0;
        for (; i + 3 < some.length; i += 4) {
            int c = some[i];
            int d = some[i + 1];
            int e = some[i + 2];
            int f = some[i + 3];
            Kernels.axpy(
                    -own[c],
                    columns.x(block, c),
                    -own[d],
                    columns.x(block, d),
                    -own[e],
                    columns.x(block, e),
                    -own[f],
                    columns.x(block, f),
                    left,
                    left.length);
        }
        for (; i < some.length; i++) {
            Kernels.axpy(-own[some[i]], columns.x(block, some[i]), left, left.length);
        }
        return left;
    }

    /** Asked for before other shapes are looked at, the first time: the columns are those of now. */
    double[] gradient() {
        if (gradient.length == 0) {
            double[] all = new double[problem.free.length];
            for (int b = 0; b < columns.observed(); b++) {
                double[] weight = columns.spread(b, residual[b]);
                for (Layout.Slope slope : slopes(b)) {
                    int k = problem.place[slope.parameter()];
                    int c = slope.column();
                    double inside = inside(k, b, c);
                    if (inside != 0) {
                        all[k] -= inside * Kernels.dot(slope.values(), weight, weight.length);
                        if (problem.ridge > 0 && !problem.pinned(c)) {
                            all[k] += problem.ridge
                                    * beta[b][c]
                                    * inside
                                    * Kernels.dot(slope.values(), columns.spread(b, columns.x(b, c)), weight.length);
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

    /** What a shape does to the rows of experiments, and through a pinned coefficient to all rows: by central differences. */
    private void experiments(ShapeSlopes slopes) {
        double step = 1e-5;
        for (int e = 0; e < problem.evidence.size(); e++) {
            Evidence said = problem.evidence.get(e);
            int c = said.column();
            for (int k = 0; k < problem.free.length; k++) {
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[problem.free[k]] = problem.spaces[k].inside(u[k] + step);
                down[problem.free[k]] = problem.spaces[k].inside(u[k] - step);
                double slope = (columns.levers().of(said, up) - columns.levers().of(said, down)) / (2 * step);
                if (slope == 0) {
                    continue;
                }
                if (said.pins()) {
                    double lever = columns.levers().of(said, theta);
                    for (int b = 0; b < columns.blocks(); b++) {
                        slopes.add(k, b, -beta[b][c] * slope / lever, columns.x(b, c));
                    }
                } else {
                    double[] row = new double[problem.evidence.size()];
                    row[e] = 1;
                    int block = columns.observed();
                    slopes.add(k, block, Math.sqrt(variance) / said.standardError() * slope * beta[block][c], row);
                }
            }
        }
    }

    ShapeFit.Solution solution(int steps) {
        boolean[][] atLimit = columns.byUnit(coefficients.held());
        boolean[] left = new boolean[columns.width()];
        Arrays.fill(left, true);
        for (int unit = 0; unit < atLimit.length; unit++) {
            atLimit[unit] = atLimit[unit].clone();
            boolean[] aliased = coefficients.aliased()[columns.blockOf(unit)];
            for (int c = 0; c < left.length; c++) {
                atLimit[unit][c] &= !problem.pinned(c);
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

package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Penalised least squares in coefficients and shapes at once: minimises over β within limits and shapes u
 *
 * <p>½ Σ (y − Xβ)² + ½ λ Σ Gⱼⱼ βⱼ² + ½ σ² Σ ((u − u₀) / s)²
 *
 * <p>where X depends on u, G = X'X of centred columns, so that λ is a ridge on standardised columns, and s is a parameter's give: it only
 * decides what the data leave open. Intercepts, one a unit, are projected out by centring. The coefficients are solved for at each u (variable
 * projection, G. H. Golub and V. Pereyra, SIAM J. Numer. Anal. 10 (1973), DOI 10.1137/0710036). u moves by BFGS from Kaufman's curvature
 * (BIT 15 (1975), DOI 10.1007/BF01932995): residuals of weekly series are large, and what Gauss and Newton leave out of the curvature is not
 * small, so that Levenberg–Marquardt goes to and fro for dozens of steps. Cost: n (m p + k) a step for n rows, p columns, of which m move,
 * and k shapes.
 */
final class ShapeFit {
    private static final double GREATEST_STEP = 3;
    private static final double LEAST_STEP = 1e-9;
    private static final double FARTHEST = 12;
    private static final double ARMIJO = 1e-4;
    private static final int ROUNDS = 12;
    private static final double SETTLED = 1e-4;

    private final Layout layout;
    private final Pooling pooling;
    private final double ridge;
    private final int[] free;
    private final int[] place;
    private final ShapeSpace[] spaces;
    private final double[] home;
    private final double[] give;
    private final double[][] limits;
    private final List<Evidence> evidence;
    private final ShapedColumns columns;

    /**
     * @param node whose series is explained
     * @param differenced whether changes from the period before are fitted
     * @param rows the periods fitted, ascending
     * @param evidence of experiments: only where units have their coefficients in common
     */
    ShapeFit(
            Layout layout,
            Link link,
            String node,
            Pooling pooling,
            boolean differenced,
            Series[] data,
            int[] rows,
            List<Evidence> evidence,
            double ridge) {
        this.layout = layout;
        this.pooling = data.length > 1 ? pooling : Pooling.SHARED;
        this.ridge = ridge;
        this.evidence = evidence;
        if (this.pooling != Pooling.SHARED && !evidence.isEmpty()) {
            throw new IllegalArgumentException("Experiments need coefficients that units share.");
        }
        List<Layout.Shaped> shapes = layout.parameters();
        free = IntStream.range(0, shapes.size())
                .filter(i -> !shapes.get(i).parameter().fixed())
                .toArray();
        place = new int[shapes.size()];
        Arrays.fill(place, -1);
        spaces = new ShapeSpace[free.length];
        home = new double[free.length];
        give = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            Parameter parameter = shapes.get(free[k]).parameter();
            place[free[k]] = k;
            spaces[k] = ShapeSpace.of(parameter);
            home[k] = spaces[k].free(parameter.start());
            give[k] = parameter.give();
        }
        limits = layout.limits();
        columns = new ShapedColumns(layout, link, node, differenced, data, rows, evidence);
    }

    /**
     * @param theta every parameter, the fixed ones too
     * @param beta unit by unit
     * @param variance Σ residual² / (n − columns not at a limit − shapes − units)
     * @param objective what was minimised
     * @param held whether a coefficient lies at a limit
     * @param spread of units' coefficients; empty where they are not pooled partially
     */
    record Solution(
            double[] theta,
            double[][] beta,
            double[] intercept,
            double variance,
            double objective,
            boolean[][] held,
            boolean[] aliased,
            Optional<Spread> spread,
            int steps) {}

    /** The values at which parameters start. */
    double[] start() {
        return layout.parameters().stream()
                .mapToDouble(s -> s.parameter().start())
                .toArray();
    }

    int fitted() {
        return free.length;
    }

    /** A start with the free parameters at given places of their line. */
    double[] at(double[] u) {
        double[] theta = start();
        for (int k = 0; k < free.length; k++) {
            theta[free[k]] = spaces[k].inside(u[k]);
        }
        return theta;
    }

    /** The columns at given shapes, for a fit of the coefficients from elsewhere. */
    ShapedDesign design(double[] theta, double variance) {
        columns.shape(theta, variance);
        return ShapedDesign.of(columns, pooling == Pooling.SEPARATE, limits, pins(theta));
    }

    /**
     * A solution with coefficients from elsewhere.
     *
     * @param beta of the design's columns
     * @param parameters how many of them the data had to tell, shapes and intercepts not counted
     */
    Solution with(ShapedDesign design, double[] theta, double[] beta, boolean[] held, double parameters) {
        double squares = design.squares(beta);
        int width = layout.width();
        int units = columns.units();
        double[][] each = new double[units][];
        boolean[][] atLimit = new boolean[units][];
        for (int u = 0; u < units; u++) {
            int from = beta.length > width ? u * width : 0;
            each[u] = Arrays.copyOfRange(beta, from, from + width);
            atLimit[u] = Arrays.copyOfRange(held, from, from + width);
        }
        return solution(
                theta,
                each,
                intercepts(each),
                atLimit,
                new boolean[width],
                Optional.empty(),
                squares,
                parameters,
                0.5 * squares,
                0);
    }

    /**
     * Searches from a start.
     *
     * @param variance of the errors, which weighs experiments and the pull of u towards its start
     * @param tolerance how far from the bottom the search may end: gradient' curvature⁻¹ gradient over the variance, which is the squared
     *     distance to it in standard errors
     */
    Solution from(double[] start, double variance, int steps, double tolerance) {
        return from(start, variance, steps, tolerance, expected());
    }

    /** Shapes at their starts, and units' coefficients at the common one. */
    private Expectation expected() {
        return new Expectation(home, Optional.empty(), new double[columns.units()][layout.width()]);
    }

    /**
     * What a draw of the bootstrap expects: what was found, give or take what was expected of it from the outset. With that the draws of what
     * the data leave open vary as widely as it was expected to, and do not all stay where the search began (G. Papandreou and A. Yuille, NIPS
     * 23 (2010): perturb what is expected as well as the data, and solve).
     *
     * @param theta found
     * @param beta found, unit by unit
     * @param draw counted from 1
     */
    Expectation drawn(double[] theta, double[][] beta, Optional<Spread> spread, String node, long seed, int draw) {
        double[] shapes = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            Layout.Shaped shape = layout.parameters().get(free[k]);
            // Keyed by name: the mechanisms and the reduced form, which are compared draw by draw, expect the same of
            // the same.
            String name = node + " " + shape.node() + " " + shape.parameter().name() + " " + shape.unit();
            shapes[k] = spaces[k].free(theta[free[k]])
                    + give[k] * Streams.of(seed, "expected of " + name, draw).normal();
        }
        double[][] deviations = spread.map(s -> s.drawn(beta, Streams.of(seed, "deviations of " + node, draw)))
                .orElse(expected().deviations());
        return new Expectation(shapes, spread, deviations);
    }

    /** What a draw expects that is to vary as an estimate does: the same as the estimate. */
    Expectation sampled(double[][] beta, Optional<Spread> spread) {
        double[][] deviations = spread.map(s -> s.found(beta)).orElse(expected().deviations());
        return new Expectation(home, spread, deviations);
    }

    /** The same when something else is expected. */
    Solution from(double[] start, double variance, int steps, double tolerance, Expectation expected) {
        double[] u = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            u[k] = spaces[k].free(start[free[k]]);
        }
        Projection now = new Projection(start.clone(), u, variance, expected);
        if (free.length == 0) {
            return now.solution(0);
        }
        Curvature curvature = new Curvature(now.curvature());
        int step = 0;
        while (step < steps) {
            step++;
            double[] move = curvature.step(now.gradient());
            double slope = Kernels.dot(move, now.gradient(), move.length);
            if (-slope < tolerance * variance) {
                break;
            }
            Projection next = along(now, move, slope);
            if (next == now) {
                break;
            }
            curvature.learn(now.u, next.u, now.gradient(), next.gradient());
            now = next;
        }
        return now.solution(step);
    }

    /** The first point on the way, halfway and nearer, where the objective falls as its slope says; the point itself when there is none. */
    private Projection along(Projection now, double[] move, double slope) {
        double most = 0;
        for (double each : move) {
            most = Math.max(most, Math.abs(each));
        }
        double share = Math.min(1, GREATEST_STEP / most);
        while (share * most > LEAST_STEP) {
            double[] next = now.u.clone();
            double[] moved = now.theta.clone();
            for (int k = 0; k < free.length; k++) {
                next[k] = Math.clamp(now.u[k] + share * move[k], -FARTHEST, FARTHEST);
                moved[free[k]] = spaces[k].inside(next[k]);
            }
            Projection trial = new Projection(moved, next, now.variance, now.expected);
            if (trial.objective <= now.objective + ARMIJO * share * slope) {
                return trial;
            }
            // The bottom of the parabola through both values and the slope.
            double bend = trial.objective - now.objective - share * slope;
            share *= Math.clamp(-0.5 * share * slope / bend, 0.1, 0.5);
        }
        return now;
    }

    /**
     * From coefficients in common to such that differ by chance: how far they lie apart, and the shapes given that, by turns until neither
     * moves. Where they are not pooled partially, the solution itself.
     */
    Solution apart(Solution common, int steps, double tolerance) {
        if (pooling != Pooling.PARTIAL) {
            return common;
        }
        Solution best = common;
        for (int round = 0; round < ROUNDS; round++) {
            columns.shape(best.theta(), best.variance());
            double[] before = best.spread().map(Spread::variance).orElse(new double[0]);
            Deviations found = Deviations.of(columns, ridge, limits, best.variance(), before);
            boolean settled = before.length > 0 && close(found.spread(), before);
            best = from(
                    best.theta(),
                    found.variance(),
                    steps,
                    tolerance,
                    expected().with(new Spread(found.spread(), new double[0])));
            if (settled) {
                break;
            }
        }
        return best;
    }

    private static boolean close(double[] a, double[] b) {
        for (int c = 0; c < a.length; c++) {
            if (Math.abs(a[c] - b[c]) > SETTLED * Math.max(a[c], b[c])) {
                return false;
            }
        }
        return true;
    }

    private double[] pins(double[] theta) {
        return columns.levers().pins(theta);
    }

    private double[] intercepts(double[][] beta) {
        double[] intercepts = new double[columns.units()];
        Arrays.setAll(intercepts, u -> columns.intercept(u, beta[u]));
        return intercepts;
    }

    private Coefficients coefficients(double[] theta, double variance, Expectation expected) {
        if (expected.spread().isPresent()) {
            double[] weights = Deviations.weights(expected.spread().get().variance(), variance);
            return new PartialCoefficients(columns, ridge, limits, weights, expected.deviations());
        }
        return pooling == Pooling.SEPARATE
                ? SeparateCoefficients.of(columns, ridge, limits, pins(theta))
                : SharedCoefficients.of(columns, 0, columns.blocks(), ridge, limits, pins(theta));
    }

    /** The best coefficients at one set of shapes, and how the objective changes with them. */
    private final class Projection {
        final double[] theta;
        final double[] u;
        final double variance;
        final Expectation expected;
        final Coefficients coefficients;
        final double[][] beta;
        final double[] intercept;
        final double[][] residual;
        final double squares;
        final double objective;
        private double[] gradient = {};
        private @Nullable List<List<Layout.Slope>> slopes;

        Projection(double[] theta, double[] u, double variance, Expectation expected) {
            this.theta = theta;
            this.u = u;
            this.expected = expected;
            this.variance = variance;
            columns.shape(theta, variance);
            coefficients = coefficients(theta, variance, expected);
            beta = coefficients.beta();
            intercept = intercepts(beta);
            residual = new double[columns.blocks()][];
            double all = 0;
            double observed = 0;
            double penalty = coefficients.penalty();
            for (int b = 0; b < residual.length; b++) {
                residual[b] = columns.y(b).clone();
                int n = residual[b].length;
                for (int c = 0; c < beta[b].length; c++) {
                    if (beta[b][c] != 0) {
                        Kernels.axpy(-beta[b][c], columns.x(b, c), residual[b], n);
                        penalty += ridge * columns.gram(b)[c][c] * beta[b][c] * beta[b][c];
                    }
                }
                double own = Kernels.dot(residual[b], residual[b], n);
                all += own;
                observed += b < columns.units() ? own : 0;
            }
            double pull = 0;
            for (int k = 0; k < u.length; k++) {
                double away = (u[k] - expected.shapes()[k]) / give[k];
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
                double[] all = new double[free.length];
                for (int unit = 0; unit < columns.units(); unit++) {
                    for (Layout.Slope slope : slopes().get(unit)) {
                        int k = place[slope.parameter()];
                        int c = slope.column();
                        double inside = spaces[k].slope(u[k]) * beta[unit][c];
                        if (inside != 0) {
                            int n = slope.values().length;
                            all[k] -= inside * Kernels.dot(slope.values(), residual[unit], n);
                            if (ridge > 0 && !pinned(c)) {
                                all[k] += ridge
                                        * beta[unit][c]
                                        * inside
                                        * Kernels.dot(slope.values(), columns.x(unit, c), n);
                            }
                        }
                    }
                }
                ShapeSlopes experiments = new ShapeSlopes(columns, free.length);
                experiments(experiments);
                for (int k = 0; k < all.length; k++) {
                    all[k] += variance * (u[k] - expected.shapes()[k]) / (give[k] * give[k])
                            - experiments.along(k, residual);
                }
                gradient = all;
            }
            return gradient;
        }

        /** Kaufman's approximation; at the same time as the first gradient. */
        double[][] curvature() {
            ShapeSlopes slopes = new ShapeSlopes(columns, free.length);
            for (int unit = 0; unit < columns.units(); unit++) {
                for (Layout.Slope slope : slopes().get(unit)) {
                    int k = place[slope.parameter()];
                    double inside = spaces[k].slope(u[k]) * beta[unit][slope.column()];
                    if (inside != 0) {
                        slopes.add(k, unit, inside, slope.values());
                    }
                }
            }
            experiments(slopes);
            double[][] curvature = slopes.curvature(coefficients);
            for (int k = 0; k < curvature.length; k++) {
                curvature[k][k] = Math.max(curvature[k][k], 0) + variance / (give[k] * give[k]);
            }
            return curvature;
        }

        private boolean pinned(int column) {
            return evidence.stream().anyMatch(e -> e.pins() && e.column() == column);
        }

        /** What a shape does to the rows of experiments, and through a pinned coefficient to all rows: by central differences. */
        private void experiments(ShapeSlopes slopes) {
            double step = 1e-5;
            for (int e = 0; e < evidence.size(); e++) {
                Evidence said = evidence.get(e);
                int c = said.column();
                for (int k = 0; k < free.length; k++) {
                    double[] up = theta.clone();
                    double[] down = theta.clone();
                    up[free[k]] = spaces[k].inside(u[k] + step);
                    down[free[k]] = spaces[k].inside(u[k] - step);
                    double slope =
                            (columns.levers().of(said, up) - columns.levers().of(said, down)) / (2 * step);
                    if (slope == 0) {
                        continue;
                    }
                    if (said.pins()) {
                        double lever = columns.levers().of(said, theta);
                        for (int b = 0; b < columns.blocks(); b++) {
                            slopes.add(k, b, -beta[b][c] * slope / lever, columns.x(b, c));
                        }
                    } else {
                        double[] row = new double[evidence.size()];
                        row[e] = 1;
                        int block = columns.units();
                        slopes.add(k, block, Math.sqrt(variance) / said.standardError() * slope * beta[block][c], row);
                    }
                }
            }
        }

        Solution solution(int steps) {
            int units = columns.units();
            boolean[][] atLimit = new boolean[units][];
            boolean[] left = new boolean[layout.width()];
            Arrays.fill(left, true);
            for (int unit = 0; unit < units; unit++) {
                atLimit[unit] = coefficients.held()[unit].clone();
                for (int c = 0; c < left.length; c++) {
                    atLimit[unit][c] &= !pinned(c);
                    left[c] &= coefficients.aliased()[unit][c];
                }
            }
            return ShapeFit.this.solution(
                    theta,
                    Arrays.copyOf(beta, units),
                    intercept,
                    atLimit,
                    left,
                    expected.spread().map(s -> new Spread(s.variance(), coefficients.common())),
                    squares,
                    coefficients.freedom(),
                    objective,
                    steps);
        }
    }

    private Solution solution(
            double[] theta,
            double[][] beta,
            double[] intercept,
            boolean[][] held,
            boolean[] aliased,
            Optional<Spread> spread,
            double squares,
            double parameters,
            double objective,
            int steps) {
        double freedom = Math.max(1, columns.observations() - parameters - free.length - columns.units());
        return new Solution(theta.clone(), beta, intercept, squares / freedom, objective, held, aliased, spread, steps);
    }
}

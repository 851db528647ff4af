package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import java.util.Arrays;
import java.util.Optional;

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

    private final ShapeProblem problem;

    ShapeFit(ShapeProblem problem) {
        this.problem = problem;
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

    /** The columns at given shapes, for a fit of the coefficients from elsewhere. */
    ShapedDesign design(double[] theta, double variance) {
        return problem.design(theta, variance);
    }

    /**
     * A solution with coefficients from elsewhere.
     *
     * @param beta of the design's columns
     * @param parameters how many of them the data had to tell, shapes and intercepts not counted
     */
    Solution with(ShapedDesign design, double[] theta, double[] beta, boolean[] held, double parameters) {
        double squares = design.squares(beta);
        int width = problem.columns.width();
        int units = problem.columns.units();
        double[][] each = new double[units][];
        boolean[][] atLimit = new boolean[units][];
        for (int u = 0; u < units; u++) {
            int from = beta.length > width ? u * width : 0;
            each[u] = Arrays.copyOfRange(beta, from, from + width);
            atLimit[u] = Arrays.copyOfRange(held, from, from + width);
        }
        return new Solution(
                theta.clone(),
                each,
                problem.intercepts(each),
                problem.variance(squares, parameters),
                0.5 * squares,
                atLimit,
                new boolean[width],
                Optional.empty(),
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
        return from(start, variance, steps, tolerance, problem.expected());
    }

    /** The same when something else is expected. */
    Solution from(double[] start, double variance, int steps, double tolerance, Expectation expected) {
        ShapePoint now = point(start, variance, expected);
        return problem.free.length == 0 ? now.solution(0) : from(now, new Curvature(now.curvature()), steps, tolerance);
    }

    /**
     * The same from what is known of the curvature.
     *
     * @param guess see {@link #curvature}
     */
    Solution from(
            double[] start, double variance, int steps, double tolerance, Expectation expected, double[][] guess) {
        ShapePoint now = point(start, variance, expected);
        double[][] own = Arrays.stream(guess).map(double[]::clone).toArray(double[][]::new);
        return problem.free.length == 0 ? now.solution(0) : from(now, new Curvature(own), steps, tolerance);
    }

    /** Kaufman's approximation of the second derivatives by u. */
    double[][] curvature(double[] theta, double variance, Expectation expected) {
        return point(theta, variance, expected).curvature();
    }

    private ShapePoint point(double[] theta, double variance, Expectation expected) {
        double[] u = new double[problem.free.length];
        for (int k = 0; k < problem.free.length; k++) {
            u[k] = problem.spaces[k].free(theta[problem.free[k]]);
        }
        return new ShapePoint(problem, theta.clone(), u, variance, expected);
    }

    private Solution from(ShapePoint start, Curvature curvature, int steps, double tolerance) {
        ShapePoint now = start;
        double variance = now.variance;
        int step = 0;
        while (step < steps) {
            step++;
            double[] move = curvature.step(now.gradient());
            double slope = Kernels.dot(move, now.gradient(), move.length);
            if (-slope < tolerance * variance) {
                break;
            }
            ShapePoint next = along(now, move, slope);
            if (next == now) {
                break;
            }
            curvature.learn(now.u, next.u, now.gradient(), next.gradient());
            now = next;
        }
        return now.solution(step);
    }

    /** The first point on the way, halfway and nearer, where the objective falls as its slope says; the point itself when there is none. */
    private ShapePoint along(ShapePoint now, double[] move, double slope) {
        double most = 0;
        for (double each : move) {
            most = Math.max(most, Math.abs(each));
        }
        double share = Math.min(1, GREATEST_STEP / most);
        while (share * most > LEAST_STEP) {
            double[] next = now.u.clone();
            double[] moved = now.theta.clone();
            for (int k = 0; k < problem.free.length; k++) {
                next[k] = Math.clamp(now.u[k] + share * move[k], -FARTHEST, FARTHEST);
                moved[problem.free[k]] = problem.spaces[k].inside(next[k]);
            }
            ShapePoint trial = new ShapePoint(problem, moved, next, now.variance, now.expected);
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
        if (problem.pooling != Pooling.PARTIAL) {
            return common;
        }
        Solution best = common;
        for (int round = 0; round < ROUNDS; round++) {
            problem.columns.shape(best.theta(), best.variance());
            double[] before = best.spread().map(Spread::variance).orElse(new double[0]);
            Deviations found = problem.deviations(best.theta(), best.variance(), before);
            boolean settled = before.length > 0 && close(found.spread(), before);
            best = from(
                    best.theta(),
                    found.variance(),
                    steps,
                    tolerance,
                    problem.expected().with(new Spread(found.spread(), new double[0])));
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
}

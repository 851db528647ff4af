package dev.elsewise.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.learn.penalised.BoundedLeastSquares;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Saturation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What experiments do to the coefficients of three units, beside all units' coefficients in one problem, and to the search for shapes. */
class ToldCoefficientsTest {
    private static final int WEEKS = 40;
    private static final int UNITS = 3;
    private static final double VARIANCE = 1.7;

    private static Panel panel() {
        RandomStream random = Streams.of(29, "told coefficients test", 0);
        Panel panel = Weeks.of(UNITS, WEEKS);
        double[][] all = new double[3][UNITS * WEEKS];
        for (int r = 0; r < UNITS * WEEKS; r++) {
            all[0][r] = 5 * random.uniform();
            all[1][r] = 10 + all[0][r] + random.normal();
            double stock = r % WEEKS == 0 ? all[0][r] : 0.6 * all[0][r] + 0.4 * all[0][r - 1];
            all[2][r] = 10 + stock * (1 + r / WEEKS) + 0.1 * all[1][r] + 1.3 * random.normal();
        }
        return panel.with("x", all[0]).with("m", all[1]).with("y", all[2]);
    }

    /** x halved for a time, and m a little less with it. */
    private static Evidence evidence(Panel panel, double[] weights, double effect, double standardError, boolean pins) {
        Series before = Series.of(panel);
        double[] weight = new double[panel.rows()];
        double[] x = before.of("x").clone();
        double[] m = before.of("m").clone();
        for (int u = 0; u < UNITS; u++) {
            for (int r = u * WEEKS + 10; r < u * WEEKS + 20; r++) {
                x[r] *= 0.5;
                m[r] -= pins ? 0 : 0.3;
                weight[r] = weights[u];
            }
        }
        Series after = before.over().put("x", x);
        after = pins ? after : after.put("m", m);
        return new Evidence(0, before, after, weight, effect, standardError, pins);
    }

    private static ShapeProblem problem(Panel panel, Pooling pooling, boolean shaped, double least, Evidence... told) {
        Term.Limits limits = new Term.Limits(least, Double.POSITIVE_INFINITY);
        CarryOver carry = CarryOver.of(Adstock.Recursive.withDefaults(), Saturation.none());
        Layout layout = new Layout(
                List.of(
                        shaped ? new Term.Filtered("x", carry, limits, Set.of()) : new Term.Linear("x", limits),
                        new Term.Linear("m", limits)),
                panel);
        return new ShapeProblem(
                layout,
                Link.IDENTITY,
                "y",
                pooling,
                false,
                Series.of(panel),
                IntStream.range(0, WEEKS).toArray(),
                List.of(told),
                0);
    }

    private static Coefficients solved(ShapeProblem problem, Expectation expected) {
        double[] theta = problem.start();
        problem.columns.shape(theta, VARIANCE);
        return problem.coefficients(VARIANCE, expected, problem.pins(theta, expected));
    }

    /**
     * All at once by other code: [t of each unit, β], rows of the series, of experiments, and of what draws units together. Unit 0's limits are
     * met where they are positive.
     */
    private static double[] dense(ShapeProblem problem, double[] weight, double least, List<Evidence> told) {
        int width = 2;
        int all = UNITS * width + width;
        double[] gram = new double[all * all];
        double[] moments = new double[all];
        for (int u = 0; u < UNITS; u++) {
            for (int c = 0; c < width; c++) {
                double[] x = problem.columns.x(u, c);
                for (int r = 0; r < x.length; r++) {
                    for (int d = 0; d < width; d++) {
                        gram[(u * width + c) * all + u * width + d] +=
                                x[r] * problem.columns.x(u, d)[r];
                    }
                    moments[u * width + c] += x[r] * problem.columns.y(u)[r];
                }
                int t = u * width + c;
                int b = UNITS * width + c;
                gram[t * all + t] += weight[c];
                gram[b * all + b] += weight[c];
                gram[t * all + b] -= weight[c];
                gram[b * all + t] -= weight[c];
            }
        }
        for (Evidence e : told) {
            double[] row = new double[all];
            for (int u = 0; u < UNITS; u++) {
                for (int t = 10; t < 20; t++) {
                    double w = e.weight()[u * WEEKS + t];
                    row[u * width] += w
                            * (e.after().of("x")[u * WEEKS + t] - e.before().of("x")[u * WEEKS + t])
                            / problem.layout.scale("x");
                    row[u * width + 1] += w
                            * (e.after().of("m")[u * WEEKS + t] - e.before().of("m")[u * WEEKS + t])
                            / problem.layout.scale("m");
                }
            }
            double by = VARIANCE / (e.standardError() * e.standardError());
            for (int i = 0; i < all; i++) {
                for (int j = 0; j < all; j++) {
                    gram[i * all + j] += by * row[i] * row[j];
                }
                moments[i] += by * row[i] * e.effect();
            }
        }
        // Without anything that draws units together β is not told, and stays 0.
        for (int c = 0; c < width; c++) {
            int b = UNITS * width + c;
            gram[b * all + b] += weight[c] == 0 ? 1 : 0;
        }
        double[] lower = new double[all];
        double[] upper = new double[all];
        Arrays.fill(lower, least);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        return BoundedLeastSquares.ofColumns(all)
                .solve(gram, moments, new double[all], lower, upper)
                .coefficients();
    }

    private static void agrees(Coefficients found, double[] dense) {
        for (int u = 0; u < UNITS; u++) {
            assertThat(found.beta()[u]).containsExactly(Arrays.copyOfRange(dense, 2 * u, 2 * u + 2), within(1e-7));
        }
    }

    @Test
    void separateAndPartlyPooledUnitsWithExperimentsOverSomeOfThem() {
        Panel panel = panel();
        Evidence one = evidence(panel, new double[] {0, 1, 0}, -60, 3, false);
        Evidence two = evidence(panel, new double[] {0.5, 0, 1.5}, -10, 4, false);
        for (double least : new double[] {Double.NEGATIVE_INFINITY, 0}) {
            ShapeProblem separate = problem(panel, Pooling.SEPARATE, false, least, one, two);
            agrees(solved(separate, separate.expected()), dense(separate, new double[2], least, List.of(one, two)));
            ShapeProblem partial = problem(panel, Pooling.PARTIAL, false, least, one, two);
            double[] spread = {6, 0.9};
            Expectation expected = partial.expected().with(new Spread(spread, new double[0]));
            double[] weight = {VARIANCE / spread[0], VARIANCE / spread[1]};
            agrees(solved(partial, expected), dense(partial, weight, least, List.of(one, two)));
        }
    }

    /** What an experiment in one unit says, the others hear of as far as units are alike. */
    @Test
    void anExperimentInOneUnitMovesTheOthersLess() {
        Panel panel = panel();
        Evidence one = evidence(panel, new double[] {0, 1, 0}, -60, 3, false);
        Spread spread = new Spread(new double[] {6, 0.9}, new double[0]);
        double none = Double.NEGATIVE_INFINITY;
        ShapeProblem told = problem(panel, Pooling.PARTIAL, false, none, one);
        ShapeProblem untold = problem(panel, Pooling.PARTIAL, false, none);
        double[][] with = solved(told, told.expected().with(spread)).beta();
        double[][] without = solved(untold, untold.expected().with(spread)).beta();
        double named = with[1][0] - without[1][0];
        assertThat(Math.abs(named)).isGreaterThan(0.1);
        assertThat((with[0][0] - without[0][0]) / named).isBetween(1e-4, 0.9);
        assertThat((with[2][0] - without[2][0]) / named).isBetween(1e-4, 0.9);
    }

    /** The slope of the objective along a shape is that of its values, and at the bottom it is 0. */
    @Test
    void theSearchForShapesKnowsWhatExperimentsSay() {
        Panel panel = panel();
        double none = Double.NEGATIVE_INFINITY;
        Evidence both = evidence(panel, new double[] {1, 1, 1}, -60, 3, false);
        Evidence one = evidence(panel, new double[] {0, 1, 0}, -60, 3, false);
        Evidence pin = evidence(panel, new double[] {1, 1, 1}, -60, 3, true);
        Spread spread = new Spread(new double[] {6, 0.9}, new double[0]);
        ShapeProblem shared = problem(panel, Pooling.SHARED, true, none, both);
        slopes(shared, shared.expected());
        ShapeProblem pinned = problem(panel, Pooling.SHARED, true, none, pin, both);
        slopes(pinned, pinned.expected());
        ShapeProblem separate = problem(panel, Pooling.SEPARATE, true, none, both, one);
        slopes(separate, separate.expected());
        ShapeProblem partial = problem(panel, Pooling.PARTIAL, true, none, both, one);
        slopes(partial, partial.expected().with(spread));
        ShapeProblem each = problem(
                panel,
                Pooling.PARTIAL,
                true,
                none,
                evidence(panel, new double[] {1, 0, 0}, -20, 3, true),
                evidence(panel, new double[] {0, 1, 0}, -30, 3, true),
                evidence(panel, new double[] {0, 0, 1}, -40, 3, true),
                both);
        slopes(each, each.expected().with(spread));
    }

    private static void slopes(ShapeProblem problem, Expectation expected) {
        for (double u : new double[] {-1, 0.2, 1.5}) {
            double step = 1e-4;
            double slope = (point(problem, u + step, expected).objective - point(problem, u - step, expected).objective)
                    / (2 * step);
            assertThat(point(problem, u, expected).gradient()[0])
                    .isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
        }
        ShapeFit.Solution bottom =
                new ShapeFit(problem).from(problem.at(new double[] {0.2}), VARIANCE, 200, 1e-14, expected);
        double u = problem.spaces[0].free(bottom.theta()[0]);
        for (double away : new double[] {-0.01, 0.01}) {
            assertThat(point(problem, u + away, expected).objective).isGreaterThan(bottom.objective());
        }
    }

    private static ShapePoint point(ShapeProblem problem, double u, Expectation expected) {
        double[] at = {u};
        return new ShapePoint(problem, problem.at(at), at, VARIANCE, expected);
    }
}

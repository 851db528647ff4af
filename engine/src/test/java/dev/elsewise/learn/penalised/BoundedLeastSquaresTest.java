package dev.elsewise.learn.penalised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.learn.penalised.BoundedLeastSquares.Place;
import dev.elsewise.learn.penalised.BoundedLeastSquares.Solution;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Against scipy's bounded-variable least squares, and the conditions of Karush, Kuhn and Tucker on random problems. */
class BoundedLeastSquaresTest {
    private static final long SEED = 2024;

    /** Cross products with limits. */
    record Problem(double[] gram, double[] moments, double[] ridge, double[] lower, double[] upper) {
        static Problem of(double[][] rows, double[] y, double[] ridge, double[] lower, double[] upper) {
            int p = ridge.length;
            double[] gram = new double[p * p];
            double[] moments = new double[p];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < p; j++) {
                    moments[j] += rows[i][j] * y[i];
                    for (int k = 0; k < p; k++) {
                        gram[j * p + k] += rows[i][j] * rows[i][k];
                    }
                }
            }
            return new Problem(gram, moments, ridge, lower, upper);
        }

        /** Rows of correlated normals; limits of all kinds, one in eight equal. */
        static Problem random(RandomStream stream, int n, int p, double ridge, boolean copies) {
            double[][] rows = new double[n][p];
            double[] y = new double[n];
            double[] beta =
                    IntStream.range(0, p).mapToDouble(j -> stream.normal()).toArray();
            for (int i = 0; i < n; i++) {
                double common = stream.normal();
                for (int j = 0; j < p; j++) {
                    rows[i][j] =
                            copies && j % 3 == 2 ? rows[i][j - 1] : common + stream.normal() * Math.pow(10, j % 4 - 2);
                    y[i] += rows[i][j] * beta[j];
                }
                y[i] += stream.normal();
            }
            double[] lower = new double[p];
            double[] upper = new double[p];
            double[] weights = new double[p];
            for (int j = 0; j < p; j++) {
                double a = stream.normal();
                lower[j] = stream.bernoulli(0.6) ? Math.min(0, a) : Double.NEGATIVE_INFINITY;
                upper[j] = stream.bernoulli(0.5) ? Math.max(0, a) : Double.POSITIVE_INFINITY;
                if (stream.bernoulli(0.125)) {
                    lower[j] = a;
                    upper[j] = a;
                }
                weights[j] = ridge * stream.uniform();
            }
            return of(rows, y, weights, lower, upper);
        }

        Solution solve() {
            return BoundedLeastSquares.ofColumns(ridge.length).solve(gram, moments, ridge, lower, upper);
        }

        /** The slope of the objective in one coefficient, and the size of its terms. */
        double[] slope(double[] b, int j) {
            int p = ridge.length;
            double sum = ridge[j] * b[j] - moments[j];
            double size = Math.abs(ridge[j] * b[j]) + Math.abs(moments[j]);
            for (int k = 0; k < p; k++) {
                sum += gram[j * p + k] * b[k];
                size += Math.abs(gram[j * p + k] * b[k]);
            }
            return new double[] {sum, size};
        }
    }

    static Stream<JsonNode> cases() {
        return References.json("bounded.json").get("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithScipy(JsonNode of) {
        double[][] rows = of.get("x").valueStream().map(References::numbers).toArray(double[][]::new);
        Problem problem = Problem.of(
                rows,
                References.numbers(of.get("y")),
                References.numbers(of.get("ridge")),
                infinite(References.numbers(of.get("lower"))),
                infinite(References.numbers(of.get("upper"))));
        Solution found = problem.solve();
        double[] expected = References.numbers(of.get("coefficients"));
        for (int j = 0; j < expected.length; j++) {
            assertThat(found.coefficients()[j])
                    .as("%s: column %d", of.get("name").asString(), j)
                    .isCloseTo(expected[j], within(1e-8));
            Place place = List.of(Place.LOWER, Place.FREE, Place.UPPER)
                    .get(of.get("places").get(j).asInt() + 1);
            assertThat(found.places()[j])
                    .as("%s: column %d", of.get("name").asString(), j)
                    .isEqualTo(place);
        }
    }

    @Test
    void everySolutionIsOptimal() {
        for (int w = 0; w < 2000; w++) {
            RandomStream stream = Streams.of(SEED, "bounded", w);
            int p = 1 + stream.below(25);
            int n = 1 + stream.below(50);
            boolean copies = stream.bernoulli(0.3);
            double ridge = stream.bernoulli(0.5) ? 0 : stream.uniform();
            Problem problem = Problem.random(stream, n, p, ridge, copies);
            assertOptimal(problem, problem.solve(), "world " + w);
        }
    }

    @Test
    void theStartChangesNothingButTheTime() {
        for (int w = 0; w < 300; w++) {
            RandomStream stream = Streams.of(SEED, "bounded starts", w);
            int p = 1 + stream.below(20);
            Problem problem = Problem.random(stream, 60, p, 0.1, false);
            BoundedLeastSquares solver = BoundedLeastSquares.ofColumns(p);
            Solution cold = problem.solve();
            Place[] start = new Place[p];
            Arrays.setAll(
                    start, j -> List.of(Place.LOWER, Place.FREE, Place.UPPER).get(stream.below(3)));
            Solution any =
                    solver.solve(problem.gram, problem.moments, problem.ridge, problem.lower, problem.upper, start);
            Solution warm = solver.solve(
                    problem.gram, problem.moments, problem.ridge, problem.lower, problem.upper, cold.places());
            assertThat(any.coefficients()).as("world %d", w).isEqualTo(cold.coefficients());
            assertThat(warm.coefficients()).as("world %d", w).isEqualTo(cold.coefficients());
            assertThat(warm.factorisations()).as("world %d", w).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void saysWhichLimitsAreActive() {
        Problem problem = new Problem(
                new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
                new double[] {-2, 0.5, 3},
                new double[3],
                new double[] {0, 0, 0},
                new double[] {1, 1, 1});
        Solution found = problem.solve();
        assertThat(found.coefficients()).containsExactly(0, 0.5, 1);
        assertThat(found.multipliers()).containsExactly(2, 0, -2);
        assertThat(found.places()).containsExactly(Place.LOWER, Place.FREE, Place.UPPER);
        assertThat(found.limited()).containsExactly(0, 2);
    }

    @Test
    void limitsThatLeaveNoRoomAreRefused() {
        Problem problem =
                new Problem(new double[] {1}, new double[] {1}, new double[1], new double[] {2}, new double[] {1});
        assertThatThrownBy(problem::solve).hasMessageContaining("[2.0, 1.0]");
    }

    private static void assertOptimal(Problem of, Solution found, String where) {
        double[] b = found.coefficients();
        for (int j = 0; j < b.length; j++) {
            assertThat(b[j]).as("%s: column %d", where, j).isBetween(of.lower[j], of.upper[j]);
            double[] slope = of.slope(b, j);
            double rounding = 1e-9 * slope[1];
            boolean least = b[j] == of.lower[j];
            boolean most = b[j] == of.upper[j];
            if (!least) {
                assertThat(slope[0]).as("%s: slope of column %d", where, j).isLessThanOrEqualTo(rounding);
            }
            if (!most) {
                assertThat(slope[0]).as("%s: slope of column %d", where, j).isGreaterThanOrEqualTo(-rounding);
            }
        }
    }

    private static double[] infinite(double[] values) {
        return Arrays.stream(values)
                .map(v -> Math.abs(v) == 1e300 ? Math.signum(v) * Double.POSITIVE_INFINITY : v)
                .toArray();
    }
}

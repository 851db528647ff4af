package dev.elsewise.learn.penalised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Optimality on random worlds, splits that are no partition, threads, and what is refused. */
class ElasticNetTest {
    private static final long SEED = 7;
    private static final ElasticNet MIXED =
            ElasticNet.withDefaults().withMixing(0.6).withPenalties(3, 1, 0.3, 0.1);

    /** Correlated columns of different size, some hardly different from their neighbour, an outcome of a few of them. */
    private static Observations world(RandomStream stream, int n, int p) {
        double[][] columns = new double[p][n];
        double[] outcome = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            double common = stream.normal();
            for (int j = 0; j < p; j++) {
                double own = stream.normal();
                double value = j % 4 == 3 ? columns[j - 1][i] + 0.01 * own : Math.pow(10, j % 3 - 1) * (common + own);
                columns[j][i] = value + 5;
                outcome[i] += j < 5 ? value * (j - 1.5) : 0;
            }
            outcome[i] += 3 * stream.normal();
            weights[i] = stream.bernoulli(0.1) ? 0 : 0.5 + stream.uniform();
        }
        return Observations.of(columns, outcome).withWeights(weights);
    }

    @Test
    void everyFitIsOptimal() {
        for (int w = 0; w < 300; w++) {
            RandomStream stream = Streams.of(SEED, "elastic net", w);
            int p = 1 + stream.below(30);
            Observations of = world(stream, 20 + stream.below(80), p);
            double[] lower = limits(stream, p, -1);
            double[] upper = limits(stream, p, 1);
            double[] factors = IntStream.range(0, p)
                    .mapToDouble(j -> stream.bernoulli(0.15) && p < 15 ? 0 : 0.2 + stream.uniform())
                    .toArray();
            factors[0] = 1;
            ElasticNet net = ElasticNet.withDefaults()
                    .withMixing(w % 3 == 0 ? 1 : w % 3 == 1 ? 0 : stream.uniform())
                    .withFactors(factors)
                    .withLimits(lower, upper)
                    .withPenalties(new Penalties.Sequence(12, java.util.OptionalDouble.of(1e-3)));
            Path path = net.fit(of);
            for (int k = 1; k < path.length(); k++) {
                assertOptimal(net, of, path.fit(k), "world " + w + ", penalty " + path.penalties()[k]);
            }
        }
    }

    private static double[] limits(RandomStream stream, int p, double sign) {
        return IntStream.range(0, p)
                .mapToDouble(j -> stream.bernoulli(0.6)
                        ? sign * Double.POSITIVE_INFINITY
                        : stream.bernoulli(0.5) ? 0 : sign * stream.uniform())
                .toArray();
    }

    /** The conditions of Karush, Kuhn and Tucker, each slope in units of column and outcome. */
    private static void assertOptimal(ElasticNet net, Observations of, LinearFit fit, String where) {
        int n = of.rows();
        int p = of.width();
        double total = Arrays.stream(of.weights()).sum();
        double mean = mean(of.outcome(), of.weights(), total);
        double sd = deviation(of.outcome(), mean, of.weights(), total);
        double[] predicted = fit.predict(of.columns(), n);
        double[] left = new double[n];
        for (int i = 0; i < n; i++) {
            left[i] = of.outcome()[i] - predicted[i];
        }
        double factors = Arrays.stream(net.factors()).sum();
        assertThat(mean(left, of.weights(), total)).as(where).isCloseTo(0, within(1e-9 * sd));
        for (int j = 0; j < p; j++) {
            double[] x = of.columns()[j];
            double scale = deviation(x, mean(x, of.weights(), total), of.weights(), total);
            double pull = 0;
            for (int i = 0; i < n; i++) {
                pull += of.weights()[i] * x[i] * left[i] / total;
            }
            double b = fit.coefficients()[j];
            double lambda = fit.penalty() * net.factors()[j] * p / factors;
            double slope = pull / scale - lambda * (1 - net.mixing()) * b * scale / sd;
            double most = lambda * net.mixing();
            double rounding = 1e-8 * sd;
            String what = where + ", column " + j + ", coefficient " + b;
            assertThat(b).as(what).isBetween(net.lower()[j], net.upper()[j]);
            boolean up = b < net.upper()[j];
            boolean down = b > net.lower()[j];
            if (up) {
                assertThat(slope).as(what).isLessThanOrEqualTo((b < 0 ? -most : most) + rounding);
            }
            if (down) {
                assertThat(slope).as(what).isGreaterThanOrEqualTo((b > 0 ? most : -most) - rounding);
            }
        }
    }

    private static double mean(double[] x, double[] w, double total) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += w[i] * x[i];
        }
        return sum / total;
    }

    private static double deviation(double[] x, double mean, double[] w, double total) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += w[i] * (x[i] - mean) * (x[i] - mean);
        }
        return Math.sqrt(sum / total);
    }

    @Test
    void splitsNeedNotBeAPartition() {
        Observations of = world(Streams.of(SEED, "series", 0), 90, 6);
        List<Split> expanding = List.of(split(0, 40, 50), split(0, 50, 60), split(0, 60, 70), split(0, 70, 90));
        assertThat(cells(of, expanding)).isLessThanOrEqualTo(5);
        assertFittedApart(MIXED, of, expanding);
        List<Split> random = new ArrayList<>();
        for (int s = 0; s < 8; s++) {
            int[] order = Streams.of(SEED, "random splits", s).permutation(90);
            random.add(new Split(Arrays.copyOf(order, 50), Arrays.copyOfRange(order, 60, 80)));
        }
        assertThat(cells(of, random)).isGreaterThan(36);
        assertFittedApart(MIXED, of, random);
    }

    /** What has never varied in a split's training rows has no say there, whatever it does in others. */
    @Test
    void eventsToComeHaveNoSay() {
        for (int w = 0; w < 20; w++) {
            RandomStream stream = Streams.of(SEED, "events", w);
            Observations of = world(stream, 90, 6);
            for (int j = 3; j < 6; j++) {
                double[] event = of.columns()[j];
                double size = Math.pow(10, 2 * stream.normal());
                Arrays.setAll(event, i -> i > 51 && i % 4 == 0 ? size : 0);
            }
            List<Split> splits = List.of(split(0, 40, 60), split(0, 50, 60), split(0, 60, 90));
            assertFittedApart(ElasticNet.ridge().withPenalties(1, 0.1, 0.01, 0.001), of, splits);
        }
    }

    private static Split split(int from, int middle, int to) {
        return new Split(
                IntStream.range(from, middle).toArray(),
                IntStream.range(middle, to).toArray());
    }

    private static long cells(Observations of, List<Split> splits) {
        return IntStream.range(0, of.rows())
                .mapToObj(i -> splits.stream()
                        .map(s -> Arrays.stream(s.train()).anyMatch(t -> t == i))
                        .toList())
                .distinct()
                .count();
    }

    /** The curve, made of a fit on each split's own rows. */
    private static void assertFittedApart(ElasticNet net, Observations of, List<Split> splits) {
        CrossValidation found = net.crossValidate(of, splits);
        for (int k = 0; k < 4; k++) {
            double sum = 0;
            double weight = 0;
            for (Split split : splits) {
                LinearFit fit = net.fit(rows(of, split.train())).fit(k);
                Observations test = rows(of, split.test());
                double[] predicted = fit.predict(test.columns(), test.rows());
                for (int i = 0; i < test.rows(); i++) {
                    sum += test.weights()[i] * Math.pow(test.outcome()[i] - predicted[i], 2);
                    weight += test.weights()[i];
                }
            }
            assertThat(found.errors()[k]).isCloseTo(sum / weight, within(1e-8 * sum / weight));
        }
    }

    private static Observations rows(Observations of, int[] rows) {
        double[][] columns = Arrays.stream(of.columns())
                .map(c -> Arrays.stream(rows).mapToDouble(i -> c[i]).toArray())
                .toArray(double[][]::new);
        return Observations.of(
                        columns,
                        Arrays.stream(rows).mapToDouble(i -> of.outcome()[i]).toArray())
                .withWeights(
                        Arrays.stream(rows).mapToDouble(i -> of.weights()[i]).toArray());
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Observations of = world(Streams.of(SEED, "threads", 0), 200, 25);
        List<Split> splits =
                Split.byFold(IntStream.range(0, 200).map(i -> i % 10).toArray());
        CrossValidation alone = ElasticNet.withDefaults().crossValidate(of, splits);
        Elimination dropped = RecursiveElimination.withDefaults().run(of, splits);
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            CrossValidation shared = ElasticNet.withDefaults().crossValidate(of, splits, pool, 4);
            assertThat(shared.errors()).isEqualTo(alone.errors());
            assertThat(shared.standardErrors()).isEqualTo(alone.standardErrors());
            assertThat(shared.path().coefficients()).isDeepEqualTo(alone.path().coefficients());
            Elimination together = RecursiveElimination.withDefaults().run(of, splits, pool, 4);
            assertThat(together.order()).isEqualTo(dropped.order());
            assertThat(together.errors()).isEqualTo(dropped.errors());
        }
    }

    @Test
    void leavingOneOutJudgesEveryRow() {
        Observations weighted = world(Streams.of(SEED, "one out", 0), 30, 4);
        Observations of = Observations.of(weighted.columns(), weighted.outcome());
        List<Split> splits = Split.byFold(IntStream.range(0, 30).toArray());
        CrossValidation found = ElasticNet.ridge().withPenalties(1, 0.1).crossValidate(of, splits);
        double[] squares = new double[30];
        for (int i = 0; i < 30; i++) {
            Observations train = rows(of, splits.get(i).train());
            LinearFit fit = ElasticNet.ridge().withPenalties(1, 0.1).fit(train).fit(1);
            double d = of.outcome()[i] - fit.predict(rows(of, new int[] {i}).columns(), 1)[0];
            squares[i] = d * d;
        }
        double mean = Arrays.stream(squares).average().orElseThrow();
        double spread = Arrays.stream(squares).map(s -> (s - mean) * (s - mean)).sum();
        assertThat(found.errors()[1]).isCloseTo(mean, within(1e-8 * mean));
        assertThat(found.standardErrors()[1]).isCloseTo(Math.sqrt(spread / 30 / 29), within(1e-8 * mean));
    }

    @Test
    void aConstantColumnHasNoSay() {
        Observations of = world(Streams.of(SEED, "constant", 0), 40, 3);
        double[] constant = new double[40];
        Arrays.fill(constant, 0.1);
        double[][] columns = {of.columns()[0], constant, of.columns()[1], of.columns()[2]};
        ElasticNet net = ElasticNet.ridge().withPenalties(0.5, 0);
        Path with = net.fit(Observations.of(columns, of.outcome()));
        for (double[] b : with.coefficients()) {
            assertThat(b[1]).isZero();
            assertThat(b[0]).isNotZero();
        }
    }

    @Test
    void mistakesAreNamed() {
        double[][] columns = {{1, 2, 3}, {3, 1, Double.NaN}};
        assertThatThrownBy(() -> Observations.of(columns, new double[] {1, 2, 3}))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("column 1 holds NaN in row 2");
        Observations flat = Observations.of(new double[][] {{1, 2, 3}}, new double[] {4, 4, 4});
        assertThatThrownBy(() -> ElasticNet.lasso().fit(flat))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("all 3 rows that it learns from have 4.0");
        Observations fine = Observations.of(new double[][] {{1, 2, 4}}, new double[] {4, 5, 4});
        assertThatThrownBy(() -> ElasticNet.lasso().withFactors(1, 2).fit(fine))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("Each of the 1 columns needs a penalty factor; there are 2");
        assertThatThrownBy(() -> ElasticNet.lasso().withLimits(new double[] {1}, new double[0]))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("BoundedLeastSquares");
        assertThatThrownBy(() -> ElasticNet.lasso()
                        .crossValidate(fine, List.of(new Split(new int[] {0, 0}, new int[] {1}), split(0, 2, 3))))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("split 0 names row 0 twice");
    }
}

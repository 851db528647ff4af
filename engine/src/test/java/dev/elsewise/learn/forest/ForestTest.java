package dev.elsewise.learn.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Splits against a search that tries everything, out-of-bag predictions by their definition, threads, and what is refused. */
class ForestTest {
    private static final long SEED = 5;

    private static double[][] columns(RandomStream stream, int rows, int... distinct) {
        return Arrays.stream(distinct)
                .mapToObj(d -> IntStream.range(0, rows)
                        .mapToDouble(i -> d == 0 ? stream.normal() : stream.below(d) - d / 2)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] outcome(RandomStream stream, double[][] columns) {
        return IntStream.range(0, columns[0].length)
                .mapToDouble(i -> Math.sin(columns[0][i]) + (columns[1][i] > 0 ? 1 : 0) + 0.5 * stream.normal())
                .toArray();
    }

    /** Few rows, many of few and of many distinct values: every way of sorting is met. */
    @Test
    void everySplitIsTheBest() {
        int[] sizes = {2, 3, 10, 40, 64, 65, 100, 400, 1000};
        for (int w = 0; w < 180; w++) {
            RandomStream stream = Streams.of(SEED, "splits", w);
            int rows = 2000;
            double[][] columns = columns(stream, rows, 0, 3, 50, 700);
            double[] y = outcome(stream, columns);
            RankedColumns ranked = RankedColumns.of(columns);
            int size = sizes[w % sizes.length];
            int[] node = Arrays.copyOf(stream.permutation(rows), size);
            int[] times = IntStream.range(0, rows).map(i -> 1 + stream.below(3)).toArray();
            SplitSearch search = new SplitSearch(ranked, 3 * rows);
            search.begin(node, 0, size, times, y);
            for (int j = 0; j < columns.length; j++) {
                search.tryColumn(j);
            }
            double best = 0;
            for (double[] column : columns) {
                for (int i : node) {
                    best = Math.max(best, gain(node, times, y, column, column[i]));
                }
            }
            assertThat(search.gain()).as("world %d", w).isCloseTo(best, within(1e-9));
            if (best > 1e-9) {
                double[] column = columns[search.column()];
                double at = ranked.between(search.column(), search.low(), search.high());
                assertThat(gain(node, times, y, column, at)).as("world %d", w).isCloseTo(best, within(1e-9));
            }
        }
    }

    /** By how much a split lowers the sum of squares about the means. */
    private static double gain(int[] node, int[] times, double[] y, double[] column, double at) {
        double[] n = new double[2];
        double[] s = new double[2];
        for (int i : node) {
            int side = column[i] <= at ? 0 : 1;
            n[side] += times[i];
            s[side] += times[i] * y[i];
        }
        double whole = (s[0] + s[1]) * (s[0] + s[1]) / (n[0] + n[1]);
        return n[1] == 0 ? 0 : s[0] * s[0] / n[0] + s[1] * s[1] / n[1] - whole;
    }

    @Test
    void outOfBagRowsArePredictedByTreesThatDidNotSeeThem() {
        RandomStream stream = Streams.of(SEED, "bags", 0);
        double[][] columns = columns(stream, 120, 0, 5, 0);
        double[] y = outcome(stream, columns);
        GrownForest one = Forest.withDefaults().withTrees(1).withSeed(3).grow(columns, y);
        int[] times = new int[120];
        RandomStream draws = Streams.of(3, "forest").at(0);
        for (int i = 0; i < 120; i++) {
            times[draws.below(120)]++;
        }
        double[] predicted = one.predict(columns, 120);
        double squares = 0;
        int judged = 0;
        for (int i = 0; i < 120; i++) {
            if (times[i] > 0) {
                assertThat(one.outOfBag()[i]).isNaN();
            } else {
                assertThat(one.outOfBag()[i]).isCloseTo(predicted[i], within(1e-12));
                squares += Math.pow(y[i] - predicted[i], 2);
                judged++;
            }
        }
        assertThat(judged).isBetween(25, 65);
        assertThat(one.outOfBagError()).isCloseTo(squares / judged, within(1e-12));
    }

    @Test
    void leavesHoldTheMeanOfTheirRows() {
        RandomStream stream = Streams.of(SEED, "leaves", 0);
        double[][] columns = columns(stream, 80, 0, 4);
        double[] y = outcome(stream, columns);
        GrownForest stump = Forest.withDefaults()
                .withTrees(1)
                .withDepth(1)
                .withColumnsPerSplit(2)
                .grow(columns, y);
        int[] times = new int[80];
        RandomStream draws = Streams.of(0, "forest").at(0);
        for (int i = 0; i < 80; i++) {
            times[draws.below(80)]++;
        }
        double[] predicted = stump.predict(columns, 80);
        assertThat(Arrays.stream(predicted).distinct().count()).isEqualTo(2);
        for (double leaf : Arrays.stream(predicted).distinct().toArray()) {
            double sum = 0;
            double n = 0;
            for (int i = 0; i < 80; i++) {
                if (predicted[i] == leaf) {
                    sum += times[i] * y[i];
                    n += times[i];
                }
            }
            assertThat(leaf).isCloseTo(sum / n, within(1e-12));
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        RandomStream stream = Streams.of(SEED, "threads", 0);
        double[][] columns = columns(stream, 250, 0, 5, 0, 30);
        double[] y = outcome(stream, columns);
        for (Importance importance : Importance.values()) {
            Forest forest = Forest.withDefaults().withTrees(95).withImportance(importance);
            GrownForest alone = forest.grow(columns, y);
            try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
                GrownForest shared = forest.grow(columns, y, pool, 4);
                assertThat(shared.trees()).isEqualTo(95);
                assertThat(shared.outOfBag()).isEqualTo(alone.outOfBag());
                assertThat(shared.importance()).isEqualTo(alone.importance());
                assertThat(shared.predict(columns, 250)).isEqualTo(alone.predict(columns, 250));
            }
        }
    }

    @Test
    void theUnitOfAColumnDoesNotMatter() {
        RandomStream stream = Streams.of(SEED, "scale", 0);
        double[][] columns = columns(stream, 150, 0, 5, 0);
        double[] y = outcome(stream, columns);
        double[][] scaled = Arrays.stream(columns)
                .map(c -> Arrays.stream(c).map(x -> 4 * x).toArray())
                .toArray(double[][]::new);
        Forest forest = Forest.withDefaults().withTrees(50);
        assertThat(forest.grow(scaled, y).outOfBag())
                .isEqualTo(forest.grow(columns, y).outOfBag());
    }

    @Test
    void aConstantOutcomeIsPredicted() {
        double[] flat = new double[30];
        Arrays.fill(flat, 4.5);
        GrownForest grown =
                Forest.withDefaults().withTrees(20).grow(columns(Streams.of(SEED, "flat", 0), 30, 0, 2), flat);
        assertThat(grown.outOfBagError()).isZero();
    }

    @Test
    void mistakesAreNamed() {
        double[][] columns = {{1, 2, 3}, {1, Double.NaN, 2}};
        assertThatThrownBy(() -> Forest.withDefaults().grow(columns, new double[] {1, 2, 3}))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("column 1 holds NaN in row 1");
        assertThatThrownBy(() -> Forest.withDefaults().grow(new double[][] {{1, 2}}, new double[] {1, 2, 3}))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("column 0 has 2");
        assertThatThrownBy(() -> Forest.withDefaults().withTrees(0))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("trees");
    }
}

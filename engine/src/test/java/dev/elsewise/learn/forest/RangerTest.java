package dev.elsewise.learn.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Our forests against ranger's at equal settings: means over seeds differ by no more than Monte-Carlo error. */
class RangerTest {
    private static final int FORESTS = 60;
    /** 63 figures a case: the largest of them exceeds 4.5 standard errors once in two thousand runs. */
    private static final double STANDARD_ERRORS = 4.5;

    static Stream<JsonNode> cases() {
        return References.json("ranger.json").get("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithRanger(JsonNode of) {
        Table table = References.table("forest.csv");
        Columns all = table.gather(table.schema().names());
        double[][] columns =
                IntStream.rangeClosed(1, 10).mapToObj(j -> all.numbers("x" + j)).toArray(double[][]::new);
        double[] y = all.numbers("y");
        double[][] ahead = Arrays.stream(columns)
                .map(c -> IntStream.range(0, 20)
                        .mapToDouble(i -> (c[i] + c[i + 20]) / 2)
                        .toArray())
                .toArray(double[][]::new);
        Forest forest = Forest.withDefaults()
                .withTrees(of.get("trees").asInt())
                .withColumnsPerSplit(of.get("tried").asInt())
                .withLeastToSplit(of.get("leastToSplit").asInt())
                .withDepth(of.get("depth").asInt());
        List<double[]> errors = new ArrayList<>();
        List<double[]> predictions = new ArrayList<>();
        List<double[]> impurity = new ArrayList<>();
        List<double[]> permutation = new ArrayList<>();
        for (int s = 0; s < FORESTS; s++) {
            GrownForest first =
                    forest.withSeed(s).withImportance(Importance.IMPURITY).grow(columns, y);
            GrownForest second = forest.withSeed(s + 1000)
                    .withImportance(Importance.PERMUTATION)
                    .grow(columns, y);
            errors.add(new double[] {first.outOfBagError()});
            predictions.add(first.predict(ahead, 20));
            impurity.add(first.importance());
            permutation.add(second.importance());
        }
        assertClose("out-of-bag error", errors, of.get("outOfBagError"));
        assertClose("prediction", predictions, of.get("predictions"));
        assertClose("impurity", impurity, of.get("impurity"));
        assertClose("permutation", permutation, of.get("permutation"));
    }

    private static void assertClose(String what, List<double[]> ours, JsonNode theirs) {
        double[] means = References.numbers(theirs.get("mean"));
        double[] spreads = References.numbers(theirs.get("sd"));
        int forests = theirs.get("forests").asInt();
        for (int k = 0; k < means.length; k++) {
            int figure = k;
            double mean = ours.stream().mapToDouble(f -> f[figure]).average().orElseThrow();
            double spread = Math.sqrt(ours.stream()
                            .mapToDouble(f -> (f[figure] - mean) * (f[figure] - mean))
                            .sum()
                    / (ours.size() - 1));
            double error = Math.sqrt(spread * spread / ours.size() + spreads[k] * spreads[k] / forests);
            assertThat(mean).as("%s %d", what, k).isCloseTo(means[k], within(STANDARD_ERRORS * error));
            assertThat(spread / spreads[k]).as("spread of %s %d", what, k).isBetween(0.6, 1.6);
        }
    }
}

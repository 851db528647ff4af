package dev.elsewise.learn.penalised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Against a plain elimination in numpy, with normal equations solved afresh for every set of columns. */
class RecursiveEliminationTest {
    static Stream<JsonNode> cases() {
        return References.json("elimination.json").get("cases").valueStream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithNumpy(JsonNode of) {
        Table table = References.table("penalised.csv");
        Columns all = table.gather(table.schema().names());
        double[][] columns =
                IntStream.rangeClosed(1, 8).mapToObj(j -> all.numbers("x" + j)).toArray(double[][]::new);
        Observations observations = Observations.of(columns, all.numbers("y"));
        if (of.get("weighted").asBoolean()) {
            observations = observations.withWeights(all.numbers("weight"));
        }
        int[] fold = Arrays.stream(all.numbers("fold")).mapToInt(f -> (int) f).toArray();
        RecursiveElimination elimination = RecursiveElimination.withDefaults()
                .withFit(ElasticNet.ridge(), of.get("penalty").asDouble())
                .keeping(integers(of.get("kept")));
        List<Split> splits = Split.byFold(fold);
        Elimination found = elimination.run(observations, splits);
        assertThat(found.order()).isEqualTo(integers(of.get("order")));
        double[] errors = References.numbers(of.get("errors"));
        double[] standardErrors = References.numbers(of.get("standardErrors"));
        assertThat(found.errors()).hasSameSizeAs(errors);
        for (int k = 0; k < errors.length; k++) {
            assertThat(found.errors()[k]).isCloseTo(errors[k], within(1e-9));
            assertThat(found.standardErrors()[k]).isCloseTo(standardErrors[k], within(1e-9));
            assertThat(found.left(k)).hasSize(of.get("sizes").get(k).asInt());
        }
        assertThat(found.chosen()).isEqualTo(integers(of.get("best")));
        assertThat(found.simplest()).isEqualTo(integers(of.get("simplest")));
    }

    private static int[] integers(JsonNode array) {
        return Arrays.stream(References.numbers(array)).mapToInt(v -> (int) v).toArray();
    }
}

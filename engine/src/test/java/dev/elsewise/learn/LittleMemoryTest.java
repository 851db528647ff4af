package dev.elsewise.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a small budget does not keep is made anew in each pass, and a fold is ranked in parts: the same bits. */
class LittleMemoryTest {
    private static final int ROWS = 300_000;

    private static Columns log() {
        double[] x = new double[ROWS];
        double[] fold = new double[ROWS];
        double[] y = new double[ROWS];
        int[] place = new int[ROWS];
        Streams streams = Streams.of(3, "little memory");
        for (int r = 0; r < ROWS; r++) {
            RandomStream random = streams.at(r);
            x[r] = random.normal();
            place[r] = (int) (random.uniform() * 20);
            fold[r] = r % 3;
            y[r] = random.uniform() < 1 / (1 + Math.exp(1.5 - x[r] + 0.1 * place[r])) ? 1 : 0;
        }
        Schema schema = new Schema(List.of(
                Column.number("x"),
                Column.number("fold"),
                Column.number("y"),
                new Column("place", Column.Kind.CATEGORY)));
        return new Columns(schema, new Object[] {x, fold, y, place}, ROWS);
    }

    private static CrossFitted fit(Workspace workspace) {
        List<String> places = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> "place " + i)
                .toList();
        Table table = workspace.table(log(), Map.of("place", places));
        Features features = Features.of(table.schema(), List.of("x", "place"));
        return LogisticRegression.withDefaults()
                .fit(Problem.of(table, features, "y").withFolds("fold", 3));
    }

    @Test
    void sameModelsAndMetrics() {
        // Half of it is for arrays: too little for prepared rows (20 bytes a row), and for the scores of a fold (24
        // bytes a row of
        // 100,000), which are ranked in parts.
        long little = 3_600_000;
        try (Workspace much = Workspace.open();
                Workspace small =
                        Workspace.open(Workspace.Options.withDefaults().withMemory(little))) {
            CrossFitted expected = fit(much);
            CrossFitted found = fit(small);
            assertThat(small.budget().free()).isLessThan(20L * ROWS);
            assertThat(small.budget().limit()).isLessThan(24L * ROWS / 3);
            for (int k = 0; k < 3; k++) {
                assertThat(found.model(k).weights()).isEqualTo(expected.model(k).weights());
            }
            assertThat(found.metrics()).isEqualTo(expected.metrics());
            assertThat(found.metrics()).allSatisfy(m -> assertThat(m.rocAuc()).isBetween(0.6, 0.9));
        }
    }
}

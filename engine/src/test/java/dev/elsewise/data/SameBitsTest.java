package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.data.Workspace.Options;
import dev.elsewise.data.Workspace.Placement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In memory and out of core, with one thread and with two: the same bits. */
class SameBitsTest {
    private static final int ROWS = 30_000;

    @TempDir
    Path folder;

    static Stream<Arguments> works() {
        return Stream.of(
                work("plain", t -> sums(t, "visit", "x", "y", "paid", "place", "user", "item")),
                work(
                        "filtered",
                        t -> sums(
                                t.where("x > 0 AND place <> 'South'", "")
                                        .with("z", "ln(x) * 0.1 + y")
                                        .where("z < 2", ""),
                                "z",
                                "place",
                                "user")),
                work("computed", t -> {
                    Table kept = t.with(new Scaled("y", "scaled")).where("scaled > 1.5", "");
                    return sums(kept.with("row", perRow(kept.rows())), "row", "scaled", "user");
                }),
                work(
                        "values then filter",
                        t -> sums(
                                t.with("fold", perRow(ROWS))
                                        .with(new Scaled("fold", "shifted"))
                                        .where("x < 5", ""),
                                "fold",
                                "shifted",
                                "place")),
                work(
                        "sorted",
                        t -> sums(
                                t.with("row", perRow(ROWS))
                                        .sortedBy("place", "x")
                                        .where("y < 0.9", ""),
                                "row",
                                "x",
                                "y")),
                work(
                        "sorted by computed",
                        t -> sums(t.with(new Scaled("x", "scaled")).sortedBy("scaled"), "scaled", "y")),
                work(
                        "groups",
                        t -> t.with(new Scaled("y", "scaled"))
                                .foldGroups(List.of("user", "place"), List.of("scaled", "x"), firstOfGroups())),
                work(
                        "grouped",
                        t -> sums(
                                t.groupedBy(
                                        List.of("user"),
                                        List.of(
                                                Aggregate.mean("mean", "x"),
                                                Aggregate.sum("sum", "y"),
                                                Aggregate.first("first", "place"))),
                                "user",
                                "mean",
                                "sum",
                                "first")),
                work("grouped by whole numbers", t -> {
                    Table items = t.groupedBy(List.of("item"), List.of(Aggregate.mean("mean", "x")))
                            .where("mean > 2", "");
                    return sums(t.join(items, List.of("item")).sortedBy("item"), "item", "mean", "x");
                }),
                work(
                        "joined",
                        t -> sums(
                                t.join(
                                        t.groupedBy(List.of("user"), List.of(Aggregate.mean("mean", "x"))),
                                        List.of("user")),
                                "user",
                                "mean",
                                "x",
                                "visit")),
                work(
                        "recoded",
                        t -> sums(
                                t.where("paid", "")
                                        .as("paid", Column.Kind.CATEGORY)
                                        .as("visit", Column.Kind.KEY),
                                "paid",
                                "visit",
                                "y")));
    }

    private static Arguments work(String name, Function<Table, double[]> of) {
        return Arguments.of(name, of);
    }

    @ParameterizedTest
    @MethodSource("works")
    void foldsDoNotDependOnPlaceOrThreads(String name, Function<Table, double[]> work) throws Exception {
        Path file = SampleData.visits(folder, ROWS);
        List<double[]> results = new ArrayList<>();
        for (Placement placement : List.of(Placement.MEMORY, Placement.DISK)) {
            for (int threads = 1; threads <= 2; threads++) {
                try (Workspace workspace = workspace(placement, threads)) {
                    results.add(work.apply(open(workspace, file)));
                }
            }
        }
        assertThat(results.getFirst()).as(name).isNotEmpty();
        assertThat(results).allSatisfy(r -> assertThat(r).containsExactly(results.getFirst()));
    }

    @Test
    void gathersAreEqual() throws Exception {
        Path file = SampleData.visits(folder, ROWS);
        List<String> columns = List.of("x", "place", "user", "item", "scaled");
        try (Workspace memory = workspace(Placement.MEMORY, 2);
                Workspace disk = workspace(Placement.DISK, 2)) {
            Columns one = open(memory, file).with(new Scaled("x", "scaled")).gather(columns);
            Columns other = open(disk, file).with(new Scaled("x", "scaled")).gather(columns);
            assertThat(one.rows()).isEqualTo(ROWS).isEqualTo(other.rows());
            assertThat(one.numbers("x")).containsExactly(other.numbers("x"));
            assertThat(one.numbers("scaled")).containsExactly(other.numbers("scaled"));
            for (String coded : List.of("place", "user", "item")) {
                assertThat(one.codes(coded)).containsExactly(other.codes(coded));
            }
        }
    }

    @Test
    void codesFollowTheOrderOfTheLevels() throws Exception {
        Path file = SampleData.visits(folder, 2_000);
        try (Workspace workspace = workspace(Placement.MEMORY, 1)) {
            Table table = open(workspace, file);
            assertThat(table.levels("place")).containsExactly("South", "Zürich \"old\"", "north", "we,st", "éast");
            assertThat(table.levels("item"))
                    .isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
            int[] codes = table.gather(List.of("place")).codes("place");
            for (int r = 0; r < codes.length; r++) {
                String expected = SampleData.PLACES[SampleData.below(2, r, SampleData.PLACES.length)];
                boolean missing = SampleData.below(6, r, 50) == 0;
                assertThat(codes[r])
                        .isEqualTo(missing ? -1 : table.levels("place").indexOf(expected));
            }
        }
    }

    private static Workspace workspace(Placement placement, int threads) {
        return Workspace.open(Options.withDefaults().withPlacement(placement).withThreads(threads));
    }

    private static Table open(Workspace workspace, Path file) {
        return workspace.open(Source.of(file)).as("user", Column.Kind.KEY).as("item", Column.Kind.KEY);
    }

    private static double[] sums(Table table, String... columns) {
        return Sums.of(table, columns);
    }

    private static Values perRow(long rows) {
        double[] values = new double[(int) rows];
        for (int r = 0; r < values.length; r++) {
            values[r] = SampleData.uniform(9, r);
        }
        return Values.of(values);
    }

    /** For each group the mean of the first column and its number of rows, summed in an order-sensitive way. */
    private static Fold<double[]> firstOfGroups() {
        return Fold.of(
                () -> new double[3],
                (sums, batch) -> {
                    for (int g = 0; g < batch.groups(); g++) {
                        double sum = 0;
                        int size = batch.groupStart(g + 1) - batch.groupStart(g);
                        for (int r = batch.groupStart(g); r < batch.groupStart(g + 1); r++) {
                            sum += batch.numbers(0)[batch.start(0) + r];
                        }
                        sums[0] += sum / size;
                        sums[1] += Math.sqrt(size);
                        sums[2]++;
                    }
                    return sums;
                },
                (left, right) -> new double[] {left[0] + right[0], left[1] + right[1], left[2] + right[2]});
    }

    /** Three times a column, and one. */
    private record Scaled(String of, String name) implements RowFunction {
        @Override
        public List<String> inputs() {
            return List.of(of);
        }

        @Override
        public List<String> outputs() {
            return List.of(name);
        }

        @Override
        public void apply(Batch batch, double[][] out) {
            for (int r = 0; r < batch.size(); r++) {
                out[0][r] = batch.numbers(0)[batch.start(0) + r] * 3 + 1;
            }
        }
    }
}

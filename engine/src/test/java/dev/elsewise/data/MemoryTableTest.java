package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryTableTest {
    private Workspace workspace;
    private Table table;

    @BeforeEach
    void open() {
        workspace = Workspace.open(Workspace.Options.withDefaults().withThreads(2));
        Schema schema = new Schema(List.of(
                Column.number("x"), new Column("colour", Column.Kind.CATEGORY), new Column("user", Column.Kind.KEY)));
        Object[] arrays = {new double[] {4, 1, Double.NaN, 2, 8}, new int[] {1, 0, -1, 1, 0}, new int[] {2, 0, 1, 0, 2}
        };
        table = workspace.table(
                new Columns(schema, arrays, 5),
                Map.of("colour", List.of("blue", "red"), "user", List.of("a", "b", "c")));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void computedColumnsReadComputedColumns() {
        Table wider = table.with(square("x", "squared"))
                .with(square("squared", "fourth"))
                .with("row", Values.of(new double[] {0, 1, 2, 3, 4}));
        Columns gathered = wider.select("fourth", "row").gather(List.of("fourth", "row"));
        assertThat(gathered.numbers("fourth")).containsExactly(256, 1, Double.NaN, 16, 4096);
        assertThat(gathered.numbers("row")).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whereKeepsOrdinalsLevelsAndComputedColumns() {
        Table kept = table.with(square("x", "squared"))
                .with("fold", Values.of(new byte[] {0, 1, 0, 1, 0}))
                .where("squared > 1", "small ones say nothing");
        assertThat(kept.gather(List.of("x")).numbers("x")).containsExactly(4, 2, 8);
        assertThat(kept.gather(List.of("fold")).numbers("fold")).containsExactly(0, 1, 0);
        assertThat(kept.levels("colour")).containsExactly("blue", "red");
        assertThat(kept.gather(List.of("colour")).codes("colour")).containsExactly(1, 1, 0);
        List<Long> ordinals = kept.fold(List.of("x"), ordinals());
        assertThat(ordinals).containsExactly(0L, 3L, 4L);
        assertThat(kept.ledger()).containsExactly(new Table.Kept(3, 2, "small ones say nothing"));
    }

    @Test
    void expressionsReadLevelsAndComputedColumns() {
        Table wider = table.with(square("x", "squared")).with("warm", "colour = 'red' and squared < 10");
        assertThat(wider.schema().column("warm").kind()).isEqualTo(Column.Kind.TRUTH);
        assertThat(wider.gather(List.of("warm")).numbers("warm")).containsExactly(0, 0, Double.NaN, 1, 0);
    }

    @Test
    void sortedByPutsTheMissingLastAndKeepsTies() {
        Table sorted =
                table.with("row", Values.of(new double[] {0, 1, 2, 3, 4})).sortedBy("colour");
        assertThat(sorted.gather(List.of("row")).numbers("row")).containsExactly(1, 4, 0, 3, 2);
        assertThat(sorted.fold(List.of("x"), ordinals())).containsExactly(1L, 4L, 0L, 3L, 2L);
        Table negative = table.with("minus", "-x").sortedBy("minus");
        assertThat(negative.gather(List.of("x")).numbers("x")).containsExactly(8, 4, 2, 1, Double.NaN);
    }

    @Test
    void groupedByIsOrderedByKey() {
        Table users = table.groupedBy(
                List.of("user"),
                List.of(
                        Aggregate.rows("rows"),
                        Aggregate.sum("sum", "x"),
                        Aggregate.mean("mean", "x"),
                        Aggregate.min("min", "x"),
                        Aggregate.max("max", "x"),
                        Aggregate.first("colour", "colour")));
        assertThat(users.levels("user")).containsExactly("a", "b", "c");
        Columns all = users.gather(users.schema().names());
        assertThat(all.codes("user")).containsExactly(0, 1, 2);
        assertThat(all.numbers("rows")).containsExactly(2, 1, 2);
        assertThat(all.numbers("sum")).containsExactly(3, 0, 12);
        assertThat(all.numbers("mean")).containsExactly(1.5, Double.NaN, 6);
        assertThat(all.numbers("min")).containsExactly(1, Double.NaN, 4);
        assertThat(all.numbers("max")).containsExactly(2, Double.NaN, 8);
        assertThat(all.codes("colour")).containsExactly(0, -1, 1);
    }

    @Test
    void joinMatchesByValueNotByCode() {
        Schema right = new Schema(List.of(new Column("user", Column.Kind.KEY), Column.number("age")));
        Table ages = workspace.table(
                new Columns(right, new Object[] {new int[] {0, 1}, new double[] {30, 50}}, 2),
                Map.of("user", List.of("c", "a")));
        Table joined = table.join(ages, List.of("user"));
        Columns all = joined.gather(List.of("user", "x", "age"));
        assertThat(joined.rows()).isEqualTo(4);
        assertThat(all.codes("user")).containsExactly(0, 0, 2, 2);
        assertThat(all.numbers("x")).containsExactly(1, 2, 4, 8);
        assertThat(all.numbers("age")).containsExactly(50, 50, 30, 30);
    }

    @Test
    void namesAreCheckedWithTheNearestOne() {
        assertThatThrownBy(() -> table.select("color"))
                .isInstanceOf(BadStudy.class)
                .hasMessage(
                        "The table has no column \"color\"; it has [x, colour, user].\nMaybe you meant \"colour\".");
        assertThatThrownBy(() -> table.with("x", "1")).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> table.levels("x")).isInstanceOf(BadStudy.class);
    }

    @Test
    void hiddenColumnsCanBeReadByWhatWasComputedFromThem() {
        Table narrow = table.with(square("x", "squared")).select("squared");
        assertThat(narrow.schema().names()).containsExactly("squared");
        assertThat(narrow.where("squared = 64", "").gather(List.of("squared")).numbers("squared"))
                .containsExactly(64);
    }

    private static RowFunction square(String of, String name) {
        return new RowFunction() {
            private static final long serialVersionUID = 1L;

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
                    double x = batch.numbers(0)[batch.start(0) + r];
                    out[0][r] = x * x;
                }
            }
        };
    }

    private static Fold<List<Long>> ordinals() {
        return Fold.of(
                ArrayList::new,
                (list, batch) -> {
                    for (int r = 0; r < batch.size(); r++) {
                        list.add(batch.ordinal(r));
                    }
                    return list;
                },
                (left, right) -> {
                    left.addAll(right);
                    return left;
                });
    }
}

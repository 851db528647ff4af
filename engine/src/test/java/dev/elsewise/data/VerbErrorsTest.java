package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can get wrong with a table, and the words that come back. */
class VerbErrorsTest {
    @TempDir
    Path folder;

    private Workspace workspace;
    private Table table;

    @BeforeEach
    void open() throws Exception {
        workspace = Workspace.open();
        Path file = Files.writeString(folder.resolve("d.csv"), "x,place,n\n1,a,12\n2,b,x3\n0.5,a,4\n");
        table = workspace.open(Source.of(file));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void unknownColumns() {
        assertThatThrownBy(() -> table.fold(List.of("plase"), Fold.of(() -> 0, (a, b) -> a, (a, b) -> a)))
                .isInstanceOf(BadStudy.class)
                .hasMessage("The table has no column \"plase\"; it has [x, place, n].\nMaybe you meant \"place\".");
        assertThatThrownBy(() -> table.sortedBy("z")).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> table.as("z", Column.Kind.KEY)).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> table.where("plase = 'a'", ""))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("Maybe you meant \"place\".");
    }

    @Test
    void wrongTypes() {
        assertThatThrownBy(() -> table.with("y", "place * 2"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"place * 2\" must fit the columns")
                .hasMessageContaining("\nMaybe ")
                .hasMessageNotContaining("Binder");
        assertThatThrownBy(() -> table.where("x +", "")).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> table.with("y", "CAST(n AS INTEGER)").gather(List.of("y")))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("x3")
                .hasMessageContaining("\nMaybe write try_cast");
        assertThatThrownBy(() -> table.as("x", Column.Kind.TIME)).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> table.as("x", Column.Kind.KEY).cardinality("x"))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("whole number")
                .hasMessageContaining("0.5");
        assertThatThrownBy(() -> table.as("x", Column.Kind.TRUTH).gather(List.of("x")))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("0 and 1");
        assertThatThrownBy(() -> table.groupedBy(List.of("x"), List.of(Aggregate.mean("m", "place"))))
                .isInstanceOf(BadStudy.class);
    }

    @Test
    void kindsCanBeChanged() {
        Table changed = table.with("big", "x > 0.7")
                .as("x", Column.Kind.CATEGORY)
                .as("big", Column.Kind.NUMBER)
                .as("place", Column.Kind.KEY);
        assertThat(changed.levels("x")).containsExactly("0.5", "1", "2");
        assertThat(changed.gather(List.of("big")).numbers("big")).containsExactly(1, 1, 0);
        assertThat(changed.gather(List.of("place")).codes("place")).containsExactly(0, 1, 0);
        assertThat(changed.as("x", Column.Kind.NUMBER).gather(List.of("x")).numbers("x"))
                .containsExactly(1, 2, 0.5);
    }

    @Test
    void namesThatAreTaken() {
        assertThatThrownBy(() -> table.with("x", "1"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("unique");
        assertThatThrownBy(() -> table.join(table, List.of("x"))).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> table.with("v", Values.of(new double[2])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 values for 3 rows");
    }

    @Test
    void aNameThatWasLeftOutCanBeGivenAgain() {
        Table again = table.select("place").with("x", "length(place) + 6");
        assertThat(again.gather(List.of("x")).numbers("x")).containsExactly(7, 7, 7);
        Table sorted = table.sortedBy("x").select("place");
        assertThatThrownBy(() -> sorted.with("x", "1"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("ordered by another \"x\"");
    }

    @Test
    void keysOfDifferentTypes() {
        Table other = table.select("place").with("x", "place").with("y", "1").select("x", "y");
        assertThatThrownBy(() -> table.join(other, List.of("x")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"x\" is a number on the left and text on the right");
    }

    @Test
    void aFilterThatKeepsNothingLeavesATable() {
        Table none = table.where("x > 10", "nobody is that large");
        assertThat(none.rows()).isZero();
        assertThat(none.ledger()).containsExactly(new Table.Kept(0, 3, "nobody is that large"));
        assertThat(none.levels("place")).containsExactly("a", "b");
        assertThat(none.gather(List.of("x", "place")).rows()).isZero();
        assertThat(none.sortedBy("x")
                        .groupedBy(List.of("place"), List.of(Aggregate.rows("n")))
                        .rows())
                .isZero();
    }
}

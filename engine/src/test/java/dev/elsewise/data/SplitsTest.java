package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Workspace.Options;
import dev.elsewise.data.Workspace.Placement;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitsTest {
    private static final int ROWS = 12_000;

    @TempDir
    Path folder;

    private Workspace workspace;
    private Table table;

    @BeforeEach
    void open() throws Exception {
        workspace = Workspace.open(Options.withDefaults().withThreads(2));
        table = workspace.open(Source.of(SampleData.visits(folder, ROWS)));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void hashedFoldsAreAboutEqualAndOutliveAFilter() {
        Folds folds = Splits.hashed(5).assign(table, "fold", 1);
        double[] all = folds.table().gather(List.of("fold")).numbers("fold");
        for (int f = 0; f < 5; f++) {
            double wanted = f;
            // Six standard deviations of a binomial count.
            assertThat(Arrays.stream(all).filter(v -> v == wanted).count()).isBetween(2400L - 263, 2400L + 263);
        }
        Table some = table.where("y > 0.5", "");
        double[] fewer = Splits.hashed(5)
                .assign(some, "fold", 1)
                .table()
                .gather(List.of("fold"))
                .numbers("fold");
        double[] kept =
                folds.table().where("y > 0.5", "").gather(List.of("fold")).numbers("fold");
        assertThat(fewer).containsExactly(kept);
        double[] other = Splits.hashed(5)
                .assign(table, "fold", 2)
                .table()
                .gather(List.of("fold"))
                .numbers("fold");
        assertThat(other).isNotEqualTo(all);
    }

    @Test
    void stratifiedFoldsShareEveryValueEvenly() {
        Columns dealt =
                Splits.stratified(3, "place").assign(table, "fold", 7).table().gather(List.of("place", "fold"));
        Map<Integer, int[]> counts = new HashMap<>();
        for (int r = 0; r < ROWS; r++) {
            counts.computeIfAbsent(dealt.codes("place")[r], c -> new int[3])[(int) dealt.numbers("fold")[r]]++;
        }
        assertThat(counts).hasSize(SampleData.PLACES.length + 1);
        assertThat(counts.values())
                .allSatisfy(c -> assertThat(Arrays.stream(c).max().getAsInt()
                                - Arrays.stream(c).min().getAsInt())
                        .isLessThanOrEqualTo(1));
    }

    @Test
    void stratifiedFoldsFollowTheKeyNotThePosition() {
        Splits splits = Splits.stratified(3, "paid").keyedBy("visit");
        Columns straight = splits.assign(table, "fold", 7).table().gather(List.of("visit", "fold"));
        Columns turned = splits.assign(table.sortedBy("y"), "fold", 7)
                .table()
                .sortedBy("visit")
                .gather(List.of("visit", "fold"));
        assertThat(turned.numbers("visit")).containsExactly(straight.numbers("visit"));
        assertThat(turned.numbers("fold")).containsExactly(straight.numbers("fold"));
    }

    @Test
    void clustersStayWholeAndAreDealtRound() {
        Columns dealt =
                Splits.grouped(4, "user").assign(table, "fold", 3).table().gather(List.of("user", "fold"));
        Map<Integer, Double> foldOf = new HashMap<>();
        for (int r = 0; r < ROWS; r++) {
            double fold = dealt.numbers("fold")[r];
            assertThat(foldOf.merge(dealt.codes("user")[r], fold, (a, b) -> a)).isEqualTo(fold);
        }
        long[] sizes = new long[4];
        foldOf.values().forEach(f -> sizes[f.intValue()]++);
        assertThat(Arrays.stream(sizes).max().getAsLong()
                        - Arrays.stream(sizes).min().getAsLong())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void columnsAndRulesNumberTheirValuesInOrder() {
        Folds byColumn = Splits.column("paid").assign(table, "fold", 0);
        assertThat(byColumn.count()).isEqualTo(2);
        Columns paid = byColumn.table().gather(List.of("paid", "fold"));
        assertThat(paid.numbers("fold")).containsExactly(paid.numbers("paid"));
        Folds byRule = Splits.rule("2 * (row % 3) - 5").assign(table, "fold", 0);
        assertThat(byRule.count()).isEqualTo(3);
        assertThat(byRule.table().schema().names())
                .hasSize(table.schema().names().size() + 1);
        double[] folds = byRule.table().gather(List.of("fold")).numbers("fold");
        for (int r = 0; r < ROWS; r++) {
            assertThat(folds[r]).isEqualTo(r % 3);
        }
    }

    @Test
    void foldsDoNotDependOnPlacement() throws Exception {
        try (Workspace disk = Workspace.open(
                Options.withDefaults().withPlacement(Placement.DISK).withThreads(1))) {
            Table same = disk.open(Source.of(folder.resolve("visits.csv")));
            for (Splits splits : List.of(
                    Splits.hashed(3),
                    Splits.stratified(3, "place"),
                    Splits.grouped(3, "user"),
                    Splits.rule("row % 5"))) {
                double[] there = splits.assign(same.where("x < 4", ""), "fold", 5)
                        .table()
                        .gather(List.of("fold"))
                        .numbers("fold");
                double[] here = splits.assign(table.where("x < 4", ""), "fold", 5)
                        .table()
                        .gather(List.of("fold"))
                        .numbers("fold");
                assertThat(there).containsExactly(here);
            }
        }
    }

    @Test
    void whatCannotBeDealtIsRefused() {
        assertThatThrownBy(() -> Splits.hashed(1)).isInstanceOf(BadStudy.class).hasMessageContaining("found 1");
        assertThatThrownBy(() -> Splits.column("y").assign(table, "fold", 0)).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> Splits.column("place").assign(table, "fold", 0))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("\"place\" is missing in row");
        Table three = table.where("row < 3", "");
        assertThatThrownBy(() -> Splits.hashed(5).assign(three, "fold", 0))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("3 rows for 5 folds");
    }

    @Test
    void noFoldsLeaveTheTableAlone() {
        assertThat(Splits.none().assign(table, "fold", 0)).isEqualTo(new Folds(table, "", 1));
    }
}

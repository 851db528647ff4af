package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Workspace.Options;
import dev.elsewise.data.Workspace.Placement;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Cancelled;
import dev.elsewise.error.CannotWrite;
import dev.elsewise.error.EstimationFailed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    Path folder;

    @Test
    void whatDoesNotFitTheBudgetIsFoldedFromDiskToTheSameBits() throws Exception {
        Path file = SampleData.visits(folder, 60_000);
        String[] columns = {"visit", "x", "y", "place", "user"};
        try (Workspace roomy = Workspace.open(Options.withDefaults());
                Workspace narrow = Workspace.open(Options.withDefaults().withMemory(2L << 20))) {
            Table there = narrow.open(Source.of(file));
            assertThat(Sums.of(there, columns)).containsExactly(Sums.of(roomy.open(Source.of(file)), columns));
            assertThatThrownBy(() -> there.gather(List.of(columns)))
                    .isInstanceOf(EstimationFailed.class)
                    .hasMessageContaining("60000 rows need 2 MB")
                    .hasMessageContaining("Maybe raise --memory");
        }
    }

    @Test
    void afterSealingNoFileIsReached() throws Exception {
        Path file = SampleData.visits(folder, 20_000);
        try (Workspace workspace = Workspace.open(Options.withDefaults().withPlacement(Placement.DISK))) {
            Table table = workspace.open(Source.of(file));
            workspace.seal();
            // The column "item" is too large for a double: nobody asked for it, so it must not matter.
            assertThat(Sums.of(table.sortedBy("user", "y"), "x", "y", "place", "user"))
                    .hasSize(9)
                    .doesNotContain(Double.NaN);
            assertThatThrownBy(() -> workspace.open(Source.of(file)))
                    .isInstanceOf(BadStudy.class)
                    .hasMessageContaining("sealed");
        }
    }

    @Test
    void theFolderGoesWithTheWorkspace() throws Exception {
        Workspace workspace =
                Workspace.open(Options.withDefaults().withTemporary(folder).withPlacement(Placement.DISK));
        Sums.of(workspace.open(Source.of(SampleData.visits(folder, 5_000))), "x", "place");
        Path own = workspace.folder();
        assertThat(own).exists().hasParent(folder);
        workspace.close();
        assertThat(own).doesNotExist();
        workspace.close();
        assertThatThrownBy(() -> workspace.open(Source.of(folder.resolve("visits.csv"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cancellingStopsFolds() throws Exception {
        try (Workspace workspace = Workspace.open()) {
            Table table = workspace.open(Source.of(SampleData.visits(folder, 5_000)));
            Sums.of(table, "x");
            workspace.cancel();
            assertThatThrownBy(() -> Sums.of(table, "x")).isInstanceOf(Cancelled.class);
        }
    }

    @Test
    void aTemporaryFolderThatIsNotThereIsSaidSo() {
        Options options = Options.withDefaults().withTemporary(folder.resolve("nowhere"));
        assertThatThrownBy(() -> Workspace.open(options)).isInstanceOf(CannotWrite.class);
    }

    @Test
    void aFoldInsideAFoldDoesNotWaitForThePool() throws Exception {
        try (Workspace workspace = Workspace.open(Options.withDefaults().withThreads(3))) {
            Table table = workspace.open(Source.of(SampleData.visits(folder, 20_000)));
            double inner = Sums.of(table, "y")[0];
            double sum = table.fold(
                    List.of("y"),
                    Fold.of(() -> 0.0, (acc, batch) -> acc + Sums.of(table, "y")[0] - inner, Double::sum));
            assertThat(sum).isZero();
        }
    }
}

package dev.elsewise.data.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    /** What does not fit goes to the private folder, also when no other file may be opened any more. */
    @Test
    void spillsAfterSealing() {
        try (Workspace workspace =
                        Workspace.open(Workspace.Options.withDefaults().withTemporary(folder));
                Database database = new Database(workspace)) {
            database.seal(List.of());
            database.execute("SET memory_limit = '40MB'");
            database.execute("CREATE TABLE memory.main.t AS SELECT range AS a, hash(range) AS h FROM range(4000000)");
            assertThat(Files.exists(workspace.folder().resolve("spill"))).isTrue();
            assertThat(database.number("SELECT count(*) FROM t WHERE h % 2 = 0"))
                    .isBetween(1_990_000L, 2_010_000L);
        }
    }

    @Test
    void sealingClosesTheFileSystemButForWhatIsStillRead() throws Exception {
        Path open = Files.writeString(folder.resolve("open.csv"), "x\n1\n");
        Path shut = Files.writeString(folder.resolve("shut.csv"), "x\n1\n");
        try (Workspace workspace =
                        Workspace.open(Workspace.Options.withDefaults().withTemporary(folder));
                Database database = new Database(workspace)) {
            database.seal(List.of(open));
            assertThat(database.number("SELECT count(*) FROM read_csv(" + Sql.text(open) + ")"))
                    .isEqualTo(1);
            assertThatThrownBy(() -> database.number("SELECT count(*) FROM read_csv(" + Sql.text(shut) + ")"))
                    .hasMessageContaining("Permission Error");
            assertThatThrownBy(() -> database.execute("COPY (SELECT 1) TO " + Sql.text(folder.resolve("new.csv"))))
                    .hasMessageContaining("Permission Error");
            database.execute("CREATE TABLE " + database.table(true) + " AS SELECT 1");
        }
    }
}

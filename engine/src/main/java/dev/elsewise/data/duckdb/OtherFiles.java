package dev.elsewise.data.duckdb;

import dev.elsewise.data.Source;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.ElsewiseException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Parquet, JSON lines, and other databases. */
final class OtherFiles {
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.]*");

    private OtherFiles() {}

    /** Parquet is scanned where it lies. */
    static Relation parquet(DuckDbStore store, Source.Parquet source) {
        DataFile.requireReadable(source.path());
        Path path = source.path().toAbsolutePath();
        String scan = "read_parquet(" + Sql.text(path) + ", file_row_number = true)";
        long rows = store.database().number("SELECT count(*) FROM " + scan, e -> unreadable(path, "Parquet", e));
        store.keepReading(path);
        String select = "SELECT file_row_number AS " + Sql.ORDINAL + ", * EXCLUDE (file_row_number) FROM " + scan;
        return Opening.scan(store, select, rows, -1);
    }

    static String json(DuckDbStore store, Source.JsonLines source) {
        DataFile.requireReadable(source.path());
        String table = store.database().table(store.onDisk(3 * DataFile.textSize(source.path())));
        store.database()
                .execute(
                        "CREATE TABLE " + table + " AS SELECT * FROM read_json(" + Sql.text(source.path()) + ")",
                        e -> unreadable(source.path(), "JSON lines", e));
        return table;
    }

    /** A table or a query of a DuckDB file, which is opened to read only and let go again. */
    static String duckDb(DuckDbStore store, Source.DuckDb source) {
        DataFile.requireReadable(source.path());
        Database database = store.database();
        String alias = database.fresh("source");
        String what = source.tableOrQuery().strip();
        String from = PLAIN_NAME.matcher(what).matches() ? "SELECT * FROM " + what : what;
        if (from.contains(";")) {
            throw new BadStudy("A query must be one SELECT without a semicolon; found \"" + what
                    + "\".\nMaybe take the semicolon away.");
        }
        String table = database.table(store.onDisk(3 * DataFile.textSize(source.path())));
        database.execute(
                "ATTACH " + Sql.text(source.path()) + " AS " + alias + " (READ_ONLY)",
                e -> unreadable(source.path(), "a DuckDB file", e));
        database.call(
                c -> {
                    try (Statement statement = c.createStatement()) {
                        statement.execute("USE " + alias);
                    }
                    try (Statement statement = c.createStatement()) {
                        statement.execute("CREATE TABLE " + table + " AS (" + from + ")");
                    } finally {
                        try (Statement statement = c.createStatement()) {
                            statement.execute("USE memory");
                        }
                    }
                    return table;
                },
                e -> new BadStudy(
                        "The table or query must fit \"" + source.path() + "\": " + SqlFailure.firstLine(e)
                                + "\nMaybe the table goes by another name.",
                        e));
        database.execute("DETACH " + alias);
        return table;
    }

    private static ElsewiseException unreadable(Path path, String what, SQLException e) {
        return new BadData(
                "The file \"" + path + "\" must be " + what + ": " + SqlFailure.firstLine(e)
                        + "\nMaybe it was cut off, or its name ends as another kind of file does.",
                e);
    }
}

package dev.elsewise.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes a log several times over into one Parquet file, each time with impressions and users of its own: a log of any size
 * with the levels and shares of the first.
 *
 * <p>usage: Multiplied LOG.csv TIMES OUT.parquet
 */
final class Multiplied {
    private Multiplied() {}

    public static void main(String[] words) throws SQLException {
        Path log = Path.of(words[0]).toAbsolutePath();
        int times = Integer.parseInt(words[1]);
        Path out = Path.of(words[2]).toAbsolutePath();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("SET preserve_insertion_order = false");
            statement.execute("SET memory_limit = '4GB'");
            statement.execute(
                    "COPY (SELECT copy * 100000000 + impression_id AS impression_id, copy || user_id AS user_id,"
                            + " * EXCLUDE (impression_id, user_id, copy) FROM read_csv(" + text(log) + "), range("
                            + times
                            + ") AS copies(copy)) TO " + text(out) + " (FORMAT parquet)");
        }
    }

    private static String text(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}

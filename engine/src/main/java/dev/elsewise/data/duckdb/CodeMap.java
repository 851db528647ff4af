package dev.elsewise.data.duckdb;

import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/**
 * From the database's 63-bit hash of a value to its code, by open addressing. Far cheaper than a text look-up: the texts
 * never leave the database. Whether two values of the dictionary share a hash is checked when the map is made.
 */
final class CodeMap {
    private final long[] hashes;
    private final int[] codes;
    private final long ofNull;
    private final boolean exact;

    private CodeMap(int size, long ofNull, long[] inOrder) {
        int slots = Integer.highestOneBit(Math.max(4, size) * 2 - 1) << 1;
        this.hashes = new long[slots];
        this.codes = new int[slots];
        this.ofNull = ofNull;
        Arrays.fill(hashes, -1);
        boolean distinct = true;
        for (int code = 0; code < size; code++) {
            distinct &= inOrder[code] != ofNull && put(inOrder[code], code);
        }
        this.exact = distinct;
    }

    /** The map of a table of values whose rowid is the code. */
    static CodeMap of(Database database, String table, int size) {
        long[] inOrder = new long[size];
        return database.call(
                c -> {
                    int at = 0;
                    try (DuckDBPreparedStatement statement =
                                    c.prepare("SELECT " + hash("v") + " FROM " + table + " ORDER BY rowid");
                            DuckDBChunkedResult result = statement.query()) {
                        while (result.nextChunk()) {
                            DuckDBReadableVector vector = result.chunk().vector(0);
                            for (long r = 0; r < result.chunk().rowCount(); r++) {
                                inOrder[at++] = vector.getLong(r);
                            }
                        }
                    }
                    return new CodeMap(size, ofNull(c, table), inOrder);
                },
                Database::unexpected);
    }

    private static long ofNull(org.duckdb.DuckDBConnection c, String table) throws SQLException {
        try (DuckDBPreparedStatement statement = c.prepare("SELECT " + hash("v") + " FROM (SELECT v FROM " + table
                        + " UNION ALL SELECT NULL) WHERE v IS NULL");
                DuckDBChunkedResult result = statement.query()) {
            result.nextChunk();
            return result.chunk().vector(0).getLong(0);
        }
    }

    /** The SQL of a value's hash. */
    static String hash(String value) {
        return "CAST(hash(" + value + ") & 9223372036854775807 AS BIGINT)";
    }

    /** Whether every value has a hash of its own. */
    boolean exact() {
        return exact;
    }

    /** The code of a hash; −1 for that of a missing value. */
    int code(long hash) {
        if (hash == ofNull) {
            return -1;
        }
        int slot = slot(hash);
        while (hashes[slot] != hash) {
            if (hashes[slot] < 0) {
                throw new IllegalStateException("A value is not in its dictionary.");
            }
            slot = slot + 1 & hashes.length - 1;
        }
        return codes[slot];
    }

    private boolean put(long hash, int code) {
        int slot = slot(hash);
        while (hashes[slot] >= 0) {
            if (hashes[slot] == hash) {
                return false;
            }
            slot = slot + 1 & hashes.length - 1;
        }
        hashes[slot] = hash;
        codes[slot] = code;
        return true;
    }

    private int slot(long hash) {
        return (int) (hash ^ hash >>> 32) & hashes.length - 1;
    }
}

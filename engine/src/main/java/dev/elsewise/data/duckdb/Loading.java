package dev.elsewise.data.duckdb;

import dev.elsewise.data.spi.Crew;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;

/**
 * Reads columns into arrays or files. Arrays are filled by ranges of ordinals on several connections where the rows come straight from a table, else
 * as one stream. Either way row r lands in place r.
 */
final class Loading {
    private static final long RANGE = 122_880;

    private Loading() {}

    static RowSet.Loaded of(
            DuckDbStore store, Relation relation, List<StoredColumn> columns, int rows, boolean withOrdinals) {
        Object[] arrays = columns.stream()
                .map(c -> c.coded() ? (Object) new int[rows] : new double[rows])
                .toArray();
        long[] ordinals = new long[withOrdinals ? rows : 0];
        String select = select(columns);
        long source = relation.sourceRows();
        if (source > RANGE && source == rows) {
            int ranges = (int) Math.ceilDiv(source, RANGE);
            AtomicInteger next = new AtomicInteger();
            Runnable work = () -> {
                try (DuckDBConnection own = store.database().own()) {
                    for (int range = next.getAndIncrement(); range < ranges; range = next.getAndIncrement()) {
                        store.workspace().checkCancelled();
                        long from = range * RANGE;
                        int size = (int) Math.min(RANGE, rows - from);
                        String sql = select + " FROM (" + relation.sql() + ") WHERE " + Sql.ORDINAL + " >= " + from
                                + " AND " + Sql.ORDINAL + " < " + (from + size);
                        fill(own, sql, columns, arrays, ordinals, (int) from, size);
                    }
                } catch (SQLException e) {
                    throw SqlFailure.ofRows(e);
                }
            };
            Crew.run(
                    store.workspace().pool(),
                    work,
                    Math.min(ranges, store.workspace().options().threads()));
        } else {
            store.database()
                    .call(
                            c -> {
                                fill(c, select + relation.ordered(), columns, arrays, ordinals, 0, rows);
                                return rows;
                            },
                            SqlFailure::ofRows);
        }
        return new RowSet.Loaded(arrays, ordinals);
    }

    private static String select(List<StoredColumn> columns) {
        StringBuilder select = new StringBuilder("SELECT ").append(Sql.ORDINAL);
        columns.forEach(c -> select.append(", ").append(c.readHashed()));
        return select.toString();
    }

    /** Streams columns into files; with the ordinals, if wanted, in the last one. */
    static List<ColumnFile> toFiles(
            DuckDbStore store, Relation relation, List<StoredColumn> columns, boolean withOrdinals) {
        Object[] block = columns.stream()
                .map(c -> c.coded() ? (Object) new int[ColumnFile.BLOCK] : new double[ColumnFile.BLOCK])
                .toArray();
        long[] ordinals = new long[withOrdinals ? ColumnFile.BLOCK : 0];
        List<ColumnFile> files = new ArrayList<>();
        for (int i = 0; i < columns.size() + (withOrdinals ? 1 : 0); i++) {
            files.add(store.newFile());
        }
        ByteBuffer buffer = ColumnFile.buffer();
        store.database()
                .call(
                        c -> {
                            try (ChunkCursor cursor =
                                    ChunkCursor.open(c, select(columns) + relation.ordered(), columns)) {
                                int rows;
                                do {
                                    store.workspace().checkCancelled();
                                    rows = cursor.copy(ColumnFile.BLOCK, block, ordinals, 0);
                                    for (int i = 0; rows > 0 && i < files.size(); i++) {
                                        files.get(i).append(i < block.length ? block[i] : ordinals, rows, buffer);
                                    }
                                } while (rows == ColumnFile.BLOCK);
                            }
                            return files;
                        },
                        SqlFailure::ofRows);
        return files;
    }

    private static void fill(
            DuckDBConnection connection,
            String sql,
            List<StoredColumn> columns,
            Object[] arrays,
            long[] ordinals,
            int offset,
            int rows)
            throws SQLException {
        try (ChunkCursor cursor = ChunkCursor.open(connection, sql, columns)) {
            int got = cursor.copy(rows, arrays, ordinals, offset);
            if (got != rows) {
                throw new IllegalStateException("The relation has " + got + " rows where " + rows + " were counted.");
            }
        }
    }
}

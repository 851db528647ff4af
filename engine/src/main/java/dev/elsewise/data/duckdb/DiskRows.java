package dev.elsewise.data.duckdb;

import dev.elsewise.data.Batch;
import dev.elsewise.data.spi.RowReader;
import dev.elsewise.data.spi.Rows;
import dev.elsewise.data.spi.Stripes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Coded columns in the temporary file, and perhaps some in memory; a reader fetches a stretch of rows by rowid on a
 * connection of its own.
 */
final class DiskRows implements Rows {
    private final Database database;
    private final long count;
    private final List<StoredColumn> columns;
    private final List<@Nullable Object> arrays;
    private final Map<String, List<Integer>> tables = new LinkedHashMap<>();
    private final Map<String, String> selects = new LinkedHashMap<>();
    private final @Nullable DiskPart ordinals;

    /**
     * @param arrays for each column its array, or null when it lies on disk
     * @param parts for each column where it lies, when it does
     * @param ordinals where the rows' ordinals lie; null when they are the positions
     */
    DiskRows(
            Database database,
            long count,
            List<StoredColumn> columns,
            List<@Nullable Object> arrays,
            List<@Nullable DiskPart> parts,
            @Nullable DiskPart ordinals) {
        this.database = database;
        this.count = count;
        this.columns = columns;
        this.arrays = arrays;
        this.ordinals = ordinals;
        if (ordinals != null) {
            tables.put(ordinals.table(), new ArrayList<>());
            selects.put(ordinals.table(), ordinals.column());
        }
        for (int i = 0; i < columns.size(); i++) {
            DiskPart part = parts.get(i);
            if (part != null) {
                tables.computeIfAbsent(part.table(), t -> new ArrayList<>()).add(i);
                selects.putIfAbsent(part.table(), "rowid");
                selects.merge(part.table(), part.column(), (a, b) -> a + ", " + b);
            }
        }
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public RowReader reader() {
        return new Reader();
    }

    private final class Reader implements RowReader {
        private final DuckDBConnection connection = database.own();
        private final List<Part> parts = new ArrayList<>();
        private final Object[] buffers = new Object[columns.size()];
        private final long[] ordinalBuffer = new long[ordinals == null ? 0 : Stripes.BATCH];
        private long at;

        Reader() {
            for (int i = 0; i < buffers.length; i++) {
                Object array = arrays.get(i);
                buffers[i] = array != null
                        ? array
                        : columns.get(i).coded() ? new int[Stripes.BATCH] : new double[Stripes.BATCH];
            }
            tables.forEach((table, which) -> parts.add(new Part(table, which)));
        }

        @Override
        public void begin(long from, long to) {
            at = from;
            for (Part part : parts) {
                part.begin(from, to);
            }
        }

        @Override
        public Batch next(int size) {
            for (Part part : parts) {
                part.read(size);
            }
            int[] starts = new int[buffers.length];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = arrays.get(i) == null ? 0 : (int) at;
            }
            Batch batch = new Batch(at, size, buffers, starts, ordinals == null ? null : ordinalBuffer, 0, null);
            at += size;
            return batch;
        }

        @Override
        public void close() {
            try {
                parts.forEach(Part::end);
                connection.close();
            } catch (SQLException e) {
                throw Database.unexpected(e);
            }
        }

        /** The columns of one table. */
        private final class Part {
            private final String table;
            private final List<StoredColumn> read;
            private final Object[] into;
            private final long[] ordinalsInto;
            private @Nullable ChunkCursor cursor;

            Part(String table, List<Integer> which) {
                this.table = table;
                this.read = which.stream().map(columns::get).toList();
                this.into = which.stream().map(i -> buffers[i]).toArray();
                this.ordinalsInto = ordinals != null && ordinals.table().equals(table) ? ordinalBuffer : new long[0];
            }

            void begin(long from, long to) {
                end();
                try {
                    cursor = ChunkCursor.open(
                            connection,
                            "SELECT " + selects.get(table) + " FROM " + table + " WHERE rowid >= " + from
                                    + " AND rowid < " + to,
                            read,
                            false);
                } catch (SQLException e) {
                    throw Database.unexpected(e);
                }
            }

            void read(int size) {
                int got = java.util.Objects.requireNonNull(cursor).copy(size, into, ordinalsInto, 0);
                if (got != size) {
                    throw new IllegalStateException(table + " has " + got + " rows where " + size + " must be.");
                }
            }

            void end() {
                if (cursor != null) {
                    try {
                        cursor.close();
                    } catch (SQLException e) {
                        throw Database.unexpected(e);
                    }
                    cursor = null;
                }
            }
        }
    }
}

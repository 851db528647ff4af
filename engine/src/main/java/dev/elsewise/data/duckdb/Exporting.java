package dev.elsewise.data.duckdb;

import dev.elsewise.data.Batch;
import dev.elsewise.data.spi.RowReader;
import dev.elsewise.data.spi.Rows;
import dev.elsewise.data.spi.Stripes;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/** Writes computed or held columns into a table of the database, row by row in their order, so that SQL can see them. */
final class Exporting {
    private Exporting() {}

    /** A new table with these columns, whose rowid is the row's position. */
    static String toTable(DuckDbStore store, List<StoredColumn> columns, Rows rows) {
        boolean onDisk = rows.arrays() == null || store.onDisk(rows.count() * columns.size() * Double.BYTES);
        String table = store.database().table(onDisk);
        String declared = columns.stream()
                .map(c -> c.sqlName() + (c.coded() ? " VARCHAR" : " DOUBLE"))
                .collect(Collectors.joining(", "));
        store.database().execute("CREATE TABLE " + table + " (" + declared + ")");
        String[] name = table.split("\\.");
        store.database()
                .call(
                        c -> {
                            try (DuckDBAppender appender = c.createAppender(name[0], name[1], name[2]);
                                    RowReader reader = rows.reader()) {
                                append(store, columns, rows.count(), reader, appender);
                            }
                            return table;
                        },
                        Database::unexpected);
        return table;
    }

    /** New files with these number columns. */
    static List<ColumnFile> toFiles(DuckDbStore store, List<StoredColumn> columns, Rows rows) {
        List<ColumnFile> files = columns.stream().map(c -> store.newFile()).toList();
        double[][] block = new double[files.size()][ColumnFile.BLOCK];
        ByteBuffer buffer = ColumnFile.buffer();
        try (RowReader reader = rows.reader()) {
            reader.begin(0, rows.count());
            for (long at = 0; at < rows.count(); at += ColumnFile.BLOCK) {
                store.workspace().checkCancelled();
                int size = (int) Math.min(ColumnFile.BLOCK, rows.count() - at);
                for (int done = 0; done < size; done += Stripes.BATCH) {
                    Batch batch = reader.next(Math.min(Stripes.BATCH, size - done));
                    for (int i = 0; i < block.length; i++) {
                        System.arraycopy(batch.numbers(i), batch.start(i), block[i], done, batch.size());
                    }
                }
                for (int i = 0; i < block.length; i++) {
                    files.get(i).append(block[i], size, buffer);
                }
            }
        }
        return files;
    }

    private static void append(
            DuckDbStore store, List<StoredColumn> columns, long rows, RowReader reader, DuckDBAppender appender)
            throws SQLException {
        List<List<String>> levels = columns.stream()
                .map(c -> c.coded() ? c.dictionary().levels() : List.<String>of())
                .toList();
        long length = Stripes.length(rows);
        for (long from = 0; from < rows; from += length) {
            store.workspace().checkCancelled();
            long to = Math.min(rows, from + length);
            reader.begin(from, to);
            for (long at = from; at < to; at += Stripes.BATCH) {
                Batch batch = reader.next((int) Math.min(Stripes.BATCH, to - at));
                for (int r = 0; r < batch.size(); r++) {
                    appender.beginRow();
                    for (int i = 0; i < columns.size(); i++) {
                        append(batch, r, i, levels.get(i), appender);
                    }
                    appender.endRow();
                }
            }
        }
    }

    private static void append(Batch batch, int row, int column, List<String> levels, DuckDBAppender appender)
            throws SQLException {
        Object array = batch.arrays()[column];
        int place = batch.start(column) + row;
        if (array instanceof int[] codes) {
            if (codes[place] < 0) {
                appender.appendNull();
            } else {
                appender.append(levels.get(codes[place]));
            }
        } else {
            double value = ((double[]) array)[place];
            if (Double.isNaN(value)) {
                appender.appendNull();
            } else {
                appender.append(value);
            }
        }
    }

    /** The SQL of the exported columns, in the types that their kinds have. */
    static String selected(List<StoredColumn> columns, String prefix) {
        return columns.stream()
                .map(c -> selected(c, prefix + c.sqlName()) + " AS " + c.sqlName())
                .collect(Collectors.joining(", "));
    }

    private static String selected(StoredColumn column, String name) {
        return switch (column.column().kind()) {
            case TRUTH -> "(" + name + " <> 0)";
            case TIME -> "make_timestamp(CAST(" + name + " AS BIGINT))";
            case CATEGORY, KEY ->
                column.type().equals("VARCHAR") ? name : "CAST(" + name + " AS " + column.type() + ")";
            case NUMBER -> name;
        };
    }
}

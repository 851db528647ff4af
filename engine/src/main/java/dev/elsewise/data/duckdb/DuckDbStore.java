package dev.elsewise.data.duckdb;

import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Source;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.data.spi.Rows;
import dev.elsewise.data.spi.StripedTable;
import dev.elsewise.data.spi.TableStore;
import dev.elsewise.error.BadStudy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** The tables of one workspace, in its embedded database. */
final class DuckDbStore implements TableStore {
    private final Workspace workspace;
    private final Database database;
    private final List<Path> scanned = new CopyOnWriteArrayList<>();
    private volatile boolean sealed;

    DuckDbStore(Workspace workspace) {
        this.workspace = workspace;
        this.database = new Database(workspace);
    }

    Workspace workspace() {
        return workspace;
    }

    Database database() {
        return database;
    }

    /** Whether a table of about so many bytes belongs into the temporary file. */
    boolean onDisk(long bytes) {
        return switch (workspace.options().placement()) {
            case DISK -> true;
            case MEMORY -> false;
            case AUTOMATIC -> bytes > database.memory() / 2;
        };
    }

    /** A file that is still read after {@link #seal}. */
    void keepReading(Path path) {
        scanned.add(path);
    }

    /** A new column file in the workspace's folder. */
    ColumnFile newFile() {
        return new ColumnFile(workspace.folder().resolve(database.fresh("column")));
    }

    @Override
    public Table open(Source source) {
        if (sealed) {
            throw new BadStudy("Data must be opened before the workspace is sealed; found " + source + " after it."
                    + "\nMaybe open it in a workspace of its own.");
        }
        return StripedTable.of(workspace, Opening.of(this, source));
    }

    @Override
    public List<String> header(Source.Csv source) {
        return CsvImport.header(source).names();
    }

    @Override
    public Table hold(Columns columns, Map<String, List<String>> levels) {
        List<StoredColumn> made = new ArrayList<>();
        for (Column c : columns.schema().columns()) {
            Dictionary dictionary = null;
            if (c.kind().coded()) {
                List<String> names = levels.get(c.name());
                if (names != null && new HashSet<>(names).size() < names.size()) {
                    throw new IllegalArgumentException(
                            "Levels must be distinct; those of \"" + c.name() + "\" are not.");
                }
                dictionary = Dictionary.of(database, names == null ? numbered(columns.codes(c.name())) : names);
            }
            made.add(new StoredColumn(c, SqlTypes.typeOf(c.kind()), dictionary));
        }
        return StripedTable.of(workspace, hold(columns, made));
    }

    /** Names for codes that have none: the codes themselves. */
    private static List<String> numbered(int[] codes) {
        int count = Arrays.stream(codes).max().orElse(-1) + 1;
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** A relation of arrays; written to the database only when SQL wants to see it. */
    Relation hold(Columns columns, List<StoredColumn> as) {
        int rows = columns.rows();
        Object[] arrays = as.stream()
                .map(c -> c.coded() ? (Object) columns.codes(c.name()) : columns.numbers(c.name()))
                .toArray();
        RowSet rowSet = new RowSet(this, () -> (long) rows, true, false, null);
        for (int i = 0; i < arrays.length; i++) {
            rowSet.put(as.get(i), arrays[i]);
        }
        Rows all = Rows.of(new Rows.Arrays(arrays, rows, null));
        Lazy<String> sql = Lazy.of(() -> "SELECT rowid AS " + Sql.ORDINAL + ", " + Exporting.selected(as, "") + " FROM "
                + Exporting.toTable(this, as, all));
        return new Relation(this, sql, as, List.of(), rowSet, rows);
    }

    /** Runs a SELECT into a new table when it is needed; its columns are {@code columns} by name. */
    Relation kept(String select, LongSupplier aboutRows, List<StoredColumn> columns) {
        Lazy<String> table = Lazy.of(() -> {
            String name = database.table(onDisk(aboutRows.getAsLong() * columns.size() * 2 * Long.BYTES));
            database.execute("CREATE TABLE " + name + " AS " + select, SqlFailure::ofRows);
            return name;
        });
        Lazy<String> sql = Lazy.of(() -> "SELECT rowid AS " + Sql.ORDINAL + ", * FROM " + table.get());
        RowSet rowSet =
                new RowSet(this, () -> database.number("SELECT count(*) FROM " + table.get()), true, false, null);
        return new Relation(this, sql, columns, List.of(), rowSet, -1);
    }

    @Override
    public void seal() {
        sealed = true;
        database.seal(List.copyOf(scanned));
    }

    @Override
    public void close() {
        database.close();
    }
}

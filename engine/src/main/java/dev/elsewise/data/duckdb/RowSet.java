package dev.elsewise.data.duckdb;

import dev.elsewise.data.Workspace.Placement;
import dev.elsewise.data.spi.Rows;
import dev.elsewise.error.BadData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a relation in their order, and those of their columns that have been read so far: as arrays, or coded in
 * the temporary file. Relations that differ in columns only share it.
 */
final class RowSet {
    private final DuckDbStore store;
    private final Lazy<Long> count;
    private final boolean ordinalIsPosition;
    private boolean readAll;
    private final @Nullable Origin origin;
    private final Map<StoredColumn, Object> arrays = new HashMap<>();
    private final Map<StoredColumn, ColumnFile> parts = new HashMap<>();
    private long @Nullable [] ordinals;
    private @Nullable ColumnFile ordinalPart;

    /**
     * @param ordinalIsPosition whether row r of these is row r of the source
     * @param readAll whether all columns are read at once, because the order is dear to make
     * @param origin where these rows are a permutation of rows in memory
     */
    RowSet(
            DuckDbStore store,
            Supplier<Long> count,
            boolean ordinalIsPosition,
            boolean readAll,
            @Nullable Origin origin) {
        this.store = store;
        this.count = Lazy.of(count);
        this.ordinalIsPosition = ordinalIsPosition;
        this.readAll = readAll;
        this.origin = origin;
    }

    /** Row r was row {@code rows[r]} of another relation. */
    record Origin(Relation relation, int[] rows) {}

    long count() {
        return count.get();
    }

    boolean ordinalIsPosition() {
        return ordinalIsPosition;
    }

    /** Columns that are in memory already. */
    synchronized void put(StoredColumn column, Object array) {
        arrays.put(column, array);
    }

    synchronized void put(StoredColumn column, ColumnFile part) {
        parts.put(column, part);
    }

    /** Lets a column be read where another lies that has the same codes. */
    synchronized void share(StoredColumn from, StoredColumn to) {
        if (arrays.containsKey(from)) {
            arrays.put(to, arrays.get(from));
        }
        if (parts.containsKey(from)) {
            parts.put(to, parts.get(from));
        }
    }

    /** Makes the columns of a relation over these rows readable. */
    synchronized Rows ready(Relation relation, List<StoredColumn> columns) {
        List<StoredColumn> missing = columns.stream()
                .filter(c -> !arrays.containsKey(c) && !parts.containsKey(c))
                .distinct()
                .toList();
        boolean needsOrdinals = !ordinalIsPosition && ordinals == null && ordinalPart == null;
        if (!missing.isEmpty() || needsOrdinals) {
            read(relation, missing, needsOrdinals);
        }
        if (columns.stream().allMatch(arrays::containsKey) && (ordinalIsPosition || ordinals != null)) {
            Object[] values = columns.stream().map(arrays::get).toArray();
            return Rows.of(new Rows.Arrays(values, Math.toIntExact(count()), ordinals));
        }
        return onDisk(relation, columns);
    }

    private void read(Relation relation, List<StoredColumn> missing, boolean needsOrdinals) {
        if (!keepsInMemory(missing, needsOrdinals)) {
            readToDisk(relation, missing);
        } else if (!permuteOrigin(missing, needsOrdinals)) {
            Loaded loaded = Loading.of(store, relation, missing, Math.toIntExact(count()), needsOrdinals);
            for (int i = 0; i < missing.size(); i++) {
                arrays.put(missing.get(i), loaded.values()[i]);
            }
            ordinals = needsOrdinals ? loaded.ordinals() : ordinals;
        }
    }

    /** Columns read from the database; without rows where no ordinals were wanted. */
    record Loaded(Object[] values, long[] ordinals) {}

    private boolean keepsInMemory(List<StoredColumn> columns, boolean withOrdinals) {
        Placement placement = store.workspace().options().placement();
        if (placement == Placement.DISK || (!ordinalIsPosition && ordinalPart != null)) {
            return false;
        }
        long width = withOrdinals ? Long.BYTES : 0;
        for (StoredColumn column : columns) {
            width += column.width();
        }
        if (placement == Placement.MEMORY) {
            store.workspace().budget().insist(width * count(), this);
            return true;
        }
        return count() < Integer.MAX_VALUE - 8 && store.workspace().budget().reserve(width * count(), this);
    }

    /** Takes the columns from the rows that these are a permutation of, when those hold them in memory. */
    private boolean permuteOrigin(List<StoredColumn> missing, boolean needsOrdinals) {
        if (origin == null || !origin.relation().columns().containsAll(missing)) {
            return false;
        }
        Rows.Arrays before =
                origin.relation().rowSet().ready(origin.relation(), missing).arrays();
        if (before == null) {
            return false;
        }
        int[] rows = origin.rows();
        for (int i = 0; i < missing.size(); i++) {
            arrays.put(missing.get(i), Permuting.of(before.values()[i], rows));
        }
        if (needsOrdinals) {
            ordinals = Permuting.ordinals(before.ordinals(), rows);
        }
        return true;
    }

    private List<StoredColumn> unread(Relation relation, List<StoredColumn> first) {
        List<StoredColumn> all = new ArrayList<>(first);
        relation.columns().stream()
                .filter(c -> !arrays.containsKey(c) && !parts.containsKey(c) && !all.contains(c))
                .forEach(all::add);
        return all;
    }

    /** Reads these columns, and all others too where the order is dear to make, unless one of those is bad. */
    private void readToDisk(Relation relation, List<StoredColumn> asked) {
        List<StoredColumn> all = unread(relation, asked);
        if (readAll && all.size() > asked.size()) {
            try {
                toFiles(relation, all);
                return;
            } catch (BadData ofOneNotAskedFor) {
                // What was asked for may be fine; if not, it says so itself. The others are not tried again.
                readAll = false;
            }
        }
        toFiles(relation, asked);
    }

    private void toFiles(Relation relation, List<StoredColumn> columns) {
        boolean withOrdinals = !ordinalIsPosition && ordinalPart == null;
        List<ColumnFile> files = Loading.toFiles(store, relation, columns, withOrdinals);
        for (int i = 0; i < columns.size(); i++) {
            parts.put(columns.get(i), files.get(i));
        }
        if (withOrdinals) {
            ordinalPart = files.getLast();
        }
    }

    private DiskRows onDisk(Relation relation, List<StoredColumn> columns) {
        List<Object> lying = new ArrayList<>();
        boolean[] coded = new boolean[columns.size()];
        for (StoredColumn column : columns) {
            coded[lying.size()] = column.coded();
            Object array = arrays.get(column);
            lying.add(array == null ? Objects.requireNonNull(parts.get(column)) : array);
        }
        if (!ordinalIsPosition && ordinalPart == null) {
            readToDisk(relation, List.of());
        }
        return new DiskRows(count(), lying, coded, ordinalPart);
    }
}

package dev.elsewise.data;

import java.nio.file.Path;
import java.util.List;

/**
 * An immutable relation. Its verbs return relations and touch no data; {@link #fold}, {@link #foldGroups} and {@link
 * #gather} do. The same calls give the same bits in memory and out of core, for any number of threads.
 */
public interface Table {
    /** Opens a CSV, Parquet or JSON-lines file, told by its name, in a shared workspace. */
    static Table open(String file) {
        return Workspace.shared().open(Source.of(Path.of(file)));
    }

    /** A table of these columns, in memory; the arrays are not copied. */
    static Table of(Columns columns) {
        return Workspace.shared().table(columns);
    }

    Schema schema();

    long rows();

    /** The levels of a category (sorted by code point) or key column: the value of each code. */
    List<String> levels(String column);

    /** How many codes a category or key column has, without naming them. */
    int cardinality(String column);

    /** The workspace that owns the threads, the memory and the temporary files. */
    Workspace workspace();

    /** Which rows were left out on the way here, and why. */
    List<Kept> ledger();

    Table select(String... columns);

    /**
     * The rows for which the predicate is true.
     *
     * @param predicate a row-wise SQL expression; aggregates, windows, sub-queries and functions that read anything but the
     *     row are refused
     * @param because the reason, for the ledger
     */
    Table where(String predicate, String because);

    /** A column from one row-wise scalar SQL expression; {@code row} in it is the row's ordinal, unless a column has that name. */
    Table with(String name, String expression);

    /** Columns from a function of the row, computed when they are read. */
    Table with(RowFunction function);

    /** A column aligned by row position (residuals, matches, folds). */
    Table with(String name, Values perRow);

    /** A column read as another kind, say a number as a category or an id as a key. */
    Table as(String column, Column.Kind kind);

    /**
     * The rows in order of the keys: numbers by size, levels by code, what is missing last; ties keep their order. Rows keep
     * their ordinals.
     */
    Table sortedBy(String... keys);

    /**
     * The rows of this table that have a match on the right, with the right's other columns; ordered by key, then as they
     * stood on the left, then as on the right. Keys match by value; what is missing matches nothing.
     */
    Table join(Table right, List<String> keys);

    /** One row a group, ordered by key. */
    Table groupedBy(List<String> keys, List<Aggregate> of);

    /** The one pass over the data: parallel, deterministic. */
    <A> A fold(List<String> columns, Fold<A> fold);

    /**
     * A pass over whole groups, ordered by key: a batch never splits a group, and within a group the rows keep their order. A
     * batch may hold more rows than usual when a group does; see {@link Batch#groups}.
     */
    <A> A foldGroups(List<String> keys, List<String> columns, Fold<A> fold);

    /** Columns as primitive arrays, for reading only; refused above the memory budget, with a message. */
    Columns gather(List<String> columns);

    /** A line of the row ledger. */
    record Kept(long kept, long dropped, String because) {}
}

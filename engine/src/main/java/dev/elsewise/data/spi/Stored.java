package dev.elsewise.data.spi;

import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stored columns of a {@link StripedTable}: an immutable relation with rows in a fixed order, without computed
 * columns. Its verbs touch no data; {@link #ready} does.
 */
public interface Stored {
    Schema schema();

    long rows();

    List<String> levels(String column);

    int cardinality(String column);

    /** Makes columns readable, by any number of threads at once; cheap when they already are. */
    Rows ready(List<String> columns);

    /** The names of the columns, out of those given, that a row-wise expression reads; refuses any other expression. */
    Set<String> references(String expression, Schema visible);

    Stored where(String predicate);

    Stored with(String name, String expression);

    Stored as(String column, Column.Kind kind);

    /** The rows in order of the keys; what is missing comes last, ties keep their order. */
    Sorted sortedBy(List<String> keys);

    /** These columns of both sides for each pair of rows with equal keys, ordered by key, then left, then right. */
    Stored join(List<String> columns, Stored right, List<String> rightColumns, List<String> keys);

    /** Only these columns, in this order. */
    Stored select(List<String> columns);

    /**
     * A relation of new rows.
     *
     * @param codesOf for each coded column the column of this relation whose codes it holds
     */
    Stored hold(Columns columns, Map<String, String> codesOf);

    /** This relation with further columns, read row by row from {@code computed}. */
    Stored with(List<Column> columns, Rows computed);

    /**
     * A relation in another order.
     *
     * @param origins for each row its position before; empty when the rows are not in memory
     */
    record Sorted(Stored stored, Optional<int[]> origins) {}
}

package dev.elsewise.data;

import java.util.List;

/**
 * Columns gathered into primitive arrays, for algorithms that need all rows at hand. The arrays may be the table's own:
 * read them, never write to them.
 */
public final class Columns {
    private final Schema schema;
    private final Object[] arrays;
    private final int rows;

    /** @param arrays a {@code double[]} or {@code int[]} for each column, of {@code rows} values; not copied */
    public Columns(Schema schema, Object[] arrays, int rows) {
        this.schema = schema;
        this.arrays = arrays;
        this.rows = rows;
    }

    public Schema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    /** A number, truth or time column. */
    public double[] numbers(String name) {
        return (double[]) arrays[index(name)];
    }

    /** A category or key column. */
    public int[] codes(String name) {
        return (int[]) arrays[index(name)];
    }

    private int index(String name) {
        List<String> names = schema.names();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("Column \"" + name + "\" was not gathered; " + names + " were.");
        }
        return index;
    }
}

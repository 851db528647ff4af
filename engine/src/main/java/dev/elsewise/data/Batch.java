package dev.elsewise.data;

import org.jspecify.annotations.Nullable;

/**
 * Consecutive rows of some columns: a view on arrays that the table owns. Row r of column i is {@code numbers(i)[start(i)
 * + r]}. A batch is valid only until the fold's {@code add} returns; never write to its arrays.
 */
public final class Batch {
    private final long firstRow;
    private final int size;
    private final Object[] arrays;
    private final int[] starts;
    private final long @Nullable [] ordinals;
    private final int ordinalsStart;
    private final int @Nullable [] groupStarts;

    /**
     * @param firstRow position of the first row in the table
     * @param arrays a {@code double[]} or {@code int[]} a column
     * @param starts where the batch begins in each array
     * @param ordinals for each row its place in the source when that was opened, or null when that is its position
     */
    public Batch(
            long firstRow,
            int size,
            Object[] arrays,
            int[] starts,
            long @Nullable [] ordinals,
            int ordinalsStart,
            int @Nullable [] groupStarts) {
        this.firstRow = firstRow;
        this.size = size;
        this.arrays = arrays;
        this.starts = starts;
        this.ordinals = ordinals;
        this.ordinalsStart = ordinalsStart;
        this.groupStarts = groupStarts;
    }

    /** The position of the first row in this table. */
    public long firstRow() {
        return firstRow;
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    /** The array that holds a number, truth or time column. */
    public double[] numbers(int column) {
        return (double[]) arrays[column];
    }

    /** The array that holds a category or key column. */
    public int[] codes(int column) {
        return (int[]) arrays[column];
    }

    /** The arrays of all columns; for those who build a batch on another. */
    public Object[] arrays() {
        return arrays.clone();
    }

    /** Where row 0 of this batch lies in the array of a column. */
    public int start(int column) {
        return starts[column];
    }

    /** The row's place in the source when that was opened: kept by {@code where}, so it identifies the row. */
    public long ordinal(int row) {
        return ordinals == null ? firstRow + row : ordinals[ordinalsStart + row];
    }

    /** The same rows with other columns; for those who build a batch on another. */
    public Batch over(Object[] otherArrays, int[] otherStarts) {
        return new Batch(firstRow, size, otherArrays, otherStarts, ordinals, ordinalsStart, groupStarts);
    }

    /** How many groups the batch holds; 1 outside {@link Table#foldGroups}. */
    public int groups() {
        return groupStarts == null ? 1 : groupStarts.length - 1;
    }

    /** The first row of a group; {@code groupStart(groups())} is {@link #size}. */
    public int groupStart(int group) {
        if (groupStarts == null) {
            return group == 0 ? 0 : size;
        }
        return groupStarts[group];
    }
}

package dev.elsewise.learn.forest;

import java.util.Arrays;

/**
 * Columns as ranks: the place of each row's value among the column's distinct values.
 *
 * @param rank for each column, a rank for each row
 * @param values for each column, its distinct values, rising
 */
record RankedColumns(int[][] rank, double[][] values) {
    static RankedColumns of(double[][] columns) {
        int[][] rank = new int[columns.length][];
        double[][] values = new double[columns.length][];
        for (int j = 0; j < columns.length; j++) {
            double[] column = columns[j];
            double[] sorted = new double[column.length];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = column[i] + 0.0; // −0 is 0
            }
            Arrays.sort(sorted);
            int distinct = 0;
            for (double value : sorted) {
                if (distinct == 0 || value > sorted[distinct - 1]) {
                    sorted[distinct++] = value;
                }
            }
            values[j] = Arrays.copyOf(sorted, distinct);
            rank[j] = new int[column.length];
            for (int i = 0; i < column.length; i++) {
                rank[j][i] = Arrays.binarySearch(values[j], column[i] + 0.0);
            }
        }
        return new RankedColumns(rank, values);
    }

    /** Where to split between a rank and the next higher one that occurs: half way, where that separates them. */
    double between(int column, int low, int high) {
        double below = values[column][low];
        double middle = 0.5 * below + 0.5 * values[column][high];
        return middle < values[column][high] ? middle : below;
    }

    /** The last rank from {@code low} on, before {@code high}, whose value is at most so large. */
    int last(int column, int low, int high, double most) {
        int least = low;
        int beyond = high;
        while (beyond - least > 1) {
            int middle = (least + beyond) >>> 1;
            if (values[column][middle] <= most) {
                least = middle;
            } else {
                beyond = middle;
            }
        }
        return least;
    }
}

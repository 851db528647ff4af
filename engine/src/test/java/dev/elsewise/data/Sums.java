package dev.elsewise.data;

import java.util.List;

/** A fold that is sensitive to order: per column the plain sum and sum of squares, and a chain over the ordinals. */
final class Sums {
    private Sums() {}

    /** The sum and the sum of squares of each column, codes included. */
    static double[] of(Table table, String... columns) {
        List<Column> read =
                List.of(columns).stream().map(table.schema()::column).toList();
        return table.fold(
                List.of(columns),
                Fold.of(
                        () -> new double[2 * columns.length + 1],
                        (sums, batch) -> {
                            for (int i = 0; i < columns.length; i++) {
                                add(sums, i, batch, read.get(i).kind().coded());
                            }
                            for (int r = 0; r < batch.size(); r++) {
                                sums[2 * columns.length] += Math.sqrt(batch.ordinal(r) + 1.0);
                            }
                            return sums;
                        },
                        (left, right) -> {
                            for (int i = 0; i < left.length; i++) {
                                left[i] += right[i];
                            }
                            return left;
                        }));
    }

    private static void add(double[] sums, int column, Batch batch, boolean coded) {
        for (int r = 0; r < batch.size(); r++) {
            int at = batch.start(column) + r;
            double value = coded ? batch.codes(column)[at] : batch.numbers(column)[at];
            if (!Double.isNaN(value)) {
                sums[2 * column] += value / 3;
                sums[2 * column + 1] += value * value / 7;
            }
        }
    }
}

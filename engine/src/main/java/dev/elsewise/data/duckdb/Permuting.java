package dev.elsewise.data.duckdb;

import org.jspecify.annotations.Nullable;

/** Arrays in another order: row r was row {@code rows[r]}. */
final class Permuting {
    private Permuting() {}

    static Object of(Object array, int[] rows) {
        return array instanceof int[] codes ? codes(codes, rows) : numbers((double[]) array, rows);
    }

    private static double[] numbers(double[] from, int[] rows) {
        double[] to = new double[rows.length];
        for (int r = 0; r < rows.length; r++) {
            to[r] = from[rows[r]];
        }
        return to;
    }

    private static int[] codes(int[] from, int[] rows) {
        int[] to = new int[rows.length];
        for (int r = 0; r < rows.length; r++) {
            to[r] = from[rows[r]];
        }
        return to;
    }

    static long[] ordinals(long @Nullable [] from, int[] rows) {
        long[] to = new long[rows.length];
        for (int r = 0; r < rows.length; r++) {
            to[r] = from == null ? rows[r] : from[rows[r]];
        }
        return to;
    }
}

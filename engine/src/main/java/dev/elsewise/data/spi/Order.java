package dev.elsewise.data.spi;

import java.util.Arrays;

/** The order of rows by key columns: numbers ascending, codes ascending, what is missing last, ties as they were. */
public final class Order {
    private Order() {}

    /** For each place in the sorted order the row that stands there. Stable; cost: n log n comparisons of one key each. */
    public static int[] by(Object[] keys, int rows) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        // From the last key to the first: a stable sort by each leaves them ordered by all.
        for (int k = keys.length - 1; k >= 0; k--) {
            long[] images = images(keys[k], order);
            if (!sorted(images)) {
                order = byImages(images, order);
            }
        }
        return order;
    }

    /** Whether two rows have equal keys. */
    static boolean same(Object[] keys, int first, int second) {
        for (Object key : keys) {
            boolean equal = key instanceof int[] codes
                    ? codes[first] == codes[second]
                    : image(((double[]) key)[first]) == image(((double[]) key)[second]);
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static long[] images(Object key, int[] order) {
        long[] images = new long[order.length];
        if (key instanceof int[] codes) {
            for (int i = 0; i < order.length; i++) {
                images[i] = Integer.toUnsignedLong(codes[order[i]]);
            }
        } else {
            double[] numbers = (double[]) key;
            for (int i = 0; i < order.length; i++) {
                images[i] = image(numbers[order[i]]);
            }
        }
        return images;
    }

    /** A whole number in the order of the doubles, with −0 equal to 0 and NaN above all. */
    private static long image(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits < 0 ? ~bits ^ Long.MIN_VALUE : bits;
    }

    private static boolean sorted(long[] images) {
        for (int i = 1; i < images.length; i++) {
            if (images[i] < images[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** A radix sort, least byte first; passes over bytes that do not vary are left out. */
    private static int[] byImages(long[] images, int[] order) {
        int n = images.length;
        long[] keys = images;
        int[] rows = order;
        long[] otherKeys = new long[n];
        int[] otherRows = new int[n];
        for (int shift = 0; shift < 64; shift += 8) {
            int[] starts = starts(keys, shift);
            if (starts.length == 0) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                int place = starts[digit(keys[i], shift)]++;
                otherKeys[place] = keys[i];
                otherRows[place] = rows[i];
            }
            long[] k = keys;
            keys = otherKeys;
            otherKeys = k;
            int[] r = rows;
            rows = otherRows;
            otherRows = r;
        }
        return Arrays.copyOf(rows, n);
    }

    private static int digit(long key, int shift) {
        // The sign is flipped, so that the digits of negative keys come first.
        return (int) ((key ^ Long.MIN_VALUE) >>> shift) & 0xff;
    }

    /** Where each digit's keys begin; empty when all keys share the digit. */
    private static int[] starts(long[] keys, int shift) {
        int[] counts = new int[257];
        for (long key : keys) {
            counts[digit(key, shift) + 1]++;
        }
        for (int d = 1; d < counts.length; d++) {
            if (counts[d] == keys.length) {
                return new int[0];
            }
        }
        for (int d = 1; d < counts.length; d++) {
            counts[d] += counts[d - 1];
        }
        return counts;
    }
}

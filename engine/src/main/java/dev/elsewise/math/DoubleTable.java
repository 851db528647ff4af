package dev.elsewise.math;

import java.util.Arrays;

/**
 * A hash table from doubles to rows of numbers, without boxes: open addressing over the bits, with a limit on the number of
 * different keys. Above the limit it forgets everything and stays {@link #overflowed}. NaN is no key; −0 is 0.
 */
public final class DoubleTable {
    private static final int START = 64;
    /** Small whole numbers, which most columns of few values hold, are found without a hash. */
    private static final int WHOLE = 1024;

    private final int width;
    private final int limit;
    private long[] bits = new long[START];
    private boolean[] used = new boolean[START];
    private double[] values;
    /** For each small whole number the place of its key, + 1. */
    private int[] whole = new int[WHOLE];

    private int size;
    private int last;
    private boolean overflowed;

    /**
     * @param width numbers a key
     * @param limit most keys
     */
    public DoubleTable(int width, int limit) {
        this.width = width;
        this.limit = limit;
        values = new double[START * width];
    }

    /** Whether there were more than {@code limit} different keys. */
    public boolean overflowed() {
        return overflowed;
    }

    public int size() {
        return size;
    }

    /** Adds to one of a key's numbers. */
    public void add(double key, int column, double amount) {
        if (overflowed) {
            return;
        }
        int slot = slot(Double.doubleToRawLongBits(key + 0.0));
        if (slot >= 0) {
            values[slot * width + column] += amount;
        }
    }

    /** Adds to a key's first two numbers. Neighbouring rows often share a value: the last key's place is tried first. */
    public void addPair(double key, double first, double second) {
        if (overflowed) {
            return;
        }
        long b = Double.doubleToRawLongBits(key + 0.0);
        int slot = used[last] && bits[last] == b ? last : slot(b);
        if (slot >= 0) {
            values[slot * width] += first;
            values[slot * width + 1] += second;
            last = slot;
        }
    }

    /** The keys, ascending. */
    public double[] keys() {
        double[] keys = new double[size];
        int at = 0;
        for (int s = 0; s < bits.length; s++) {
            if (used[s]) {
                keys[at++] = Double.longBitsToDouble(bits[s]);
            }
        }
        Arrays.sort(keys);
        return keys;
    }

    /** One of a key's numbers; 0 for a key that is not there. */
    public double get(double key, int column) {
        long b = Double.doubleToRawLongBits(key + 0.0);
        int slot = find(b);
        return used[slot] ? values[slot * width + column] : 0;
    }

    /** Adds another table's numbers. */
    public DoubleTable merge(DoubleTable other) {
        if (other.overflowed) {
            overflow();
        }
        for (int s = 0; s < other.bits.length && !overflowed; s++) {
            if (other.used[s]) {
                int slot = slot(other.bits[s]);
                for (int c = 0; c < width && slot >= 0; c++) {
                    values[slot * width + c] += other.values[s * width + c];
                }
            }
        }
        return this;
    }

    private int find(long b) {
        double key = Double.longBitsToDouble(b);
        int small = (int) key;
        if (small == key && small >= 0 && small < WHOLE && whole[small] > 0) {
            return whole[small] - 1;
        }
        return probe(b);
    }

    private void remember(long b, int slot) {
        double key = Double.longBitsToDouble(b);
        int small = (int) key;
        if (small == key && small >= 0 && small < WHOLE) {
            whole[small] = slot + 1;
        }
    }

    private int probe(long b) {
        long h = b * 0x9e3779b97f4a7c15L;
        int mask = bits.length - 1;
        int slot = (int) (h >>> 40) & mask;
        while (used[slot] && bits[slot] != b) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int slot(long b) {
        int slot = find(b);
        if (used[slot]) {
            return slot;
        }
        if (size == limit) {
            overflow();
            return -1;
        }
        used[slot] = true;
        bits[slot] = b;
        remember(b, slot);
        if (++size * 2 > bits.length) {
            grow();
            return find(b);
        }
        return slot;
    }

    private void grow() {
        long[] oldBits = bits;
        boolean[] oldUsed = used;
        double[] oldValues = values;
        bits = new long[oldBits.length * 2];
        used = new boolean[bits.length];
        values = new double[bits.length * width];
        for (int s = 0; s < oldBits.length; s++) {
            if (oldUsed[s]) {
                int slot = probe(oldBits[s]);
                used[slot] = true;
                bits[slot] = oldBits[s];
                remember(oldBits[s], slot);
                System.arraycopy(oldValues, s * width, values, slot * width, width);
            }
        }
    }

    /** Makes it forget everything, as too many keys would. */
    public DoubleTable spoil() {
        overflow();
        return this;
    }

    private void overflow() {
        overflowed = true;
        size = 0;
        last = 0;
        bits = new long[1];
        used = new boolean[1];
        whole = new int[WHOLE];
        values = new double[width];
    }
}

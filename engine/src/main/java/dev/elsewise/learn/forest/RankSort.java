package dev.elsewise.learn.forest;

import java.util.Arrays;

/**
 * Sorts the rows of a node by rank. Few rows are compared each with each, which needs no branch and runs in vector
 * instructions; many are sorted by eight bits at a time.
 */
final class RankSort {
    /** So many rows or fewer are compared each with each. */
    private static final int FEW = 64;

    private static final int FEW_BITS = 6;
    private static final int BITS = 8;
    private static final int BUCKETS = 1 << BITS;

    private final int[] few = new int[FEW];
    private int[] keys;
    private int[] places;
    private int[] spareKeys;
    private int[] sparePlaces;
    private final int[] start = new int[BUCKETS];

    RankSort(int rows) {
        keys = new int[Math.max(FEW, rows)];
        places = new int[keys.length];
        spareKeys = new int[keys.length];
        sparePlaces = new int[keys.length];
    }

    /** Sorts the numbers 0 … n − 1 by rank, equal ones in their order. */
    void sort(int[] rank, int n, int least, int range) {
        if (n <= FEW && range < 1 << (31 - FEW_BITS)) {
            compare(rank, n, least);
            return;
        }
        for (int i = 0; i < n; i++) {
            keys[i] = rank[i] - least;
            places[i] = i;
        }
        for (int shift = 0; shift < Integer.SIZE && range >>> shift != 0; shift += BITS) {
            pass(n, shift);
        }
    }

    /** The ranks above the least, rising; valid until the next sort. */
    int[] keys() {
        return keys;
    }

    /** Whose rank each is. */
    int[] places() {
        return places;
    }

    /** A row's place is the number of rows before it; all keys differ, as they end with the row's number. */
    private void compare(int[] rank, int n, int least) {
        for (int i = 0; i < n; i++) {
            few[i] = (rank[i] - least) << FEW_BITS | i;
        }
        for (int i = 0; i < n; i++) {
            int place = before(few, n, few[i]);
            keys[place] = few[i] >>> FEW_BITS;
            places[place] = i;
        }
    }

    /** How many are smaller, for numbers ≥ 0: a difference's sign is its first bit. */
    private static int before(int[] few, int n, int key) {
        int count = 0;
        for (int k = 0; k < n; k++) {
            count += (few[k] - key) >>> 31;
        }
        return count;
    }

    private void pass(int n, int shift) {
        Arrays.fill(start, 0);
        for (int i = 0; i < n; i++) {
            start[(keys[i] >>> shift) & (BUCKETS - 1)]++;
        }
        int at = 0;
        for (int b = 0; b < BUCKETS; b++) {
            int here = start[b];
            start[b] = at;
            at += here;
        }
        for (int i = 0; i < n; i++) {
            int to = start[(keys[i] >>> shift) & (BUCKETS - 1)]++;
            spareKeys[to] = keys[i];
            sparePlaces[to] = places[i];
        }
        int[] moved = keys;
        keys = spareKeys;
        spareKeys = moved;
        moved = places;
        places = sparePlaces;
        sparePlaces = moved;
    }
}

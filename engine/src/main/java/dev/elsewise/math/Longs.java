package dev.elsewise.math;

import java.util.Arrays;

/** A growing list of words. */
public final class Longs {
    private long[] words = new long[64];
    private int size;

    public void add(long word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
        }
        words[size++] = word;
    }

    /** Adds all words of another list. */
    public Longs and(Longs other) {
        if (size + other.size > words.length) {
            words = Arrays.copyOf(words, Math.max(size + other.size, words.length / 2 * 3));
        }
        System.arraycopy(other.words, 0, words, size, other.size);
        size += other.size;
        return this;
    }

    public int size() {
        return size;
    }

    /** The words as they came. */
    public long[] all() {
        return Arrays.copyOf(words, size);
    }

    /** The words in ascending order. */
    public long[] sorted() {
        long[] sorted = all();
        Arrays.sort(sorted);
        return sorted;
    }
}

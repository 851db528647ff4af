package dev.elsewise.question;

/**
 * A stretch of time.
 *
 * @param from the first period, counted from 0
 * @param to the period after the last
 */
public record Periods(int from, int to) {
    /** All of it. */
    public static final Periods ALL = new Periods(0, Integer.MAX_VALUE);

    public boolean contains(int period) {
        return from <= period && period < to;
    }
}

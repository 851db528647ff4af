package dev.elsewise.learn.time;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One cut of a series into periods to train on and later ones to test on; periods are counted from 0, in the order of time.
 *
 * @param number of the fold, from 0
 * @param training in order; more than one span only where the test lies between them
 * @param tested the periods to predict
 */
public record TimeFold(int number, List<Span> training, Span tested) {
    /**
     * Consecutive periods.
     *
     * @param from the first
     * @param to the one after the last
     */
    public record Span(int from, int to) {
        public int size() {
            return to - from;
        }

        private IntStream periods() {
            return IntStream.range(from, to);
        }
    }

    public TimeFold {
        training = List.copyOf(training);
    }

    /** The periods to train on. */
    public int[] train() {
        return training.stream().flatMapToInt(Span::periods).toArray();
    }

    /** The periods to predict. */
    public int[] test() {
        return tested.periods().toArray();
    }
}

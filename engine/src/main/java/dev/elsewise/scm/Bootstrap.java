package dev.elsewise.scm;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How uncertainty is found: by a bootstrap of blocks of residuals. Exogenous series stay at their dates, so that carry-over always runs
 * over the unbroken series; the residuals of all mechanisms move together; nodes between are rolled forward; and each draw is fitted
 * again from the first answer.
 *
 * @param draws how many; 0 for none
 * @param block periods of a block; max(4, ⌈n^⅓⌉) when empty
 * @param threads how many draws are worked on at once; the answer does not depend on it
 */
public record Bootstrap(int draws, OptionalInt block, long seed, int threads) {
    public static Bootstrap withDefaults() {
        return new Bootstrap(1000, OptionalInt.empty(), 42, Runtime.getRuntime().availableProcessors());
    }

    public Bootstrap withDraws(int value) {
        return new Bootstrap(value, block, seed, threads);
    }

    public Bootstrap withBlock(int value) {
        return new Bootstrap(draws, OptionalInt.of(value), seed, threads);
    }

    public Bootstrap withSeed(long value) {
        return new Bootstrap(draws, block, value, threads);
    }

    public Bootstrap withThreads(int value) {
        return new Bootstrap(draws, block, seed, value);
    }

    /** f(0), f(1), …, in order; several at once where there are threads. */
    public <T> List<T> each(int count, IntFunction<T> f) {
        if (threads <= 1) {
            return IntStream.range(0, count).mapToObj(f).toList();
        }
        try (var pool = new java.util.concurrent.ForkJoinPool(threads)) {
            return pool.submit(() ->
                            IntStream.range(0, count).parallel().mapToObj(f).toList())
                    .join();
        }
    }
}

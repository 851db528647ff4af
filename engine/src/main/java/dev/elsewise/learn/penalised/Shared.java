package dev.elsewise.learn.penalised;

import dev.elsewise.data.spi.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/** Independent pieces of work, shared among threads; the results stand in the order of the pieces. */
final class Shared {
    private Shared() {}

    static <T> List<T> map(int count, Executor pool, int threads, IntFunction<T> piece) {
        AtomicReferenceArray<T> done = new AtomicReferenceArray<>(count);
        AtomicInteger next = new AtomicInteger();
        Crew.run(
                pool,
                () -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        done.set(i, piece.apply(i));
                    }
                },
                Math.min(threads, count));
        List<T> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            results.add(Objects.requireNonNull(done.get(i), "every piece is done"));
        }
        return results;
    }
}

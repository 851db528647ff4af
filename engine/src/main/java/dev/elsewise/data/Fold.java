package dev.elsewise.data;

import java.io.Serializable;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A mergeable accumulation over batches: the one way in which estimators touch data. {@code add} may change and return its
 * accumulator; {@code merge} may change and return its left one.
 *
 * @param <A> the accumulator
 */
public interface Fold<A> extends Serializable {
    /** A fresh accumulator of no rows. */
    A zero();

    /** Adds a batch; batches of a stripe come in order, from one thread. */
    A add(A accumulator, Batch batch);

    /** Joins two neighbouring stretches of rows. */
    A merge(A left, A right);

    /** A fold from its three parts. */
    static <A> Fold<A> of(Supplier<A> zero, BiFunction<A, Batch, A> add, BiFunction<A, A, A> merge) {
        return new Fold<>() {
            @Override
            public A zero() {
                return zero.get();
            }

            @Override
            public A add(A accumulator, Batch batch) {
                return add.apply(accumulator, batch);
            }

            @Override
            public A merge(A left, A right) {
                return merge.apply(left, right);
            }
        };
    }

    /** Two folds over the same columns in one pass. */
    static <A, B> Fold<Both<A, B>> both(Fold<A> first, Fold<B> second) {
        return of(
                () -> new Both<>(first.zero(), second.zero()),
                (acc, batch) -> new Both<>(first.add(acc.first(), batch), second.add(acc.second(), batch)),
                (left, right) -> new Both<>(
                        first.merge(left.first(), right.first()), second.merge(left.second(), right.second())));
    }

    /** The accumulators of two folds that shared a pass. */
    record Both<A, B>(A first, B second) {}
}

package dev.elsewise.scm;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What something is at the fitted model, and in each draw.
 *
 * @param <T> what is looked at
 */
public record Sampled<T>(T point, List<T> draws) {
    public Sampled {
        draws = List.copyOf(draws);
    }

    /** One number of it. */
    public Draws of(ToDoubleFunction<T> number) {
        return new Draws(
                number.applyAsDouble(point), draws.stream().mapToDouble(number).toArray());
    }

    /** A part of it. */
    public <S> Sampled<S> map(Function<T, S> part) {
        return new Sampled<>(part.apply(point), draws.stream().map(part).toList());
    }
}

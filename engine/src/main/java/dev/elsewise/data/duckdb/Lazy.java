package dev.elsewise.data.duckdb;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made when it is first asked for, once. */
final class Lazy<T> implements Supplier<T> {
    private @Nullable Supplier<T> maker;
    private @Nullable T value;

    private Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    static <T> Lazy<T> of(Supplier<T> maker) {
        return new Lazy<>(maker);
    }

    static <T> Lazy<T> done(T value) {
        return new Lazy<>(() -> value);
    }

    @Override
    public synchronized T get() {
        if (maker != null) {
            value = maker.get();
            maker = null;
        }
        return java.util.Objects.requireNonNull(value);
    }
}

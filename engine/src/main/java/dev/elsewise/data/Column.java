package dev.elsewise.data;

/** A column of a table: its name and what kind of values it holds. */
public record Column(String name, Kind kind) {
    /** What a column holds, and how a {@link Batch} hands it over. */
    public enum Kind {
        /** A double, {@code NaN} where missing; read with {@link Batch#numbers}. */
        NUMBER,
        /** 1 or 0, {@code NaN} where missing; read with {@link Batch#numbers}. */
        TRUTH,
        /** A level's place among the levels sorted by code point, −1 where missing; read with {@link Batch#codes}. */
        CATEGORY,
        /** An id or a cluster as a dense int code, −1 where missing; read with {@link Batch#codes}. */
        KEY,
        /** Microseconds since 1970-01-01T00:00 as a double, {@code NaN} where missing; read with {@link Batch#numbers}. */
        TIME;

        /** Whether a batch hands this kind over as int codes. */
        public boolean coded() {
            return this == CATEGORY || this == KEY;
        }
    }

    /** A column of doubles. */
    public static Column number(String name) {
        return new Column(name, Kind.NUMBER);
    }
}

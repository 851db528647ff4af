package dev.elsewise.data.spi;

import org.jspecify.annotations.Nullable;

/** Columns that are ready to be read. */
public interface Rows {
    long count();

    /** A reader of these columns, in the order in which they were asked for. */
    RowReader reader();

    /** Their arrays, when all of them are in memory. */
    default @Nullable Arrays arrays() {
        return null;
    }

    /**
     * Columns as whole arrays.
     *
     * @param values a {@code double[]} or {@code int[]} a column
     * @param ordinals for each row its place in the source, or null when that is its position
     */
    record Arrays(Object[] values, int count, long @Nullable [] ordinals) {
        /** A reader of views on these arrays. */
        public RowReader reader() {
            return new ArrayReader(values, ordinals);
        }
    }

    /** Rows that are in memory. */
    static Rows of(Arrays arrays) {
        return new Rows() {
            @Override
            public long count() {
                return arrays.count();
            }

            @Override
            public RowReader reader() {
                return arrays.reader();
            }

            @Override
            public Arrays arrays() {
                return arrays;
            }
        };
    }
}

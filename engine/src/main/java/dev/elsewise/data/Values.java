package dev.elsewise.data;

import java.util.Optional;

/** One number a row, aligned by the row's position in the table that they join. */
public interface Values {
    long size();

    double at(long row);

    /** Copies rows {@code from … from + size} into the head of {@code into}. */
    default void copy(long from, int size, double[] into) {
        for (int r = 0; r < size; r++) {
            into[r] = at(from + r);
        }
    }

    /** The array of all values, where they are held as one. */
    default Optional<double[]> array() {
        return Optional.empty();
    }

    /** Values held as doubles (not copied). */
    static Values of(double[] values) {
        return new Values() {
            @Override
            public long size() {
                return values.length;
            }

            @Override
            public double at(long row) {
                return values[(int) row];
            }

            @Override
            public Optional<double[]> array() {
                return Optional.of(values);
            }
        };
    }

    /** Small whole numbers from 0 to 127, such as folds, held as bytes (not copied). */
    static Values of(byte[] values) {
        return new Values() {
            @Override
            public long size() {
                return values.length;
            }

            @Override
            public double at(long row) {
                return values[(int) row];
            }
        };
    }
}

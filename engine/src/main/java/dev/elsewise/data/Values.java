package dev.elsewise.data;

/** One number a row, aligned by the row's position in the table that they join. */
public interface Values {
    long size();

    double at(long row);

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

package dev.elsewise.data.spi;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Values;
import dev.elsewise.data.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computed columns over the rows of one stored relation, with their arrays once those are kept. */
abstract sealed class Layer {
    private double @Nullable [][] kept;

    abstract List<String> inputs();

    abstract List<String> outputs();

    /** The same columns over the same rows in another order, or over fewer rows; keeps nothing. */
    abstract Layer anew();

    /** Computes a batch into the heads of the buffers. */
    abstract void apply(Batch batch, double[][] out);

    /** The outputs as arrays, if they are kept already. */
    synchronized double @Nullable [][] kept() {
        return kept;
    }

    /** The outputs as arrays, computed once from rows that are in memory; null when the budget refuses. */
    synchronized double @Nullable [][] keep(Workspace workspace, Rows inputs) {
        if (kept != null) {
            return kept;
        }
        double[][] own = asArrays();
        if (own != null) {
            kept = own;
            return own;
        }
        int rows = Math.toIntExact(inputs.count());
        if (!workspace.budget().reserve(8L * rows * outputs().size(), this)) {
            return null;
        }
        double[][] arrays = new double[outputs().size()][rows];
        Stripes.fold(workspace, rows, inputs::reader, filling(arrays));
        kept = arrays;
        return arrays;
    }

    /** Arrays that exist without computing. */
    double @Nullable [][] asArrays() {
        return null;
    }

    private Fold<double[][]> filling(double[][] arrays) {
        return Fold.of(
                () -> new double[arrays.length][Stripes.BATCH],
                (buffers, batch) -> {
                    apply(batch, buffers);
                    for (int j = 0; j < arrays.length; j++) {
                        System.arraycopy(buffers[j], 0, arrays[j], (int) batch.firstRow(), batch.size());
                    }
                    return buffers;
                },
                (left, right) -> left);
    }

    /** Columns from a function of the row: it holds for any choice and order of rows. */
    static final class OfFunction extends Layer {
        private final RowFunction function;

        OfFunction(RowFunction function) {
            this.function = function;
        }

        @Override
        List<String> inputs() {
            return function.inputs();
        }

        @Override
        List<String> outputs() {
            return function.outputs();
        }

        @Override
        Layer anew() {
            return new OfFunction(function);
        }

        @Override
        void apply(Batch batch, double[][] out) {
            function.apply(batch, out);
        }
    }

    /** A column aligned by position: it holds for these rows in this order only. */
    static final class OfValues extends Layer {
        private final String name;
        private final Values values;

        OfValues(String name, Values values) {
            this.name = name;
            this.values = values;
        }

        @Override
        List<String> inputs() {
            return List.of();
        }

        @Override
        List<String> outputs() {
            return List.of(name);
        }

        @Override
        Layer anew() {
            throw new IllegalStateException("Values are aligned by position.");
        }

        /** The values for rows in another order: row r was row {@code origins[r]}. */
        OfValues permuted(int[] origins) {
            Values before = values;
            return new OfValues(name, new Values() {
                @Override
                public long size() {
                    return origins.length;
                }

                @Override
                public double at(long row) {
                    return before.at(origins[(int) row]);
                }
            });
        }

        @Override
        void apply(Batch batch, double[][] out) {
            values.copy(batch.firstRow(), batch.size(), out[0]);
        }

        @Override
        double @Nullable [][] asArrays() {
            return values.array().map(a -> new double[][] {a}).orElse(null);
        }
    }
}

package dev.elsewise.data.spi;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stored columns with computed ones over them. Every column has a slot: first the stored ones, then each layer's outputs
 * in order. In memory the outputs of a layer are computed once and kept when the budget allows; else a reader computes
 * them a batch at a time. A layer is a pure function of the row, so both ways give the same bits.
 */
final class LayeredRows implements Rows {
    private final Workspace workspace;
    private final Rows stored;
    private final List<Step> steps;
    private final int[] columns;
    private final int slots;

    /**
     * @param storedNames the stored columns, in the order of {@code stored}
     * @param layers what is needed, each after those it reads
     */
    LayeredRows(Workspace workspace, Rows stored, List<String> storedNames, List<Layer> layers, List<String> columns) {
        this.workspace = workspace;
        this.stored = stored;
        List<String> names = new ArrayList<>(storedNames);
        this.steps = new ArrayList<>();
        for (Layer layer : layers) {
            int[] inputs = layer.inputs().stream().mapToInt(names::indexOf).toArray();
            steps.add(new Step(layer, inputs, names.size()));
            names.addAll(layer.outputs());
        }
        this.columns = columns.stream().mapToInt(names::indexOf).toArray();
        this.slots = names.size();
    }

    private record Step(Layer layer, int[] inputs, int first) {
        int outputs() {
            return layer.outputs().size();
        }
    }

    @Override
    public long count() {
        return stored.count();
    }

    @Override
    public @Nullable Arrays arrays() {
        Arrays base = stored.arrays();
        if (base == null) {
            return null;
        }
        Object[] all = java.util.Arrays.copyOf(base.values(), slots);
        for (Step step : steps) {
            if (!keep(step, all, base)) {
                return null;
            }
        }
        return new Arrays(pick(all, columns), base.count(), base.ordinals());
    }

    private boolean keep(Step step, Object[] slotArrays, Arrays base) {
        Rows inputs = Rows.of(new Arrays(pick(slotArrays, step.inputs()), base.count(), base.ordinals()));
        double[][] outputs = step.layer().keep(workspace, inputs);
        if (outputs == null) {
            return false;
        }
        System.arraycopy(outputs, 0, slotArrays, step.first(), outputs.length);
        return true;
    }

    @Override
    public RowReader reader() {
        return new Reader(stored.reader());
    }

    private static Object[] pick(Object[] from, int[] which) {
        Object[] picked = new Object[which.length];
        for (int i = 0; i < which.length; i++) {
            picked[i] = from[which[i]];
        }
        return picked;
    }

    private static int[] pick(int[] from, int[] which) {
        int[] picked = new int[which.length];
        for (int i = 0; i < which.length; i++) {
            picked[i] = from[which[i]];
        }
        return picked;
    }

    /** Computes the layers batch by batch. */
    private final class Reader implements RowReader {
        private final RowReader base;
        private final List<double[][]> buffers = new ArrayList<>();
        private final Object[] arrays = new Object[slots];
        private final int[] starts = new int[slots];

        Reader(RowReader base) {
            this.base = base;
            for (Step step : steps) {
                buffers.add(new double[step.outputs()][Stripes.BATCH]);
            }
        }

        @Override
        public void begin(long from, long to) {
            base.begin(from, to);
        }

        @Override
        public Batch next(int size) {
            Batch batch = base.next(size);
            Object[] read = batch.arrays();
            for (int i = 0; i < read.length; i++) {
                arrays[i] = read[i];
                starts[i] = batch.start(i);
            }
            for (int s = 0; s < steps.size(); s++) {
                compute(steps.get(s), batch, buffers.get(s));
            }
            return batch.over(pick(arrays, columns), pick(starts, columns));
        }

        private void compute(Step step, Batch batch, double[][] buffer) {
            double[][] kept = step.layer().kept();
            if (kept == null) {
                step.layer().apply(batch.over(pick(arrays, step.inputs()), pick(starts, step.inputs())), buffer);
            }
            for (int j = 0; j < step.outputs(); j++) {
                arrays[step.first() + j] = kept == null ? buffer[j] : kept[j];
                starts[step.first() + j] = kept == null ? 0 : (int) batch.firstRow();
            }
        }

        @Override
        public void close() {
            base.close();
        }
    }
}

package dev.elsewise.data.spi;

import dev.elsewise.data.Batch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Hands out views on whole arrays; copies nothing. */
final class ArrayReader implements RowReader {
    private final Object[] arrays;
    private final long @Nullable [] ordinals;
    private int at;

    ArrayReader(Object[] arrays, long @Nullable [] ordinals) {
        this.arrays = arrays;
        this.ordinals = ordinals;
    }

    @Override
    public void begin(long from, long to) {
        at = (int) from;
    }

    @Override
    public Batch next(int size) {
        int[] starts = new int[arrays.length];
        Arrays.fill(starts, at);
        Batch batch = new Batch(at, size, arrays, starts, ordinals, at, null);
        at += size;
        return batch;
    }

    @Override
    public void close() {}
}

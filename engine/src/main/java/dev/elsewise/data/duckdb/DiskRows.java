package dev.elsewise.data.duckdb;

import dev.elsewise.data.Batch;
import dev.elsewise.data.spi.RowReader;
import dev.elsewise.data.spi.Rows;
import dev.elsewise.data.spi.Stripes;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns in files, and perhaps some in memory. A batch that lies within one block is a view on the decoded block. */
final class DiskRows implements Rows {
    private final long count;
    private final List<Object> columns;
    private final boolean[] coded;
    private final @Nullable ColumnFile ordinals;

    /**
     * @param columns for each column its {@link ColumnFile}, or its whole array
     * @param ordinals null when they are the positions
     */
    DiskRows(long count, List<Object> columns, boolean[] coded, @Nullable ColumnFile ordinals) {
        this.count = count;
        this.columns = columns;
        this.coded = coded;
        this.ordinals = ordinals;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public RowReader reader() {
        return new Reader();
    }

    private final class Reader implements RowReader {
        private final ByteBuffer buffer = ColumnFile.buffer();
        private final Object[] blocks = new Object[columns.size()];
        private final Object[] across = new Object[columns.size()];
        private final long[] ordinalBlock = new long[ordinals == null ? 0 : ColumnFile.BLOCK];
        private final long[] ordinalsAcross = new long[ordinals == null ? 0 : Stripes.BATCH];
        private int decoded = -1;
        private long at;

        Reader() {
            for (int i = 0; i < blocks.length; i++) {
                boolean filed = columns.get(i) instanceof ColumnFile;
                blocks[i] = filed ? room(i, ColumnFile.BLOCK) : columns.get(i);
                across[i] = filed ? room(i, Stripes.BATCH) : columns.get(i);
            }
        }

        private Object room(int column, int rows) {
            return coded[column] ? new int[rows] : new double[rows];
        }

        @Override
        public void begin(long from, long to) {
            at = from;
        }

        @Override
        public Batch next(int size) {
            int from = (int) (at % ColumnFile.BLOCK);
            Batch batch = from + size <= ColumnFile.BLOCK ? within(from, size) : across(size);
            at += size;
            return batch;
        }

        private Batch within(int from, int size) {
            decode((int) (at / ColumnFile.BLOCK));
            return batch(size, blocks, from, ordinalBlock);
        }

        private Batch across(int size) {
            for (int done = 0; done < size; ) {
                decode((int) ((at + done) / ColumnFile.BLOCK));
                int from = (int) ((at + done) % ColumnFile.BLOCK);
                int run = Math.min(size - done, ColumnFile.BLOCK - from);
                for (int i = 0; i < blocks.length; i++) {
                    if (columns.get(i) instanceof ColumnFile) {
                        System.arraycopy(blocks[i], from, across[i], done, run);
                    }
                }
                if (ordinals != null) {
                    System.arraycopy(ordinalBlock, from, ordinalsAcross, done, run);
                }
                done += run;
            }
            return batch(size, across, 0, ordinalsAcross);
        }

        private Batch batch(int size, Object[] arrays, int start, long[] rowOrdinals) {
            int[] starts = new int[arrays.length];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = columns.get(i) instanceof ColumnFile ? start : (int) at;
            }
            return new Batch(at, size, arrays, starts, ordinals == null ? null : rowOrdinals, start, null);
        }

        private void decode(int block) {
            if (block == decoded) {
                return;
            }
            for (int i = 0; i < blocks.length; i++) {
                if (columns.get(i) instanceof ColumnFile file) {
                    file.read(block, blocks[i], buffer);
                }
            }
            if (ordinals != null) {
                ordinals.read(block, ordinalBlock, buffer);
            }
            decoded = block;
        }

        @Override
        public void close() {}
    }
}

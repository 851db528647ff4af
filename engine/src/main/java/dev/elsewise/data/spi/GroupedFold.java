package dev.elsewise.data.spi;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Workspace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pass over rows that are sorted by keys, in batches of whole groups. A group belongs to the stripe of its first row, so
 * that the shape of the tree, and with it every bit, depends on the rows alone.
 */
final class GroupedFold {
    private GroupedFold() {}

    /** @param keys how many of the last columns are the keys */
    static <A> A fold(Workspace workspace, Rows rows, int keys, Fold<A> fold) {
        Rows.Arrays arrays = rows.arrays();
        long count = rows.count();
        long length = Stripes.length(count);
        return Stripes.fold(
                workspace, count, arrays == null ? rows::reader : arrays::reader, fold, (reader, stripe) -> {
                    long from = stripe * length;
                    long to = Math.min(count, from + length);
                    Stretch stretch = arrays == null
                            ? Stretch.read(reader, from, to, count, keys)
                            : new Stretch(arrays.values(), arrays.ordinals(), 0, arrays.count());
                    return stretch.fold(from, to, keys, fold);
                });
    }

    /** Rows in arrays, of which the first stands at position {@code base}. */
    private record Stretch(Object[] values, long @Nullable [] ordinals, long base, int size) {
        <A> A fold(long from, long to, int keys, Fold<A> fold) {
            Object[] keyValues = Arrays.copyOfRange(values, values.length - keys, values.length);
            int end = (int) (to - base);
            int at = (int) (from - base);
            while (at > 0 && at < end && Order.same(keyValues, at - 1, at)) {
                at++;
            }
            A accumulator = fold.zero();
            int[] groups = new int[Stripes.BATCH + 1];
            while (at < end) {
                int found = 0;
                int next = at;
                int endOfNext = endOfGroup(keyValues, next);
                do {
                    groups[found++] = next - at;
                    next = endOfNext;
                    endOfNext = next < end ? endOfGroup(keyValues, next) : next;
                } while (next < end && endOfNext - at <= Stripes.BATCH);
                groups[found] = next - at;
                accumulator = fold.add(accumulator, batch(at, next - at, Arrays.copyOf(groups, found + 1)));
                at = next;
            }
            return accumulator;
        }

        private int endOfGroup(Object[] keyValues, int start) {
            int end = start + 1;
            while (end < size && Order.same(keyValues, start, end)) {
                end++;
            }
            return end;
        }

        private Batch batch(int at, int rows, int[] groups) {
            int[] starts = new int[values.length];
            Arrays.fill(starts, at);
            return new Batch(base + at, rows, values, starts, ordinals, at, groups);
        }

        /** The rows of a stripe, the one before it, and those after it until its last group ends. */
        static Stretch read(RowReader reader, long from, long to, long count, int keys) {
            Growing rows = new Growing();
            long base = Math.max(0, from - 1);
            rows.read(reader, base, to);
            long at = to;
            while (at < count && rows.lastGroupOpen(keys, (int) (to - base) - 1)) {
                long next = Math.min(count, at + Stripes.BATCH);
                rows.read(reader, at, next);
                at = next;
            }
            return new Stretch(rows.values, rows.ordinals, base, rows.size);
        }
    }

    /** Arrays that batches are appended to. */
    private static final class Growing {
        private Object[] values = {};
        private long[] ordinals = {};
        private int size;

        void read(RowReader reader, long from, long to) {
            reader.begin(from, to);
            int needed = Math.toIntExact(size + to - from);
            int room = needed <= ordinals.length ? ordinals.length : Math.max(needed, ordinals.length / 2 * 3);
            for (long at = from; at < to; at += Stripes.BATCH) {
                append(reader.next((int) Math.min(Stripes.BATCH, to - at)), room);
            }
        }

        private void append(Batch batch, int room) {
            Object[] arrays = batch.arrays();
            if (values.length != arrays.length) {
                values = new Object[arrays.length];
                for (int i = 0; i < arrays.length; i++) {
                    values[i] = arrays[i] instanceof int[] ? new int[0] : new double[0];
                }
            }
            for (int i = 0; i < arrays.length; i++) {
                if (values[i] instanceof int[] codes) {
                    values[i] = codes.length == room ? codes : Arrays.copyOf(codes, room);
                } else if (values[i] instanceof double[] numbers) {
                    values[i] = numbers.length == room ? numbers : Arrays.copyOf(numbers, room);
                }
                System.arraycopy(arrays[i], batch.start(i), values[i], size, batch.size());
            }
            ordinals = ordinals.length == room ? ordinals : Arrays.copyOf(ordinals, room);
            for (int r = 0; r < batch.size(); r++) {
                ordinals[size + r] = batch.ordinal(r);
            }
            size += batch.size();
        }

        /** Whether the group of the stripe's last row may go on after the rows read so far. */
        boolean lastGroupOpen(int keys, int lastOfStripe) {
            Object[] keyValues = Arrays.copyOfRange(values, values.length - keys, values.length);
            return Order.same(keyValues, lastOfStripe, size - 1);
        }
    }
}

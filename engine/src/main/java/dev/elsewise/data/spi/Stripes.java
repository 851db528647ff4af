package dev.elsewise.data.spi;

import dev.elsewise.data.Fold;
import dev.elsewise.data.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How rows are cut and accumulators joined, so that a fold has the same bits for any number of threads: stripes of {@link
 * #length} rows by position, batches of {@link #BATCH} rows in order within a stripe, and a binary tree over the stripes
 * whose shape depends on their count alone.
 */
public final class Stripes {
    /** Rows in a batch. */
    public static final int BATCH = 2048;

    private static final long LONGEST = 122_880;

    private Stripes() {}

    /** Rows in a stripe: a 64th of the table rounded up to whole batches, at least one batch, at most 60. */
    public static long length(long rows) {
        long aim = Math.ceilDiv(Math.ceilDiv(rows, 64), BATCH) * BATCH;
        return Math.clamp(aim, BATCH, LONGEST);
    }

    /** One pass over all rows. */
    public static <A> A fold(Workspace workspace, long rows, Supplier<RowReader> readers, Fold<A> fold) {
        long length = length(rows);
        return fold(workspace, rows, readers, fold, (reader, stripe) -> {
            long from = stripe * length;
            long to = Math.min(rows, from + length);
            reader.begin(from, to);
            A accumulator = fold.zero();
            for (long at = from; at < to; at += BATCH) {
                accumulator = fold.add(accumulator, reader.next((int) Math.min(BATCH, to - at)));
            }
            return accumulator;
        });
    }

    /** One pass, where {@code ofStripe} turns a stripe's number into its accumulator. */
    static <A> A fold(
            Workspace workspace,
            long rows,
            Supplier<RowReader> readers,
            Fold<A> fold,
            BiFunction<RowReader, Long, A> ofStripe) {
        long stripes = Math.ceilDiv(rows, length(rows));
        if (stripes == 0) {
            return fold.zero();
        }
        Tree<A> tree = new Tree<>(stripes, fold);
        AtomicLong next = new AtomicLong();
        AtomicBoolean failed = new AtomicBoolean();
        Runnable worker = () -> {
            try (RowReader reader = readers.get()) {
                for (long s = next.getAndIncrement(); s < stripes && !failed.get(); s = next.getAndIncrement()) {
                    workspace.checkCancelled();
                    tree.put(s, ofStripe.apply(reader, s));
                }
            } catch (Throwable t) {
                failed.set(true);
                throw t;
            }
        };
        Crew.run(workspace.pool(), worker, (int)
                Math.min(stripes, workspace.options().threads()));
        return tree.root();
    }

    /** Joins accumulators as they come, always along the same tree: parent i of a level covers its children 2i and 2i+1. */
    private static final class Tree<A> {
        private final List<java.util.Map<Long, A>> waiting = new ArrayList<>();
        private final List<Long> widths = new ArrayList<>();
        private final Fold<A> fold;
        private @Nullable A root;

        Tree(long leaves, Fold<A> fold) {
            this.fold = fold;
            for (long width = leaves; ; width = Math.ceilDiv(width, 2)) {
                widths.add(width);
                waiting.add(new java.util.HashMap<>());
                if (width == 1) {
                    break;
                }
            }
        }

        void put(long leaf, A value) {
            long index = leaf;
            A current = value;
            for (int level = 0; level < widths.size(); level++) {
                if (level == widths.size() - 1) {
                    setRoot(current);
                    return;
                }
                long sibling = index ^ 1;
                if (sibling < widths.get(level)) {
                    A other = swap(level, index, sibling, current);
                    if (other == null) {
                        return;
                    }
                    // Merged outside the lock: the pair is ours alone.
                    current = index < sibling ? fold.merge(current, other) : fold.merge(other, current);
                }
                index >>= 1;
            }
        }

        private synchronized void setRoot(A value) {
            root = value;
        }

        private synchronized @Nullable A swap(int level, long index, long sibling, A value) {
            A other = waiting.get(level).remove(sibling);
            if (other == null) {
                waiting.get(level).put(index, value);
            }
            return other;
        }

        synchronized A root() {
            return java.util.Objects.requireNonNull(root, "every stripe was put");
        }
    }
}

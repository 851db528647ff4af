package dev.elsewise.data;

import dev.elsewise.data.spi.Crew;
import dev.elsewise.error.EstimationFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Deals the rows of each stratum round in the order of their hashes. The hashes are never sorted as a whole: their leading
 * bits choose a bucket of a few hundred rows, whose next 32 bits are sorted. Cost: three passes, 5 bytes a row.
 */
final class HashRanks {
    private static final int IN_BUCKET = 512;

    private final Strata strata;
    private final RowHash hash;
    private final int bits;
    private final List<String> columns;

    private HashRanks(Table table, String stratum, Strata strata, RowHash hash, Optional<String> key) {
        this.strata = strata;
        this.hash = hash;
        this.columns = new ArrayList<>(List.of(stratum));
        key.ifPresent(columns::add);
        long aim = table.rows() / IN_BUCKET / (strata.count() + 1L);
        this.bits = Math.clamp(64 - Long.numberOfLeadingZeros(aim), 1, 16);
    }

    /** For each row, by position, its rank in its stratum modulo {@code folds}; what is missing is a stratum too. */
    static byte[] dealt(Table table, String stratum, Strata strata, RowHash hash, Optional<String> key, int folds) {
        long bytes = 5 * table.rows();
        if (bytes > table.workspace().budget().free() || table.rows() > Integer.MAX_VALUE - 8) {
            throw new EstimationFailed("Stratified folds need 5 bytes a row, " + bytes + " here; "
                    + table.workspace().budget().free()
                    + " of the memory budget are free.\nMaybe raise --memory, or use hashed folds.");
        }
        return new HashRanks(table, stratum, strata, hash, key).dealt(table, folds);
    }

    private byte[] dealt(Table table, int folds) {
        int[] starts = starts(table);
        int[] tails = new int[(int) table.rows()];
        AtomicIntegerArray next = new AtomicIntegerArray(starts);
        each(table, (batch, row) -> {
            long h = hash.of(batch, 1, row);
            tails[next.getAndIncrement(bucket(batch, row, h))] = tail(h);
        });
        sortBuckets(table.workspace(), starts, tails);
        byte[] dealt = new byte[tails.length];
        each(table, (batch, row) -> {
            long h = hash.of(batch, 1, row);
            int bucket = bucket(batch, row, h);
            int from = starts[bucket];
            int rank = firstNotBelow(tails, from, starts[bucket + 1], tail(h)) - starts[bucket >> bits << bits];
            dealt[(int) batch.firstRow() + row] = (byte) (rank % folds);
        });
        return dealt;
    }

    private interface OnRow {
        void at(Batch batch, int row);
    }

    private void each(Table table, OnRow work) {
        table.fold(
                columns,
                Fold.of(
                        () -> work,
                        (w, batch) -> {
                            for (int r = 0; r < batch.size(); r++) {
                                w.at(batch, r);
                            }
                            return w;
                        },
                        (left, right) -> left));
    }

    /** Where each bucket of each stratum begins, and at last the number of rows. */
    private int[] starts(Table table) {
        int buckets = (strata.count() + 1) << bits;
        int[] counts = table.fold(
                columns,
                Fold.of(
                        () -> new int[buckets + 1],
                        (c, batch) -> {
                            for (int r = 0; r < batch.size(); r++) {
                                c[bucket(batch, r, hash.of(batch, 1, r)) + 1]++;
                            }
                            return c;
                        },
                        (left, right) -> {
                            for (int b = 0; b < left.length; b++) {
                                left[b] += right[b];
                            }
                            return left;
                        }));
        for (int b = 1; b < counts.length; b++) {
            counts[b] += counts[b - 1];
        }
        return counts;
    }

    private int bucket(Batch batch, int row, long h) {
        int stratum = strata.of(batch, 0, row);
        return ((stratum < 0 ? strata.count() : stratum) << bits) + (int) (h >>> (64 - bits));
    }

    /** The 32 bits after the bucket's, in an order of signed numbers. */
    private int tail(long h) {
        return (int) (h << bits >>> 32) ^ Integer.MIN_VALUE;
    }

    private static void sortBuckets(Workspace workspace, int[] starts, int[] tails) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int b = next.getAndIncrement(); b < starts.length - 1; b = next.getAndIncrement()) {
                Arrays.sort(tails, starts[b], starts[b + 1]);
            }
        };
        Crew.run(workspace.pool(), work, workspace.options().threads());
    }

    private static int firstNotBelow(int[] sorted, int from, int to, int value) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

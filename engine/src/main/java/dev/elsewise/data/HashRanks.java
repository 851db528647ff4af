package dev.elsewise.data;

import dev.elsewise.data.spi.RowHash;
import dev.elsewise.error.EstimationFailed;
import dev.elsewise.math.Longs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deals the rows of each stratum round in the order of their hashes. A first pass counts the rows of each stratum by their
 * hash's leading bits, which cuts the order into stretches of some million rows; each stretch takes a pass, in which its
 * rows are collected as words (place in the order, then position) and sorted. Cost: 1 byte a row, 130 MB a stretch, and
 * n log n.
 */
final class HashRanks {
    private static final int STRETCH = 1 << 23;
    private static final int IN_BUCKET = 4096;

    private final Strata strata;
    private final RowHash hash;
    private final int bits;
    private final int positionBits;
    private final List<String> columns;

    private HashRanks(Table table, String stratum, Strata strata, RowHash hash, Optional<String> key) {
        this.strata = strata;
        this.hash = hash;
        this.columns = new ArrayList<>(List.of(stratum));
        key.ifPresent(columns::add);
        long aim = table.rows() / IN_BUCKET / (strata.count() + 1L);
        this.positionBits = Long.SIZE - Long.numberOfLeadingZeros(table.rows());
        this.bits = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(aim), 1, 14);
    }

    /** For each row, by position, its rank in its stratum modulo {@code folds}; what is missing is a stratum too. */
    static byte[] dealt(Table table, String stratum, Strata strata, RowHash hash, Optional<String> key, int folds) {
        long bytes = table.rows() + 2L * Long.BYTES * Math.min(STRETCH, table.rows());
        if (bytes > table.workspace().budget().free() || table.rows() > Integer.MAX_VALUE - 8) {
            throw new EstimationFailed("Stratified folds need " + bytes + " bytes at once; "
                    + table.workspace().budget().free()
                    + " of the memory budget are free.\nMaybe raise --memory, or use hashed folds.");
        }
        return new HashRanks(table, stratum, strata, hash, key).dealt(table, folds);
    }

    private byte[] dealt(Table table, int folds) {
        int[] starts = starts(table);
        byte[] dealt = new byte[(int) table.rows()];
        for (int from = 0; from < starts.length - 1; ) {
            int to = from + 1;
            while (to < starts.length - 1 && starts[to + 1] - starts[from] <= STRETCH) {
                to++;
            }
            deal(collected(table, from, to), starts, from, folds, dealt);
            from = to;
        }
        return dealt;
    }

    /** Where each bucket of each stratum begins in the order, and at last the number of rows. */
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
        return ((stratum < 0 ? strata.count() : stratum) << bits) + (int) (h >>> (Long.SIZE - bits));
    }

    /** How many bits tell the buckets of a stretch apart. */
    private static int width(int from, int to) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(to - from - 1);
    }

    /** The rows of some buckets, sorted: bucket, further bits of the hash, position. */
    private long[] collected(Table table, int from, int to) {
        int width = width(from, to);
        int hashBits = Long.SIZE - 1 - width - positionBits;
        Longs words = table.fold(
                columns,
                Fold.of(
                        Longs::new,
                        (found, batch) -> {
                            for (int r = 0; r < batch.size(); r++) {
                                long h = hash.of(batch, 1, r);
                                int bucket = bucket(batch, r, h);
                                if (bucket >= from && bucket < to) {
                                    long place =
                                            (long) (bucket - from) << hashBits | h << bits >>> (Long.SIZE - hashBits);
                                    found.add(place << positionBits | (batch.firstRow() + r));
                                }
                            }
                            return found;
                        },
                        Longs::and));
        return words.sorted();
    }

    /** Rows that share what the word holds of their hashes, some 35 bits, share a rank too. */
    private void deal(long[] sorted, int[] starts, int first, int folds, byte[] dealt) {
        int bucket = first;
        int place = starts[first];
        int rank = place;
        for (int i = 0; i < sorted.length; i++, place++) {
            while (place >= starts[bucket + 1]) {
                bucket++;
            }
            if (i == 0 || sorted[i] >>> positionBits != sorted[i - 1] >>> positionBits) {
                rank = place - starts[bucket >> bits << bits];
            }
            dealt[(int) (sorted[i] & (1L << positionBits) - 1)] = (byte) (rank % folds);
        }
    }
}

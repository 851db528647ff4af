package dev.elsewise.study;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Table;
import dev.elsewise.data.spi.RowHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes a part of a table's rows. Which rows are drawn at random depends on the seed and on their keys, or where there is no
 * key on their places; never on threads or on where the table lies.
 */
final class Sampling {
    private static final String TAKEN = "elsewise_taken";

    private Sampling() {}

    static Table of(Table table, Study.Sample sample, Optional<String> key, long seed) {
        return switch (sample) {
            case Study.Sample.Random random ->
                rows(table, random.rows(), key, random.seed().orElse(seed));
            case Study.Sample.First first -> first(table, first.count(), first.of());
        };
    }

    /** The rows with the smallest random numbers; rows of one key stand or fall together, so that they may be a few less. */
    private static Table rows(Table table, long count, Optional<String> key, long seed) {
        if (count >= table.rows()) {
            return table;
        }
        RowHash hash = RowHash.of(table, key, seed, "sample of rows");
        String read = key.orElse(table.schema().names().getFirst());
        long[] counts = table.fold(
                List.of(read),
                Fold.of(
                        () -> new long[1 << 16],
                        (acc, batch) -> {
                            for (int r = 0; r < batch.size(); r++) {
                                acc[(int) (hash.of(batch, 0, r) >>> 48)]++;
                            }
                            return acc;
                        },
                        (l, r) -> {
                            for (int i = 0; i < l.length; i++) {
                                l[i] += r[i];
                            }
                            return l;
                        }));
        int bucket = 0;
        long below = 0;
        while (below + counts[bucket] <= count) {
            below += counts[bucket++];
        }
        int last = bucket;
        long[] inBucket = table.fold(
                List.of(read), Fold.of(() -> new long[0], (acc, batch) -> collect(acc, batch, hash, last), (l, r) -> {
                    long[] both = Arrays.copyOf(l, l.length + r.length);
                    System.arraycopy(r, 0, both, l.length, r.length);
                    return both;
                }));
        Arrays.sort(inBucket);
        long limit = below == count ? (long) bucket << 48 : inBucket[(int) (count - below)];
        return keep(
                table,
                read,
                (batch, r) -> Long.compareUnsigned(hash.of(batch, 0, r), limit) < 0,
                String.format(Locale.ROOT, "not in the random sample of %,d rows", count));
    }

    private static long[] collect(long[] acc, Batch batch, RowHash hash, int bucket) {
        long[] result = Arrays.copyOf(acc, acc.length + batch.size());
        int at = acc.length;
        for (int r = 0; r < batch.size(); r++) {
            long bits = hash.of(batch, 0, r);
            if (bits >>> 48 == bucket) {
                result[at++] = bits;
            }
        }
        return Arrays.copyOf(result, at);
    }

    /** The rows of the values that come first in the table. */
    private static Table first(Table table, long count, String of) {
        Table keyed = table.as(of, Column.Kind.KEY);
        int codes = keyed.cardinality(of);
        long[] firstRow = keyed.fold(
                List.of(of),
                Fold.of(
                        () -> {
                            long[] none = new long[codes];
                            Arrays.fill(none, Long.MAX_VALUE);
                            return none;
                        },
                        (acc, batch) -> {
                            for (int r = 0; r < batch.size(); r++) {
                                int code = batch.codes(0)[batch.start(0) + r];
                                if (code >= 0) {
                                    acc[code] = Math.min(acc[code], batch.ordinal(r));
                                }
                            }
                            return acc;
                        },
                        (l, r) -> {
                            for (int i = 0; i < codes; i++) {
                                l[i] = Math.min(l[i], r[i]);
                            }
                            return l;
                        }));
        List<Integer> order = new ArrayList<>();
        for (int code = 0; code < codes; code++) {
            if (firstRow[code] != Long.MAX_VALUE) {
                order.add(code);
            }
        }
        order.sort(Comparator.comparingLong(code -> firstRow[code]));
        boolean[] taken = new boolean[codes];
        order.stream().limit(count).forEach(code -> taken[code] = true);
        return keep(
                keyed,
                of,
                (batch, r) -> {
                    int code = batch.codes(0)[batch.start(0) + r];
                    return code >= 0 && taken[code];
                },
                String.format(Locale.ROOT, "not among the first %,d values of %s", count, of));
    }

    private interface Taken extends java.io.Serializable {
        boolean test(Batch batch, int row);
    }

    private static Table keep(Table table, String column, Taken taken, String because) {
        List<String> names = table.schema().names();
        return table.with(new RowFunction() {
                    @Override
                    public List<String> inputs() {
                        return List.of(column);
                    }

                    @Override
                    public List<String> outputs() {
                        return List.of(TAKEN);
                    }

                    @Override
                    public void apply(Batch batch, double[][] out) {
                        for (int r = 0; r < batch.size(); r++) {
                            out[0][r] = taken.test(batch, r) ? 1 : 0;
                        }
                    }
                })
                .where(TAKEN + " = 1", because)
                .select(names.toArray(String[]::new));
    }
}

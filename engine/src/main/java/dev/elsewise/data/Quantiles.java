package dev.elsewise.data;

import dev.elsewise.math.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Exact quantiles of number columns, over any number of rows, with their count, mean, standard deviation and range.
 *
 * <p>The quantile of probability p of n values x₀ ≤ … ≤ xₙ₋₁ is x⌊h⌋ + (h − ⌊h⌋)(x⌊h⌋₊₁ − x⌊h⌋) with h = (n − 1)p: type 7 of
 * Hyndman and Fan 1996 (doi 10.2307/2684934), the default of R and numpy. What is missing is left out.
 *
 * <p>Cost: each pass counts the next 11 bits of the values that share a sought prefix; when few candidates are left they
 * are collected and sorted. Three passes for continuous data, seven at most; 16 KB a sought value.
 */
public final class Quantiles {
    private static final int BITS = 11;
    private static final int COLLECTED = 1 << 18;

    /**
     * One column.
     *
     * @param count values that are not missing
     * @param missing rows without a value
     * @param sd with divisor count − 1; {@code NaN} below two values
     * @param quantiles one for each probability; {@code NaN} without values
     */
    public record Summary(
            String column,
            long count,
            long missing,
            double mean,
            double sd,
            double min,
            double max,
            double[] quantiles) {}

    private Quantiles() {}

    /** The summaries of some number, truth or time columns, in their order. */
    public static List<Summary> of(Table table, List<String> columns, double... probabilities) {
        if (columns.isEmpty()) {
            return List.of();
        }
        Moments[] moments = table.fold(columns, Moments.fold(columns.size()));
        List<Ranks> sought = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            sought.add(Ranks.of(moments[c].count(), probabilities));
        }
        find(table, columns, sought);
        List<Summary> summaries = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            Moments m = moments[c];
            summaries.add(new Summary(
                    columns.get(c),
                    m.count(),
                    m.missing(),
                    m.mean(),
                    m.sd(),
                    m.count() == 0 ? Double.NaN : m.min(),
                    m.count() == 0 ? Double.NaN : m.max(),
                    sought.get(c).quantiles(probabilities)));
        }
        return summaries;
    }

    /**
     * The values of some ranks of a column, counted from 0 among the values in ascending order.
     *
     * @param count values that are not missing; every rank is below it
     */
    public static double[] atRanks(Table table, String column, long count, long... ranks) {
        Ranks sought = new Ranks(count, Arrays.stream(ranks).sorted().distinct().toArray());
        find(table, List.of(column), List.of(sought));
        return Arrays.stream(ranks).mapToDouble(sought::at).toArray();
    }

    private static void find(Table table, List<String> columns, List<Ranks> sought) {
        int known = 0;
        while (known < Long.SIZE && sought.stream().mapToLong(Ranks::candidates).sum() > COLLECTED) {
            narrow(table, columns, sought, known);
            known += BITS;
        }
        if (known < Long.SIZE) {
            collect(table, columns, sought, known);
        }
    }

    /** One pass that learns the next bits of every sought value. */
    private static void narrow(Table table, List<String> columns, List<Ranks> sought, int known) {
        int width = Math.min(BITS, Long.SIZE - known);
        int shift = Long.SIZE - known - width;
        long[][] prefixes = sought.stream().map(Ranks::prefixes).toArray(long[][]::new);
        int[][][] counts = table.fold(
                columns,
                Fold.of(
                        () -> histograms(prefixes, 1 << width),
                        (h, batch) -> {
                            for (int c = 0; c < prefixes.length; c++) {
                                count(batch, c, prefixes[c], known, shift, width, h[c]);
                            }
                            return h;
                        },
                        Quantiles::added));
        for (int c = 0; c < counts.length; c++) {
            sought.get(c).narrow(prefixes[c], counts[c], width);
        }
    }

    private static int[][][] histograms(long[][] prefixes, int cells) {
        int[][][] histograms = new int[prefixes.length][][];
        for (int c = 0; c < prefixes.length; c++) {
            histograms[c] = new int[prefixes[c].length][cells];
        }
        return histograms;
    }

    private static int[][][] added(int[][][] left, int[][][] right) {
        for (int c = 0; c < left.length; c++) {
            for (int p = 0; p < left[c].length; p++) {
                for (int cell = 0; cell < left[c][p].length; cell++) {
                    left[c][p][cell] += right[c][p][cell];
                }
            }
        }
        return left;
    }

    private static void count(
            Batch batch, int column, long[] prefixes, int known, int shift, int width, int[][] histograms) {
        double[] values = batch.numbers(column);
        int start = batch.start(column);
        for (int r = start; r < start + batch.size(); r++) {
            double value = values[r];
            if (!Double.isNaN(value)) {
                long image = image(value);
                int p = find(prefixes, image, known);
                if (p >= 0) {
                    histograms[p][(int) (image >>> shift) & ((1 << width) - 1)]++;
                }
            }
        }
    }

    private static int find(long[] prefixes, long image, int known) {
        return known == 0 ? 0 : Arrays.binarySearch(prefixes, image >>> (Long.SIZE - known));
    }

    /** The last pass: the few values that may be the sought ones are sorted. */
    private static void collect(Table table, List<String> columns, List<Ranks> sought, int known) {
        long[][] prefixes = sought.stream().map(Ranks::prefixes).toArray(long[][]::new);
        Longs[] found = table.fold(
                columns,
                Fold.of(
                        () -> {
                            Longs[] lists = new Longs[prefixes.length];
                            Arrays.setAll(lists, c -> new Longs());
                            return lists;
                        },
                        (lists, batch) -> {
                            for (int c = 0; c < lists.length; c++) {
                                pick(batch, c, prefixes[c], known, lists[c]);
                            }
                            return lists;
                        },
                        (left, right) -> {
                            for (int c = 0; c < left.length; c++) {
                                left[c].and(right[c]);
                            }
                            return left;
                        }));
        for (int c = 0; c < found.length; c++) {
            sought.get(c).settle(found[c].sorted(), known);
        }
    }

    private static void pick(Batch batch, int column, long[] prefixes, int known, Longs into) {
        double[] values = batch.numbers(column);
        int start = batch.start(column);
        for (int r = start; r < start + batch.size(); r++) {
            if (!Double.isNaN(values[r])) {
                long image = image(values[r]);
                if (prefixes.length > 0 && find(prefixes, image, known) >= 0) {
                    into.add(image ^ Long.MIN_VALUE);
                }
            }
        }
    }

    /** A word whose unsigned order is the order of the doubles, with −0 equal to 0. */
    private static long image(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }

    private static double value(long image) {
        return Double.longBitsToDouble(image < 0 ? image ^ Long.MIN_VALUE : ~image);
    }

    /** The ranks that the quantiles of one column need, and what is known of their values. */
    private static final class Ranks {
        private final long count;
        private final long[] ranks;
        private final long[] prefix;
        private final long[] before;
        private final long[] size;

        Ranks(long count, long[] ranks) {
            this.count = count;
            this.ranks = ranks;
            this.prefix = new long[ranks.length];
            this.before = new long[ranks.length];
            this.size = new long[ranks.length];
            Arrays.fill(size, count);
        }

        static Ranks of(long count, double[] probabilities) {
            return new Ranks(
                    count,
                    count == 0
                            ? new long[0]
                            : Arrays.stream(probabilities)
                                    .map(p -> (count - 1) * p)
                                    .mapToLong(h -> (long) Math.floor(h))
                                    .flatMap(low -> LongStream.of(low, Math.min(low + 1, count - 1)))
                                    .sorted()
                                    .distinct()
                                    .toArray());
        }

        /** The value of a rank, once it is found. */
        double at(long rank) {
            return value(prefix[Arrays.binarySearch(ranks, rank)]);
        }

        private long low(double probability) {
            return (long) Math.floor((count - 1) * probability);
        }

        /** How many values share the known prefixes. */
        long candidates() {
            long sum = 0;
            for (int i = 0; i < ranks.length; i++) {
                sum += i > 0 && prefix[i] == prefix[i - 1] ? 0 : size[i];
            }
            return sum;
        }

        long[] prefixes() {
            return Arrays.stream(prefix).distinct().sorted().toArray();
        }

        void narrow(long[] prefixes, int[][] counts, int width) {
            for (int i = 0; i < ranks.length; i++) {
                int[] cells = counts[Arrays.binarySearch(prefixes, prefix[i])];
                int cell = 0;
                while (before[i] + cells[cell] <= ranks[i]) {
                    before[i] += cells[cell++];
                }
                prefix[i] = prefix[i] << width | cell;
                size[i] = cells[cell];
            }
        }

        /** @param signed the candidates' images with the sign flipped, ascending */
        void settle(long[] signed, int known) {
            for (int i = 0; i < ranks.length; i++) {
                long first = known == 0 ? Long.MIN_VALUE : prefix[i] << (Long.SIZE - known) ^ Long.MIN_VALUE;
                int from = firstNotBelow(signed, first);
                prefix[i] = signed[from + (int) (ranks[i] - before[i])] ^ Long.MIN_VALUE;
            }
        }

        private static int firstNotBelow(long[] sorted, long value) {
            int low = 0;
            int high = sorted.length;
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

        double[] quantiles(double[] probabilities) {
            double[] quantiles = new double[probabilities.length];
            for (int i = 0; i < quantiles.length; i++) {
                quantiles[i] = count == 0 ? Double.NaN : quantile(probabilities[i]);
            }
            return quantiles;
        }

        private double quantile(double probability) {
            long low = low(probability);
            double fraction = (count - 1) * probability - low;
            double below = at(low);
            if (fraction == 0) {
                return below;
            }
            return below + fraction * (at(low + 1) - below);
        }
    }
}

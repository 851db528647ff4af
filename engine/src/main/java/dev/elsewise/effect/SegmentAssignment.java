package dev.elsewise.effect;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Quantiles;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Table;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.math.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/** Learns what a {@link Segmentation} needs from the rows, and makes the function that assigns them. */
final class SegmentAssignment {
    private static final String MISSING = "(missing)";
    private static final int MOST_VALUES = 1000;
    /** Stretches of so many bits of ordinals, a million rows, are looked into at once. */
    private static final int STRETCH = 20;

    private SegmentAssignment() {}

    static Segmentation.Assigned of(Segmentation s, Table table) {
        Column column = table.schema().column(s.column());
        return switch (s.rule()) {
            case Segmentation.Levels levels -> column.kind().coded() ? ofLevels(s, table) : ofValues(s, table);
            case Segmentation.Cuts cuts -> {
                requireNumber(s, column);
                double[] points =
                        cuts.points().stream().mapToDouble(Double::doubleValue).toArray();
                yield ofCuts(s, points, none(points.length), cutLabels(points));
            }
            case Segmentation.Quantiles quantiles -> {
                requireNumber(s, column);
                yield ofQuantiles(s, table, quantiles);
            }
        };
    }

    private static void requireNumber(Segmentation s, Column column) {
        if (column.kind().coded()) {
            throw new BadStudy("Cut points and quantiles need a number; \"" + s.column() + "\" is a "
                    + column.kind().name().toLowerCase(Locale.ROOT) + ".\nMaybe use " + s.column() + ": levels.");
        }
    }

    private static Segmentation.Assigned ofLevels(Segmentation s, Table table) {
        List<String> labels = new ArrayList<>(table.levels(s.column()));
        int missing = labels.size();
        labels.add(MISSING);
        return assigned(s, labels, (batch, out) -> {
            int[] codes = batch.codes(0);
            int start = batch.start(0);
            for (int r = 0; r < batch.size(); r++) {
                int code = codes[start + r];
                out[r] = code < 0 ? missing : code;
            }
        });
    }

    private static Segmentation.Assigned ofValues(Segmentation s, Table table) {
        Set<Double> found = table.fold(
                List.of(s.column()),
                Fold.of(
                        () -> (Set<Double>) new TreeSet<Double>(),
                        (set, batch) -> {
                            double[] x = batch.numbers(0);
                            double last = Double.NaN;
                            for (int r = 0; r < batch.size(); r++) {
                                double value = x[batch.start(0) + r];
                                if (value != last && !Double.isNaN(value)) {
                                    set.add(value + 0.0);
                                    last = value;
                                }
                            }
                            return limited(s, set);
                        },
                        (a, b) -> {
                            a.addAll(b);
                            return limited(s, a);
                        }));
        double[] values = found.stream().mapToDouble(Double::doubleValue).toArray();
        List<String> labels = new ArrayList<>();
        for (double value : values) {
            labels.add(number(value));
        }
        labels.add(MISSING);
        return assigned(s, labels, (batch, out) -> {
            double[] x = batch.numbers(0);
            for (int r = 0; r < batch.size(); r++) {
                double value = x[batch.start(0) + r];
                out[r] = Double.isNaN(value) ? values.length : Arrays.binarySearch(values, value + 0.0);
            }
        });
    }

    private static Set<Double> limited(Segmentation s, Set<Double> set) {
        if (set.size() > MOST_VALUES) {
            throw new BadStudy("Segments by level need at most " + MOST_VALUES + " different values; \"" + s.column()
                    + "\" has more.\nMaybe give cut points or quantiles.");
        }
        return set;
    }

    /** For each cut the last row, by ordinal, whose equal value still goes below; all of them by default. */
    private static long[] none(int cuts) {
        long[] all = new long[cuts];
        Arrays.fill(all, Long.MAX_VALUE);
        return all;
    }

    private static Segmentation.Assigned ofCuts(Segmentation s, double[] points, long[] lastBelow, List<String> made) {
        List<String> labels = new ArrayList<>(s.labels().isEmpty() ? made : s.labels());
        if (labels.size() != points.length + 1) {
            throw new BadStudy(points.length + " cut points of \"" + s.column() + "\" make " + (points.length + 1)
                    + " segments; found " + labels.size() + " labels: " + labels + ".");
        }
        labels.add(MISSING);
        return assigned(s, labels, (batch, out) -> {
            double[] x = batch.numbers(0);
            for (int r = 0; r < batch.size(); r++) {
                double value = x[batch.start(0) + r];
                int segment = 0;
                if (Double.isNaN(value)) {
                    segment = points.length + 1;
                } else {
                    while (segment < points.length
                            && (value > points[segment]
                                    || (value == points[segment] && batch.ordinal(r) > lastBelow[segment]))) {
                        segment++;
                    }
                }
                out[r] = segment;
            }
        });
    }

    private static List<String> cutLabels(double[] points) {
        List<String> labels = new ArrayList<>();
        labels.add("≤ " + number(points[0]));
        for (int i = 1; i < points.length; i++) {
            labels.add("(" + number(points[i - 1]) + ", " + number(points[i]) + "]");
        }
        labels.add("> " + number(points[points.length - 1]));
        return labels;
    }

    private static Segmentation.Assigned ofQuantiles(Segmentation s, Table table, Segmentation.Quantiles q) {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= q.count(); i++) {
            labels.add("Q" + i + (i == 1 ? " lowest" : i == q.count() ? " highest" : ""));
        }
        if (q.ties() == Segmentation.Ties.FIRST) {
            return ofRanks(s, table, q.count(), labels);
        }
        double[] probabilities = new double[q.count() - 1];
        Arrays.setAll(probabilities, i -> (i + 1.0) / q.count());
        double[] found = Quantiles.of(table, List.of(s.column()), probabilities)
                .getFirst()
                .quantiles();
        return ofCuts(s, found, none(found.length), labels);
    }

    /** Groups of equal size: the rows of rank up to 1 + (n − 1) k / count go below the k-th cut, ties by row order. */
    private static Segmentation.Assigned ofRanks(Segmentation s, Table table, int count, List<String> labels) {
        long n = table.fold(List.of(s.column()), counting(x -> !Double.isNaN(x)));
        if (n == 0) {
            throw new BadData("Quantiles need values; \"" + s.column() + "\" is missing in all rows.");
        }
        long[] low = new long[count - 1];
        Arrays.setAll(low, i -> (long) Math.floor((double) (n - 1) * (i + 1) / count));
        double[] points = Quantiles.atRanks(table, s.column(), n, low);
        long[] lastBelow = new long[points.length];
        for (int i = 0; i < points.length; i++) {
            double point = points[i];
            long smaller = table.fold(List.of(s.column()), counting(x -> x < point));
            lastBelow[i] = ordinalOfEqual(table, s.column(), point, low[i] - smaller);
        }
        return ofCuts(s, points, lastBelow, labels);
    }

    private static Fold<Long> counting(DoublePredicate which) {
        return Fold.of(
                () -> 0L,
                (sum, batch) -> {
                    double[] x = batch.numbers(0);
                    long count = 0;
                    for (int r = 0; r < batch.size(); r++) {
                        count += which.test(x[batch.start(0) + r]) ? 1 : 0;
                    }
                    return sum + count;
                },
                Long::sum);
    }

    /**
     * The ordinal of the row of rank {@code rank}, counted from 0 and by ordinal, among those that hold the value. A first pass
     * counts them by stretches of ordinals, a second one looks into the stretch.
     */
    private static long ordinalOfEqual(Table table, String column, double value, long rank) {
        Map<Long, Integer> stretches = table.fold(
                List.of(column),
                Fold.of(
                        () -> (Map<Long, Integer>) new TreeMap<Long, Integer>(),
                        (counts, batch) -> {
                            double[] x = batch.numbers(0);
                            for (int r = 0; r < batch.size(); r++) {
                                if (x[batch.start(0) + r] == value) {
                                    counts.merge(batch.ordinal(r) >> STRETCH, 1, Integer::sum);
                                }
                            }
                            return counts;
                        },
                        (left, right) -> {
                            right.forEach((stretch, rows) -> left.merge(stretch, rows, Integer::sum));
                            return left;
                        }));
        long before = 0;
        long found = 0;
        for (Map.Entry<Long, Integer> stretch : stretches.entrySet()) {
            found = stretch.getKey();
            if (before + stretch.getValue() > rank) {
                break;
            }
            before += stretch.getValue();
        }
        long in = found;
        Longs ordinals = table.fold(
                List.of(column),
                Fold.of(
                        Longs::new,
                        (list, batch) -> {
                            double[] x = batch.numbers(0);
                            for (int r = 0; r < batch.size(); r++) {
                                if (x[batch.start(0) + r] == value && batch.ordinal(r) >> STRETCH == in) {
                                    list.add(batch.ordinal(r));
                                }
                            }
                            return list;
                        },
                        Longs::and));
        return ordinals.sorted()[(int) (rank - before)];
    }

    /** What a segmentation does with a batch of its column. */
    private interface Assign extends java.io.Serializable {
        void apply(Batch batch, double[] out);
    }

    private static Segmentation.Assigned assigned(Segmentation s, List<String> labels, Assign assign) {
        RowFunction function = new RowFunction() {
            @Override
            public List<String> inputs() {
                return List.of(s.column());
            }

            @Override
            public List<String> outputs() {
                return List.of("\u0001segment " + s.name());
            }

            @Override
            public void apply(Batch batch, double[][] out) {
                assign.apply(batch, out[0]);
            }
        };
        return new Segmentation.Assigned(s.name(), List.copyOf(labels), function);
    }

    static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }
}

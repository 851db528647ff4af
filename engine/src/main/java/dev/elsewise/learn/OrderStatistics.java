package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.math.DoubleTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Exact quantiles of numbers over the rows that each model learns from, by radix selection on the bits of the double: each
 * pass counts the next 11 bits of the values that share the prefix found so far. Quantiles are R's type 7; a row counts as
 * often as its frequency weight says. Cost: 6 passes over the columns asked for, 16 KB a target.
 */
final class OrderStatistics {
    private static final int BITS = 11;
    private static final int PASSES = 6;
    private static final int MOST_VALUES = 4096;

    /** What is sought: the values of ranks {@code low} and {@code low + 1} among a model's observed values of a number. */
    private static final class Target {
        final int number;
        final int model;
        final double rank;
        long prefix;
        double before;

        Target(int number, int model, double rank) {
            this.number = number;
            this.model = model;
            this.rank = rank;
        }
    }

    /** A quantile of a number over the observed training values of a model. */
    record Wanted(int number, int model, double probability) {}

    private OrderStatistics() {}

    /** By counts where the numbers have few different values, which takes one pass, else by radix selection. */
    static double[] of(Problem problem, Layout layout, Summary summary, List<Wanted> wanted) {
        int[] numbers = wanted.stream().mapToInt(Wanted::number).distinct().toArray();
        DoubleTable[] counts = counts(problem, layout, numbers);
        double[] result = new double[wanted.size()];
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < result.length; i++) {
            Wanted w = wanted.get(i);
            DoubleTable ofNumber = counts[indexOf(numbers, w.number())];
            if (ofNumber.overflowed()) {
                left.add(i);
            } else {
                result[i] = fromCounts(ofNumber, layout.rows(), w);
            }
        }
        if (!left.isEmpty()) {
            double[] selected = select(
                    problem, layout, summary, left.stream().map(wanted::get).toList());
            for (int i = 0; i < selected.length; i++) {
                result[left.get(i)] = selected[i];
            }
        }
        return result;
    }

    private static int indexOf(int[] array, int value) {
        int i = 0;
        while (array[i] != value) {
            i++;
        }
        return i;
    }

    /** How often each value occurs in each cell. */
    private static DoubleTable[] counts(Problem problem, Layout layout, int[] numbers) {
        int cells = layout.rows().cells();
        return problem.table().fold(layout.rows().columns(), new Fold<DoubleTable[]>() {
            @Override
            public DoubleTable[] zero() {
                DoubleTable[] zero = new DoubleTable[numbers.length];
                Arrays.setAll(zero, i -> new DoubleTable(cells, MOST_VALUES));
                return zero;
            }

            @Override
            public DoubleTable[] add(DoubleTable[] acc, Batch batch) {
                int n = batch.size();
                int[] cell = new int[n];
                double[] count = new double[n];
                layout.rows().cells(batch, cell);
                layout.rows().counts(batch, count);
                for (int i = 0; i < numbers.length; i++) {
                    int input = layout.numberInput(numbers[i]);
                    double[] x = batch.numbers(input);
                    int start = batch.start(input);
                    for (int r = 0; r < n && !acc[i].overflowed(); r++) {
                        if (cell[r] >= 0 && !Double.isNaN(x[start + r])) {
                            acc[i].add(x[start + r], cell[r], count[r]);
                        }
                    }
                }
                return acc;
            }

            @Override
            public DoubleTable[] merge(DoubleTable[] left, DoubleTable[] right) {
                for (int i = 0; i < left.length; i++) {
                    left[i].merge(right[i]);
                }
                return left;
            }
        });
    }

    private static double fromCounts(DoubleTable counts, Rows rows, Wanted w) {
        double[] keys = counts.keys();
        double[] upTo = new double[keys.length];
        double total = 0;
        for (int k = 0; k < keys.length; k++) {
            for (int c = 0; c < rows.cells(); c++) {
                if (rows.trains(w.model(), c)) {
                    total += counts.get(keys[k], c);
                }
            }
            upTo[k] = total;
        }
        double h = (total - 1) * w.probability();
        double low = Math.floor(h);
        double lower = at(keys, upTo, low);
        double upper = at(keys, upTo, Math.min(low + 1, total - 1));
        return h == low ? lower : lower + (h - low) * (upper - lower);
    }

    /** The value of a rank, counted from 0. */
    private static double at(double[] keys, double[] upTo, double rank) {
        int k = 0;
        while (k < keys.length - 1 && upTo[k] <= rank) {
            k++;
        }
        return keys[k];
    }

    private static double[] select(Problem problem, Layout layout, Summary summary, List<Wanted> wanted) {
        List<Target> targets = new ArrayList<>();
        double[] fraction = new double[wanted.size()];
        for (int i = 0; i < wanted.size(); i++) {
            Wanted w = wanted.get(i);
            double count = summary.train(layout.rows(), w.model(), c -> summary.observed[c][w.number()]);
            double h = (count - 1) * w.probability();
            double low = Math.floor(h);
            fraction[i] = h - low;
            targets.add(new Target(w.number(), w.model(), low));
            targets.add(new Target(w.number(), w.model(), Math.min(low + 1, count - 1)));
        }
        for (int pass = 0; pass < PASSES; pass++) {
            narrow(problem, layout, targets, pass);
        }
        double[] result = new double[wanted.size()];
        for (int i = 0; i < result.length; i++) {
            double low = value(targets.get(2 * i).prefix);
            double high = value(targets.get(2 * i + 1).prefix);
            result[i] = fraction[i] == 0 ? low : low + fraction[i] * (high - low);
        }
        return result;
    }

    private static void narrow(Problem problem, Layout layout, List<Target> targets, int pass) {
        int shift = Math.max(0, 64 - BITS * (pass + 1));
        int width = 1 << (pass == PASSES - 1 ? 64 - BITS * (PASSES - 1) : BITS);
        double[][] counts = problem.table().fold(layout.rows().columns(), new Fold<double[][]>() {
            @Override
            public double[][] zero() {
                return new double[targets.size()][width];
            }

            @Override
            public double[][] add(double[][] acc, Batch batch) {
                int n = batch.size();
                int[] cell = new int[n];
                double[] count = new double[n];
                layout.rows().cells(batch, cell);
                layout.rows().counts(batch, count);
                for (int t = 0; t < acc.length; t++) {
                    Target target = targets.get(t);
                    int input = layout.numberInput(target.number);
                    double[] x = batch.numbers(input);
                    int start = batch.start(input);
                    for (int r = 0; r < n; r++) {
                        double value = x[start + r];
                        if (!Double.isNaN(value)
                                && cell[r] >= 0
                                && layout.rows().trains(target.model, cell[r])) {
                            long key = key(value);
                            if (pass == 0 || key >>> (shift + Long.numberOfTrailingZeros(width)) == target.prefix) {
                                acc[t][(int) (key >>> shift) & (width - 1)] += count[r];
                            }
                        }
                    }
                }
                return acc;
            }

            @Override
            public double[][] merge(double[][] left, double[][] right) {
                Sums.add(left, right);
                return left;
            }
        });
        for (int t = 0; t < counts.length; t++) {
            Target target = targets.get(t);
            double before = target.before;
            int digit = 0;
            while (digit < width - 1 && before + counts[t][digit] <= target.rank) {
                before += counts[t][digit++];
            }
            target.before = before;
            target.prefix = target.prefix * width + digit;
        }
    }

    /** Bits whose unsigned order is the order of the doubles. */
    private static long key(double x) {
        long bits = Double.doubleToRawLongBits(x + 0.0);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }

    private static double value(long key) {
        return Double.longBitsToDouble(key < 0 ? key ^ Long.MIN_VALUE : ~key);
    }
}

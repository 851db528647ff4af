package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact quantiles of numbers over the rows that each model learns from, by radix selection on the bits of the double: each
 * pass counts the next 11 bits of the values that share the prefix found so far. Quantiles are R's type 7; a row counts as
 * often as its frequency weight says. Cost: 6 passes over the columns asked for, 16 KB a target.
 */
final class OrderStatistics {
    private static final int BITS = 11;
    private static final int PASSES = 6;

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

    static double[] of(Problem problem, Layout layout, Summary summary, List<Wanted> wanted) {
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

package dev.elsewise.study;

import dev.elsewise.data.Columns;
import dev.elsewise.data.Quantiles;
import dev.elsewise.data.Table;
import java.util.Arrays;
import java.util.List;

/**
 * The summary of a column in which a row of frequency f stands for f equal rows: what {@link Quantiles} would say of the
 * repeated rows. Cost: two columns in memory, and a sort.
 */
final class RepeatedRows {
    /** The different values, ascending, and how many rows lie at or below each. */
    private record Steps(double[] values, double[] below) {
        /** The value of a rank, counted from 0. */
        double at(double rank) {
            int low = 0;
            int high = values.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (below[middle] > rank) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return values[low];
        }

        double count() {
            return below[below.length - 1];
        }

        /** Type 7 of Hyndman and Fan. */
        double quantile(double probability) {
            double h = (count() - 1) * probability;
            double rank = Math.floor(h);
            double lower = at(rank);
            return lower + (h - rank) * (at(Math.min(rank + 1, count() - 1)) - lower);
        }
    }

    private RepeatedRows() {}

    /** @param column without missing values */
    static Quantiles.Summary summary(Table table, String column, String frequency, double... probabilities) {
        Columns columns = table.gather(List.of(column, frequency));
        double[] x = columns.numbers(column);
        double[] f = columns.numbers(frequency);
        Steps steps = steps(x, f);
        double sum = 0;
        for (int r = 0; r < x.length; r++) {
            sum += f[r] * x[r];
        }
        double mean = sum / steps.count();
        double squares = 0;
        for (int r = 0; r < x.length; r++) {
            squares += f[r] * (x[r] - mean) * (x[r] - mean);
        }
        return new Quantiles.Summary(
                column,
                Math.round(steps.count()),
                0,
                mean,
                Math.sqrt(squares / (steps.count() - 1)),
                steps.values[0],
                steps.values[steps.values.length - 1],
                Arrays.stream(probabilities).map(steps::quantile).toArray());
    }

    private static Steps steps(double[] x, double[] f) {
        double[] values = Arrays.stream(x).map(v -> v + 0.0).sorted().distinct().toArray();
        double[] below = new double[values.length];
        for (int r = 0; r < x.length; r++) {
            below[Arrays.binarySearch(values, x[r] + 0.0)] += f[r];
        }
        for (int i = 1; i < below.length; i++) {
            below[i] += below[i - 1];
        }
        return new Steps(values, below);
    }
}

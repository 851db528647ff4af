package dev.elsewise.data;

import java.util.Arrays;

/**
 * Count, mean, sum of squared deviations and range of a column. A batch is summed in two passes; stretches are joined by
 * the formula of Chan, Golub and LeVeque 1983 (doi 10.1080/00031305.1983.10483115).
 *
 * @param squares Σ(x − mean)²
 */
record Moments(long count, long missing, double mean, double squares, double min, double max) {
    private static final Moments NONE =
            new Moments(0, 0, Double.NaN, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** The moments of the first {@code columns} columns of a batch. */
    static Fold<Moments[]> fold(int columns) {
        return Fold.of(
                () -> {
                    Moments[] none = new Moments[columns];
                    Arrays.fill(none, NONE);
                    return none;
                },
                (moments, batch) -> {
                    for (int c = 0; c < columns; c++) {
                        moments[c] = moments[c].and(of(batch.numbers(c), batch.start(c), batch.size()));
                    }
                    return moments;
                },
                (left, right) -> {
                    for (int c = 0; c < columns; c++) {
                        left[c] = left[c].and(right[c]);
                    }
                    return left;
                });
    }

    private static Moments of(double[] values, int start, int size) {
        long count = 0;
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int r = start; r < start + size; r++) {
            double x = values[r];
            if (!Double.isNaN(x)) {
                count++;
                sum += x;
                min = Math.min(min, x);
                max = Math.max(max, x);
            }
        }
        if (count == 0) {
            return new Moments(0, size, Double.NaN, 0, min, max);
        }
        double mean = sum / count;
        double squares = 0;
        for (int r = start; r < start + size; r++) {
            double deviation = values[r] - mean;
            squares += Double.isNaN(deviation) ? 0 : deviation * deviation;
        }
        return new Moments(count, size - count, mean, squares, min, max);
    }

    private Moments and(Moments other) {
        if (count == 0 || other.count == 0) {
            Moments some = count == 0 ? other : this;
            return new Moments(some.count, missing + other.missing, some.mean, some.squares, some.min, some.max);
        }
        double difference = other.mean - mean;
        double both = count + other.count;
        return new Moments(
                count + other.count,
                missing + other.missing,
                mean + difference * (other.count / both),
                squares + other.squares + difference * difference * (count * (other.count / both)),
                Math.min(min, other.min),
                Math.max(max, other.max));
    }

    double sd() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }
}

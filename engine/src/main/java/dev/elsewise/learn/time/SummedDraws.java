package dev.elsewise.learn.time;

import dev.elsewise.error.BadStudy;
import java.util.Arrays;

/**
 * The draws mᵢ + eⱼ that are each of a few values plus each of many errors, scored as {@link Crps#ofSorted} scores them without putting them
 * in order: their distances from what happened follow from ranks among the errors, and those from one another from
 *
 * <p>Σ<sub>j, k</sub> |δ + eⱼ − eₖ| = n |δ| + 2 Σ<sub>j &lt; k</sub> max(|δ|, |eⱼ − eₖ|)
 *
 * <p>for n errors and each difference δ of two values. Cost: the n² / 2 distances between errors are put in order once; then O(m² log n) for m
 * values, where putting the draws in order would take O(m n log m n). Memory: n² doubles.
 */
public final class SummedDraws {
    private final Ranked errors;
    private final Ranked apart;

    /** @throws BadStudy without two errors */
    public SummedDraws(double[] errors) {
        int n = errors.length;
        if (n < 2) {
            throw new BadStudy(
                    "The fair score needs at least 2 errors; there are " + n + ".\nMaybe train on more periods.");
        }
        this.errors = Ranked.of(errors.clone());
        double[] between = new double[n * (n - 1) / 2];
        int at = 0;
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                between[at++] = Math.abs(errors[j] - errors[k]);
            }
        }
        this.apart = Ranked.of(between);
    }

    /** The continuous ranked probability score, of the fair form, of these values plus the errors. */
    public double score(double actual, double[] values) {
        int n = errors.count();
        double distance = 0;
        double pairs = values.length * among(0) / 2;
        for (int i = 0; i < values.length; i++) {
            double z = actual - values[i];
            int k = errors.atMost(z);
            distance += z * (2 * k - n) + errors.sum(n) - 2 * errors.sum(k);
            for (int j = 0; j < i; j++) {
                pairs += among(Math.abs(values[i] - values[j]));
            }
        }
        double m = (double) n * values.length;
        return distance / m - pairs / (m * (m - 1));
    }

    /** Σ<sub>j, k</sub> |δ + eⱼ − eₖ| for a δ of at least 0. */
    private double among(double delta) {
        int k = apart.atMost(delta);
        return errors.count() * delta + 2 * (k * delta + apart.sum(apart.count()) - apart.sum(k));
    }

    /** Whether what happened lies between two quantiles of the draws, which are draws: the next one outwards. */
    public boolean holds(double actual, double[] values, double low, double high) {
        long atMost = 0;
        long below = 0;
        for (double value : values) {
            atMost += errors.atMost(actual - value);
            below += errors.atMost(Math.nextDown(actual - value));
        }
        long last = (long) errors.count() * values.length - 1;
        return atMost > (long) Math.floor(low * last) && below <= (long) Math.ceil(high * last);
    }

    /** Numbers in ascending order, and sums[k] of the first k of them. */
    private record Ranked(double[] values, double[] sums) {
        static Ranked of(double[] values) {
            Arrays.sort(values);
            double[] sums = new double[values.length + 1];
            for (int k = 0; k < values.length; k++) {
                sums[k + 1] = sums[k] + values[k];
            }
            return new Ranked(values, sums);
        }

        int count() {
            return values.length;
        }

        double sum(int first) {
            return sums[first];
        }

        int atMost(double bound) {
            int low = 0;
            int high = values.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (values[middle] <= bound) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}

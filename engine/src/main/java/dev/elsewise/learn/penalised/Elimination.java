package dev.elsewise.learn.penalised;

import java.util.Arrays;

/**
 * Columns dropped one by one, and how well those that were left predict.
 *
 * @param width how many columns there were
 * @param order the columns in the order in which they were dropped, the weakest first
 * @param errors mean squared error on rows not seen after none, one, two, … were dropped; each split dropped by its own
 *     training rows
 * @param standardErrors of each error
 */
public record Elimination(int width, int[] order, double[] errors, double[] standardErrors) {
    /** The columns left after so many were dropped, in their original order. */
    public int[] left(int dropped) {
        boolean[] gone = new boolean[width];
        for (int i = 0; i < dropped; i++) {
            gone[order[i]] = true;
        }
        int[] left = new int[width - dropped];
        int count = 0;
        for (int j = 0; j < width; j++) {
            if (!gone[j]) {
                left[count++] = j;
            }
        }
        return left;
    }

    /** The columns whose error is least; of equals, the fewest. */
    public int[] chosen() {
        return left(last(least()));
    }

    /** The fewest columns whose error is within one standard error of the least. */
    public int[] simplest() {
        double least = least();
        return left(last(least + standardErrors[last(least)]));
    }

    private double least() {
        return Arrays.stream(errors).min().orElseThrow();
    }

    private int last(double most) {
        int k = errors.length - 1;
        while (errors[k] > most) {
            k--;
        }
        return k;
    }
}

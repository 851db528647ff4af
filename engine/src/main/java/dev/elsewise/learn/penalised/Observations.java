package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadData;
import java.util.Arrays;

/**
 * What a fit learns from: dense columns, an outcome, and a weight for each row. The arrays are not copied; they must not change
 * while a fit reads them.
 *
 * @param columns one array of values for each column, all as long as the outcome
 * @param outcome one value for each row
 * @param weights one weight ≥ 0 for each row, not all 0; only their proportions matter
 */
public record Observations(double[][] columns, double[] outcome, double[] weights) {
    public Observations {
        if (outcome.length == 0) {
            throw new BadData("A fit needs rows; there are none.\nMaybe a filter dropped them all.");
        }
        if (weights.length != outcome.length) {
            throw new BadData("Each of the " + outcome.length + " rows needs a weight; there are " + weights.length
                    + " weights.\nMaybe they belong to another table.");
        }
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new BadData("A weight must be a number ≥ 0; that of row " + i + " is " + weights[i]
                        + ".\nMaybe leave the row out.");
            }
            total += weights[i];
        }
        if (!(total > 0)) {
            throw new BadData("At least one row needs a weight above 0; all " + weights.length
                    + " are 0.\nMaybe the weights were rounded.");
        }
        finite(outcome, "the outcome");
        for (int j = 0; j < columns.length; j++) {
            if (columns[j].length != outcome.length) {
                throw new BadData("Every column needs " + outcome.length + " values, as the outcome; column " + j
                        + " has " + columns[j].length + ".\nMaybe it belongs to another table.");
            }
            finite(columns[j], "column " + j);
        }
    }

    /** Every row with weight 1. */
    public static Observations of(double[][] columns, double[] outcome) {
        double[] weights = new double[outcome.length];
        Arrays.fill(weights, 1);
        return new Observations(columns, outcome, weights);
    }

    public Observations withWeights(double[] value) {
        return new Observations(columns, outcome, value);
    }

    /** How many rows there are. */
    public int rows() {
        return outcome.length;
    }

    /** How many columns there are. */
    public int width() {
        return columns.length;
    }

    private static void finite(double[] values, String what) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new BadData("A penalised fit needs a finite number in every cell; " + what + " holds " + values[i]
                        + " in row " + i + ".\nMaybe fill missing values by a declared rule, or leave the row out.");
            }
        }
    }
}

package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Weights;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns that a problem reads, and the cell of each row: its fold, or −1 when no model may learn from it. Model k
 * learns from all cells but k; a problem without folds has one cell and one model that learns from it.
 */
final class Rows implements Serializable {
    private final List<String> columns;
    private final int inputs;
    private final int outcome;
    private final int fold;
    private final int given;
    private final double givenValue;
    private final int weight;
    private final boolean frequency;
    private final int cells;

    private Rows(
            List<String> columns,
            int inputs,
            int outcome,
            int fold,
            int given,
            double givenValue,
            int weight,
            boolean frequency,
            int cells) {
        this.columns = columns;
        this.inputs = inputs;
        this.outcome = outcome;
        this.fold = fold;
        this.given = given;
        this.givenValue = givenValue;
        this.weight = weight;
        this.frequency = frequency;
        this.cells = cells;
    }

    static Rows of(Problem problem) {
        List<String> columns = new ArrayList<>(problem.features().columns());
        int inputs = columns.size();
        columns.add(problem.outcome());
        int fold = -1;
        if (problem.folds().crossed()) {
            fold = columns.size();
            columns.add(problem.folds().column());
        }
        int given = -1;
        double givenValue = 0;
        if (problem.given().isPresent()) {
            given = columns.size();
            givenValue = problem.given().get().value();
            columns.add(problem.given().get().column());
        }
        int weight = -1;
        boolean frequency = false;
        if (problem.weights().isPresent()) {
            weight = columns.size();
            frequency = problem.weights().get().kind() == Weights.Kind.FREQUENCY;
            columns.add(problem.weights().get().column());
        }
        return new Rows(
                columns,
                inputs,
                inputs,
                fold,
                given,
                givenValue,
                weight,
                frequency,
                problem.folds().count());
    }

    List<String> columns() {
        return columns;
    }

    /** How many of the columns, from the first, are features. */
    int inputs() {
        return inputs;
    }

    int cells() {
        return cells;
    }

    /** Whether model k learns from the rows of a cell. */
    boolean trains(int model, int cell) {
        return cells == 1 || model != cell;
    }

    /** Fills {@code cell[0 … size)}. */
    void cells(Batch batch, int[] cell) {
        int n = batch.size();
        if (fold < 0) {
            java.util.Arrays.fill(cell, 0, n, 0);
        } else {
            double[] folds = batch.numbers(fold);
            int start = batch.start(fold);
            for (int r = 0; r < n; r++) {
                cell[r] = (int) folds[start + r];
            }
        }
        if (given >= 0) {
            double[] values = batch.numbers(given);
            int start = batch.start(given);
            for (int r = 0; r < n; r++) {
                if (values[start + r] != givenValue) {
                    cell[r] = -1;
                }
            }
        }
    }

    void outcome(Batch batch, double[] y) {
        System.arraycopy(batch.numbers(outcome), batch.start(outcome), y, 0, batch.size());
    }

    /** Whether rows have weights other than 1. */
    boolean weighted() {
        return weight >= 0;
    }

    /** The weights of the likelihood. */
    void weights(Batch batch, double[] w) {
        if (weight < 0) {
            java.util.Arrays.fill(w, 0, batch.size(), 1);
        } else {
            System.arraycopy(batch.numbers(weight), batch.start(weight), w, 0, batch.size());
        }
    }

    /** How often a row counts when medians, means and level frequencies are learned: frequency weights, or once. */
    void counts(Batch batch, double[] w) {
        if (frequency) {
            weights(batch, w);
        } else {
            java.util.Arrays.fill(w, 0, batch.size(), 1);
        }
    }
}

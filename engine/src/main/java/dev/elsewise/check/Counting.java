package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Weights;
import java.util.List;
import java.util.Optional;

/**
 * How a row counts. A frequency weight makes it so many equal rows; a sampling weight leaves it one row that weighs more or
 * less than others.
 *
 * @param column the place of the weights among a pass's columns; −1 without weights
 */
record Counting(int column, boolean frequency) {
    /** Adds the weights' column, if there is one, to those that a pass reads. */
    static Counting among(List<String> columns, Optional<Weights> weights) {
        if (weights.isEmpty()) {
            return new Counting(-1, false);
        }
        columns.add(weights.get().column());
        return new Counting(columns.size() - 1, weights.get().kind() == Weights.Kind.FREQUENCY);
    }

    /** The row's weight; 1 without weights. */
    double weight(Batch batch, int row) {
        return column < 0 ? 1 : batch.numbers(column)[batch.start(column) + row];
    }

    /** How many rows it stands for. */
    double rows(Batch batch, int row) {
        return frequency ? weight(batch, row) : 1;
    }
}

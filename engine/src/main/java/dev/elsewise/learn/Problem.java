package dev.elsewise.learn;

import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import java.util.Optional;

/**
 * What a learner is asked to predict, and from which rows each of its models may learn.
 *
 * @param outcome a number or truth column without missing values
 * @param folds which rows each model does not see
 * @param given learn only from rows with this value; predictions are made for all rows
 */
public record Problem(
        Table table,
        Features features,
        String outcome,
        Optional<Weights> weights,
        Folds folds,
        Optional<Given> given,
        long seed) {
    /** A problem on all rows, without weights or folds. */
    public static Problem of(Table table, Features features, String outcome) {
        return new Problem(table, features, outcome, Optional.empty(), Folds.NONE, Optional.empty(), 0);
    }

    public Problem withFeatures(Features value) {
        return new Problem(table, value, outcome, weights, folds, given, seed);
    }

    public Problem withFolds(String column, int count) {
        return new Problem(table, features, outcome, weights, new Folds(column, count), given, seed);
    }

    public Problem withWeights(Optional<Weights> value) {
        return new Problem(table, features, outcome, value, folds, given, seed);
    }

    public Problem withGiven(String column, double value) {
        return new Problem(table, features, outcome, weights, folds, Optional.of(new Given(column, value)), seed);
    }

    public Problem withSeed(long value) {
        return new Problem(table, features, outcome, weights, folds, given, value);
    }

    /**
     * A column of fold numbers 0 … count − 1: model k learns from the rows whose fold is not k, and predicts those of fold
     * k. {@link #NONE} is one model that learns from all rows and predicts all.
     */
    public record Folds(String column, int count) {
        public static final Folds NONE = new Folds("", 1);

        /** Whether rows are predicted by models that did not see them. */
        public boolean crossed() {
            return count > 1;
        }
    }

    /** A condition on the training rows. */
    public record Given(String column, double value) {}
}

package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Where a prediction, its outcome, and what says whose prediction it is lie in a batch. */
final class ScoredRows implements Serializable {
    private static final long serialVersionUID = 1L;

    static final int SCORE = 0;
    static final int OUTCOME = 1;

    private final ArrayList<String> names;
    private final int fold;
    private final int given;
    private final double givenValue;
    private final int weight;

    ScoredRows(String score, Problem problem) {
        names = new ArrayList<>(List.of(score, problem.outcome()));
        fold = problem.folds().crossed() ? place(problem.folds().column()) : -1;
        given = problem.given().isPresent() ? place(problem.given().get().column()) : -1;
        givenValue = problem.given().map(Problem.Given::value).orElse(0.0);
        weight = problem.weights().isPresent() ? place(problem.weights().get().column()) : -1;
    }

    private int place(String column) {
        names.add(column);
        return names.size() - 1;
    }

    List<String> names() {
        return names;
    }

    boolean weighted() {
        return weight >= 0;
    }

    /** The fold of each row; −1 for rows that do not meet the problem's condition. */
    int[] folds(Batch batch) {
        int[] folds = new int[batch.size()];
        if (fold >= 0) {
            double[] of = batch.numbers(fold);
            int start = batch.start(fold);
            for (int r = 0; r < folds.length; r++) {
                folds[r] = (int) of[start + r];
            }
        }
        if (given >= 0) {
            double[] condition = batch.numbers(given);
            int start = batch.start(given);
            for (int r = 0; r < folds.length; r++) {
                if (condition[start + r] != givenValue) {
                    folds[r] = -1;
                }
            }
        }
        return folds;
    }

    /** The weight of a row of the batch. */
    double weight(Batch batch, int row) {
        return weight < 0 ? 1 : batch.numbers(weight)[batch.start(weight) + row];
    }
}

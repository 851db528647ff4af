package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import java.io.Serializable;
import java.util.Arrays;

/** Sums over one fold's predictions: what all metrics need but those of ranks. Mergeable. */
final class PredictionErrors implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Moments outcome = new Moments();
    private double squares;
    private double logLoss;
    private boolean binary = true;
    long rows;

    /** One pass for all folds. */
    static PredictionErrors[] of(Table table, ScoredRows columns, int folds) {
        return table.fold(
                columns.names(),
                Fold.of(
                        () -> {
                            PredictionErrors[] zero = new PredictionErrors[folds];
                            Arrays.setAll(zero, i -> new PredictionErrors());
                            return zero;
                        },
                        (errors, batch) -> {
                            add(errors, columns, batch);
                            return errors;
                        },
                        (left, right) -> {
                            for (int k = 0; k < left.length; k++) {
                                left[k].merge(right[k]);
                            }
                            return left;
                        }));
    }

    private static void add(PredictionErrors[] errors, ScoredRows columns, Batch batch) {
        int[] fold = columns.folds(batch);
        double[] score = batch.numbers(ScoredRows.SCORE);
        double[] outcome = batch.numbers(ScoredRows.OUTCOME);
        int scores = batch.start(ScoredRows.SCORE);
        int outcomes = batch.start(ScoredRows.OUTCOME);
        for (int r = 0; r < fold.length; r++) {
            if (fold[r] >= 0) {
                errors[fold[r]].add(score[scores + r], outcome[outcomes + r], columns.weight(batch, r));
            }
        }
    }

    void add(double score, double y, double weight) {
        rows++;
        outcome.add(y, weight);
        squares += weight * (y - score) * (y - score);
        if (y == 0 || y == 1) {
            logLoss -= weight * Math.log(y == 1 ? score : 1 - score);
        } else {
            binary = false;
        }
    }

    private void merge(PredictionErrors other) {
        rows += other.rows;
        outcome.merge(other.outcome);
        squares += other.squares;
        logLoss += other.logLoss;
        binary &= other.binary;
    }

    boolean binary() {
        return binary;
    }

    FoldMetrics metrics(int fold, Ranking ranking) {
        double rSquared = outcome.squares > 0 ? 1 - squares / outcome.squares : Double.NaN;
        return binary
                ? new FoldMetrics(
                        fold,
                        rows,
                        ranking.rocAuc(),
                        ranking.averagePrecision(),
                        squares / outcome.weight,
                        logLoss / outcome.weight,
                        rSquared)
                : new FoldMetrics(fold, rows, Double.NaN, Double.NaN, Double.NaN, Double.NaN, rSquared);
    }
}

package dev.elsewise.learn;

import dev.elsewise.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well a model predicts the rows of its fold. For a truth outcome: ROC AUC (ties count a half), average precision Σ (Rₖ −
 * Rₖ₋₁) Pₖ over distinct scores, as scikit-learn, Brier score and log loss; for all: R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)². What does
 * not apply is {@code NaN}. Weights count rows.
 *
 * @param fold counted from 0
 */
public record FoldMetrics(
        int fold, long rows, double rocAuc, double averagePrecision, double brier, double logLoss, double rSquared) {

    /** Each model's metrics; rows that do not meet the problem's condition are left out. Cost: a sort of the predictions. */
    static List<FoldMetrics> of(Problem problem, CrossFitted fitted) {
        String score = "\u0001prediction";
        Table table = fitted.predicted(score);
        ScoredRows columns = new ScoredRows(score, problem);
        PredictionErrors[] errors = PredictionErrors.of(table, columns, fitted.models());
        boolean binary = Arrays.stream(errors).allMatch(PredictionErrors::binary);
        long[] rows = Arrays.stream(errors).mapToLong(e -> binary ? e.rows : 0).toArray();
        Ranking[] rankings = Ranking.of(table, columns, rows);
        List<FoldMetrics> metrics = new ArrayList<>();
        for (int k = 0; k < errors.length; k++) {
            metrics.add(errors[k].metrics(k, rankings[k]));
        }
        return metrics;
    }

    /** The metrics of scores against outcomes. */
    static FoldMetrics of(int fold, double[] score, double[] outcome, double[] weight) {
        PredictionErrors errors = new PredictionErrors();
        for (int r = 0; r < score.length; r++) {
            errors.add(score[r], outcome[r], weight[r]);
        }
        return errors.metrics(fold, errors.binary() ? Ranking.of(score, outcome, weight) : Ranking.NONE);
    }
}

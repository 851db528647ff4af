package dev.elsewise.xgboost;

import dev.elsewise.error.EstimationFailed;
import dev.elsewise.learn.Problem;

/**
 * The outcome of a model's training rows as XGBoost sees it, and the way back: a sum of trees s predicts link(origin + unit ×
 * s).
 *
 * @param labels what XGBoost learns: 0 and 1 for a logistic loss, else the standardised outcome
 */
record Target(Link link, double origin, double unit, float[] labels) {

    /** The outcome of the rows of model k; refused when it does not vary. */
    static Target of(Sample sample, Recipe recipe, int k, int[] rows, float[] weights) {
        if (rows.length == 0) {
            throw new EstimationFailed(recipe.name() + " needs rows to learn from; \""
                    + sample.problem().outcome() + "\" has none" + where(sample.problem(), k)
                    + ".\nMaybe use fewer folds.");
        }
        double[] y = sample.outcome();
        double total = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < rows.length; i++) {
            double w = weights.length == 0 ? 1 : weights[i];
            total += w;
            double step = y[rows[i]] - mean;
            mean += step * w / total;
            squares += w * step * (y[rows[i]] - mean);
        }
        boolean constant = true;
        for (int r : rows) {
            constant &= y[r] == y[rows[0]];
        }
        double deviation = Math.sqrt(squares / total);
        if (constant || !(deviation > 0)) {
            throw new EstimationFailed(recipe.name() + " needs an outcome that varies; \""
                    + sample.problem().outcome() + "\" is " + Words.number(y[rows[0]]) + " in all " + rows.length
                    + " training rows" + where(sample.problem(), k)
                    + ".\nMaybe use fewer folds, or stratify them by the outcome.");
        }
        Link link = sample.ofTruth() ? recipe.ofTruth() : Link.MEAN;
        return link == Link.LOGISTIC
                ? new Target(link, Math.log(mean / (1 - mean)), 1, standardised(y, rows, 0, 1))
                : standardised(link, y, rows, mean, deviation);
    }

    private static Target standardised(Link link, double[] y, int[] rows, double mean, double deviation) {
        return new Target(link, mean, deviation, standardised(y, rows, mean, deviation));
    }

    private static float[] standardised(double[] y, int[] rows, double mean, double deviation) {
        float[] labels = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = (float) ((y[rows[i]] - mean) / deviation);
        }
        return labels;
    }

    private static String where(Problem problem, int k) {
        return problem.given()
                        .map(g -> " where " + g.column() + " = " + Words.number(g.value()))
                        .orElse("")
                + (problem.folds().crossed() ? " outside fold " + (k + 1) : "");
    }

    String objective() {
        return link == Link.LOGISTIC ? "binary:logistic" : "reg:squarederror";
    }
}

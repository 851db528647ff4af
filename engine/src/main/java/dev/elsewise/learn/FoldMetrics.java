package dev.elsewise.learn;

import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
        String prediction = "\u0001prediction";
        Table table = fitted.predicted(prediction);
        List<String> columns = new ArrayList<>(List.of(prediction, problem.outcome()));
        boolean crossed = problem.folds().crossed();
        if (crossed) {
            columns.add(problem.folds().column());
        }
        problem.given().ifPresent(g -> columns.add(g.column()));
        problem.weights().ifPresent(w -> columns.add(w.column()));
        Columns data = table.gather(columns);
        // Each fold's sort is its own: they run side by side.
        return IntStream.range(0, fitted.models())
                .parallel()
                .mapToObj(k -> ofFold(k, data, problem, prediction))
                .toList();
    }

    private static FoldMetrics ofFold(int k, Columns data, Problem problem, String prediction) {
        double[] p = data.numbers(prediction);
        double[] y = data.numbers(problem.outcome());
        boolean crossed = problem.folds().crossed();
        double[] fold = crossed ? data.numbers(problem.folds().column()) : p;
        Problem.Given given = problem.given().orElse(null);
        double[] condition = given == null ? p : data.numbers(given.column());
        double[] w = problem.weights().isPresent()
                ? data.numbers(problem.weights().get().column())
                : null;
        int n = 0;
        boolean[] in = new boolean[p.length];
        for (int r = 0; r < p.length; r++) {
            in[r] = (!crossed || fold[r] == k) && (given == null || condition[r] == given.value());
            n += in[r] ? 1 : 0;
        }
        double[] score = new double[n];
        double[] label = new double[n];
        double[] weight = new double[n];
        int at = 0;
        for (int r = 0; r < p.length; r++) {
            if (in[r]) {
                score[at] = p[r];
                label[at] = y[r];
                weight[at++] = w == null ? 1 : w[r];
            }
        }
        return of(k, score, label, weight);
    }

    /** The metrics of scores against labels. */
    static FoldMetrics of(int fold, double[] score, double[] label, double[] weight) {
        int n = score.length;
        double total = 0;
        double sum = 0;
        double squares = 0;
        boolean binary = true;
        for (int r = 0; r < n; r++) {
            total += weight[r];
            sum += weight[r] * label[r];
            squares += weight[r] * (label[r] - score[r]) * (label[r] - score[r]);
            binary &= label[r] == 0 || label[r] == 1;
        }
        double mean = sum / total;
        double about = 0;
        double logLoss = 0;
        for (int r = 0; r < n; r++) {
            about += weight[r] * (label[r] - mean) * (label[r] - mean);
            logLoss -= weight[r] * Math.log(label[r] == 1 ? score[r] : 1 - score[r]);
        }
        double rSquared = about > 0 ? 1 - squares / about : Double.NaN;
        if (!binary) {
            return new FoldMetrics(fold, n, Double.NaN, Double.NaN, Double.NaN, Double.NaN, rSquared);
        }
        double[] ranking = ranking(score, label, weight);
        return new FoldMetrics(fold, n, ranking[0], ranking[1], squares / total, logLoss / total, rSquared);
    }

    /** ROC AUC and average precision. */
    private static double[] ranking(double[] score, double[] label, double[] weight) {
        // Scores are in [0, 1]: the two top bits of their doubles are 0, so score and row fit one long only when rows
        // are
        // few; sort scores with their labels through an index of longs instead.
        int n = score.length;
        long[] order = new long[n];
        boolean plain = true;
        for (int r = 0; r < n; r++) {
            order[r] = Double.doubleToRawLongBits(score[r] + 0.0) << 1 | (label[r] == 1 ? 1 : 0);
            plain &= weight[r] == 1 && score[r] >= 0 && score[r] < 2;
        }
        return plain ? ranking(order) : weightedRanking(score, label, weight);
    }

    /** Each long is a score's bits, shifted by one, and its label: sorted, equal scores lie together. */
    private static double[] ranking(long[] scored) {
        Arrays.sort(scored);
        int n = scored.length;
        double positives = 0;
        for (long s : scored) {
            positives += s & 1;
        }
        double negatives = n - positives;
        double above = 0;
        double area = 0;
        double precision = 0;
        double seen = 0;
        for (int end = n; end > 0; ) {
            long value = scored[end - 1] >>> 1;
            int begin = end;
            double hits = 0;
            while (begin > 0 && scored[begin - 1] >>> 1 == value) {
                hits += scored[--begin] & 1;
            }
            double misses = end - begin - hits;
            area += misses * (above + 0.5 * hits);
            above += hits;
            seen += end - begin;
            precision += hits * (above / seen);
            end = begin;
        }
        return positives == 0 || negatives == 0
                ? new double[] {Double.NaN, Double.NaN}
                : new double[] {area / (positives * negatives), precision / positives};
    }

    private static double[] weightedRanking(double[] score, double[] label, double[] weight) {
        Integer[] order = new Integer[score.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(score[b], score[a]));
        double positives = 0;
        double negatives = 0;
        for (int r = 0; r < score.length; r++) {
            if (label[r] == 1) {
                positives += weight[r];
            } else {
                negatives += weight[r];
            }
        }
        double above = 0;
        double seen = 0;
        double area = 0;
        double precision = 0;
        for (int begin = 0; begin < order.length; ) {
            int end = begin;
            double hits = 0;
            double misses = 0;
            while (end < order.length && score[order[end]] == score[order[begin]]) {
                int r = order[end++];
                if (label[r] == 1) {
                    hits += weight[r];
                } else {
                    misses += weight[r];
                }
            }
            area += misses * (above + 0.5 * hits);
            above += hits;
            seen += hits + misses;
            precision += hits * (above / seen);
            begin = end;
        }
        return positives == 0 || negatives == 0
                ? new double[] {Double.NaN, Double.NaN}
                : new double[] {area / (positives * negatives), precision / positives};
    }
}

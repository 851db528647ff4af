package dev.elsewise.adjust;

import dev.elsewise.check.Calibration;
import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Grouping;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an {@link Aipw} estimate would be if the propensity scores were recalibrated: in each group of one dimension at a time
 * the odds of treatment are multiplied so that they fit the group's treated share, the outcome models kept. An estimate
 * that moves by more than a standard error hangs on a propensity model that the data contradict. Cost: one pass for all
 * dimensions.
 *
 * @param values the estimate recalibrated by each dimension
 * @param original as estimated
 */
public record Recalibration(Map<String, Double> values, double original, double standardError) {

    /**
     * @param standardError of the estimate as printed, clustered where that is
     * @param table the fit's table with the columns of codes
     */
    public static Recalibration of(
            AipwFit fit, double standardError, Table table, List<Grouping> groupings, Calibration calibration) {
        double[][] factors = new double[groupings.size()][];
        for (int d = 0; d < factors.length; d++) {
            Map<String, Calibration.Group> byLevel = new HashMap<>();
            calibration.of(groupings.get(d).name()).forEach(g -> byLevel.put(g.level(), g));
            factors[d] = new double[groupings.get(d).labels().size()];
            for (int c = 0; c < factors[d].length; c++) {
                Calibration.Group group = byLevel.get(groupings.get(d).labels().get(c));
                factors[d][c] = group == null ? 1 : odds(group.observed()) / odds(group.expected());
            }
        }
        Question question = fit.adjustment().question();
        List<String> columns = new ArrayList<>(List.of(
                question.treatment(),
                question.outcome(),
                AipwFit.PROPENSITY,
                AipwFit.TREATED_OUTCOME,
                AipwFit.CONTROL_OUTCOME));
        groupings.forEach(g -> columns.add(g.codes()));
        int weight = fit.configuration().weights().isPresent() ? columns.size() : -1;
        fit.configuration().weights().ifPresent(w -> columns.add(w.column()));
        Score score = fit.score();
        // Σwb for each dimension, then Σwa.
        double[] sums = table.fold(
                columns,
                Fold.of(
                        () -> new double[factors.length + 1],
                        (acc, batch) -> add(acc, batch, factors, weight, score),
                        (l, r) -> {
                            for (int i = 0; i < l.length; i++) {
                                l[i] += r[i];
                            }
                            return l;
                        }));
        Map<String, Double> values = new java.util.LinkedHashMap<>();
        for (int d = 0; d < factors.length; d++) {
            values.put(groupings.get(d).name(), sums[d] / sums[factors.length]);
        }
        return new Recalibration(values, fit.estimate().value(), standardError);
    }

    private static double odds(double p) {
        double inside = Math.clamp(p, 1e-6, 1 - 1e-6);
        return inside / (1 - inside);
    }

    private static double[] add(double[] acc, Batch batch, double[][] factors, int weight, Score score) {
        for (int r = 0; r < batch.size(); r++) {
            double t = batch.numbers(0)[batch.start(0) + r];
            double y = batch.numbers(1)[batch.start(1) + r];
            double e = batch.numbers(2)[batch.start(2) + r];
            double mu1 = batch.numbers(3)[batch.start(3) + r];
            double mu0 = batch.numbers(4)[batch.start(4) + r];
            double w = weight < 0 ? 1 : batch.numbers(weight)[batch.start(weight) + r];
            for (int d = 0; d < factors.length; d++) {
                int code = (int) batch.numbers(5 + d)[batch.start(5 + d) + r];
                double o = factors[d][code] * e;
                acc[d] += w * score.b(t, y, o / (o + 1 - e), mu1, mu0);
            }
            acc[factors.length] += w * score.a(t);
        }
        return acc;
    }

    /** The dimension that moves the estimate most, and by how many standard errors. */
    public Diagnostic diagnostic() {
        String worst = "";
        double move = 0;
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            double m = Math.abs(entry.getValue() - original) / standardError;
            if (m > move || worst.isEmpty()) {
                worst = entry.getKey();
                move = m;
            }
        }
        Verdict verdict = move > 1 ? Verdict.FAIL : Verdict.PASS;
        String numbers = String.format(
                Locale.ROOT,
                "Recalibrating the propensity score by %s moves the estimate from %.5g to %.5g, %.1f standard errors.",
                worst,
                original,
                values.getOrDefault(worst, original),
                move);
        return new Diagnostic(
                "recalibrated estimate",
                move,
                1,
                verdict,
                verdict == Verdict.PASS
                        ? numbers
                        : numbers + " The number hangs on a propensity model that the data contradict.");
    }
}

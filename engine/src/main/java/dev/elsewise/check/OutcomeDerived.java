package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Covariates that were computed from the outcome itself, such as an item's clicks or click rate in the same sample: adjusting
 * for them adjusts for a consequence of the treatment. Found by their values (for every item the covariate is the sum of its
 * outcomes, or for every value the mean outcome is that value) and suspected by their names. Cost: one pass a covariate.
 */
public record OutcomeDerived(List<Finding> findings) {
    private static final Pattern RATE = Pattern.compile("(^|_)(ctr|cvr|click_?rate|conversion_?rate)($|_)");
    private static final int FEWEST_GROUPS = 20;
    private static final int MOST_VALUES = 4096;

    /** @param proven whether the values show it, rather than the name alone */
    public record Finding(String column, boolean proven, String because) {}

    public OutcomeDerived {
        findings = List.copyOf(findings);
    }

    public static OutcomeDerived of(Table table, String outcome, List<String> covariates) {
        List<String> ids = table.schema().columns().stream()
                .filter(c -> c.kind().coded())
                .map(Column::name)
                .filter(c -> table.cardinality(c) >= FEWEST_GROUPS)
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (String covariate : covariates) {
            if (table.schema().column(covariate).kind().coded()) {
                continue;
            }
            String proof = proof(table, outcome, covariate, ids);
            if (!proof.isEmpty()) {
                findings.add(new Finding(covariate, true, proof));
            } else if (named(outcome, covariate)) {
                findings.add(new Finding(
                        covariate, false, "its name suggests that it is computed from \"" + outcome + "\""));
            }
        }
        return new OutcomeDerived(findings);
    }

    /** Whether a covariate's name contains the outcome's stem (clicked: click), or means a rate of it. */
    private static boolean named(String outcome, String covariate) {
        String stem = outcome.toLowerCase(Locale.ROOT).replaceAll("(ed|ing|s)$", "");
        String name = covariate.toLowerCase(Locale.ROOT);
        Matcher rate = RATE.matcher(name);
        return (stem.length() >= 4 && name.contains(stem)) || rate.find();
    }

    private static String proof(Table table, String outcome, String covariate, List<String> ids) {
        for (String id : ids) {
            int groups = table.cardinality(id);
            double[][] sums = byGroup(table, outcome, covariate, id, groups);
            if (isSum(sums)) {
                return "for every value of \"" + id + "\" it is the sum or the mean of \"" + outcome
                        + "\" over its rows";
            }
        }
        return isRate(table, outcome, covariate)
                ? "the mean of \"" + outcome + "\" at each of its values is that value"
                : "";
    }

    /** Per group: rows, Σ outcome, lowest and highest covariate. */
    private static double[][] byGroup(Table table, String outcome, String covariate, String id, int groups) {
        return table.fold(
                List.of(outcome, covariate, id),
                Fold.of(
                        () -> {
                            double[][] zero = new double[4][groups];
                            Arrays.fill(zero[2], Double.POSITIVE_INFINITY);
                            Arrays.fill(zero[3], Double.NEGATIVE_INFINITY);
                            return zero;
                        },
                        (acc, batch) -> {
                            for (int r = 0; r < batch.size(); r++) {
                                int g = batch.codes(2)[batch.start(2) + r];
                                double x = batch.numbers(1)[batch.start(1) + r];
                                if (g >= 0 && !Double.isNaN(x)) {
                                    acc[0][g]++;
                                    acc[1][g] += batch.numbers(0)[batch.start(0) + r];
                                    acc[2][g] = Math.min(acc[2][g], x);
                                    acc[3][g] = Math.max(acc[3][g], x);
                                }
                            }
                            return acc;
                        },
                        (l, r) -> {
                            for (int g = 0; g < groups; g++) {
                                l[0][g] += r[0][g];
                                l[1][g] += r[1][g];
                                l[2][g] = Math.min(l[2][g], r[2][g]);
                                l[3][g] = Math.max(l[3][g], r[3][g]);
                            }
                            return l;
                        }));
    }

    private static boolean isSum(double[][] sums) {
        boolean sum = true;
        boolean mean = true;
        int telling = 0;
        for (int g = 0; g < sums[0].length; g++) {
            double n = sums[0][g];
            if (n == 0) {
                continue;
            }
            if (sums[2][g] != sums[3][g]) {
                return false;
            }
            sum &= near(sums[2][g], sums[1][g]);
            mean &= near(sums[2][g], sums[1][g] / n);
            telling += sums[1][g] != 0 && n > 1 ? 1 : 0;
        }
        return telling >= 5 && (sum || mean);
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= 1e-6 * Math.max(1e-6, Math.abs(b));
    }

    private static boolean isRate(Table table, String outcome, String covariate) {
        // value → rows, Σ outcome; a stripe stops counting once there are too many values.
        Map<Double, double[]> values = table.fold(
                List.of(outcome, covariate),
                Fold.of(
                        () -> (Map<Double, double[]>) new HashMap<Double, double[]>(),
                        OutcomeDerived::addValues,
                        (l, r) -> {
                            r.forEach((value, count) -> {
                                double[] sum = l.computeIfAbsent(value, k -> new double[2]);
                                sum[0] += count[0];
                                sum[1] += count[1];
                            });
                            return l;
                        }));
        if (values.size() <= 5 || values.size() > MOST_VALUES) {
            return false;
        }
        int telling = 0;
        for (Map.Entry<Double, double[]> entry : values.entrySet()) {
            double n = entry.getValue()[0];
            if (!near(entry.getKey(), entry.getValue()[1] / n)) {
                return false;
            }
            telling += entry.getValue()[1] != 0 ? 1 : 0;
        }
        return telling >= 5;
    }

    private static Map<Double, double[]> addValues(Map<Double, double[]> map, Batch batch) {
        for (int r = 0; r < batch.size() && map.size() <= MOST_VALUES; r++) {
            double x = batch.numbers(1)[batch.start(1) + r];
            if (!Double.isNaN(x)) {
                double[] sum = map.computeIfAbsent(x, k -> new double[2]);
                sum[0]++;
                sum[1] += batch.numbers(0)[batch.start(0) + r];
            }
        }
        return map;
    }

    /** One check: a warning for each finding. */
    public Diagnostic diagnostic() {
        if (findings.isEmpty()) {
            return new Diagnostic(
                    "covariates computed from the outcome",
                    0,
                    0,
                    Verdict.PASS,
                    "No covariate looks as if it were computed from the outcome.");
        }
        StringBuilder words = new StringBuilder();
        for (Finding finding : findings) {
            words.append(words.isEmpty() ? "" : " ")
                    .append("\"")
                    .append(finding.column)
                    .append("\": ")
                    .append(finding.because)
                    .append(".");
        }
        words.append(" Adjusting for a consequence of the treatment biases its effect; use a value known before.");
        return new Diagnostic(
                "covariates computed from the outcome", findings.size(), 0, Verdict.WARN, words.toString());
    }
}

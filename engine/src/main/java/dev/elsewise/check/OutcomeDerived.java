package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.math.DoubleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        return of(table, outcome, covariates, Optional.empty());
    }

    /** The same where a frequency weight makes as many rows; a sampling weight leaves a row one row. */
    public static OutcomeDerived of(Table table, String outcome, List<String> covariates, Optional<Weights> weights) {
        Optional<Weights> copies = weights.filter(w -> w.kind() == Weights.Kind.FREQUENCY);
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
            String proof = proof(table, outcome, covariate, ids, copies);
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

    private static String proof(
            Table table, String outcome, String covariate, List<String> ids, Optional<Weights> copies) {
        for (String id : ids) {
            int groups = table.cardinality(id);
            double[][] sums = byGroup(table, outcome, covariate, id, groups, copies);
            if (isSum(sums)) {
                return "for every value of \"" + id + "\" it is the sum or the mean of \"" + outcome
                        + "\" over its rows";
            }
        }
        return isRate(table, outcome, covariate, copies)
                ? "the mean of \"" + outcome + "\" at each of its values is that value"
                : "";
    }

    /** Per group: rows, Σ outcome, the covariate's value; nothing once it varies within a group. */
    private static double[][] byGroup(
            Table table, String outcome, String covariate, String id, int groups, Optional<Weights> copies) {
        List<String> columns = new ArrayList<>(List.of(outcome, covariate, id));
        Counting counting = Counting.among(columns, copies);
        return table.fold(
                columns,
                Fold.of(
                        () -> new double[3][groups],
                        (acc, batch) -> {
                            for (int r = 0; r < batch.size() && acc.length > 0; r++) {
                                int g = batch.codes(2)[batch.start(2) + r];
                                double x = batch.numbers(1)[batch.start(1) + r];
                                if (g >= 0 && !Double.isNaN(x)) {
                                    if (acc[0][g] > 0 && acc[2][g] != x) {
                                        return new double[0][];
                                    }
                                    double rows = counting.rows(batch, r);
                                    acc[0][g] += rows;
                                    acc[1][g] += rows * batch.numbers(0)[batch.start(0) + r];
                                    acc[2][g] = x;
                                }
                            }
                            return acc;
                        },
                        OutcomeDerived::merge));
    }

    private static double[][] merge(double[][] left, double[][] right) {
        if (left.length == 0 || right.length == 0) {
            return new double[0][];
        }
        for (int g = 0; g < left[0].length; g++) {
            if (right[0][g] > 0) {
                if (left[0][g] > 0 && left[2][g] != right[2][g]) {
                    return new double[0][];
                }
                left[0][g] += right[0][g];
                left[1][g] += right[1][g];
                left[2][g] = right[2][g];
            }
        }
        return left;
    }

    private static boolean isSum(double[][] sums) {
        if (sums.length == 0) {
            return false;
        }
        boolean sum = true;
        boolean mean = true;
        int telling = 0;
        for (int g = 0; g < sums[0].length; g++) {
            double n = sums[0][g];
            if (n == 0) {
                continue;
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

    private static boolean isRate(Table table, String outcome, String covariate, Optional<Weights> copies) {
        List<String> columns = new ArrayList<>(List.of(outcome, covariate));
        Counting counting = Counting.among(columns, copies);
        DoubleTable values = table.fold(
                columns,
                Fold.of(
                        () -> new DoubleTable(2, MOST_VALUES),
                        (acc, batch) -> addRates(acc, batch, counting),
                        DoubleTable::merge));
        if (values.overflowed() || values.size() <= 5) {
            return false;
        }
        int telling = 0;
        for (double value : values.keys()) {
            double sum = values.get(value, 1);
            if (!near(value, sum / values.get(value, 0))) {
                return false;
            }
            telling += sum != 0 ? 1 : 0;
        }
        return telling >= 5;
    }

    /** A rate of a truth value lies between 0 and 1: anything else ends the search in its stripe. */
    private static DoubleTable addRates(DoubleTable acc, Batch batch, Counting counting) {
        for (int r = 0; r < batch.size() && !acc.overflowed(); r++) {
            double x = batch.numbers(1)[batch.start(1) + r];
            if (x < 0 || x > 1) {
                return acc.spoil();
            }
            if (!Double.isNaN(x)) {
                double rows = counting.rows(batch, r);
                acc.add(x, 0, rows);
                acc.add(x, 1, rows * batch.numbers(0)[batch.start(0) + r]);
            }
        }
        return acc;
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

package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether propensity scores mean what they say: in every group of rows the mean score should be the treated share. Judged by
 * size, not by p-value, because with enough rows every model fails a test and with few none does: a group that holds at
 * least 1 % of the rows fails when observed/expected lies outside [0.8, 1.25], and warns outside [0.9, 1.1]; where
 * so few rows are expected that chance may do that, the verdict is one step milder. Cost: one pass.
 *
 * @param groups of all dimensions, in order
 * @param columns what each dimension is made from, by its name; one that is not there is made from all covariates
 */
public record Calibration(List<Group> groups, Map<String, Source> columns) {
    /** A group with a smaller share of the rows is shown but not judged. */
    public static final double SMALLEST_SHARE = 0.01;

    /**
     * What a dimension is made from.
     *
     * @param levels whether the column has levels rather than numbers
     * @param modelled whether the propensity model sees the column
     */
    public record Source(String column, boolean levels, boolean modelled) {}

    /**
     * One group of one dimension.
     *
     * @param rows as often as their frequency weight says
     * @param expected mean propensity score
     * @param observed treated share
     * @param verdict PASS too when the group is too small to be judged
     */
    public record Group(String by, String level, long rows, double expected, double observed, Verdict verdict) {
        /** Observed over expected. */
        public double ratio() {
            return observed / expected;
        }
    }

    public Calibration {
        groups = List.copyOf(groups);
        columns = Map.copyOf(columns);
    }

    /** The groups of several dimensions in one pass over the columns of propensity, treatment and codes. */
    public static Calibration of(Table table, String propensity, String treatment, List<Grouping> groupings) {
        return of(table, propensity, treatment, groupings, Optional.empty());
    }

    /**
     * The same for a propensity that was fitted with weights: expected and observed are weighted as it was. Under frequency
     * weights a row counts as often as it stands for; under sampling weights it is one row, and the chance in a group is
     * that of (Σw)²/Σw² rows.
     */
    public static Calibration of(
            Table table, String propensity, String treatment, List<Grouping> groupings, Optional<Weights> weights) {
        List<String> columns = new ArrayList<>(List.of(propensity, treatment));
        groupings.forEach(g -> columns.add(g.codes()));
        Counting counting = Counting.among(columns, weights);
        int[] sizes = groupings.stream().mapToInt(g -> g.labels().size()).toArray();
        double[][] sums = table.fold(
                columns,
                Fold.of(
                        () -> Arrays.stream(sizes)
                                .mapToObj(n -> new double[SUMS * n])
                                .toArray(double[][]::new),
                        (acc, batch) -> add(acc, batch, counting),
                        (l, r) -> {
                            for (int d = 0; d < l.length; d++) {
                                for (int i = 0; i < l[d].length; i++) {
                                    l[d][i] += r[d][i];
                                }
                            }
                            return l;
                        }));
        List<Group> groups = new ArrayList<>();
        Map<String, Source> made = new HashMap<>();
        for (int d = 0; d < groupings.size(); d++) {
            Grouping grouping = groupings.get(d);
            if (!grouping.of().equals(propensity) && table.schema().has(grouping.of())) {
                Column column = table.schema().column(grouping.of());
                made.put(
                        grouping.name(), new Source(column.name(), column.kind().coded(), grouping.modelled()));
            }
            double rows = 0;
            for (int c = 0; c < sizes[d]; c++) {
                rows += sums[d][SUMS * c];
            }
            for (int c = 0; c < sizes[d]; c++) {
                double[] sum = Arrays.copyOfRange(sums[d], SUMS * c, SUMS * (c + 1));
                if (sum[0] > 0) {
                    groups.add(group(grouping.name(), grouping.labels().get(c), sum, rows));
                }
            }
        }
        return new Calibration(groups, made);
    }

    private static Group group(String by, String level, double[] sum, double rowsInAll) {
        double expected = sum[2] / sum[1];
        double observed = sum[3] / sum[1];
        boolean judged = sum[0] >= SMALLEST_SHARE * rowsInAll;
        double chances = sum[1] * sum[1] / sum[4];
        return new Group(
                by,
                level,
                Math.round(sum[0]),
                expected,
                observed,
                judged ? verdict(chances, expected, observed) : Verdict.PASS);
    }

    /** Of each group: rows, Σw, Σwe, Σwt, Σw² (with frequency weights Σw, the squares of as many ones). */
    private static final int SUMS = 5;

    private static double[][] add(double[][] acc, Batch batch, Counting counting) {
        double[] e = batch.numbers(0);
        double[] t = batch.numbers(1);
        for (int d = 0; d < acc.length; d++) {
            double[] code = batch.numbers(2 + d);
            int start = batch.start(2 + d);
            double[] to = acc[d];
            for (int r = 0; r < batch.size(); r++) {
                int at = SUMS * ((int) code[start + r]);
                double w = counting.weight(batch, r);
                double rows = counting.rows(batch, r);
                to[at] += rows;
                to[at + 1] += w;
                to[at + 2] += w * e[batch.start(0) + r];
                to[at + 3] += w * t[batch.start(1) + r];
                to[at + 4] += w * w / rows;
            }
        }
        return acc;
    }

    /**
     * By size; but a share so small that it may miss the bounds by chance, being within three of its own standard errors
     * √((1 − e)/(n e)) of 1, is let off by one step. With enough rows this plays no part.
     */
    private static Verdict verdict(double rows, double expected, double observed) {
        double ratio = observed / expected;
        boolean chance = Math.abs(ratio - 1) <= 3 * Math.sqrt((1 - expected) / (rows * expected));
        if (!(ratio >= 0.8 && ratio <= 1.25)) {
            return chance ? Verdict.WARN : Verdict.FAIL;
        }
        return (ratio >= 0.9 && ratio <= 1.1) || chance ? Verdict.PASS : Verdict.WARN;
    }

    /** The groups of one dimension. */
    public List<Group> of(String by) {
        return groups.stream().filter(g -> g.by.equals(by)).toList();
    }

    /** The dimensions, in order. */
    public List<String> dimensions() {
        return groups.stream().map(Group::by).distinct().toList();
    }

    /** One check a dimension: its worst group. */
    public List<Diagnostic> diagnostics() {
        return dimensions().stream().map(this::diagnostic).toList();
    }

    /** The groups of a dimension that are large enough; all of them where none is. */
    private List<Group> judged(String by) {
        List<Group> all = of(by);
        long rows = all.stream().mapToLong(Group::rows).sum();
        List<Group> large =
                all.stream().filter(g -> g.rows >= SMALLEST_SHARE * rows).toList();
        return large.isEmpty() ? all : large;
    }

    private Diagnostic diagnostic(String by) {
        Group worst = null;
        for (Group group : judged(by)) {
            boolean worse = worst == null
                    || group.verdict.compareTo(worst.verdict) > 0
                    || (group.verdict == worst.verdict && badness(group) > badness(worst));
            if (worse) {
                worst = group;
            }
        }
        java.util.Objects.requireNonNull(worst, "a dimension has groups");
        String numbers = String.format(
                java.util.Locale.ROOT,
                "in %s %s the model expects %.1f %% treated and %.1f %% are (%,d rows)",
                by,
                worst.level,
                100 * worst.expected,
                100 * worst.observed,
                worst.rows);
        String advice = switch (worst.verdict) {
            case PASS -> "The propensity score is calibrated by " + by + ": at worst, " + numbers + ".";
            case WARN ->
                "The propensity score is somewhat off by " + by + ": " + numbers + ". Let " + otherwise(by)
                        + " and see whether the estimate moves.";
            case FAIL ->
                "The propensity score is wrong by " + by + ": " + numbers
                        + ". Weights built on it do not remove the confounding by " + by + ". Let " + otherwise(by)
                        + ", or boost the propensity.";
        };
        return new Diagnostic(
                "propensity calibration by " + by,
                worst.ratio(),
                worst.ratio() < 1
                        ? (worst.verdict == Verdict.FAIL ? 0.8 : 0.9)
                        : worst.verdict == Verdict.FAIL ? 1.25 : 1.1,
                worst.verdict,
                advice);
    }

    /** What would give the model another form: the column behind the dimension is what a study can name, not the dimension. */
    private String otherwise(String by) {
        Source source = columns.get(by);
        if (source == null) {
            return "the covariates enter the propensity model with a logarithm or a spline";
        }
        String column = "\"" + source.column + "\""
                + (by.equals(source.column) ? "" : ", from which " + by + " is made,") + " enter the propensity model";
        if (!source.modelled) {
            return column + ", which does not see it, if it is known before the treatment";
        }
        return source.levels
                ? column + " with more of its levels (features: {" + source.column + ": {category: {minFrequency: 1}}})"
                : column + " with a logarithm, a reciprocal or a spline (features: {" + source.column
                        + ": {spline: 5}})";
    }

    private static double badness(Group group) {
        double ratio = group.ratio();
        return ratio > 0 ? Math.abs(Math.log(ratio)) : Double.POSITIVE_INFINITY;
    }
}

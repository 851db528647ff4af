package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether propensity scores mean what they say: in every group of rows the mean score should be the treated share. Judged by
 * size, not by p-value, because with enough rows every model fails a test and with few none does: a group that holds at
 * least 1 % of the rows fails when observed/expected lies outside [0.8, 1.25], and warns outside [0.9, 1.1]; where
 * so few rows are expected that chance may do that, the verdict is one step milder. Cost: one pass.
 *
 * @param groups of all dimensions, in order
 */
public record Calibration(List<Group> groups) {
    /** A group with a smaller share of the rows is shown but not judged. */
    public static final double SMALLEST_SHARE = 0.01;

    /**
     * One group of one dimension.
     *
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
    }

    /** The groups of several dimensions in one pass over the columns of propensity, treatment and codes. */
    public static Calibration of(Table table, String propensity, String treatment, List<Grouping> groupings) {
        return of(table, propensity, treatment, groupings, Optional.empty());
    }

    /**
     * The same for a propensity that was fitted with weights: expected and observed are weighted as it was. The rows that
     * make a group large enough are counted, not weighted.
     */
    public static Calibration of(
            Table table, String propensity, String treatment, List<Grouping> groupings, Optional<Weights> weights) {
        List<String> columns = new ArrayList<>(List.of(propensity, treatment));
        groupings.forEach(g -> columns.add(g.codes()));
        weights.ifPresent(w -> columns.add(w.column()));
        boolean weighted = weights.isPresent();
        int[] sizes = groupings.stream().mapToInt(g -> g.labels().size()).toArray();
        double[][] sums = table.fold(
                columns,
                Fold.of(
                        () -> Arrays.stream(sizes)
                                .mapToObj(n -> new double[SUMS * n])
                                .toArray(double[][]::new),
                        (acc, batch) -> add(acc, batch, weighted),
                        (l, r) -> {
                            for (int d = 0; d < l.length; d++) {
                                for (int i = 0; i < l[d].length; i++) {
                                    l[d][i] += r[d][i];
                                }
                            }
                            return l;
                        }));
        long rows = table.rows();
        List<Group> groups = new ArrayList<>();
        for (int d = 0; d < groupings.size(); d++) {
            Grouping grouping = groupings.get(d);
            for (int c = 0; c < sizes[d]; c++) {
                double n = sums[d][SUMS * c];
                if (n > 0) {
                    double expected = sums[d][SUMS * c + 2] / sums[d][SUMS * c + 1];
                    double observed = sums[d][SUMS * c + 3] / sums[d][SUMS * c + 1];
                    boolean judged = n >= SMALLEST_SHARE * rows;
                    groups.add(new Group(
                            grouping.name(),
                            grouping.labels().get(c),
                            (long) n,
                            expected,
                            observed,
                            judged ? verdict(n, expected, observed) : Verdict.PASS));
                }
            }
        }
        return new Calibration(groups);
    }

    /** Of each group: rows, Σw, Σwe, Σwt. */
    private static final int SUMS = 4;

    private static double[][] add(double[][] acc, Batch batch, boolean weighted) {
        int weight = 2 + acc.length;
        double[] e = batch.numbers(0);
        double[] t = batch.numbers(1);
        for (int d = 0; d < acc.length; d++) {
            double[] code = batch.numbers(2 + d);
            int start = batch.start(2 + d);
            double[] to = acc[d];
            for (int r = 0; r < batch.size(); r++) {
                int at = SUMS * ((int) code[start + r]);
                double w = weighted ? batch.numbers(weight)[batch.start(weight) + r] : 1;
                to[at]++;
                to[at + 1] += w;
                to[at + 2] += w * e[batch.start(0) + r];
                to[at + 3] += w * t[batch.start(1) + r];
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
                "The propensity score is somewhat off by " + by + ": " + numbers + ". Let " + shape(by)
                        + " enter with another shape and see whether the estimate moves.";
            case FAIL ->
                "The propensity score is wrong by " + by + ": " + numbers
                        + ". Weights built on it do not remove the confounding by " + by + ". Let " + shape(by)
                        + " enter with a logarithm, a spline or a boosted propensity.";
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

    private static String shape(String by) {
        return by.equals("decile") ? "the covariates" : "\"" + by + "\"";
    }

    private static double badness(Group group) {
        double ratio = group.ratio();
        return ratio > 0 ? Math.abs(Math.log(ratio)) : Double.POSITIVE_INFINITY;
    }
}

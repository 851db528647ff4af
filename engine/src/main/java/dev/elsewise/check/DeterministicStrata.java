package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.math.DoubleTable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Values of a covariate where everyone or no one is treated, by rule rather than by chance: no comparison exists there, so no
 * effect either. A value is reported when chance alone, at the overall treated share, would make its n rows all alike with
 * a probability below 0.001 over the number of values looked at. With clusters n counts the clusters that have rows with the
 * value, since the rows of one are no chances of their own. A frequency weight makes as many rows; a sampling weight counts
 * as one, being no chance more. Numbers with more than 4,096 different values are not looked at. Cost: one pass, and a sort
 * with clusters.
 */
public record DeterministicStrata(List<Stratum> strata) {
    private static final int MOST_VALUES = 4096;
    private static final double CHANCE = 1e-3;

    /**
     * One value.
     *
     * @param rows that have it, as often as their frequency weight says
     * @param treated whether everyone is treated there, rather than no one
     * @param condition an SQL condition that is true of its rows
     */
    public record Stratum(String column, String value, long rows, boolean treated, String condition) {}

    public DeterministicStrata {
        strata = List.copyOf(strata);
    }

    /** Looks at each of the columns, in rows that are independent and weigh the same. */
    public static DeterministicStrata of(Table table, String treatment, List<String> covariates) {
        return of(table, treatment, covariates, Optional.empty(), Optional.empty());
    }

    /**
     * Looks at each of the columns.
     *
     * @param cluster the column whose values share what happens to them
     */
    public static DeterministicStrata of(
            Table table,
            String treatment,
            List<String> covariates,
            Optional<Weights> weights,
            Optional<String> cluster) {
        Pass pass = Pass.of(table, treatment, covariates, weights, cluster.isPresent());
        Counts counts = cluster.isPresent()
                ? table.foldGroups(List.of(cluster.get()), pass.columns, pass)
                : table.fold(pass.columns, pass);
        int values = Arrays.stream(counts.of).mapToInt(DoubleTable::size).sum();
        double share = counts.treated / counts.rows;
        List<Stratum> found = new ArrayList<>();
        for (int i = 0; i < covariates.size(); i++) {
            for (double value : counts.of[i].keys()) {
                double rows = counts.of[i].get(value, ROWS);
                double treated = counts.of[i].get(value, TREATED);
                double chances = cluster.isPresent() ? counts.of[i].get(value, CLUSTERS) : rows;
                boolean all = treated == rows;
                boolean none = treated == 0;
                if ((all || none) && chances * Math.log(all ? share : 1 - share) < Math.log(CHANCE / values)) {
                    found.add(stratum(table, covariates.get(i), pass.coded[i], value, Math.round(rows), all));
                }
            }
        }
        return new DeterministicStrata(found);
    }

    /** What is counted at each value. */
    private static final int ROWS = 0;

    private static final int TREATED = 1;
    private static final int CLUSTERS = 2;

    /** All rows and the treated, and those at each value of each covariate. */
    private static final class Counts {
        final DoubleTable[] of;
        double rows;
        double treated;

        Counts(int covariates) {
            of = new DoubleTable[covariates];
            Arrays.setAll(of, i -> new DoubleTable(3, MOST_VALUES));
        }
    }

    /** @param clustered whether the groups of a batch are clusters */
    private record Pass(List<String> columns, boolean[] coded, Counting counting, boolean clustered)
            implements Fold<Counts> {
        static Pass of(
                Table table, String treatment, List<String> covariates, Optional<Weights> weights, boolean clustered) {
            List<String> columns = new ArrayList<>(List.of(treatment));
            columns.addAll(covariates);
            boolean[] coded = new boolean[covariates.size()];
            for (int i = 0; i < coded.length; i++) {
                coded[i] = table.schema().column(covariates.get(i)).kind().coded();
            }
            Counting counting = Counting.among(columns, weights);
            return new Pass(columns, coded, counting, clustered);
        }

        @Override
        public Counts zero() {
            return new Counts(coded.length);
        }

        @Override
        public Counts add(Counts counts, Batch batch) {
            double[] t = batch.numbers(0);
            int ts = batch.start(0);
            for (int r = 0; r < batch.size(); r++) {
                double rows = counting.rows(batch, r);
                counts.rows += rows;
                counts.treated += rows * t[ts + r];
            }
            for (int i = 0; i < coded.length; i++) {
                DoubleTable to = counts.of[i];
                for (int r = 0; r < batch.size() && !to.overflowed(); r++) {
                    double value = value(batch, i, r);
                    if (!Double.isNaN(value)) {
                        double rows = counting.rows(batch, r);
                        to.add(value, ROWS, rows);
                        to.add(value, TREATED, rows * t[ts + r]);
                    }
                }
                for (int g = 0; clustered && g < batch.groups() && !to.overflowed(); g++) {
                    addCluster(to, batch, i, g);
                }
            }
            return counts;
        }

        /** Counts a cluster once at each value that its rows have. */
        private void addCluster(DoubleTable to, Batch batch, int covariate, int group) {
            int from = batch.groupStart(group);
            double[] values = new double[batch.groupStart(group + 1) - from];
            Arrays.setAll(values, r -> value(batch, covariate, from + r));
            Arrays.sort(values);
            for (int r = 0; r < values.length && !Double.isNaN(values[r]); r++) {
                if (r == 0 || values[r] != values[r - 1]) {
                    to.add(values[r], CLUSTERS, 1);
                }
            }
        }

        /** A number, or the code of a level; NaN where it is missing. */
        private double value(Batch batch, int covariate, int row) {
            int at = batch.start(covariate + 1) + row;
            if (!coded[covariate]) {
                return batch.numbers(covariate + 1)[at] + 0.0;
            }
            int code = batch.codes(covariate + 1)[at];
            return code < 0 ? Double.NaN : code;
        }

        @Override
        public Counts merge(Counts left, Counts right) {
            left.rows += right.rows;
            left.treated += right.treated;
            for (int i = 0; i < left.of.length; i++) {
                left.of[i].merge(right.of[i]);
            }
            return left;
        }
    }

    private static Stratum stratum(Table table, String column, boolean coded, double key, long rows, boolean all) {
        String quoted = "\"" + column.replace("\"", "\"\"") + "\"";
        if (!coded) {
            String value = key == Math.rint(key) ? Long.toString((long) key) : Double.toString(key);
            return table.schema().column(column).kind() == Column.Kind.TIME
                    ? new Stratum(column, moment((long) key), rows, all, "epoch_us(" + quoted + ") = " + value)
                    : new Stratum(column, value, rows, all, quoted + " = " + value);
        }
        String level = table.levels(column).get((int) key);
        return new Stratum(column, level, rows, all, quoted + " = '" + level.replace("'", "''") + "'");
    }

    private static String moment(long microseconds) {
        Instant at = Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC).toString();
    }

    /** One check over all columns. */
    public Diagnostic diagnostic(boolean excluded) {
        if (strata.isEmpty()) {
            return new Diagnostic(
                    "strata with one treatment",
                    0,
                    0,
                    Verdict.PASS,
                    "No value of a covariate has only treated or only control rows beyond chance.");
        }
        long rows = strata.stream().mapToLong(Stratum::rows).sum();
        String words = words();
        return new Diagnostic(
                "strata with one treatment",
                rows,
                0,
                excluded ? Verdict.PASS : Verdict.FAIL,
                excluded
                        ? words + " These rows are left out, and the target is named after the rest."
                        : words
                                + String.format(
                                        Locale.ROOT,
                                        " For these %,d rows the data hold no comparison; what the models say there is"
                                                + " extrapolation. Leave them out: excludeDeterministic: true.",
                                        rows));
    }

    /** What was found, in a sentence or two. */
    public String words() {
        StringBuilder words = new StringBuilder();
        for (String column : strata.stream().map(Stratum::column).distinct().toList()) {
            for (boolean all : new boolean[] {true, false}) {
                List<String> values = strata.stream()
                        .filter(s -> s.column.equals(column) && s.treated == all)
                        .map(Stratum::value)
                        .toList();
                if (!values.isEmpty()) {
                    String listed = values.size() <= 8
                            ? String.join(", ", values)
                            : String.join(", ", values.subList(0, 8)) + " and " + (values.size() - 8) + " more";
                    words.append(words.isEmpty() ? "" : " ")
                            .append("Where ")
                            .append(column)
                            .append(" is ")
                            .append(listed)
                            .append(all ? ", everyone is treated." : ", no one is treated.");
                }
            }
        }
        return words.toString();
    }

    /** An SQL condition that is true of the rows in no stratum. */
    public String outside() {
        StringBuilder condition = new StringBuilder();
        for (Stratum stratum : strata) {
            condition
                    .append(condition.isEmpty() ? "" : " AND ")
                    .append("coalesce(NOT (")
                    .append(stratum.condition)
                    .append("), true)");
        }
        return condition.toString();
    }
}

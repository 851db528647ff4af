package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Schema;
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
 * as one, being no chance more. Numbers with more than 4,096 different values are not looked at. Cost: one pass; with clusters
 * a sort and a pass for each column that has such a value.
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
        Schema schema = table.schema();
        RowPass pass = RowPass.of(schema, treatment, covariates, weights);
        Counts counts = table.fold(pass.columns, pass);
        int values = Arrays.stream(counts.of).mapToInt(DoubleTable::size).sum();
        double share = counts.treated / counts.rows;
        List<Stratum> found = new ArrayList<>();
        for (int i = 0; i < covariates.size(); i++) {
            String column = covariates.get(i);
            List<Alike> alike = alike(counts.of[i]);
            alike.removeIf(a -> a.chance(a.rows, share) >= CHANCE / values);
            if (cluster.isPresent() && !alike.isEmpty()) {
                // There are no more clusters than rows: what rows do not show, clusters do not.
                DoubleTable clusters = clusters(table, column, cluster.get());
                alike.removeIf(a -> a.chance(clusters.get(a.value, 0), share) >= CHANCE / values);
            }
            for (Alike a : alike) {
                boolean coded = schema.column(column).kind().coded();
                found.add(stratum(table, column, coded, a.value, Math.round(a.rows), a.treated));
            }
        }
        return new DeterministicStrata(found);
    }

    /** A value whose rows are all treated, or none of them. */
    private record Alike(double value, double rows, boolean treated) {
        /** That so many independent chances end alike. */
        double chance(double chances, double share) {
            return Math.pow(treated ? share : 1 - share, chances);
        }
    }

    private static List<Alike> alike(DoubleTable counts) {
        List<Alike> alike = new ArrayList<>();
        for (double value : counts.keys()) {
            double rows = counts.get(value, ROWS);
            double treated = counts.get(value, TREATED);
            if (treated == rows || treated == 0) {
                alike.add(new Alike(value, rows, treated == rows));
            }
        }
        return alike;
    }

    /** What is counted at each value. */
    private static final int ROWS = 0;

    private static final int TREATED = 1;

    /** All rows and the treated, and those at each value of each covariate. */
    private static final class Counts {
        final DoubleTable[] of;
        double rows;
        double treated;

        Counts(int covariates) {
            of = new DoubleTable[covariates];
            Arrays.setAll(of, i -> new DoubleTable(2, MOST_VALUES));
        }
    }

    /** The pass over the treatment and all covariates. */
    private record RowPass(List<String> columns, boolean[] coded, Counting counting) implements Fold<Counts> {
        static RowPass of(Schema schema, String treatment, List<String> covariates, Optional<Weights> weights) {
            List<String> columns = new ArrayList<>(List.of(treatment));
            columns.addAll(covariates);
            boolean[] coded = new boolean[covariates.size()];
            for (int i = 0; i < coded.length; i++) {
                coded[i] = schema.column(covariates.get(i)).kind().coded();
            }
            Counting counting = Counting.among(columns, weights);
            return new RowPass(columns, coded, counting);
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
                    double value = value(batch, i + 1, coded[i], r);
                    if (!Double.isNaN(value)) {
                        double rows = counting.rows(batch, r);
                        to.addPair(value, rows, rows * t[ts + r]);
                    }
                }
            }
            return counts;
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

    /** How many clusters have rows at each value of a column. */
    private static DoubleTable clusters(Table table, String column, String cluster) {
        boolean coded = table.schema().column(column).kind().coded();
        return table.foldGroups(
                List.of(cluster),
                List.of(column),
                Fold.of(
                        () -> new DoubleTable(1, MOST_VALUES),
                        (to, batch) -> {
                            for (int g = 0; g < batch.groups(); g++) {
                                addCluster(to, batch, coded, g);
                            }
                            return to;
                        },
                        DoubleTable::merge));
    }

    /** Counts a cluster once at each value that its rows have. */
    private static void addCluster(DoubleTable to, Batch batch, boolean coded, int group) {
        int from = batch.groupStart(group);
        double[] values = new double[batch.groupStart(group + 1) - from];
        Arrays.setAll(values, r -> value(batch, 0, coded, from + r));
        Arrays.sort(values);
        for (int r = 0; r < values.length && !Double.isNaN(values[r]); r++) {
            if (r == 0 || values[r] != values[r - 1]) {
                to.add(values[r], 0, 1);
            }
        }
    }

    /** A number, or the code of a level; NaN where it is missing. */
    private static double value(Batch batch, int column, boolean coded, int row) {
        int at = batch.start(column) + row;
        if (!coded) {
            return batch.numbers(column)[at] + 0.0;
        }
        int code = batch.codes(column)[at];
        return code < 0 ? Double.NaN : code;
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

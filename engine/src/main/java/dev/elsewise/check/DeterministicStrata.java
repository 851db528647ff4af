package dev.elsewise.check;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Table;
import dev.elsewise.math.DoubleTable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Values of a covariate where everyone or no one is treated, by rule rather than by chance: no comparison exists there, so no
 * effect either. A value is reported when chance alone, at the overall treated share, would make its n rows all alike with
 * a probability below 0.001 over the number of values looked at. Numbers with more than 4,096 different values are not
 * looked at. Cost: one pass.
 */
public record DeterministicStrata(List<Stratum> strata) {
    private static final int MOST_VALUES = 4096;
    private static final double CHANCE = 1e-3;

    /**
     * One value.
     *
     * @param treated whether everyone is treated there, rather than no one
     * @param condition an SQL condition that is true of its rows
     */
    public record Stratum(String column, String value, long rows, boolean treated, String condition) {}

    public DeterministicStrata {
        strata = List.copyOf(strata);
    }

    /** Looks at each of the columns. */
    public static DeterministicStrata of(Table table, String treatment, List<String> covariates) {
        Schema schema = table.schema();
        List<String> columns = new ArrayList<>();
        columns.add(treatment);
        columns.addAll(covariates);
        boolean[] coded = new boolean[covariates.size()];
        for (int i = 0; i < coded.length; i++) {
            coded[i] = schema.column(covariates.get(i)).kind().coded();
        }
        DoubleTable[] counts = table.fold(
                columns,
                Fold.of(
                        () -> {
                            DoubleTable[] zero = new DoubleTable[coded.length];
                            Arrays.setAll(zero, i -> new DoubleTable(2, MOST_VALUES));
                            return zero;
                        },
                        (acc, batch) -> add(acc, batch, coded),
                        (l, r) -> {
                            for (int i = 0; i < l.length; i++) {
                                l[i].merge(r[i]);
                            }
                            return l;
                        }));
        int values = Arrays.stream(counts).mapToInt(DoubleTable::size).sum();
        if (values == 0) {
            return new DeterministicStrata(List.of());
        }
        double share = (double) treatedRows(table, treatment) / table.rows();
        List<Stratum> found = new ArrayList<>();
        for (int i = 0; i < coded.length; i++) {
            String column = covariates.get(i);
            for (double value : counts[i].keys()) {
                double n = counts[i].get(value, 0);
                double t = counts[i].get(value, 1);
                boolean all = t == n;
                boolean none = t == 0;
                if ((all || none) && n * Math.log(all ? share : 1 - share) < Math.log(CHANCE / values)) {
                    found.add(stratum(table, column, coded[i], value, (long) n, all));
                }
            }
        }
        return new DeterministicStrata(found);
    }

    private static DoubleTable[] add(DoubleTable[] acc, Batch batch, boolean[] coded) {
        double[] t = batch.numbers(0);
        int ts = batch.start(0);
        for (int i = 0; i < coded.length; i++) {
            DoubleTable to = acc[i];
            int start = batch.start(i + 1);
            for (int r = 0; r < batch.size() && !to.overflowed(); r++) {
                double value = coded[i] ? batch.codes(i + 1)[start + r] : batch.numbers(i + 1)[start + r];
                if (!Double.isNaN(value) && !(coded[i] && value < 0)) {
                    to.add(value, 0, 1);
                    if (t[ts + r] == 1) {
                        to.add(value, 1, 1);
                    }
                }
            }
        }
        return acc;
    }

    private static long treatedRows(Table table, String treatment) {
        return table.fold(
                List.of(treatment),
                Fold.of(
                        () -> 0L,
                        (sum, batch) -> {
                            long count = 0;
                            for (int r = 0; r < batch.size(); r++) {
                                count += batch.numbers(0)[batch.start(0) + r] == 1 ? 1 : 0;
                            }
                            return sum + count;
                        },
                        Long::sum));
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

package dev.elsewise.adjust;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.error.BadData;
import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every estimator of a binary treatment asks of its rows before it starts: a treatment of 0 and 1, both of them; an
 * outcome that is there and finite; positive weights.
 *
 * @param rows in all, each as often as its frequency weight says
 * @param treated of them
 * @param binary whether the outcome has no values but 0 and 1
 * @param treatedShare weighted where there are weights
 * @param outcomeMean weighted where there are weights
 */
public record Units(long rows, long treated, boolean binary, double treatedShare, double outcomeMean) {

    private record Sums(long rows, long treated, boolean binary, double w, double wt, double wy) {
        Sums and(Sums other) {
            return new Sums(
                    rows + other.rows,
                    treated + other.treated,
                    binary && other.binary,
                    w + other.w,
                    wt + other.wt,
                    wy + other.wy);
        }
    }

    /**
     * Checks a table for a question.
     *
     * @throws BadData naming the column, the row and the value
     */
    public static Units of(Table table, Question question, Optional<Weights> weights) {
        if (table.rows() == 0) {
            throw new BadData("An effect needs rows; the table has none"
                    + table.ledger().stream()
                            .reduce((first, last) -> last)
                            .map(k -> " after \"" + k.because() + "\" left out " + k.dropped())
                            .orElse("")
                    + ".");
        }
        requireNumber(table, question.treatment(), "treatment");
        requireNumber(table, question.outcome(), "outcome");
        List<String> columns = new ArrayList<>(List.of(question.treatment(), question.outcome()));
        weights.ifPresent(w -> columns.add(w.column()));
        Sums sums = table.fold(
                columns,
                Fold.of(
                        () -> new Sums(0, 0, true, 0, 0, 0),
                        (s, batch) -> add(s, batch, question, weights),
                        Sums::and));
        if (sums.treated == 0 || sums.treated == sums.rows) {
            throw new BadData("The treatment must have two values; \"" + question.treatment() + "\" is "
                    + (sums.treated == 0 ? 0 : 1) + " in all " + sums.rows + " rows.\nMaybe a condition in where:"
                    + " leaves only one of them.");
        }
        boolean copies = weights.filter(w -> w.kind() == Weights.Kind.FREQUENCY).isPresent();
        return new Units(
                copies ? Math.round(sums.w) : sums.rows,
                copies ? Math.round(sums.wt) : sums.treated,
                sums.binary,
                sums.wt / sums.w,
                sums.wy / sums.w);
    }

    private static void requireNumber(Table table, String name, String role) {
        Column column = table.schema().column(name);
        if (column.kind().coded()) {
            throw new BadData("The " + role + " must be a number or a truth value; \"" + name + "\" is a "
                    + (column.kind() == Column.Kind.KEY
                            ? "key"
                            : "category with the levels " + shortened(table.levels(name)))
                    + ".\nMaybe derive it: derive: {" + name + "_is: \"" + name + " = 'the treated level'\"}.");
        }
    }

    /**
     * Checks a column that is to serve as the propensity score.
     *
     * @throws BadData naming the row and the value
     */
    static void requireProbabilities(Table table, String column) {
        requireNumber(table, column, "propensity score");
        table.fold(
                List.of(column),
                Fold.of(
                        () -> 0L,
                        (rows, batch) -> {
                            for (int r = 0; r < batch.size(); r++) {
                                double e = batch.numbers(0)[batch.start(0) + r];
                                if (!(e >= 0 && e <= 1)) {
                                    throw refused("propensity score", column, e, batch.ordinal(r), "from 0 to 1");
                                }
                            }
                            return rows + batch.size();
                        },
                        Long::sum));
    }

    private static String shortened(List<String> levels) {
        return levels.size() <= 6 ? levels.toString() : levels.subList(0, 6) + " and " + (levels.size() - 6) + " more";
    }

    private static Sums add(Sums s, Batch batch, Question question, Optional<Weights> weights) {
        double[] t = batch.numbers(0);
        double[] y = batch.numbers(1);
        int ts = batch.start(0);
        int ys = batch.start(1);
        long treated = 0;
        boolean binary = true;
        double w = 0;
        double wt = 0;
        double wy = 0;
        for (int r = 0; r < batch.size(); r++) {
            double ti = t[ts + r];
            double yi = y[ys + r];
            if (ti != 0 && ti != 1) {
                throw refused("treatment", question.treatment(), ti, batch.ordinal(r), "0 or 1");
            }
            if (!Double.isFinite(yi)) {
                throw refused("outcome", question.outcome(), yi, batch.ordinal(r), "a finite number");
            }
            double wi = weights.isPresent() ? batch.numbers(2)[batch.start(2) + r] : 1;
            if (!(wi > 0) || Double.isInfinite(wi)) {
                throw refused(
                        "weight", weights.map(Weights::column).orElse(""), wi, batch.ordinal(r), "positive and finite");
            }
            binary &= yi == 0 || yi == 1;
            treated += ti == 1 ? 1 : 0;
            w += wi;
            wt += wi * ti;
            wy += wi * yi;
        }
        return s.and(new Sums(batch.size(), treated, binary, w, wt, wy));
    }

    private static BadData refused(String role, String column, double value, long ordinal, String must) {
        boolean missing = Double.isNaN(value);
        return new BadData("The " + role + " must be " + must + "; \"" + column + "\" is "
                + (missing ? "missing" : Double.toString(value)) + " in row " + (ordinal + 1) + "."
                + (missing
                        ? role.equals("treatment") || role.equals("outcome")
                                ? "\nMaybe leave such rows out and say so: missing: drop."
                                : "\nMaybe keep only rows where it is known."
                        : role.equals("treatment")
                                ? "\nMaybe derive a column of 0 and 1: derive: {treated: \"" + column + " > 0\"}."
                                : ""));
    }
}

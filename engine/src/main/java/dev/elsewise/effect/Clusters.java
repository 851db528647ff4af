package dev.elsewise.effect;

import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.util.List;
import java.util.Locale;

/** Which units may depend on each other: those with the same value of a column; none with another, when it is empty. */
public record Clusters(String column) {
    /** Every row on its own. */
    public static final Clusters ROWS = new Clusters("");

    /** How many rows lack a cluster, and the ordinal of the first of them. */
    private record Missing(long rows, long first) {
        Missing and(long ordinal) {
            return new Missing(rows + 1, Math.min(first, ordinal));
        }

        Missing and(Missing other) {
            return new Missing(rows + other.rows, Math.min(first, other.first));
        }
    }

    /**
     * Clusters of a table's rows. Rows without a value are refused: as one cluster they would depend on each other, and as many
     * they would not, and neither is known.
     *
     * @throws BadData saying how many rows belong to none
     */
    public static Clusters of(Table units, String column) {
        Column of = units.schema().column(column);
        boolean coded = of.kind().coded();
        Missing missing = units.fold(
                List.of(column),
                Fold.of(
                        () -> new Missing(0, Long.MAX_VALUE),
                        (found, batch) -> {
                            Missing all = found;
                            for (int r = 0; r < batch.size(); r++) {
                                int at = batch.start(0) + r;
                                if (coded ? batch.codes(0)[at] < 0 : Double.isNaN(batch.numbers(0)[at])) {
                                    all = all.and(batch.ordinal(r));
                                }
                            }
                            return all;
                        },
                        Missing::and));
        if (missing.rows > 0) {
            throw new BadData("Every row must belong to a cluster; \"" + column + "\" is missing in row "
                    + (missing.first + 1)
                    + (missing.rows == 1
                            ? ""
                            : String.format(Locale.ROOT, ", and in %,d of %,d rows in all", missing.rows, units.rows()))
                    + ".\nMaybe keep only rows where it is known: where: [{keep: '\"" + column
                    + "\" IS NOT NULL', because: no " + column + "}].");
        }
        return new Clusters(column);
    }

    boolean ofRows() {
        return column.isEmpty();
    }

    /** The sum of one cluster is zero whatever the data: from it alone no error can be told. */
    void requireTwo(double count) {
        if (!ofRows() && count < 2) {
            throw new BadStudy("Errors by cluster need at least two clusters; \"" + column
                    + "\" has 1.\nMaybe cluster by" + " a finer column, or by none.");
        }
    }
}

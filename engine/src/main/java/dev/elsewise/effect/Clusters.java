package dev.elsewise.effect;

import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.util.List;

/** Which units may depend on each other: those with the same value of a column; none with another, when it is empty. */
record Clusters(String column) {
    static final Clusters ROWS = new Clusters("");

    /**
     * Clusters of a table's rows.
     *
     * @throws BadData naming a row that belongs to none
     */
    static Clusters of(Table units, String column) {
        Column of = units.schema().column(column);
        boolean coded = of.kind().coded();
        long first = units.fold(
                List.of(column),
                Fold.of(
                        () -> Long.MAX_VALUE,
                        (found, batch) -> {
                            long lowest = found;
                            for (int r = 0; r < batch.size(); r++) {
                                int at = batch.start(0) + r;
                                if (coded ? batch.codes(0)[at] < 0 : Double.isNaN(batch.numbers(0)[at])) {
                                    lowest = Math.min(lowest, batch.ordinal(r));
                                }
                            }
                            return lowest;
                        },
                        Math::min));
        if (first < Long.MAX_VALUE) {
            throw new BadData("Every row must belong to a cluster; \"" + column + "\" is missing in row " + (first + 1)
                    + ".\nMaybe keep only rows where it is known.");
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

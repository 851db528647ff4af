package dev.elsewise.data;

import dev.elsewise.error.BadStudy;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The distinct values that a column holds, numbered in their order. */
final class Strata implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A number column with more distinct values than this is no stratification. */
    private static final int MOST = 1_000;

    private final double[] numbers;
    private final int[] ofCode;
    private final int count;

    private Strata(double[] numbers, int[] ofCode, int count) {
        this.numbers = numbers;
        this.ofCode = ofCode;
        this.count = count;
    }

    static Strata of(Table table, String column) {
        return table.schema().column(column).kind().coded() ? ofCodes(table, column) : ofNumbers(table, column);
    }

    private static Strata ofCodes(Table table, String column) {
        BitSet present = table.fold(
                List.of(column),
                Fold.of(
                        BitSet::new,
                        (seen, batch) -> {
                            for (int r = 0; r < batch.size(); r++) {
                                int code = batch.codes(0)[batch.start(0) + r];
                                if (code >= 0) {
                                    seen.set(code);
                                }
                            }
                            return seen;
                        },
                        (left, right) -> {
                            left.or(right);
                            return left;
                        }));
        int[] ofCode = new int[table.cardinality(column)];
        int count = 0;
        for (int code = 0; code < ofCode.length; code++) {
            ofCode[code] = present.get(code) ? count++ : -1;
        }
        return new Strata(new double[0], ofCode, count);
    }

    private static Strata ofNumbers(Table table, String column) {
        Set<Double> seen = table.fold(
                List.of(column),
                Fold.<Set<Double>>of(
                        () -> new TreeSet<Double>(),
                        (values, batch) -> {
                            double last = Double.NaN;
                            for (int r = 0; r < batch.size(); r++) {
                                double value = batch.numbers(0)[batch.start(0) + r];
                                if (!Double.isNaN(value) && value != last) {
                                    values.add(value + 0.0);
                                    last = value;
                                }
                            }
                            return atMost(values, column);
                        },
                        (left, right) -> {
                            left.addAll(right);
                            return atMost(left, column);
                        }));
        double[] numbers = seen.stream().mapToDouble(Double::doubleValue).toArray();
        return new Strata(numbers, new int[0], numbers.length);
    }

    private static Set<Double> atMost(Set<Double> values, String column) {
        if (values.size() > MOST) {
            throw new BadStudy("A column that deals rows to folds must have few values; \"" + column
                    + "\" has more than " + MOST + ".\nMaybe use hashed folds, or bin it first.");
        }
        return values;
    }

    int count() {
        return count;
    }

    /** The number of the row's value, −1 where it is missing. */
    int of(Batch batch, int column, int row) {
        int at = batch.start(column) + row;
        if (numbers.length == 0 && ofCode.length > 0) {
            int code = batch.codes(column)[at];
            return code < 0 ? -1 : ofCode[code];
        }
        double value = batch.numbers(column)[at];
        return Double.isNaN(value) ? -1 : Arrays.binarySearch(numbers, value + 0.0);
    }
}

package dev.elsewise.check.series;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.util.Locale;

/** What every check asks of the numbers it is given. */
final class Demand {
    private Demand() {}

    /** @throws BadData unless there are at least so many values, all of them finite */
    static double[] finite(String check, double[] values, int atLeast) {
        if (values.length < atLeast) {
            throw new BadData(check + " needs at least " + atLeast + " values; there are " + values.length + ".\n"
                    + "Maybe the series was cut too short, or can be read by day instead of by week.");
        }
        for (int t = 0; t < values.length; t++) {
            if (!Double.isFinite(values[t])) {
                throw new BadData(check + " needs finite values; the one in row " + (t + 1) + " of " + values.length
                        + " is " + values[t] + ".\nMaybe that row is missing and should be filled or left out first.");
            }
        }
        return values;
    }

    /** The same, and not all values may be equal up to rounding. */
    static double[] varying(String check, double[] values, int atLeast) {
        finite(check, values, atLeast);
        double lowest = values[0];
        double highest = values[0];
        double largest = 0;
        for (double value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
            largest = Math.max(largest, Math.abs(value));
        }
        if (highest - lowest <= 1e-14 * largest) {
            throw new BadData(String.format(
                    Locale.ROOT,
                    "%s needs values that vary; all %d are %s.\n"
                            + "Maybe the column never changes, or the model reproduces its data exactly.",
                    check,
                    values.length,
                    values[0]));
        }
        return values;
    }

    /** Columns as long as the series they stand beside, all finite. */
    static void beside(String check, double[][] columns, int rows) {
        for (int j = 0; j < columns.length; j++) {
            if (columns[j].length != rows) {
                throw new BadStudy(check + " needs columns of " + rows + " rows; column " + (j + 1) + " has "
                        + columns[j].length + ".\nMaybe it was given by rows instead of by columns.");
            }
            finite(check, columns[j], 1);
        }
    }

    /** A number of lags that the series is long enough for. */
    static int lags(String check, int lags, int most, int rows) {
        if (lags < 0 || lags > most) {
            throw new BadStudy(check + " of " + rows + " rows takes 0 to " + most + " lags, not " + lags
                    + ".\nMaybe fewer lags will do.");
        }
        return lags;
    }
}

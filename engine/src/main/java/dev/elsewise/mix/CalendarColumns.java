package dev.elsewise.mix;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a baseline over the periods of a panel, of which those that do not vary within the window are left out: they would
 * repeat the intercept.
 */
final class CalendarColumns {
    /** Days of a year, so that the phase does not drift over leap years. */
    private static final double YEAR = 365.25;

    private final List<LocalDate> periods;
    private final int history;

    CalendarColumns(List<LocalDate> periods, int history) {
        this.periods = periods;
        this.history = history;
    }

    List<double[]> trend(Baseline baseline) {
        List<double[]> columns = new ArrayList<>();
        if (baseline.trend() != Baseline.Trend.NONE) {
            double[] line = over(this::position);
            columns.add(line);
            int points = baseline.trend() == Baseline.Trend.PIECEWISE ? baseline.changePoints() : 0;
            for (int j = 1; j <= points; j++) {
                double at = j / (points + 1.0);
                columns.add(over(t -> Math.max(0, position(t) - at)));
            }
        }
        return varying(columns);
    }

    List<double[]> season(Baseline baseline) {
        List<double[]> columns = new ArrayList<>();
        for (int k = 1; k <= baseline.fourier(); k++) {
            double turns = 2 * Math.PI * k / YEAR;
            columns.add(over(t -> Math.sin(turns * periods.get(t).getDayOfYear())));
            columns.add(over(t -> Math.cos(turns * periods.get(t).getDayOfYear())));
        }
        switch (baseline.weekOfYear()) {
            case NONE -> {}
            case CYCLIC -> {
                columns.add(over(t -> Math.sin(2 * Math.PI * week(t) / 52)));
                columns.add(over(t -> Math.cos(2 * Math.PI * week(t) / 52)));
            }
            case QUARTERS -> {
                for (int q = 2; q <= 4; q++) {
                    int quarter = q;
                    columns.add(over(t -> periods.get(t).get(IsoFields.QUARTER_OF_YEAR) == quarter ? 1 : 0));
                }
            }
            case MONTHS -> {
                for (int m = 2; m <= 12; m++) {
                    int month = m;
                    columns.add(over(t -> periods.get(t).getMonthValue() == month ? 1 : 0));
                }
            }
        }
        return varying(columns);
    }

    /** 0 in the first period of the window, 1 in its last. */
    private double position(int t) {
        return (t - history) / Math.max(1.0, periods.size() - history - 1.0);
    }

    private int week(int t) {
        return periods.get(t).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private double[] over(java.util.function.IntToDoubleFunction value) {
        double[] column = new double[periods.size()];
        java.util.Arrays.setAll(column, value);
        return column;
    }

    private List<double[]> varying(List<double[]> columns) {
        List<double[]> kept = new ArrayList<>();
        for (double[] column : columns) {
            for (int t = history + 1; t < column.length; t++) {
                if (column[t] != column[history]) {
                    kept.add(column);
                    break;
                }
            }
        }
        return kept;
    }
}

package dev.elsewise.mix;

import dev.elsewise.scm.Panel;
import java.util.List;

/**
 * What the outcome would do anyway: columns made from the calendar. The graph's nodes {@value #TREND} and {@value #SEASON} stand for
 * them, and their arrows say which equations have them.
 *
 * @param trend its shape
 * @param changePoints of a piecewise trend: how many, evenly spaced within the window
 * @param fourier pairs of sine and cosine of the year; 0 for none
 * @param weekOfYear how else the week of the year enters
 */
public record Baseline(Trend trend, int changePoints, int fourier, WeekOfYear weekOfYear) {
    public static final String TREND = "trend";
    public static final String SEASON = "season";

    /** Shapes of a trend. */
    public enum Trend {
        NONE,
        LINEAR,
        PIECEWISE
    }

    /** Encodings of the week of the year, beside or instead of Fourier pairs. */
    public enum WeekOfYear {
        NONE,
        /** Sine and cosine of 2π week / 52, with the ISO week. */
        CYCLIC,
        /** One column for each quarter but the first. */
        QUARTERS,
        /** One column for each month but the first. */
        MONTHS
    }

    /** A piecewise trend with four change points, and two Fourier pairs. */
    public static Baseline withDefaults() {
        return new Baseline(Trend.PIECEWISE, 4, 2, WeekOfYear.NONE);
    }

    public Baseline withTrend(Trend value) {
        return new Baseline(value, changePoints, fourier, weekOfYear);
    }

    public Baseline withChangePoints(int value) {
        return new Baseline(trend, value, fourier, weekOfYear);
    }

    public Baseline withFourier(int value) {
        return new Baseline(trend, changePoints, value, weekOfYear);
    }

    public Baseline withWeekOfYear(WeekOfYear value) {
        return new Baseline(trend, changePoints, fourier, value);
    }

    /**
     * The panel with this baseline's columns: "trend:1", … and "season:1", …, the same for every unit.
     *
     * <p>With s from 0 in the first period of the window to 1 in its last, the trend is s, and where it is piecewise max(0, s − j / (c
     * + 1)) for each of its c change points j. The season is sin and cos of 2πkd / 365.25 for each Fourier pair k, with d the day of the
     * year on which a period begins; then the encoding of the week. Columns that are constant in the window are left out.
     */
    public Panel on(Panel panel) {
        CalendarColumns calendar = new CalendarColumns(panel.periods(), panel.history());
        return with(with(panel, TREND, calendar.trend(this)), SEASON, calendar.season(this));
    }

    private static Panel with(Panel panel, String node, List<double[]> columns) {
        Panel more = panel;
        int n = panel.periods().size();
        for (int j = 0; j < columns.size(); j++) {
            double[] ofAll = new double[panel.rows()];
            for (int u = 0; u < panel.units().size(); u++) {
                System.arraycopy(columns.get(j), 0, ofAll, u * n, n);
            }
            more = more.with(node + ":" + (j + 1), ofAll);
        }
        return more;
    }

    /** The names of the nodes that this baseline has. */
    public List<String> nodes() {
        java.util.ArrayList<String> nodes = new java.util.ArrayList<>();
        if (trend != Trend.NONE) {
            nodes.add(TREND);
        }
        if (fourier > 0 || weekOfYear != WeekOfYear.NONE) {
            nodes.add(SEASON);
        }
        return List.copyOf(nodes);
    }
}

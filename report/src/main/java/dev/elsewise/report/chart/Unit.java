package dev.elsewise.report.chart;

import dev.elsewise.report.text.Numbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What the numbers of an axis are. */
public enum Unit {
    NUMBER,
    /** Shares, written as percentages. */
    PERCENT,
    /** Days since 1970-01-01. */
    DATE;

    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final int[] DAY_STEPS = {1, 2, 7, 14};
    private static final int[] MONTH_STEPS = {1, 2, 3, 6, 12, 24, 60, 120};

    /** A tick: where it is, and what stands there. */
    record Tick(double at, String words) {}

    /** @param most how many dates have room */
    List<Tick> ticks(Axis axis, int most) {
        if (this == DATE) {
            return dates(axis, most);
        }
        double largest = Math.max(Math.abs(axis.lower()), Math.abs(axis.upper()));
        int decimals = Math.max(0, -(int) Math.floor(Math.log10(100 * axis.step()) + 1e-9));
        return axis.ticks().stream()
                .map(t -> new Tick(
                        t,
                        this == PERCENT
                                ? Numbers.percent(t, decimals)
                                : largest >= 1e4 ? Numbers.brief(t) : axis.label(t)))
                .toList();
    }

    private static List<Tick> dates(Axis axis, int most) {
        LocalDate from = LocalDate.ofEpochDay((long) Math.ceil(axis.lower()));
        LocalDate to = LocalDate.ofEpochDay((long) Math.floor(axis.upper()));
        long days = to.toEpochDay() - from.toEpochDay();
        List<Tick> ticks = new ArrayList<>();
        for (int step : DAY_STEPS) {
            if (days / step < most) {
                for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(step)) {
                    ticks.add(new Tick(day.toEpochDay(), day.getDayOfMonth() + " " + month(day)));
                }
                return ticks;
            }
        }
        int step = MONTH_STEPS[MONTH_STEPS.length - 1];
        for (int candidate : MONTH_STEPS) {
            if (days / (30.4 * candidate) < most) {
                step = candidate;
                break;
            }
        }
        // Steps are counted from January of year 0, so that half-years begin in January and July.
        for (LocalDate day = from.withDayOfMonth(1); !day.isAfter(to); day = day.plusMonths(1)) {
            boolean at = (12L * day.getYear() + day.getMonthValue() - 1) % step == 0;
            if (at && !day.isBefore(from)) {
                String words = step % 12 == 0 ? Integer.toString(day.getYear()) : month(day) + " " + day.getYear();
                ticks.add(new Tick(day.toEpochDay(), words));
            }
        }
        return ticks;
    }

    private static String month(LocalDate day) {
        return MONTHS[day.getMonthValue() - 1];
    }
}

package dev.elsewise.study.mix;

import dev.elsewise.error.BadData;
import dev.elsewise.study.mix.MixStudy.Grain;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Units × periods without a gap, and the cell of each row: period t of unit u is cell u × n + t. Months are told by their first day.
 */
final class Grid {
    private static final int SHOWN = 5;

    private final List<String> units;
    private final List<LocalDate> periods;
    private final int[] cells;

    private Grid(List<String> units, List<LocalDate> periods, int[] cells) {
        this.units = units;
        this.periods = periods;
        this.cells = cells;
    }

    /**
     * @throws BadData when periods are missing, not of the grain, not the same in all units or, in a wide layout, stand twice
     */
    static Grid of(DataRows rows, Grain grain) {
        LocalDate[] starts = rows.day().clone();
        if (grain == Grain.MONTHLY) {
            for (int r = 0; r < starts.length; r++) {
                starts[r] = grain.startOf(starts[r]);
            }
        }
        if (rows.channel().length == 0) {
            refuseDuplicates(rows, starts);
        }
        List<LocalDate> periods = List.copyOf(new TreeSet<>(Arrays.asList(starts)));
        refuseIrregular(rows, starts, periods, grain);
        int n = periods.size();
        int[] cells = new int[starts.length];
        boolean[] seen = new boolean[rows.units().size() * n];
        for (int r = 0; r < starts.length; r++) {
            int period = Collections.binarySearch(periods, starts[r]);
            cells[r] = rows.unit()[r] * n + period;
            seen[cells[r]] = true;
        }
        // A level may have lost all its rows to where:.
        List<String> units = new ArrayList<>();
        int[] place = new int[rows.units().size()];
        for (int u = 0; u < place.length; u++) {
            place[u] = units.size();
            boolean any = false;
            for (int t = 0; t < n; t++) {
                any |= seen[u * n + t];
            }
            if (any) {
                refuseShort(rows.units().get(u), seen, u, periods, grain);
                units.add(rows.units().get(u));
            }
        }
        for (int r = 0; r < cells.length; r++) {
            cells[r] = place[rows.unit()[r]] * n + cells[r] % n;
        }
        return new Grid(units, periods, cells);
    }

    List<String> units() {
        return units;
    }

    List<LocalDate> periods() {
        return periods;
    }

    int size() {
        return units.size() * periods.size();
    }

    /** The cell of a row. */
    int cell(int row) {
        return cells[row];
    }

    int rows() {
        return cells.length;
    }

    /** The first periods only; rows have no place in it. */
    Grid first(int kept) {
        return new Grid(units, periods.subList(0, kept), new int[0]);
    }

    /** A column over the first periods only. */
    double[] first(double[] values, int kept) {
        double[] fewer = new double[units.size() * kept];
        for (int u = 0; u < units.size(); u++) {
            System.arraycopy(values, u * periods.size(), fewer, u * kept, kept);
        }
        return fewer;
    }

    /** "2016-03-07", or "2016-03-07 of Geo1" where there are units. */
    String place(int cell) {
        return place(periods.get(cell % periods.size()), units, cell / periods.size());
    }

    /** Said before a gap: a mistyped date makes both. */
    private static void refuseDuplicates(DataRows rows, LocalDate[] starts) {
        boolean hasUnits = !rows.units().equals(List.of(DataRows.ONLY));
        Map<List<Object>, Integer> first = new HashMap<>();
        for (int r = 0; r < starts.length; r++) {
            Integer before = first.putIfAbsent(List.of(rows.unit()[r], starts[r]), r);
            if (before != null) {
                throw new BadData(
                        "Each period must have one row" + (hasUnits ? " in each unit" : "") + "; "
                                + place(starts[r], rows.units(), rows.unit()[r]) + " has two, rows " + (before + 1)
                                + " and "
                                + (r + 1) + "."
                                + (hasUnits
                                        ? "\nMaybe there is a row for each channel: then say layout: {long: …}."
                                        : "\nMaybe the data are of several units: then say unit: geo, with the column's name."));
            }
        }
    }

    private static String place(LocalDate period, List<String> units, int unit) {
        return units.equals(List.of(DataRows.ONLY)) ? period.toString() : period + " of " + units.get(unit);
    }

    private static void refuseIrregular(DataRows rows, LocalDate[] starts, List<LocalDate> periods, Grain grain) {
        List<LocalDate> lacking = new ArrayList<>();
        for (int i = 1; i < periods.size(); i++) {
            LocalDate before = periods.get(i - 1);
            LocalDate expected = grain.after(before);
            while (expected.isBefore(periods.get(i))) {
                lacking.add(expected);
                expected = grain.after(expected);
            }
            if (!expected.equals(periods.get(i))) {
                throw new BadData("Periods must be a " + grain.period() + " apart; " + before + " is followed by "
                        + periods.get(i) + ", " + ChronoUnit.DAYS.between(before, periods.get(i)) + " days later: \""
                        + rows.time() + "\" in rows " + (row(starts, before) + 1) + " and "
                        + (row(starts, periods.get(i)) + 1) + "." + hint(periods, grain));
            }
        }
        if (!lacking.isEmpty()) {
            String hint = hint(periods, grain);
            throw new BadData(
                    "Periods must follow each other without a gap; in \"" + rows.time() + "\" from "
                            + periods.getFirst() + " to "
                            + periods.getLast() + " " + count(lacking.size(), grain) + " missing: " + some(lacking)
                            + "."
                            + (lacking.size() >= periods.size() && hint.contains("calendar")
                                    ? hint
                                    : "\nMaybe nothing happened then: add the rows with zeros, or begin after the gap with where:."));
        }
    }

    private static void refuseShort(String unit, boolean[] seen, int u, List<LocalDate> periods, Grain grain) {
        List<LocalDate> lacking = new ArrayList<>();
        for (int t = 0; t < periods.size(); t++) {
            if (!seen[u * periods.size() + t]) {
                lacking.add(periods.get(t));
            }
        }
        if (!lacking.isEmpty()) {
            throw new BadData("All units must have the same periods, here from " + periods.getFirst() + " to "
                    + periods.getLast() + "; in \"" + unit + "\" " + count(lacking.size(), grain) + " missing: "
                    + some(lacking)
                    + ".\nMaybe leave the unit out with where:, or keep only the periods that all have.");
        }
    }

    /** The first of a period. */
    private static int row(LocalDate[] starts, LocalDate period) {
        return Arrays.asList(starts).indexOf(period);
    }

    private static String count(int n, Grain grain) {
        return n == 1 ? "1 " + grain.period() + " is" : n + " " + grain.period() + "s are";
    }

    private static String some(List<LocalDate> days) {
        List<String> words = days.stream().limit(SHOWN).map(LocalDate::toString).toList();
        return String.join(", ", words) + (days.size() > SHOWN ? ", …" : "");
    }

    /** What the calendar may be instead. */
    private static String hint(List<LocalDate> periods, Grain grain) {
        for (Grain other : Grain.values()) {
            boolean regular = other != grain;
            for (int i = 1; i < periods.size() && regular; i++) {
                regular = periods.get(i).equals(other.after(periods.get(i - 1)));
            }
            if (regular) {
                String word = other.name().toLowerCase(Locale.ROOT);
                return "\nMaybe the data are " + word + ": then say calendar: " + word
                        + (other == Grain.DAILY
                                ? ", or {from: daily, to: " + grain.name().toLowerCase(Locale.ROOT) + "}."
                                : ".");
            }
        }
        return "\nMaybe a date is mistyped, or rows are missing.";
    }
}

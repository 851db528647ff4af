package dev.elsewise.study.model;

import dev.elsewise.mix.Baseline;
import dev.elsewise.scm.Panel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How the data of a study differ from those that its model was fitted to: by columns, units and periods, not by their order. Columns that
 * follow from the calendar are not compared.
 *
 * @param added periods that are new
 * @param gone periods that are there no more
 * @param units units that are new or gone, in words
 * @param changed values of old periods that are others now, column by column
 */
public record PanelChanges(List<LocalDate> added, List<LocalDate> gone, List<String> units, List<Changed> changed) {
    private static final int NAMED = 5;

    public PanelChanges {
        added = List.copyOf(added);
        gone = List.copyOf(gone);
        units = List.copyOf(units);
        changed = List.copyOf(changed);
    }

    /** One column. */
    public record Changed(String column, List<Cell> cells) {
        public Changed {
            cells = List.copyOf(cells);
        }
    }

    /** One value. */
    public record Cell(String unit, LocalDate period, double before, double after) {}

    /** What differs. Cost: one look at each value. */
    public static PanelChanges of(Panel before, Panel after) {
        List<String> units = new ArrayList<>();
        without(after.units(), before.units()).forEach(u -> units.add(u + " is new"));
        without(before.units(), after.units()).forEach(u -> units.add(u + " is gone"));
        List<Changed> changed = new ArrayList<>();
        for (String column : before.names()) {
            if (!ofCalendar(column) && after.has(column)) {
                List<Cell> cells = cells(column, before, after);
                if (!cells.isEmpty()) {
                    changed.add(new Changed(column, cells));
                }
            }
        }
        return new PanelChanges(
                without(after.periods(), before.periods()), without(before.periods(), after.periods()), units, changed);
    }

    private static boolean ofCalendar(String column) {
        return column.startsWith(Baseline.TREND + ":") || column.startsWith(Baseline.SEASON + ":");
    }

    private static <T> List<T> without(List<T> all, List<T> some) {
        Set<T> left = new LinkedHashSet<>(all);
        left.removeAll(new LinkedHashSet<>(some));
        return List.copyOf(left);
    }

    private static List<Cell> cells(String column, Panel before, Panel after) {
        List<Cell> cells = new ArrayList<>();
        for (int u = 0; u < before.units().size(); u++) {
            int unit = after.units().indexOf(before.units().get(u));
            if (unit < 0) {
                continue;
            }
            double[] was = before.series(column, u);
            double[] is = after.series(column, unit);
            for (int t = 0; t < was.length; t++) {
                int at = after.periods().indexOf(before.periods().get(t));
                if (at >= 0 && Double.compare(was[t], is[at]) != 0 && was[t] != is[at]) {
                    cells.add(new Cell(before.units().get(u), before.periods().get(t), was[t], is[at]));
                }
            }
        }
        return cells;
    }

    /** Whether the data are the same. */
    public boolean none() {
        return added.isEmpty() && gone.isEmpty() && units.isEmpty() && changed.isEmpty();
    }

    /** How many values of old periods are others now. */
    public int values() {
        return changed.stream().mapToInt(c -> c.cells().size()).sum();
    }

    /**
     * A sentence each.
     *
     * @param period "week", "month" or "day"
     */
    public List<String> words(String period) {
        List<String> words = new ArrayList<>();
        if (none()) {
            words.add("The data are those that the model was fitted to.");
        }
        if (!added.isEmpty()) {
            words.add(
                    count(added.size(), period) + " added, from " + added.getFirst() + " to " + added.getLast() + ".");
        }
        if (!gone.isEmpty()) {
            words.add(count(gone.size(), period) + " gone, from " + gone.getFirst() + " to " + gone.getLast() + ".");
        }
        units.forEach(u -> words.add("The unit " + u + "."));
        for (Changed column : changed) {
            List<String> cells = column.cells().stream()
                    .limit(NAMED)
                    .map(c -> (c.unit().equals("all") ? "" : c.unit() + " ") + c.period() + " from " + plain(c.before())
                            + " to " + plain(c.after()))
                    .toList();
            words.add(count(column.cells().size(), "old value") + " of " + column.column() + " changed: "
                    + String.join("; ", cells) + (column.cells().size() > NAMED ? "; …" : "") + ".");
        }
        return List.copyOf(words);
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private static String plain(double v) {
        return Double.isNaN(v) ? "missing" : String.format(Locale.ROOT, "%.6g", v);
    }
}

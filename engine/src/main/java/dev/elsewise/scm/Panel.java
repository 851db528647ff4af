package dev.elsewise.scm;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Series of one or several units over the same periods, without gaps: value t of unit u stands at u × periods + t. The first periods
 * may be history, which feeds carry-over and is not fitted. Immutable; the arrays are the panel's own: read them, never write to them.
 */
public final class Panel {
    private final List<String> units;
    private final List<LocalDate> periods;
    private final int history;
    private final Map<String, double[]> columns;

    private Panel(List<String> units, List<LocalDate> periods, int history, Map<String, double[]> columns) {
        this.units = units;
        this.periods = periods;
        this.history = history;
        this.columns = columns;
    }

    /**
     * A panel without columns.
     *
     * @param periods the first day of each, ascending
     * @param history how many of them come before the window
     */
    public static Panel of(List<String> units, List<LocalDate> periods, int history) {
        if (units.isEmpty() || history < 0 || history >= periods.size()) {
            throw new IllegalArgumentException("A panel must have a unit and a period after its history.");
        }
        return new Panel(List.copyOf(units), List.copyOf(periods), history, Map.of());
    }

    /** One unit's panel without history. */
    public static Panel of(List<LocalDate> periods) {
        return of(List.of("all"), periods, 0);
    }

    /** The same panel with a column more, or another one of that name. */
    public Panel with(String name, double[] values) {
        if (values.length != rows()) {
            throw new IllegalArgumentException(
                    "Column \"" + name + "\" must have " + rows() + " values; it has " + values.length + ".");
        }
        Map<String, double[]> more = new LinkedHashMap<>(columns);
        more.put(name, values);
        return new Panel(units, periods, history, Collections.unmodifiableMap(more));
    }

    public List<String> units() {
        return units;
    }

    /** The first day of each period. */
    public List<LocalDate> periods() {
        return periods;
    }

    /** How many periods come before the window. */
    public int history() {
        return history;
    }

    /** How many periods the window has. */
    public int window() {
        return periods.size() - history;
    }

    public int rows() {
        return units.size() * periods.size();
    }

    public Set<String> names() {
        return columns.keySet();
    }

    public boolean has(String name) {
        return columns.containsKey(name);
    }

    /** All units' values, one unit after the other. */
    public double[] column(String name) {
        double[] values = columns.get(name);
        if (values == null) {
            throw new IllegalArgumentException("The panel has no column \"" + name + "\"; it has " + names() + ".");
        }
        return values;
    }

    /** One unit's values, copied. */
    public double[] series(String name, int unit) {
        int n = periods.size();
        return java.util.Arrays.copyOfRange(column(name), unit * n, (unit + 1) * n);
    }

    /** The first periods only, for a fit that must not see what comes after. */
    public Panel until(int end) {
        Panel cut = of(units, periods.subList(0, end), Math.min(history, end - 1));
        for (Map.Entry<String, double[]> column : columns.entrySet()) {
            double[] values = new double[units.size() * end];
            for (int u = 0; u < units.size(); u++) {
                System.arraycopy(column.getValue(), u * periods.size(), values, u * end, end);
            }
            cut = cut.with(column.getKey(), values);
        }
        return cut;
    }
}

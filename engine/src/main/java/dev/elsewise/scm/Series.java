package dev.elsewise.scm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All units' series by column name, by rows (unit × periods + period), over those of another world from which they differ in some columns.
 * Arrays are shared, and never written to once they are here.
 */
final class Series {
    private final int units;
    private final int periods;
    private final @Nullable Series under;
    private final Map<String, double[]> own = new HashMap<>();
    private final @Nullable Remembered remembered;
    /** Of what is remembered, what was looked for in the worlds under it. */
    private final Map<String, double[]> found;

    private Series(int units, int periods, @Nullable Series under, @Nullable Remembered remembered) {
        this.units = units;
        this.periods = periods;
        this.under = under;
        this.remembered = remembered;
        found = remembered == null ? Map.of() : new HashMap<>();
    }

    /** Those of a panel. */
    static Series of(Panel panel) {
        Series all = new Series(panel.units().size(), panel.periods().size(), null, null);
        for (String name : panel.names()) {
            all.own.put(name, panel.column(name));
        }
        return all;
    }

    int units() {
        return units;
    }

    int periods() {
        return periods;
    }

    int rows() {
        return units * periods;
    }

    /** The same series, some of which may be replaced. */
    Series over() {
        return new Series(units, periods, this, null);
    }

    /** The same series, which remember the columns that mechanisms make of them: for one thread, and not to be written to. */
    Series remembering() {
        return new Series(units, periods, this, new Remembered());
    }

    /** The columns of a mechanism's slot; not to be written to. */
    double[][] columns(Layout layout, Layout.Slot slot, Link link, double[] theta) {
        return remembered == null
                ? layout.columns(slot, this, link, theta)
                : remembered.of(this, layout, slot, link, theta);
    }

    double[] of(String column) {
        double[] values = remembered == null ? own.get(column) : found.get(column);
        if (values != null) {
            return values;
        }
        if (under == null) {
            throw new IllegalArgumentException("There is no column \"" + column + "\".");
        }
        values = under.of(column);
        if (remembered != null) {
            found.put(column, values);
        }
        return values;
    }

    /** One unit's values, copied. */
    double[] of(String column, int unit) {
        return Arrays.copyOfRange(of(column), unit * periods, (unit + 1) * periods);
    }

    Series put(String column, double[] values) {
        own.put(column, values);
        return this;
    }

    /** Whether a column differs from the world under this one. */
    boolean changed(String column) {
        return under != null && own.containsKey(column);
    }
}

package dev.elsewise.scm;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One unit's series by column name, over those of another world from which it differs in some of them. */
final class Series {
    private final @Nullable Series under;
    private final Map<String, double[]> own = new HashMap<>();
    private final @Nullable Remembered remembered;
    /** Of what is remembered, what was looked for in the worlds under it. */
    private final Map<String, double[]> found;

    private Series(@Nullable Series under, @Nullable Remembered remembered) {
        this.under = under;
        this.remembered = remembered;
        found = remembered == null ? Map.of() : new HashMap<>();
    }

    /** Every unit's series of a panel. */
    static Series[] of(Panel panel) {
        Series[] units = new Series[panel.units().size()];
        for (int u = 0; u < units.length; u++) {
            units[u] = new Series(null, null);
            for (String name : panel.names()) {
                units[u].own.put(name, panel.series(name, u));
            }
        }
        return units;
    }

    /** The same series, some of which may be replaced. */
    Series over() {
        return new Series(this, null);
    }

    /** The same series, which remember the columns that mechanisms make of them: for one thread, and not to be written to. */
    Series remembering() {
        return new Series(this, new Remembered());
    }

    /** The columns of a mechanism's slot; not to be written to. */
    double[][] columns(Layout layout, Layout.Slot slot, int unit, Link link, double[] theta) {
        return remembered == null
                ? layout.columns(slot, this, unit, link, theta)
                : remembered.of(this, layout, slot, unit, link, theta);
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

    Series put(String column, double[] values) {
        own.put(column, values);
        return this;
    }

    /** Whether a column differs from the world under this one. */
    boolean changed(String column) {
        return under != null && own.containsKey(column);
    }
}

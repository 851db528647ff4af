package dev.elsewise.scm;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One unit's series by column name, over those of another world from which it differs in some of them. */
final class Series {
    private final @Nullable Series under;
    private final Map<String, double[]> own = new HashMap<>();

    private Series(@Nullable Series under) {
        this.under = under;
    }

    /** Every unit's series of a panel. */
    static Series[] of(Panel panel) {
        Series[] units = new Series[panel.units().size()];
        for (int u = 0; u < units.length; u++) {
            units[u] = new Series(null);
            for (String name : panel.names()) {
                units[u].own.put(name, panel.series(name, u));
            }
        }
        return units;
    }

    /** The same series, some of which may be replaced. */
    Series over() {
        return new Series(this);
    }

    double[] of(String column) {
        double[] values = own.get(column);
        if (values != null) {
            return values;
        }
        if (under == null) {
            throw new IllegalArgumentException("There is no column \"" + column + "\".");
        }
        return under.of(column);
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

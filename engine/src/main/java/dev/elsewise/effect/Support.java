package dev.elsewise.effect;

/**
 * How many rows a segment needs, in all and in each arm, before its effect is shown. A frequency weight of 3 is 3 rows; a
 * sampling weight, however large, leaves a row one row, which says no more about its segment than one.
 */
public record Support(long rows, long treated, long control) {
    public static final Support NONE = new Support(1, 1, 1);

    /** An effect needs a row of each arm, however little is asked for. */
    public Support {
        treated = Math.max(1, treated);
        control = Math.max(1, control);
    }

    /** 1,000 rows, 50 treated, 500 controls. */
    public static Support withDefaults() {
        return new Support(1000, 50, 500);
    }

    public static Support rows(long count) {
        return new Support(count, 1, 1);
    }

    public Support treated(long count) {
        return new Support(rows, count, control);
    }

    public Support control(long count) {
        return new Support(rows, treated, count);
    }
}

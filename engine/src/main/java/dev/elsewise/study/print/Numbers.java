package dev.elsewise.study.print;

import java.util.Locale;

/** Numbers in sentences and text tables. */
public final class Numbers {
    private Numbers() {}

    /** An effect: four significant digits, whole from 1,000 on. */
    public static String effect(double x) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "n/a" : x > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(x);
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", x);
        }
        if (size >= 1) {
            return String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f", x);
        }
        return String.format(Locale.ROOT, size != 0 && size < 0.0005 ? "%.2e" : "%.4f", x);
    }

    public static String interval(double lower, double upper) {
        return "[" + effect(lower) + ", " + effect(upper) + "]";
    }

    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    public static String pValue(double p) {
        return Double.isNaN(p) ? "n/a" : p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}

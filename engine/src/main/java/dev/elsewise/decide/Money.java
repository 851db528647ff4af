package dev.elsewise.decide;

import java.util.Locale;

/** Numbers as words of a plan. */
final class Money {
    private Money() {}

    /** Whole from 100 on, else with two decimals or four digits. */
    static String of(double amount) {
        if (Double.isInfinite(amount)) {
            return amount > 0 ? "any amount" : "minus any amount";
        }
        double size = Math.abs(amount);
        if (size >= 100 || amount == 0) {
            return String.format(Locale.ROOT, "%,.0f", amount == 0 ? 0 : amount);
        }
        return size >= 1 ? String.format(Locale.ROOT, "%.2f", amount) : String.format(Locale.ROOT, "%.4g", amount);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String change(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
    }
}

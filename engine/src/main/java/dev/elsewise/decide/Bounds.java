package dev.elsewise.decide;

import dev.elsewise.error.BadStudy;
import java.util.Locale;

/**
 * Between what and what a lever may move.
 *
 * @param relative whether both are shares of the current amount (0.7 and 1.3: from 30 % less to 30 % more), else money
 */
public record Bounds(double lower, double upper, boolean relative) {
    public Bounds {
        if (!(lower >= 0) || !(upper >= 0)) {
            throw new BadStudy("Bounds must be zero or more; found " + plain(lower) + " and " + plain(upper) + ".");
        }
        if (lower > upper || Double.isInfinite(lower)) {
            throw new BadStudy("A lower bound must not lie above the upper one; found " + plain(lower) + " above "
                    + plain(upper) + ".\nMaybe the two are the wrong way round.");
        }
    }

    /** Shares of the current amount. */
    public static Bounds relative(double lower, double upper) {
        return new Bounds(lower, upper, true);
    }

    /** Amounts of money. */
    public static Bounds amounts(double lower, double upper) {
        return new Bounds(lower, upper, false);
    }

    double lowerAmount(double current) {
        return relative ? lower * current : lower;
    }

    double upperAmount(double current) {
        return relative && current > 0 ? upper * current : relative ? 0 : upper;
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%,.6g", value);
    }
}

package dev.elsewise.decide;

import dev.elsewise.error.BadStudy;

/**
 * One amount of money that a plan decides: a channel, a channel in one week, or a channel in one geo.
 *
 * @param channel such as "facebook"
 * @param part the week or the geo, such as "2024-01-01"; empty when the channel is one lever
 * @param current what is spent on it now, over the window of the plan
 * @param observedMost the largest amount at which its response was seen; infinite when that is not known
 */
public record Lever(String channel, String part, double current, double observedMost) {
    public Lever {
        if (!(current >= 0) || Double.isInfinite(current)) {
            throw new BadStudy("The current amount of " + named(channel, part)
                    + " must be zero or more, and finite; found " + current + ".");
        }
        if (!(observedMost >= 0)) {
            throw new BadStudy("The largest observed amount of " + named(channel, part)
                    + " must be zero or more; found " + observedMost + ".");
        }
    }

    /** A channel as one lever. */
    public static Lever of(String channel, double current) {
        return new Lever(channel, "", current, Double.POSITIVE_INFINITY);
    }

    /** A channel in one week or one geo. */
    public static Lever of(String channel, String part, double current) {
        return new Lever(channel, part, current, Double.POSITIVE_INFINITY);
    }

    /** The same lever, whose response was seen up to that amount: beyond it a plan extrapolates, and says so. */
    public Lever observedUpTo(double most) {
        return new Lever(channel, part, current, most);
    }

    /** The name by which bounds, groups and results know it: "facebook", or "facebook@2024-01-01". */
    public String name() {
        return named(channel, part);
    }

    private static String named(String channel, String part) {
        return part.isEmpty() ? channel : channel + "@" + part;
    }
}

package dev.elsewise.decide;

import dev.elsewise.error.BadStudy;
import java.util.List;

/**
 * A bound on the sum over several levers.
 *
 * @param name by which messages and results call it
 * @param members levers, channels (all their levers), weeks or geos (the levers of all channels in them)
 * @param atLeast the least sum, in money; 0 for none
 * @param atMost the greatest sum; infinite for none
 */
public record Group(String name, List<String> members, double atLeast, double atMost) {
    public Group {
        members = List.copyOf(members);
        if (!(atLeast >= 0) || !(atMost >= 0) || Double.isInfinite(atLeast)) {
            throw new BadStudy("The sum of \"" + name + "\" must be bounded by amounts of zero or more; found "
                    + atLeast + " and " + atMost + ".");
        }
        if (atLeast > atMost) {
            throw new BadStudy("The sum of \"" + name + "\" must be at least " + Money.of(atLeast) + " and at most "
                    + Money.of(atMost) + ", which contradict each other.\nMaybe the two are the wrong way round.");
        }
        if (members.isEmpty()) {
            throw new BadStudy("The group \"" + name + "\" needs at least one lever.");
        }
    }

    public static Group atMost(String name, double amount, String... members) {
        return new Group(name, List.of(members), 0, amount);
    }

    public static Group atLeast(String name, double amount, String... members) {
        return new Group(name, List.of(members), amount, Double.POSITIVE_INFINITY);
    }

    public static Group exactly(String name, double amount, String... members) {
        return new Group(name, List.of(members), amount, amount);
    }
}

package dev.elsewise.study.mix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One channel of a plan whose levers are parts of channels, all its parts together. A plan by weeks has a lever for each week of each
 * channel: thousands that nobody reads one by one.
 *
 * @param current money in all parts, in the unit of the shares: over the window in a plan by periods, else a period
 * @param proposed the same in the plan
 * @param parts how many levers
 * @param raised how many of them get more
 * @param cut how many get less
 */
public record ChannelMoves(String channel, double current, double proposed, int parts, int raised, int cut) {
    /** A move of less than this share is none. */
    static final double NOTICEABLE = 0.01;

    /** The channels of a plan, in its order. */
    public static List<ChannelMoves> of(MixResult.Plan plan) {
        Map<String, List<MixResult.Share>> byChannel = new LinkedHashMap<>();
        plan.shares()
                .forEach(s -> byChannel
                        .computeIfAbsent(s.channel(), channel -> new ArrayList<>())
                        .add(s));
        return byChannel.entrySet().stream()
                .map(e -> new ChannelMoves(
                        e.getKey(),
                        e.getValue().stream()
                                .mapToDouble(MixResult.Share::current)
                                .sum(),
                        e.getValue().stream()
                                .mapToDouble(MixResult.Share::proposed)
                                .sum(),
                        e.getValue().size(),
                        (int) e.getValue().stream()
                                .filter(s -> moved(s) && s.proposed() > s.current())
                                .count(),
                        (int) e.getValue().stream()
                                .filter(s -> moved(s) && s.proposed() < s.current())
                                .count()))
                .toList();
    }

    static boolean moved(MixResult.Share s) {
        return Math.abs(s.proposed() - s.current()) > NOTICEABLE * Math.max(s.current(), 1e-12);
    }
}

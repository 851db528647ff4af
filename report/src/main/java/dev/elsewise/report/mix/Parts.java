package dev.elsewise.report.mix;

import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.Decomposition.Component;
import dev.elsewise.mix.answer.Estimated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The components of a decomposition as a reader thinks of them: a channel is one part, however its effect is spread over time. */
final class Parts {
    private static final Set<String> CHANNEL = Set.of("channel immediate", "channel carried over");

    private static final String A_CHANNEL = "channel";

    private Parts() {}

    /**
     * A part of the outcome.
     *
     * @param kind as the decomposition says; "channel" for what a channel brought
     * @param total of one component; for a channel, use its published total
     */
    record Part(String name, String kind, double[] values, Estimated total) {
        boolean channel() {
            return kind.equals(A_CHANNEL);
        }
    }

    /** Each component, those of one channel together, in the order of the decomposition. */
    static List<Part> of(Decomposition decomposition) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Component c : decomposition.components()) {
            boolean channel = CHANNEL.contains(c.kind());
            String name = channel ? c.of() : c.name();
            Part before = parts.get((channel ? "channel " : "other ") + name);
            parts.put(
                    (channel ? "channel " : "other ") + name,
                    before == null
                            ? new Part(name, channel ? A_CHANNEL : c.kind(), c.values(), c.total())
                            : new Part(
                                    name,
                                    before.kind(),
                                    sum(before.values(), c.values()),
                                    Estimated.known(before.total().value() + c.total().value(), "")));
        }
        return new ArrayList<>(parts.values());
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) sum[i] += b[i];
        return sum;
    }
}

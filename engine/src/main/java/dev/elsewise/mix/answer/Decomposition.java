package dev.elsewise.mix.answer;

import java.time.LocalDate;
import java.util.List;

/**
 * The outcome of each period of the window, all units together, as a sum of contrasts of worlds.
 *
 * @param components in the order in which they are stacked; each sums to its contribution
 * @param remainder observed less all components: interactions, and what the model leaves
 */
public record Decomposition(
        List<LocalDate> periods,
        double[] observed,
        double[] fitted,
        List<Component> components,
        double[] remainder,
        String words) {
    /**
     * One part of the outcome.
     *
     * @param kind "baseline", "trend", "season", "event", "control", "channel immediate", "channel carried over", "residual", "interaction"
     * @param of the node it belongs to
     * @param total over the window
     * @param share of the observed outcome
     */
    public record Component(String name, String kind, String of, double[] values, Estimated total, Estimated share) {}
}

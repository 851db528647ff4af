package dev.elsewise.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The true average effects of a treatment in a simulated table, overall and in parts.
 *
 * @param world the name of the world
 * @param knobs how it was set, the seed included
 * @param rows how many rows it made
 * @param contrast which effect is meant, in words
 * @param effects the true average effect in this very sample, overall and in parts
 */
public record AverageEffects(String world, Map<String, Object> knobs, long rows, String contrast, List<Effect> effects)
        implements Truth {
    public AverageEffects {
        knobs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(knobs));
        effects = List.copyOf(effects);
    }

    /**
     * The average of p₁ − p₀ over the rows of a population: of what the row's expected outcome would be if treated, less
     * what it would be if not.
     *
     * @param target "everyone" or "treated"
     * @param by the column that cuts the population into segments, or "all"
     * @param segment which of them, or "all"
     * @param rows how many rows of the sample it has
     * @param value in units of the outcome; {@code NaN} when there are no rows
     */
    public record Effect(String target, String by, String segment, long rows, double value) {}

    /** The overall effect for "everyone" or "treated". */
    @Override
    public double effect(String target) {
        return effect(target, "all", "all");
    }

    public double effect(String target, String by, String segment) {
        return effects.stream()
                .filter(e -> e.target().equals(target)
                        && e.by().equals(by)
                        && e.segment().equals(segment))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No truth is kept for " + target + ", " + by + ", " + segment + "."))
                .value();
    }

    @Override
    public List<String> headlines() {
        return effects.stream()
                .filter(effect -> effect.by().equals("all"))
                .map(effect -> String.format(Locale.ROOT, "true effect on %-9s %.6f", effect.target(), effect.value()))
                .toList();
    }

    @Override
    public String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", 1);
        tree.put("world", world);
        tree.put("knobs", knobs);
        tree.put("rows", rows);
        tree.put("contrast", contrast);
        tree.put("effects", effects.stream().map(AverageEffects::tree).toList());
        return Sidecar.text(tree);
    }

    private static Map<String, Object> tree(Effect effect) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("target", effect.target());
        tree.put("by", effect.by());
        tree.put("segment", effect.segment());
        tree.put("rows", effect.rows());
        if (Double.isNaN(effect.value())) {
            tree.put("value", null);
            tree.put("because", "no row of the sample belongs here");
        } else {
            tree.put("value", effect.value());
        }
        return tree;
    }
}

package dev.elsewise.simulate;

import dev.elsewise.simulate.AverageEffects.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** What is true of a slate log, by arithmetic on its slate sizes. */
final class SlateTruth {
    private static final int TOP = 3;
    private static final String CONTRAST =
            "the probability that a row is clicked if it stands among the first three of its"
                    + " slate, less the probability if it does not; averaged over rows of slates with more than three items, since"
                    + " shorter slates have no row outside the first three";

    /** The slate-size buckets of the published analysis, by their largest size. */
    private static final Map<String, Integer> BUCKETS = new LinkedHashMap<>();

    static {
        BUCKETS.put("1-10", 10);
        BUCKETS.put("11-25", 25);
        BUCKETS.put("26-50", 50);
        BUCKETS.put("51-100", 100);
        BUCKETS.put("101+", Integer.MAX_VALUE);
    }

    private SlateTruth() {}

    /** p₁ − p₀ in a slate of that size. */
    static double change(SlateWorld world, int size) {
        double baseline = SlateSizes.table().clickRate(size);
        return Math.min(1, Math.max(0, baseline + world.effect())) - baseline;
    }

    static AverageEffects of(SlateWorld world, int[] sizes) {
        long rows = 0;
        for (int size : sizes) {
            rows += size;
        }
        List<Effect> effects = new ArrayList<>();
        for (String target : List.of("everyone", "treated")) {
            effects.add(effect(world, sizes, target, "all", "all", size -> true));
            int above = 0;
            for (var bucket : BUCKETS.entrySet()) {
                int low = above;
                int high = bucket.getValue();
                effects.add(effect(
                        world,
                        sizes,
                        target,
                        "candidate_set_size",
                        bucket.getKey(),
                        size -> size > low && size <= high));
                above = high;
            }
        }
        return new AverageEffects(world.name(), world.knobs(), rows, CONTRAST, effects);
    }

    private static Effect effect(
            SlateWorld world, int[] sizes, String target, String by, String segment, IntPredicate belongs) {
        long rows = 0;
        double sum = 0;
        for (int size : sizes) {
            if (size > TOP && belongs.test(size)) {
                int counted = target.equals("treated") ? TOP : size;
                rows += counted;
                sum += counted * change(world, size);
            }
        }
        return new Effect(target, by, segment, rows, rows == 0 ? Double.NaN : sum / rows);
    }
}

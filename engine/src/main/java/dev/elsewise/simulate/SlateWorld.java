package dev.elsewise.simulate;

import dev.elsewise.error.BadStudy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A log of news slates in which the order of the items is a random shuffle: does a place among the first three raise
 * clicks? One row is one item shown in one slate.
 *
 * <p>A slate of K items gets C ≥ 1 clicks, on C of its items drawn at random, so an item's baseline click probability is
 * p₀ = E[C | K] / K wherever it stands. A place in the top three changes it to p₁ = min(1, max(0, p₀ + δ)): an unclicked
 * item becomes clicked with probability δ / (1 − p₀), or, when δ is negative, a clicked one unclicked with probability
 * −δ / p₀, each for itself. With δ = 0, the default, position has no effect whatever, and every slate has a click; with
 * δ &lt; 0 some slates lose theirs.
 *
 * <p>Slate size is the one confounder: the treated share is min(3, K) / K and clicks are shared among K items, both
 * falling in K, so top-three items are clicked more often (by about 0.066) though nothing is caused. Slates of three or
 * fewer have no control rows; the truth counts slates with K > 3 only. All other columns are independent of position and
 * clicks given K.
 *
 * <p>Sizes and clicks have the distribution of 20,000 slates of a public news log, as far as published figures tell it
 * (see {@code bench/references/slate_table.py}); 20,000 slates make exactly 737,762 rows and 1,354 slates of two. A world
 * of 3,000 slates takes some hundredths of a second, one of 20,000 less than a second.
 *
 * @param slates how many slates
 * @param seed of every draw
 * @param effect δ, the additive effect of being in the top three on the probability of a click
 */
public record SlateWorld(int slates, long seed, double effect) implements World {
    private static final int MOST_SLATES = 500_000;

    public SlateWorld {
        if (slates < 1 || slates > MOST_SLATES) {
            throw new BadStudy("The knob \"slates\" must lie between 1 and " + MOST_SLATES + "; it is " + slates + "."
                    + (slates > MOST_SLATES
                            ? "\nMaybe several worlds with different seeds will do."
                            : "\nMaybe leave it out: then there are "
                                    + withDefaults().slates() + "."));
        }
        if (!(effect > -1 && effect < 1)) {
            throw new BadStudy("The knob \"effect\" must lie between -1 and 1, both excluded; it is " + effect + ".\n"
                    + "Maybe it was given in percent: it is a difference of two probabilities.");
        }
    }

    /** 20,000 slates, no effect. */
    public static SlateWorld withDefaults() {
        return new SlateWorld(SlateSizes.SLATES, 1, 0);
    }

    public SlateWorld withSlates(int value) {
        return new SlateWorld(value, seed, effect);
    }

    @Override
    public SlateWorld withSeed(long value) {
        return new SlateWorld(slates, value, effect);
    }

    public SlateWorld withEffect(double value) {
        return new SlateWorld(slates, seed, value);
    }

    /** 36.9 rows a slate on average; 737,762 rows are 20,000 slates. */
    @Override
    public SlateWorld withRows(long rows) {
        double wanted = Math.rint((double) rows * SlateSizes.SLATES / SlateSizes.ROWS);
        if (rows < 1 || wanted > MOST_SLATES) {
            throw new BadStudy("The slate world makes between 1 and about "
                    + (long) MOST_SLATES * SlateSizes.ROWS / SlateSizes.SLATES + " rows; " + rows
                    + " are asked for.\nMaybe a digit too many.");
        }
        return withSlates((int) Math.max(1, wanted));
    }

    @Override
    public String name() {
        return "slate";
    }

    @Override
    public String summary() {
        return "A log of news slates in random order: does a place among the first three raise clicks? (No, by default.)";
    }

    @Override
    public Map<String, Object> knobs() {
        Map<String, Object> knobs = new LinkedHashMap<>();
        knobs.put("slates", slates);
        knobs.put("seed", seed);
        knobs.put("effect", effect);
        return knobs;
    }

    @Override
    public SlateWorld with(String knob, String value) {
        return switch (knob) {
            case "slates" -> withSlates(Knobs.whole(knob, value));
            case "seed" -> withSeed(Knobs.seed(value));
            case "effect" -> withEffect(Knobs.number(knob, value));
            default -> throw Knobs.unknown(this, knob);
        };
    }

    @Override
    public Simulated generate() {
        return new SlateLog(this).simulated();
    }

    /** Generates, and writes the rows as CSV with the truth beside them in {@code FILE.truth.json}. */
    public void writeCsv(Path file) {
        generate().writeCsv(file);
    }
}

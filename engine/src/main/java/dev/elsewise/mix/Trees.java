package dev.elsewise.mix;

import java.util.stream.Stream;

/** What is different about mixes with equations of trees. */
final class Trees {
    /** How often they are grown again unless a study asks for a number: an interval's ends need more than its middle, but trees take long. */
    static final int DRAWS = 200;

    private Trees() {}

    static boolean in(MediaMix mix) {
        return Stream.concat(Stream.of(mix.family()), mix.families().values().stream())
                .anyMatch(f -> f instanceof Family.Forest || f instanceof Family.Boosting);
    }

    /** How many draws are made where so many are wanted. */
    static int draws(MediaMix mix, int wanted) {
        return capped(mix) ? Math.min(DRAWS, wanted) : wanted;
    }

    private static boolean capped(MediaMix mix) {
        return in(mix)
                && mix.uncertainty().draws()
                        == MediaMix.Uncertainty.withDefaults().draws();
    }

    /** What must be read beside an equation of trees. */
    static String words(MediaMix mix) {
        return "Trees are steps: between two of them nothing changes, so that an effect of one percent more may be 0, and beyond what was seen "
                + "they stay level. Sign limits do not hold for them."
                + (capped(mix)
                        ? " They were grown again in at most " + DRAWS
                                + " draws, not the usual 1000; a study that names another number of draws gets that."
                        : "");
    }
}

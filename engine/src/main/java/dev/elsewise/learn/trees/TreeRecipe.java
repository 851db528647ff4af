package dev.elsewise.learn.trees;

import dev.elsewise.error.BadStudy;

/** Which trees are grown for a mean. */
public sealed interface TreeRecipe {
    /** The recipe in a few words. */
    String describe();

    /**
     * Gradient-boosted trees under squared error.
     *
     * @param rounds how many trees are added up
     * @param learningRate what each tree's leaves are shrunk by, in (0, 1]
     * @param depth splits from root to leaf, at most
     * @param subsample share of the rows that each tree sees, in (0, 1]
     * @param columns share of the columns that each tree sees, in (0, 1]
     * @param l1 penalty on the absolute values of leaves, on the standardised outcome
     * @param l2 penalty on their squares
     */
    record Boosting(int rounds, double learningRate, int depth, double subsample, double columns, double l1, double l2)
            implements TreeRecipe {
        public Boosting {
            atLeast("rounds of boosting", rounds, 1);
            atLeast("splits from root to leaf", depth, 1);
            share("learning rate", learningRate);
            share("share of the rows", subsample);
            share("share of the columns", columns);
            if (!(l1 >= 0 && l2 >= 0)) {
                throw new BadStudy("Penalties of leaves must be at least 0; found l1 = " + l1 + " and l2 = " + l2
                        + ".\nMaybe leave them out: then they are 0 and 1.");
            }
        }

        @Override
        public String describe() {
            return "boosted trees";
        }
    }

    /**
     * A random forest.
     *
     * @param depth splits from root to leaf, at most; 0 for no limit
     */
    record Forest(int trees, int depth) implements TreeRecipe {
        public Forest {
            atLeast("trees of a forest", trees, 1);
            atLeast("splits from root to leaf", depth, 0);
        }

        @Override
        public String describe() {
            return "random forest";
        }
    }

    private static void atLeast(String what, int value, int least) {
        if (value < least) {
            throw new BadStudy("The number of " + what + " must be at least " + least + "; found " + value
                    + ".\nMaybe leave it out to take the default.");
        }
    }

    private static void share(String what, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new BadStudy("The " + what + " must lie in (0, 1]; found " + value
                    + ".\nMaybe leave it out to take the default.");
        }
    }
}

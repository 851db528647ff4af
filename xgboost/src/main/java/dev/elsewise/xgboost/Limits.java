package dev.elsewise.xgboost;

import dev.elsewise.error.BadStudy;

/** What the numbers of a learner must be. */
final class Limits {
    private static final int DEEPEST = 20;

    private Limits() {}

    static void trees(int count) {
        atLeast("number of trees", count, 1);
    }

    static void depth(int depth) {
        if (depth < 1 || depth > DEEPEST) {
            throw new BadStudy("The depth of a tree must lie in 1 to " + DEEPEST + "; found " + depth + ".");
        }
    }

    static void share(String what, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new BadStudy("The " + what + " must lie in (0, 1]; found " + Words.number(value) + ".");
        }
    }

    static void atLeast(String what, double value, double least) {
        if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
            throw new BadStudy("The " + what + " must be at least " + Words.number(least) + "; found "
                    + Words.number(value) + ".");
        }
    }
}

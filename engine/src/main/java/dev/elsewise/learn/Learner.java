package dev.elsewise.learn;

import java.util.Set;

/** A way to predict an outcome from features. Immutable; fitting returns another type. */
public interface Learner {
    /** One model for each fold of the problem, or one in all when it has none. */
    CrossFitted fit(Problem problem);

    /** What it can predict. */
    Set<Task> tasks();

    /** The learner in words, for reports: "logistic regression, C = 1". */
    String describe();

    /** A kind of prediction. */
    enum Task {
        /** The mean of a number. */
        MEAN,
        /** The probability that a truth value is 1. */
        PROBABILITY
    }
}

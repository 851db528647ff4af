package dev.elsewise.learn;

import dev.elsewise.error.BadStudy;
import java.util.ServiceLoader;

/** Makes learners of trees, which live in a module of their own because they bring native code; found by ServiceLoader. */
public interface TreeLearners {
    /**
     * Gradient-boosted trees.
     *
     * @param minChildWeight least sum of second derivatives in a leaf
     * @param subsample share of the rows that a tree sees
     */
    Learner boosting(int trees, int depth, double learningRate, double minChildWeight, double subsample);

    /**
     * A random forest.
     *
     * @param minLeaf least rows in a leaf
     * @param featuresPerSplit share of the features tried at a split
     */
    Learner forest(int trees, int depth, int minLeaf, double featuresPerSplit);

    /** The learners that are on the class or module path. */
    static TreeLearners find() {
        return ServiceLoader.load(TreeLearners.class, TreeLearners.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new BadStudy("Boosting and forests need the module elsewise-xgboost; it is not on the"
                                + " class or module path.\nMaybe use a logistic or a linear model."));
    }
}

package dev.elsewise.xgboost;

import dev.elsewise.learn.Learner;
import dev.elsewise.learn.TreeLearners;

/** The learners of trees, as ServiceLoader finds them. */
public final class XGBoostLearners implements TreeLearners {
    @Override
    public Learner boosting(int trees, int depth, double learningRate, double minChildWeight, double subsample) {
        return new GradientBoosting(trees, depth, learningRate, minChildWeight, subsample);
    }

    @Override
    public Learner forest(int trees, int depth, int minLeaf, double featuresPerSplit) {
        return new RandomForest(trees, depth, minLeaf, featuresPerSplit);
    }
}

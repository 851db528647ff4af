package dev.elsewise.xgboost;

import dev.elsewise.learn.CrossFitted;
import dev.elsewise.learn.Learner;
import dev.elsewise.learn.Problem;
import java.util.Map;
import java.util.Set;

/**
 * A random forest, grown by XGBoost: the average of trees, each grown on its own share of the rows and trying a random share
 * of the features at each split.
 *
 * <p>Each tree minimises the squared error, so that a leaf predicts the mean outcome of its rows; for an outcome of 0 and 1 that
 * is a share, and the forest predicts a probability (a probability forest), held inside [0, 1]. A tree sees 63 % of the rows,
 * drawn without replacement: the share of distinct rows in a bootstrap sample, 1 − 1/e. L. Breiman, "Random forests", Machine
 * Learning 45 (2001), DOI 10.1023/A:1010933404324; J. D. Malley et al., "Probability machines" (2012), DOI
 * 10.3414/ME00-01-0052.
 *
 * <p>Features, missing values, precision and threads are as in {@link GradientBoosting}. Cost: for each fold O(trees × depth ×
 * rows × features); memory 16 bytes a value for each fold that is fitted at the time.
 *
 * @param trees how many are averaged
 * @param depth at most this many splits from root to leaf
 * @param minLeaf least rows in a leaf; with weights, least weight
 * @param featuresPerSplit share of the features tried at a split, in (0, 1]; at least one is
 */
public record RandomForest(int trees, int depth, int minLeaf, double featuresPerSplit) implements Learner {
    private static final double ROWS_PER_TREE = 0.63;

    public RandomForest {
        Limits.trees(trees);
        Limits.depth(depth);
        Limits.atLeast("least rows in a leaf", minLeaf, 1);
        Limits.share("share of features per split", featuresPerSplit);
    }

    /** 500 trees of depth 12 at most, 20 rows in a leaf, a third of the features at each split. */
    public static RandomForest withDefaults() {
        return new RandomForest(500, 12, 20, 1.0 / 3);
    }

    public RandomForest withTrees(int value) {
        return new RandomForest(value, depth, minLeaf, featuresPerSplit);
    }

    public RandomForest withDepth(int value) {
        return new RandomForest(trees, value, minLeaf, featuresPerSplit);
    }

    public RandomForest withMinLeaf(int value) {
        return new RandomForest(trees, depth, value, featuresPerSplit);
    }

    public RandomForest withFeaturesPerSplit(double value) {
        return new RandomForest(trees, depth, minLeaf, value);
    }

    @Override
    public CrossFitted fit(Problem problem) {
        return FittedTrees.of(problem, recipe());
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.MEAN, Task.PROBABILITY);
    }

    @Override
    public String describe() {
        return "random forest, " + Words.count(trees, "tree") + " of depth " + depth + " or less";
    }

    private Recipe recipe() {
        return new Recipe(
                "A random forest",
                describe(),
                Map.of(
                        "num_parallel_tree", trees,
                        "max_depth", depth,
                        "eta", 1,
                        "min_child_weight", minLeaf,
                        "subsample", ROWS_PER_TREE,
                        "colsample_bynode", featuresPerSplit,
                        "lambda", 0),
                1,
                Link.SHARE);
    }
}

package dev.elsewise.xgboost;

import dev.elsewise.learn.CrossFitted;
import dev.elsewise.learn.Learner;
import dev.elsewise.learn.Problem;
import java.util.Map;
import java.util.Set;

/**
 * Gradient-boosted regression trees, grown by XGBoost: an additive model that finds thresholds and interactions by itself.
 *
 * <p>With learning rate η, η · Σₜ fₜ(x) is added to a constant, and tree fₜ is grown on the first and second derivatives (gᵢ, hᵢ)
 * of the loss at the sum of the trees before it, each leaf predicting −Σg / (Σh + 1) over its rows. An outcome of 0 and 1 has
 * the logistic loss, and the prediction is a probability; any other has the squared loss, on the outcome standardised by
 * its training rows, and the prediction is a mean. The constant is the training rows' mean. T. Chen and C. Guestrin, "XGBoost:
 * a scalable tree boosting system", KDD 2016, DOI 10.1145/2939672.2939785.
 *
 * <p>A number enters once and raw, whatever its shapes: a tree's splits are the same for every increasing transform. It is
 * split at up to 256 quantiles of the training rows. A category is split by sets of its levels ({@link Encoding} says why).
 * Missing values need no imputation: each split learns which way they go. Features are single precision to XGBoost, relative
 * to their range in the training rows: values nearer to each other than a 16-millionth of that range may be one to it.
 *
 * <p>The same seed gives the same bits for any number of threads: each fold's fit has one thread of its own. Cost: for each fold
 * O(trees × depth × rows × features); memory 16 bytes a value for each fold that is fitted at the time.
 *
 * <pre>{@code
 * Aipw.withDefaults().withPropensity(GradientBoosting.withDefaults().withDepth(3));
 * }</pre>
 *
 * @param trees how many are added up
 * @param depth of each tree: how many features can interact
 * @param learningRate η, what each tree's leaves are shrunk by, in (0, 1]
 * @param minChildWeight least sum of second derivatives in a leaf: rows for a mean, Σp(1 − p) for a probability
 * @param subsample share of the rows, drawn without replacement, that each tree sees; in (0, 1]
 */
public record GradientBoosting(int trees, int depth, double learningRate, double minChildWeight, double subsample)
        implements Learner {
    public GradientBoosting {
        Limits.trees(trees);
        Limits.depth(depth);
        Limits.share("learning rate", learningRate);
        Limits.atLeast("least weight of a leaf", minChildWeight, 0);
        Limits.share("subsample", subsample);
    }

    /** 100 trees of depth 4, learning rate 0.1, weight 1 in a leaf, all rows for each tree. */
    public static GradientBoosting withDefaults() {
        return new GradientBoosting(100, 4, 0.1, 1, 1);
    }

    public GradientBoosting withTrees(int value) {
        return new GradientBoosting(value, depth, learningRate, minChildWeight, subsample);
    }

    public GradientBoosting withDepth(int value) {
        return new GradientBoosting(trees, value, learningRate, minChildWeight, subsample);
    }

    public GradientBoosting withLearningRate(double value) {
        return new GradientBoosting(trees, depth, value, minChildWeight, subsample);
    }

    public GradientBoosting withMinChildWeight(double value) {
        return new GradientBoosting(trees, depth, learningRate, value, subsample);
    }

    public GradientBoosting withSubsample(double value) {
        return new GradientBoosting(trees, depth, learningRate, minChildWeight, value);
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
        return "gradient boosting, " + Words.count(trees, "tree") + " of depth " + depth + ", learning rate "
                + Words.number(learningRate);
    }

    private Recipe recipe() {
        return new Recipe(
                "Gradient boosting",
                describe(),
                Map.of(
                        "max_depth", depth,
                        "eta", learningRate,
                        "min_child_weight", minChildWeight,
                        "subsample", subsample,
                        "lambda", 1),
                trees,
                Link.LOGISTIC);
    }
}

package dev.elsewise.learn.forest;

import java.util.List;

/** A forest that has been grown. */
public final class GrownForest {
    private final List<Tree> trees;
    private final double[] outOfBag;
    private final double outOfBagError;
    private final double[] importance;

    GrownForest(List<Tree> trees, double[] outOfBag, double outOfBagError, double[] importance) {
        this.trees = trees;
        this.outOfBag = outOfBag;
        this.outOfBagError = outOfBagError;
        this.importance = importance;
    }

    /** How many trees it has. */
    public int trees() {
        return trees.size();
    }

    /** The prediction of each row by the trees that did not see it; NaN where every tree did. */
    public double[] outOfBag() {
        return outOfBag.clone();
    }

    /** The mean squared error of {@link #outOfBag}, over the rows that have one. */
    public double outOfBagError() {
        return outOfBagError;
    }

    /** The importance of each column, as the forest was asked to measure it; empty for {@link Importance#NONE}. */
    public double[] importance() {
        return importance.clone();
    }

    /**
     * The predictions for rows given as columns, in the order of the columns it has learnt from. Cost: O(trees × rows × depth).
     *
     * @param rows how many of each column's values are read
     */
    public double[] predict(double[][] columns, int rows) {
        double[] sum = new double[rows];
        for (Tree tree : trees) {
            for (int i = 0; i < rows; i++) {
                sum[i] += tree.predict(columns, i);
            }
        }
        for (int i = 0; i < rows; i++) {
            sum[i] /= trees.size();
        }
        return sum;
    }
}

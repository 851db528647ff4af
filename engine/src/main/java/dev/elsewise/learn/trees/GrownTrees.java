package dev.elsewise.learn.trees;

/** Trees that have been grown. Immutable; may be asked by any number of threads. */
public interface GrownTrees {
    /**
     * The predictions for rows given as columns, in the order of the columns that the trees have learnt from.
     *
     * @param rows how many of each column's values are read
     */
    double[] predict(double[][] columns, int rows);

    /** For each column, what the splits by it took off the sum of squares; only their proportions have a meaning. */
    double[] gains();
}

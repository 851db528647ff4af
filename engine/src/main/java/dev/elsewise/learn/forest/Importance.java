package dev.elsewise.learn.forest;

/** How much a forest leans on each column, and how that is measured; never an effect. */
public enum Importance {
    /** Not measured. */
    NONE,
    /** The fall of the sum of squares at the splits on the column, summed over a tree and averaged over trees. */
    IMPURITY,
    /** The rise of the mean squared error of rows that a tree did not see when the column is shuffled among them, averaged over trees. */
    PERMUTATION
}

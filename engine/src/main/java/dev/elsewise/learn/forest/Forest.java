package dev.elsewise.learn.forest;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * A random forest for a mean: the average of trees, each grown on a bootstrap sample of the rows and trying some random columns
 * at each split.
 *
 * <p>A node is split where the sum of squares about the means of both sides is least, over all values of the columns tried, and no
 * further when it holds {@code leastToSplit} rows or fewer, all outcomes are equal, or it stands at {@code depth}. A leaf
 * predicts the mean outcome of its rows. Rows outside a tree's sample are predicted by the trees that did not see them (out of
 * bag), which gives an error without a test set. L. Breiman, "Random forests", Machine Learning 45 (2001), DOI
 * 10.1023/A:1010933404324.
 *
 * <p>The splits are exact: columns become ranks once, and a node's rows are counted or sorted by rank. Every tree draws from a
 * stream of its own (seed, tree), so that the forest has the same bits for any number of threads. Missing values are refused.
 * Rows are drawn independently: for a series, out-of-bag errors are too low, and splits in time are the judge.
 *
 * <p>Cost: O(trees × rows × columns per split × depth); memory 4 bytes a value, and 16 bytes a node.
 *
 * @param trees how many are averaged
 * @param columnsPerSplit how many columns a split tries; by default the root of their number, rounded down
 * @param leastToSplit nodes of so many rows, or fewer, are leaves; rows drawn twice count twice
 * @param depth at most so many splits from root to leaf; 0 for no limit
 * @param importance how the columns' importance is measured
 * @param seed of all random draws
 */
public record Forest(
        int trees, OptionalInt columnsPerSplit, int leastToSplit, int depth, Importance importance, long seed) {
    public Forest {
        atLeast("trees", trees, 1);
        atLeast("columns per split", columnsPerSplit.orElse(1), 1);
        atLeast("rows that are not split", leastToSplit, 1);
        atLeast("depth", depth, 0);
    }

    /** 500 trees, the root of the number of columns tried at a split, nodes of 5 rows left whole, any depth. */
    public static Forest withDefaults() {
        return new Forest(500, OptionalInt.empty(), 5, 0, Importance.NONE, 0);
    }

    public Forest withTrees(int value) {
        return new Forest(value, columnsPerSplit, leastToSplit, depth, importance, seed);
    }

    public Forest withColumnsPerSplit(int value) {
        return new Forest(trees, OptionalInt.of(value), leastToSplit, depth, importance, seed);
    }

    public Forest withLeastToSplit(int value) {
        return new Forest(trees, columnsPerSplit, value, depth, importance, seed);
    }

    public Forest withDepth(int value) {
        return new Forest(trees, columnsPerSplit, leastToSplit, value, importance, seed);
    }

    public Forest withImportance(Importance value) {
        return new Forest(trees, columnsPerSplit, leastToSplit, depth, value, seed);
    }

    public Forest withSeed(long value) {
        return new Forest(trees, columnsPerSplit, leastToSplit, depth, importance, value);
    }

    /** Grows the forest on the calling thread. */
    public GrownForest grow(double[][] columns, double[] outcome) {
        return grow(columns, outcome, Runnable::run, 1);
    }

    /**
     * Grows the forest, its trees shared among threads.
     *
     * @param columns one array of values for each column, all as long as the outcome
     * @param pool lends the threads; the calling thread works too, so that it may be one of the pool
     * @param threads at most so many at a time
     */
    public GrownForest grow(double[][] columns, double[] outcome, Executor pool, int threads) {
        check(columns, outcome);
        return Growth.of(this, columns, outcome, pool, threads);
    }

    int tried(int columns) {
        return Math.min(columns, columnsPerSplit.orElse((int) Math.sqrt(columns)));
    }

    private static void atLeast(String what, int value, int least) {
        if (value < least) {
            throw new BadStudy("A random forest needs a number of " + what + " of at least " + least + "; found "
                    + value + ".\nMaybe leave it out: the default is usual.");
        }
    }

    private static void check(double[][] columns, double[] outcome) {
        if (outcome.length < 2 || columns.length == 0) {
            throw new BadData("A random forest needs two rows and a column at least; there are " + outcome.length
                    + " rows and " + columns.length + " columns.\nMaybe a filter dropped them.");
        }
        finite(outcome, "the outcome");
        for (int j = 0; j < columns.length; j++) {
            if (columns[j].length != outcome.length) {
                throw new BadData("Every column needs " + outcome.length + " values, as the outcome; column " + j
                        + " has " + columns[j].length + ".\nMaybe it belongs to another table.");
            }
            finite(columns[j], "column " + j);
        }
    }

    private static void finite(double[] values, String what) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new BadData("A random forest needs a finite number in every cell; " + what + " holds " + values[i]
                        + " in row " + i + ".\nMaybe fill missing values by a declared rule, or leave the row out.");
            }
        }
    }
}

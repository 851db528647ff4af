package dev.elsewise.learn.trees;

import dev.elsewise.math.Streams;

/**
 * How much a model leans on each column: the rise of its mean squared error on given rows when the column is shuffled among them, averaged
 * over some shuffles. It says what the model does, not what the world does: never an effect. L. Breiman, "Random forests", Machine
 * Learning 45 (2001), DOI 10.1023/A:1010933404324. Cost: shuffles × columns predictions of all rows.
 *
 * @param shuffles how many for each column
 */
public record PermutationImportance(int shuffles, long seed) {
    /** One rise for each column; below 0 where shuffling happened to help. */
    public double[] of(GrownTrees trees, double[][] columns, double[] outcome) {
        int n = outcome.length;
        double base = error(trees.predict(columns, n), outcome);
        double[] rises = new double[columns.length];
        double[][] shuffled = columns.clone();
        for (int j = 0; j < columns.length; j++) {
            for (int s = 0; s < shuffles; s++) {
                int[] order = Streams.of(seed, "permutation of column " + j, s).permutation(n);
                double[] values = new double[n];
                for (int r = 0; r < n; r++) {
                    values[r] = columns[j][order[r]];
                }
                shuffled[j] = values;
                rises[j] += (error(trees.predict(shuffled, n), outcome) - base) / shuffles;
            }
            shuffled[j] = columns[j];
        }
        return rises;
    }

    private static double error(double[] predicted, double[] outcome) {
        double squares = 0;
        for (int r = 0; r < outcome.length; r++) {
            squares += (outcome[r] - predicted[r]) * (outcome[r] - predicted[r]);
        }
        return squares / outcome.length;
    }
}

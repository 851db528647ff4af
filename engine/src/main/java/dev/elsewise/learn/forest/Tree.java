package dev.elsewise.learn.forest;

import java.util.Arrays;

/**
 * A regression tree; node 0 is its root.
 *
 * @param column on which a node is split; −1 in a leaf
 * @param value the largest value that goes left; in a leaf, the prediction
 * @param left the node for smaller values; the one for larger ones follows it
 */
record Tree(int[] column, double[] value, int[] left) {
    double predict(double[][] columns, int row) {
        int node = 0;
        while (column[node] >= 0) {
            node = left[node] + (columns[column[node]][row] <= value[node] ? 0 : 1);
        }
        return value[node];
    }

    /** The same on ranks, by the rank of each split, with one column's ranks read from another row. */
    double predict(int[][] ranks, int[] splitRank, int row, int shuffled, int from) {
        int node = 0;
        while (column[node] >= 0) {
            int j = column[node];
            node = left[node] + (ranks[j][j == shuffled ? from : row] <= splitRank[node] ? 0 : 1);
        }
        return value[node];
    }

    /** Collects nodes. */
    static final class Builder {
        private int[] column = new int[64];
        private double[] value = new double[64];
        private int[] left = new int[64];
        private int[] rank = new int[64];
        private int count;

        void clear() {
            count = 0;
        }

        /** Adds a leaf that predicts 0 and returns its number. */
        int add() {
            if (count == column.length) {
                column = Arrays.copyOf(column, 2 * count);
                value = Arrays.copyOf(value, 2 * count);
                left = Arrays.copyOf(left, 2 * count);
                rank = Arrays.copyOf(rank, 2 * count);
            }
            column[count] = -1;
            value[count] = 0;
            left[count] = 0;
            rank[count] = 0;
            return count++;
        }

        void leaf(int node, double prediction) {
            value[node] = prediction;
        }

        void split(int node, int on, double at, int atRank, int to) {
            column[node] = on;
            value[node] = at;
            rank[node] = atRank;
            left[node] = to;
        }

        /** The rank of each split. */
        int[] ranks() {
            return Arrays.copyOf(rank, count);
        }

        Tree tree() {
            return new Tree(Arrays.copyOf(column, count), Arrays.copyOf(value, count), Arrays.copyOf(left, count));
        }
    }
}

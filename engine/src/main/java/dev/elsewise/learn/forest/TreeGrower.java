package dev.elsewise.learn.forest;

import dev.elsewise.math.RandomStream;

/** Grows one tree after another; owns the scratch space of one thread. */
final class TreeGrower {
    private final Forest forest;
    private final RankedColumns of;
    private final double[] outcome;
    private final double origin;
    private final int tried;

    private final SplitSearch search;
    private final Tree.Builder tree = new Tree.Builder();
    private final int[] times;
    /** The rows of the sample; those of a node stand together. */
    private final int[] inside;
    /** The rows outside it, likewise. */
    private final int[] outside;

    private final int[] spare;
    private final int[] order;
    private final double[] predicted;
    private final double[] gains;
    private int outsiders;

    /**
     * Makes a grower.
     *
     * @param outcome of each row, about the mean of all
     * @param origin the mean of all
     */
    TreeGrower(Forest forest, RankedColumns of, double[] outcome, double origin) {
        this.forest = forest;
        this.of = of;
        this.outcome = outcome;
        this.origin = origin;
        int rows = outcome.length;
        int columns = of.rank().length;
        tried = forest.tried(columns);
        search = new SplitSearch(of, rows);
        times = new int[rows];
        inside = new int[rows];
        outside = new int[rows];
        spare = new int[rows];
        predicted = new double[rows];
        order = new int[columns];
        gains = new double[columns];
    }

    /** Grows a tree with the draws of a stream. */
    Tree grow(RandomStream stream) {
        int rows = outcome.length;
        java.util.Arrays.fill(times, 0);
        for (int i = 0; i < rows; i++) {
            times[stream.below(rows)]++;
        }
        int insiders = 0;
        outsiders = 0;
        for (int i = 0; i < rows; i++) {
            if (times[i] > 0) {
                inside[insiders++] = i;
            } else {
                outside[outsiders++] = i;
            }
        }
        for (int j = 0; j < order.length; j++) {
            order[j] = j;
            gains[j] = 0;
        }
        tree.clear();
        grow(tree.add(), 0, insiders, 0, outsiders, 0, stream);
        return tree.tree();
    }

    /** How many rows the last tree did not see. */
    int outsiders() {
        return outsiders;
    }

    /** One of the rows that the last tree did not see. */
    int outsider(int i) {
        return outside[i];
    }

    /** What the last tree predicts for a row that it did not see. */
    double predicted(int row) {
        return predicted[row];
    }

    /** How much the last tree's splits on each column lower the sum of squares. */
    double[] gains() {
        return gains;
    }

    /** The rank at which each node of the last tree is split. */
    int[] splitRanks() {
        return tree.ranks();
    }

    private void grow(int node, int from, int to, int outFrom, int outTo, int depth, RandomStream stream) {
        search.begin(inside, from, to, times, outcome);
        double mean = search.mean();
        boolean whole = search.total() <= forest.leastToSplit() || (forest.depth() > 0 && depth == forest.depth());
        if (!whole) {
            for (int k = 0; k < tried; k++) {
                int other = k + stream.below(order.length - k);
                int j = order[other];
                order[other] = order[k];
                order[k] = j;
                search.tryColumn(j);
            }
        }
        if (whole || search.column() < 0) {
            tree.leaf(node, origin + mean);
            for (int i = outFrom; i < outTo; i++) {
                predicted[outside[i]] = origin + mean;
            }
            return;
        }
        int j = search.column();
        double at = of.between(j, search.low(), search.high());
        // Rows outside the sample may lie between both values.
        int low = of.last(j, search.low(), search.high(), at);
        gains[j] += search.gain();
        int left = tree.add();
        tree.add();
        tree.split(node, j, at, low, left);
        int middle = part(inside, from, to, of.rank()[j], low);
        int outMiddle = part(outside, outFrom, outTo, of.rank()[j], low);
        grow(left, from, middle, outFrom, outMiddle, depth + 1, stream);
        grow(left + 1, middle, to, outMiddle, outTo, depth + 1, stream);
    }

    /** Puts the rows up to a rank first, in their order, and says where the others begin. */
    private int part(int[] rows, int from, int to, int[] rank, int low) {
        int at = from;
        int rest = 0;
        for (int i = from; i < to; i++) {
            int r = rows[i];
            boolean first = rank[r] <= low;
            rows[at] = r;
            spare[rest] = r;
            at += first ? 1 : 0;
            rest += first ? 0 : 1;
        }
        System.arraycopy(spare, 0, rows, at, rest);
        return at;
    }
}

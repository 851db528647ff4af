package dev.elsewise.xgboost;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The trees of a model as flat arrays, to be walked by any number of threads. A row goes left where its value is below the
 * threshold, or is not in the split's set of levels; right otherwise; and where the split learned, when it is missing.
 *
 * @param roots the first node of each tree
 * @param feature of a split; −1 at a leaf
 * @param value the threshold of a split; what a leaf predicts
 * @param child the left child; the right one follows it
 * @param missingRight where missing values go
 * @param set where in {@code levels} the set of a split by levels begins; −1 for a threshold
 * @param levels for each set its number of words, then its bits
 * @param gains what the splits by each feature took off the loss (twice the loss, as XGBoost counts it)
 */
record Trees(
        int[] roots,
        int[] feature,
        float[] value,
        int[] child,
        boolean[] missingRight,
        int[] set,
        long[] levels,
        double[] gains)
        implements Serializable {

    /** Adds to each row's sum what the trees predict. Features lie row after row. */
    void add(float[] x, int features, int rows, double[] sums) {
        // Tree by tree, so that its nodes stay in the nearest cache while all rows pass.
        for (int root : roots) {
            for (int r = 0; r < rows; r++) {
                sums[r] += value[leaf(root, x, r * features)];
            }
        }
    }

    private int leaf(int root, float[] x, int row) {
        int node = root;
        for (int f = feature[node]; f >= 0; f = feature[node]) {
            node = child[node] + (right(node, x[row + f]) ? 1 : 0);
        }
        return node;
    }

    private boolean right(int node, float x) {
        if (Float.isNaN(x)) {
            return missingRight[node];
        }
        int at = set[node];
        return at < 0 ? x >= value[node] : holds(at, (int) x);
    }

    private boolean holds(int at, int level) {
        int word = level >> 6;
        return word < levels[at] && (levels[at + 1 + word] >>> level & 1) != 0;
    }

    int count() {
        return roots.length;
    }

    /** How many leaves all trees have together. */
    int leaves() {
        return (int) Arrays.stream(feature).filter(f -> f < 0).count();
    }

    /** The trees of a saved model. */
    static Trees of(byte[] model, int features) {
        List<?> trees = (List<?>) at(Ubjson.read(model), "learner", "gradient_booster", "model", "trees");
        return new Builder(trees, features).trees();
    }

    private static Object at(Object from, String... path) {
        Object found = from;
        for (String name : path) {
            found = ((Map<?, ?>) found).get(name);
            if (found == null) {
                throw new IllegalStateException("XGBoost's saved model has no \"" + name + "\".");
            }
        }
        return found;
    }

    /** Lays the trees out one after the other, each breadth first, with sibling beside sibling. */
    private static final class Builder {
        private final List<?> trees;
        private final int[] roots;
        private final int[] feature;
        private final float[] value;
        private final int[] child;
        private final boolean[] missingRight;
        private final int[] set;
        private final List<long[]> sets = new ArrayList<>();
        private final double[] gains;
        private int setWords;
        private int nodes;

        Builder(List<?> trees, int features) {
            this.trees = trees;
            int count = 0;
            for (Object tree : trees) {
                count += ints(at(tree, "left_children")).length;
            }
            roots = new int[trees.size()];
            feature = new int[count];
            value = new float[count];
            child = new int[count];
            missingRight = new boolean[count];
            set = new int[count];
            gains = new double[features];
        }

        Trees trees() {
            for (int t = 0; t < roots.length; t++) {
                roots[t] = nodes;
                lay(trees.get(t));
            }
            long[] levels = new long[setWords];
            int at = 0;
            for (long[] words : sets) {
                levels[at] = words.length;
                System.arraycopy(words, 0, levels, at + 1, words.length);
                at += 1 + words.length;
            }
            return new Trees(
                    roots,
                    Arrays.copyOf(feature, nodes),
                    Arrays.copyOf(value, nodes),
                    Arrays.copyOf(child, nodes),
                    Arrays.copyOf(missingRight, nodes),
                    Arrays.copyOf(set, nodes),
                    levels,
                    gains);
        }

        private void lay(Object tree) {
            int[] left = ints(at(tree, "left_children"));
            int[] right = ints(at(tree, "right_children"));
            int[] features = ints(at(tree, "split_indices"));
            int[] missingLeft = ints(at(tree, "default_left"));
            float[] conditions = (float[]) at(tree, "split_conditions");
            float[] changes = (float[]) at(tree, "loss_changes");
            int[] setOf = setOf(tree, left.length);
            int[] order = new int[left.length];
            int seen = 1;
            for (int i = 0; i < seen; i++) {
                int node = order[i];
                int at = nodes + i;
                value[at] = conditions[node];
                if (left[node] < 0) {
                    feature[at] = -1;
                    set[at] = -1;
                    continue;
                }
                feature[at] = features[node];
                missingRight[at] = missingLeft[node] == 0;
                set[at] = setOf[node];
                child[at] = nodes + seen;
                gains[features[node]] += changes[node];
                order[seen++] = left[node];
                order[seen++] = right[node];
            }
            nodes += seen;
        }

        /** Where each node's set of levels begins, the sets of this tree added to those before. */
        private int[] setOf(Object tree, int count) {
            int[] result = new int[count];
            Arrays.fill(result, -1);
            int[] levels = ints(at(tree, "categories"));
            int[] of = ints(at(tree, "categories_nodes"));
            int[] begins = ints(at(tree, "categories_segments"));
            int[] sizes = ints(at(tree, "categories_sizes"));
            for (int s = 0; s < of.length; s++) {
                int[] held = Arrays.copyOfRange(levels, begins[s], begins[s] + sizes[s]);
                long[] words = new long[(Arrays.stream(held).max().orElse(0) >> 6) + 1];
                for (int level : held) {
                    words[level >> 6] |= 1L << level;
                }
                result[of[s]] = setWords;
                sets.add(words);
                setWords += 1 + words.length;
            }
            return result;
        }

        private static int[] ints(Object array) {
            if (array instanceof int[] ints) {
                return ints;
            }
            if (array instanceof long[] longs) {
                return Arrays.stream(longs).mapToInt(Math::toIntExact).toArray();
            }
            if (array instanceof List<?> list && list.isEmpty()) {
                return new int[0];
            }
            throw new IllegalStateException("XGBoost's saved model has " + array.getClass() + ".");
        }
    }
}

package dev.elsewise.learn.forest;

/**
 * Finds the best split of a node on one column after another: the one with the largest s²/n on the left plus s²/n on the right,
 * for sums s of outcomes and numbers n of rows. Many rows are counted by rank, few are sorted.
 */
final class SplitSearch {
    /** Counting touches every rank between a node's least and largest, sorting every row several times. */
    private static final int RANKS_PER_ROW = 4;

    private final RankedColumns of;
    /** 1/n: a table is read faster than a quotient is computed. */
    private final double[] inverse;

    private final int[] counts;
    private final double[] sums;
    private final RankSort sort;

    // The node, its rows side by side.
    private int size;
    private final int[] row;
    private final int[] rank;
    private final int[] count;
    private final double[] sum;
    private int total;
    private double whole;

    // The best split so far.
    private double best;
    private int column;
    private int low;
    private int high;

    SplitSearch(RankedColumns of, int rows) {
        this.of = of;
        int most = 0;
        for (double[] values : of.values()) {
            most = Math.max(most, values.length);
        }
        counts = new int[most];
        sums = new double[most];
        inverse = new double[rows + 1];
        for (int i = 1; i <= rows; i++) {
            inverse[i] = 1.0 / i;
        }
        row = new int[rows];
        rank = new int[rows];
        count = new int[rows];
        sum = new double[rows];
        sort = new RankSort(rows);
    }

    /**
     * Begins with a node.
     *
     * @param rows of the node, from one place to another
     * @param times how often each row was drawn
     * @param outcome of each row, about the mean of all
     */
    void begin(int[] rows, int from, int to, int[] times, double[] outcome) {
        size = to - from;
        total = 0;
        whole = 0;
        for (int i = 0; i < size; i++) {
            int r = rows[from + i];
            int n = times[r];
            double s = n * outcome[r];
            row[i] = r;
            count[i] = n;
            sum[i] = s;
            total += n;
            whole += s;
        }
        column = -1;
        // A split must gain more than rounding.
        best = whole * whole * inverse[total] * (1 + 1e-12) + Double.MIN_NORMAL;
    }

    /** How many rows were drawn into the node. */
    int total() {
        return total;
    }

    /** The mean outcome of the node, about the mean of all. */
    double mean() {
        return whole * inverse[total];
    }

    /** The column of the best split; −1 when none gains. */
    int column() {
        return column;
    }

    /** The largest rank that goes left. */
    int low() {
        return low;
    }

    /** The smallest rank that goes right. */
    int high() {
        return high;
    }

    /** By how much the best split lowers the sum of squares. */
    double gain() {
        return best - whole * whole * inverse[total];
    }

    /** Tries every split on one column. */
    void tryColumn(int j) {
        int[] ranks = of.rank()[j];
        int least = Integer.MAX_VALUE;
        int most = -1;
        for (int i = 0; i < size; i++) {
            int here = ranks[row[i]];
            rank[i] = here;
            least = Math.min(least, here);
            most = Math.max(most, here);
        }
        if (least >= most) {
            return;
        }
        if (most - least < RANKS_PER_ROW * size) {
            counted(j, least, most);
        } else {
            sorted(j, least, most);
        }
    }

    private void counted(int j, int least, int most) {
        for (int i = 0; i < size; i++) {
            counts[rank[i]] += count[i];
            sums[rank[i]] += sum[i];
        }
        int n = 0;
        double s = 0;
        int before = -1;
        for (int r = least; r <= most; r++) {
            int here = counts[r];
            if (here == 0) {
                continue;
            }
            if (n > 0) {
                double rest = whole - s;
                double value = s * s * inverse[n] + rest * rest * inverse[total - n];
                if (value > best) {
                    best = value;
                    column = j;
                    low = before;
                    high = r;
                }
            }
            n += here;
            s += sums[r];
            counts[r] = 0;
            sums[r] = 0;
            before = r;
        }
    }

    private void sorted(int j, int least, int most) {
        sort.sort(rank, size, least, most - least);
        int[] keys = sort.keys();
        int[] places = sort.places();
        int n = 0;
        double s = 0;
        for (int i = 0; i < size; i++) {
            if (i > 0 && keys[i] != keys[i - 1]) {
                double rest = whole - s;
                double value = s * s * inverse[n] + rest * rest * inverse[total - n];
                if (value > best) {
                    best = value;
                    column = j;
                    low = least + keys[i - 1];
                    high = least + keys[i];
                }
            }
            n += count[places[i]];
            s += sum[places[i]];
        }
    }
}

package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.Places;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Outcome and columns at given shapes, in blocks: one for each unit, or one for all of them where they have all in common, unit after unit and
 * centred, which projects intercepts out; and one for experiments that stand beside the series as observations. Only columns whose shape is
 * searched for are made again when shapes change.
 */
final class ShapedColumns {
    private final Layout layout;
    private final String node;
    private final Link link;
    private final Series data;
    private final int periods;
    private final CountedRows rows;
    private final Levers levers;
    /** What experiments say as observations: by units and columns. */
    private final double[][][] told;

    /** The units of each block. */
    private final int[][] members;

    private final double[][] y;
    private final double[][][] x;
    private final double[] yMean;
    private final double[][] xMean;
    private final double[][][] gram;
    private final double[][] xy;
    private final @Nullable MovingColumn[][] filtered;
    private final double[][] scratch;
    private final boolean[] moving;
    /** Columns that move come first, so that of two of them the product is worked out once. */
    private final int[] order;

    private final int moves;
    private boolean made;

    /**
     * @param node whose series is explained
     * @param differenced whether changes from the period before are
     * @param rows the periods that count, ascending
     * @param together whether units are one block; only where they have shapes and coefficients in common, and no experiments
     */
    ShapedColumns(
            Layout layout,
            Link link,
            String node,
            boolean differenced,
            Series data,
            int[] rows,
            List<Evidence> evidence,
            boolean together) {
        this.layout = layout;
        this.node = node;
        this.link = link;
        this.data = data;
        this.rows = new CountedRows(rows, differenced);
        periods = data.periods();
        levers = new Levers(layout, link, node, data.units(), periods, evidence);
        members = together
                ? new int[][] {IntStream.range(0, data.units()).toArray()}
                : IntStream.range(0, data.units()).mapToObj(u -> new int[] {u}).toArray(int[][]::new);
        int width = layout.width();
        told = new double[data.units()][width][evidence.size()];
        int blocks = members.length + (evidence.isEmpty() ? 0 : 1);
        y = new double[blocks][];
        x = new double[blocks][width][];
        gram = new double[blocks][width][width];
        xy = new double[blocks][width];
        yMean = new double[data.units()];
        xMean = new double[data.units()][width];
        scratch = new double[width][data.rows()];
        for (int b = 0; b < blocks; b++) {
            int length = b < members.length ? members[b].length * rows.length : evidence.size();
            y[b] = new double[length];
            for (int c = 0; c < width; c++) {
                x[b][c] = new double[length];
            }
        }
        filtered = new MovingColumn[members.length][layout.slots().size()];
        double[] series = data.of(node).clone();
        for (int r = 0; r < series.length; r++) {
            series[r] = link.of(series[r]);
        }
        for (int b = 0; b < members.length; b++) {
            for (int i = 0; i < members[b].length; i++) {
                int u = members[b][i];
                yMean[u] = this.rows.take(series, u * periods, y[b], i);
            }
            for (int s = 0; s < filtered[b].length; s++) {
                filtered[b][s] = layout.moving(layout.slots().get(s), data, members[b][0], members[b].length);
            }
        }
        moving = layout.moving();
        int[] first = Places.where(width, c -> moving[c]);
        int[] last = Places.where(width, c -> !moving[c]);
        moves = first.length;
        order = Arrays.copyOf(first, width);
        System.arraycopy(last, 0, order, moves, last.length);
    }

    String node() {
        return node;
    }

    int blocks() {
        return y.length;
    }

    /** Blocks of rows that were observed: all but that of experiments. */
    int observed() {
        return members.length;
    }

    int units() {
        return data.units();
    }

    /** The block that a unit's rows are in. */
    int blockOf(int unit) {
        return members.length == 1 ? 0 : unit;
    }

    /** For each unit what its block has. */
    <T> T[] byUnit(T[] blocks) {
        T[] units = Arrays.copyOf(blocks, data.units());
        Arrays.setAll(units, u -> blocks[blockOf(u)]);
        return units;
    }

    int width() {
        return layout.width();
    }

    /** Rows that count, the experiments not among them. */
    int observations() {
        return data.units() * rows.count();
    }

    double[] y(int block) {
        return y[block];
    }

    double[] x(int block, int column) {
        return x[block][column];
    }

    /** X'X of a block. */
    double[][] gram(int block) {
        return gram[block];
    }

    /** X'y of a block. */
    double[] xy(int block) {
        return xy[block];
    }

    /** What a unit's coefficient does to the rows of experiments; in the block after the units' stands the sum over units. */
    double[] told(int unit, int column) {
        return told[unit][column];
    }

    /** How many rows experiments have. */
    int experiments() {
        return y.length > members.length ? y[members.length].length : 0;
    }

    /** What is left of a block at coefficients of blocks. */
    double[] residual(int block, double[][] beta) {
        double[] left = y[block].clone();
        if (block < members.length) {
            subtract(x[block], beta[block], left);
        } else {
            for (int u = 0; u < data.units(); u++) {
                subtract(told[u], beta[u], left);
            }
        }
        return left;
    }

    private static void subtract(double[][] columns, double[] beta, double[] left) {
        int[] some = Places.where(beta.length, c -> beta[c] != 0);
        int i = 0;
        for (; i + 3 < some.length; i += 4) {
            int c = some[i];
            int d = some[i + 1];
            int e = some[i + 2];
            int f = some[i + 3];
            Kernels.axpy(
                    -beta[c],
                    columns[c],
                    -beta[d],
                    columns[d],
                    -beta[e],
                    columns[e],
                    -beta[f],
                    columns[f],
                    left,
                    left.length);
        }
        for (; i < some.length; i++) {
            Kernels.axpy(-beta[some[i]], columns[some[i]], left, left.length);
        }
    }

    Levers levers() {
        return levers;
    }

    /**
     * Makes the columns at other shapes.
     *
     * @param variance of the errors, which weighs experiments
     */
    void shape(double[] theta, double variance) {
        for (int s = 0; s < layout.slots().size(); s++) {
            if (!made || moving[layout.slots().get(s).start()]) {
                shape(s, theta);
            }
        }
        if (experiments() > 0) {
            tell(levers.rows(theta), Math.sqrt(variance));
        }
        for (int b = 0; b < y.length; b++) {
            multiply(b);
        }
        made = true;
    }

    private void tell(Levers.Rows rows, double weight) {
        int block = members.length;
        for (int e = 0; e < y[block].length; e++) {
            y[block][e] = weight * rows.y()[e];
            for (int c = 0; c < layout.width(); c++) {
                x[block][c][e] = 0;
                for (int u = 0; u < data.units(); u++) {
                    told[u][c][e] = weight * rows.x()[u][c][e];
                    x[block][c][e] += told[u][c][e];
                }
            }
        }
    }

    private void shape(int s, double[] theta) {
        Layout.Slot slot = layout.slots().get(s);
        boolean filters = filtered[0][s] != null;
        if (!filters) {
            layout.columns(slot, data, link, theta, scratch);
        }
        for (int b = 0; b < members.length; b++) {
            MovingColumn column = filtered[b][s];
            double[] all = column == null ? new double[0] : column.values(theta);
            for (int i = 0; i < members[b].length; i++) {
                int u = members[b][i];
                for (int c = 0; c < slot.count(); c++) {
                    xMean[u][slot.start() + c] = rows.take(
                            filters ? all : scratch[c], (filters ? i : u) * periods, x[b][slot.start() + c], i);
                }
            }
        }
    }

    private void multiply(int b) {
        // What experiments say is weighed by the variance, and so never the same twice.
        boolean known = made && b < members.length;
        int width = order.length;
        int moved = known ? moves : width;
        // The outcome is one column more; it fills up the last four, too.
        double[][] all = new double[width + 4][];
        Arrays.fill(all, width, all.length, y[b]);
        for (int i = 0; i < width; i++) {
            all[i] = x[b][order[i]];
        }
        double[] left = new double[all.length];
        double[] right = new double[all.length];
        for (int i = 0; i < moved; i += 2) {
            int j = Math.min(i + 1, moved - 1);
            for (int c = i; c <= width; c += 4) {
                Kernels.dots(all[i], all[j], all[c], all[c + 1], all[c + 2], all[c + 3], y[b].length, left, right, c);
            }
            put(b, i, i, left);
            put(b, j, i, right);
        }
    }

    /** A row's products with the columns from one place on. */
    private void put(int b, int row, int from, double[] products) {
        int own = order[row];
        for (int i = from; i < order.length; i++) {
            gram[b][own][order[i]] = products[i];
            gram[b][order[i]][own] = products[i];
        }
        xy[b][own] = products[order.length];
    }

    /**
     * The derivatives of a block's columns by the parameters that are fitted, all periods unit after unit, where {@link #shape} was called last;
     * the next call overwrites them.
     */
    List<Layout.Slope> slopes(int block, double[] theta) {
        List<Layout.Slope> slopes = new ArrayList<>();
        for (int s = 0; s < filtered[block].length; s++) {
            Layout.Slot slot = layout.slots().get(s);
            MovingColumn column = filtered[block][s];
            if (slot.count() > 0 && moving[slot.start()]) {
                slopes.addAll(
                        column != null
                                ? column.slopes()
                                : layout.slopes(slot, data, members[block][0], members[block].length, theta));
            }
        }
        return slopes;
    }

    /** Of a block's slope, the rows that count, centred. */
    double[] centred(int block, Layout.Slope slope) {
        double[] own = new double[y[block].length];
        for (int i = 0; i < members[block].length; i++) {
            rows.take(slope.values(), i * periods, own, i);
        }
        return own;
    }

    /** What the rows of a block weigh in a sum over all periods, see {@link CountedRows#spread}. */
    double[] spread(double[] of) {
        return rows.spread(of, periods);
    }

    /** The intercept that goes with a unit's coefficients. */
    double intercept(int unit, double[] beta) {
        double intercept = yMean[unit];
        for (int c = 0; c < beta.length; c++) {
            intercept -= beta[c] * xMean[unit][c];
        }
        return intercept;
    }
}

package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * Outcome and columns at given shapes, in blocks: one for each unit, centred, which projects its intercept out, and one for experiments that
 * stand beside the series as observations. Only columns whose shape is searched for are made again when shapes change.
 */
final class ShapedColumns {
    private static final double CONSTANT = 1e-11;

    private final Layout layout;
    private final String node;
    private final Link link;
    private final boolean differenced;
    private final Series[] data;
    private final int periods;
    private final int[] rows;
    private final Levers levers;
    /** What experiments say as observations: by units and columns. */
    private final double[][][] told;

    private final double[][] y;
    private final double[][][] x;
    private final double[] yMean;
    private final double[][] xMean;
    private final double[][][] gram;
    private final double[][] xy;
    private final double[][] scratch;
    private final boolean[] moving;
    private boolean made;

    /**
     * @param node whose series is explained
     * @param differenced whether changes from the period before are
     * @param rows the periods that count, ascending
     */
    ShapedColumns(
            Layout layout,
            Link link,
            String node,
            boolean differenced,
            Series[] data,
            int[] rows,
            List<Evidence> evidence) {
        this.layout = layout;
        this.link = link;
        this.node = node;
        this.differenced = differenced;
        this.data = data;
        this.rows = rows;
        periods = data[0].of(node).length;
        levers = new Levers(layout, link, node, data.length, periods, evidence);
        int width = layout.width();
        told = new double[data.length][width][evidence.size()];
        int blocks = data.length + (evidence.isEmpty() ? 0 : 1);
        y = new double[blocks][];
        x = new double[blocks][width][];
        gram = new double[blocks][width][width];
        xy = new double[blocks][width];
        yMean = new double[data.length];
        xMean = new double[data.length][width];
        scratch = new double[width][periods];
        for (int b = 0; b < blocks; b++) {
            int length = b < data.length ? rows.length : evidence.size();
            y[b] = new double[length];
            for (int c = 0; c < width; c++) {
                x[b][c] = new double[length];
            }
        }
        for (int u = 0; u < data.length; u++) {
            double[] series = data[u].of(node);
            for (int r = 0; r < rows.length; r++) {
                y[u][r] = link.of(series[rows[r]]) - (differenced ? link.of(series[rows[r] - 1]) : 0);
            }
            yMean[u] = centre(y[u]);
        }
        moving = moving();
    }

    private boolean[] moving() {
        boolean[] moving = new boolean[layout.width()];
        for (Layout.Slot slot : layout.slots()) {
            for (int c = slot.start(); c < slot.start() + slot.count(); c++) {
                moving[c] = slot.shaped();
            }
        }
        return moving;
    }

    String node() {
        return node;
    }

    int blocks() {
        return y.length;
    }

    int units() {
        return data.length;
    }

    int width() {
        return layout.width();
    }

    /** Rows that count, the experiments not among them. */
    int observations() {
        return data.length * rows.length;
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
        return y.length > data.length ? y[data.length].length : 0;
    }

    /** What is left of a block at coefficients of units. */
    double[] residual(int block, double[][] beta) {
        double[] left = y[block].clone();
        boolean series = block < data.length;
        for (int u = series ? block : 0; u < (series ? block + 1 : data.length); u++) {
            for (int c = 0; c < beta[u].length; c++) {
                if (beta[u][c] != 0) {
                    Kernels.axpy(-beta[u][c], series ? x[u][c] : told[u][c], left, left.length);
                }
            }
        }
        return left;
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
        for (int u = 0; u < data.length; u++) {
            for (Layout.Slot slot : layout.slots()) {
                if (made && !moving[slot.start()]) {
                    continue;
                }
                layout.columns(slot, data[u], u, link, theta, scratch);
                for (int c = 0; c < slot.count(); c++) {
                    gather(scratch[c], x[u][slot.start() + c]);
                    xMean[u][slot.start() + c] = centre(x[u][slot.start() + c]);
                }
            }
        }
        if (y.length > data.length) {
            tell(levers.rows(theta), Math.sqrt(variance));
        }
        for (int b = 0; b < y.length; b++) {
            multiply(b);
        }
        made = true;
    }

    private void tell(Levers.Rows rows, double weight) {
        for (int e = 0; e < y[data.length].length; e++) {
            y[data.length][e] = weight * rows.y()[e];
            for (int c = 0; c < layout.width(); c++) {
                x[data.length][c][e] = 0;
                for (int u = 0; u < data.length; u++) {
                    told[u][c][e] = weight * rows.x()[u][c][e];
                    x[data.length][c][e] += told[u][c][e];
                }
            }
        }
    }

    private void multiply(int b) {
        // What experiments say is weighed by the variance, and so never the same twice.
        boolean known = made && b < data.length;
        int n = y[b].length;
        for (int i = 0; i < x[b].length; i++) {
            for (int j = 0; j <= i; j++) {
                if (!known || moving[i] || moving[j]) {
                    gram[b][i][j] = Kernels.dot(x[b][i], x[b][j], n);
                    gram[b][j][i] = gram[b][i][j];
                }
            }
            if (!known || moving[i]) {
                xy[b][i] = Kernels.dot(x[b][i], y[b], n);
            }
        }
    }

    /** A unit's derivatives of its columns by the parameters that are fitted, centred. */
    List<Layout.Slope> slopes(int unit, double[] theta) {
        List<Layout.Slope> slopes = layout.slopes(data[unit], unit, theta, periods);
        slopes.replaceAll(slope -> {
            double[] own = new double[rows.length];
            gather(slope.values(), own);
            centre(own);
            return new Layout.Slope(slope.parameter(), slope.column(), own);
        });
        return slopes;
    }

    /** The intercept that goes with a unit's coefficients. */
    double intercept(int unit, double[] beta) {
        double intercept = yMean[unit];
        for (int c = 0; c < beta.length; c++) {
            intercept -= beta[c] * xMean[unit][c];
        }
        return intercept;
    }

    private void gather(double[] series, double[] into) {
        for (int r = 0; r < rows.length; r++) {
            into[r] = differenced ? series[rows[r]] - series[rows[r] - 1] : series[rows[r]];
        }
    }

    private static double centre(double[] values) {
        double mean = 0;
        double most = 0;
        for (double value : values) {
            mean += value;
            most = Math.max(most, Math.abs(value));
        }
        mean /= values.length;
        double left = 0;
        for (int r = 0; r < values.length; r++) {
            values[r] -= mean;
            left = Math.max(left, Math.abs(values[r]));
        }
        // What is left of a constant is rounding, which must not become a column of its own.
        if (left <= CONSTANT * most) {
            Arrays.fill(values, 0);
        }
        return mean;
    }
}

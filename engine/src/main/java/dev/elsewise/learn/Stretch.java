package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of one batch and one cell, ready for the kernels: the columns of the {@link Block}, the levels of the {@link
 * Groups}, outcomes and weights. Few enough that all of it stays in the first-level cache from one kernel to the next.
 *
 * @param cell whose rows these are
 * @param w weights; null when all are 1
 */
record Stretch(int cell, int size, double[][] u, int[][] g, double[] y, double @Nullable [] w) {
    static final int LONGEST = 256;

    /** A batch cut into stretches: its rows brought together by cell, in their order; rows of no cell are left out. */
    static List<Stretch> of(Batch batch, Rows rows, Block block, Groups groups) {
        int n = batch.size();
        int[] cell = new int[n];
        rows.cells(batch, cell);
        double[] y = new double[n];
        rows.outcome(batch, y);
        double[] w = rows.weighted() ? new double[n] : null;
        if (w != null) {
            rows.weights(batch, w);
        }
        double[][] u = new double[block.width()][n];
        block.fill(batch, u);
        int[][] g = new int[groups.count()][n];
        groups.fill(batch, g);
        int[] begin = new int[rows.cells() + 1];
        int[] order = sorted(cell, begin);
        List<Stretch> stretches = new ArrayList<>();
        for (int c = 0; c < rows.cells(); c++) {
            int count = begin[c + 1] - begin[c];
            int parts = Math.ceilDiv(count, LONGEST);
            for (int p = 0; p < parts; p++) {
                // Parts of even length: a short last one would cost as much overhead as a long one.
                int from = begin[c] + (int) ((long) count * p / parts);
                int to = begin[c] + (int) ((long) count * (p + 1) / parts);
                stretches.add(new Stretch(
                        c,
                        to - from,
                        take(u, order, from, to),
                        take(g, order, from, to),
                        take(y, order, from, to),
                        w == null ? null : take(w, order, from, to)));
            }
        }
        return stretches;
    }

    /** A stable counting sort of the rows by cell: their order, and where each cell begins in it. */
    private static int[] sorted(int[] cell, int[] begin) {
        for (int c : cell) {
            if (c >= 0) {
                begin[c + 1]++;
            }
        }
        for (int c = 1; c < begin.length; c++) {
            begin[c] += begin[c - 1];
        }
        int[] next = begin.clone();
        int[] order = new int[begin[begin.length - 1]];
        for (int r = 0; r < cell.length; r++) {
            if (cell[r] >= 0) {
                order[next[cell[r]]++] = r;
            }
        }
        return order;
    }

    private static double[][] take(double[][] columns, int[] order, int from, int to) {
        double[][] taken = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            taken[c] = take(columns[c], order, from, to);
        }
        return taken;
    }

    private static int[][] take(int[][] columns, int[] order, int from, int to) {
        int[][] taken = new int[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            taken[c] = take(columns[c], order, from, to);
        }
        return taken;
    }

    private static double[] take(double[] column, int[] order, int from, int to) {
        double[] taken = new double[to - from];
        for (int i = from; i < to; i++) {
            taken[i - from] = column[order[i]];
        }
        return taken;
    }

    private static int[] take(int[] column, int[] order, int from, int to) {
        int[] taken = new int[to - from];
        for (int i = from; i < to; i++) {
            taken[i - from] = column[order[i]];
        }
        return taken;
    }
}

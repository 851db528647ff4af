package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;
import java.util.Arrays;

/** Coefficients that all blocks of rows have in common. */
final class SharedCoefficients implements Coefficients {
    private final double[] own;
    private final boolean[] held;
    private final boolean[] aliased;
    private final RankedCholesky factor;
    private final int[] open;
    private final int blocks;

    /**
     * @param gram Σ X'X with the ridge on its diagonal
     * @param pinned NaN where a coefficient is free
     */
    SharedCoefficients(double[][] gram, double[] xy, double[][] limits, double[] pinned, int blocks) {
        this.blocks = blocks;
        int width = xy.length;
        own = new double[width];
        held = new boolean[width];
        boolean[] fixed = new boolean[width];
        for (int c = 0; c < width; c++) {
            if (!Double.isNaN(pinned[c])) {
                own[c] = pinned[c];
                fixed[c] = true;
            }
        }
        factor = LimitedLeastSquares.solve(gram, xy, limits, fixed, own, held);
        open = LimitedLeastSquares.open(held);
        aliased = new boolean[width];
        for (int i = 0; i < open.length; i++) {
            aliased[open[i]] = factor.aliased(i);
        }
    }

    /** Of the sums over some blocks. */
    static SharedCoefficients of(
            ShapedColumns columns, int from, int to, double ridge, double[][] limits, double[] pinned) {
        return of(columns, from, to, ridge, limits, pinned, new double[columns.width()]);
    }

    /** @param more that X'y is taken to be */
    static SharedCoefficients of(
            ShapedColumns columns, int from, int to, double ridge, double[][] limits, double[] pinned, double[] more) {
        int width = columns.width();
        double[][] gram = new double[width][width];
        double[] xy = more.clone();
        for (int b = from; b < to; b++) {
            for (int i = 0; i < width; i++) {
                Kernels.axpy(1, columns.gram(b)[i], gram[i], width);
            }
            Kernels.axpy(1, columns.xy(b), xy, width);
        }
        for (int i = 0; i < width; i++) {
            for (int b = from; b < Math.min(to, columns.units()); b++) {
                gram[i][i] += ridge * columns.gram(b)[i][i];
            }
        }
        return new SharedCoefficients(gram, xy, limits, pinned, to - from);
    }

    @Override
    public double[][] beta() {
        double[][] all = new double[blocks][];
        Arrays.fill(all, own);
        return all;
    }

    @Override
    public double[] common() {
        return own;
    }

    @Override
    public boolean[][] held() {
        boolean[][] all = new boolean[blocks][];
        Arrays.fill(all, held);
        return all;
    }

    @Override
    public boolean[][] aliased() {
        boolean[][] all = new boolean[blocks][];
        Arrays.fill(all, aliased);
        return all;
    }

    @Override
    public double freedom() {
        int free = open.length;
        for (int c : open) {
            free -= aliased[c] ? 1 : 0;
        }
        return free;
    }

    @Override
    public double penalty() {
        return 0;
    }

    @Override
    public double[][] follow(double[][] c) {
        double[] right = new double[open.length];
        for (double[] block : c) {
            for (int i = 0; i < open.length; i++) {
                right[i] += block[open[i]];
            }
        }
        factor.solve(right);
        double[] moved = new double[own.length];
        for (int i = 0; i < open.length; i++) {
            moved[open[i]] = right[i];
        }
        double[][] all = new double[c.length][];
        Arrays.fill(all, moved);
        return all;
    }
}

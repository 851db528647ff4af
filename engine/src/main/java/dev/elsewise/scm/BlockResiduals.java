package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Residuals of blocks of successive periods with what fitting took from them put back: (I − H)<sup>−½</sup> e, H the block's part of the hat
 * matrix of intercepts, columns and shapes, so that where errors are white each block has their covariance exactly (R. M. Bell and D. F.
 * McCaffrey, Survey Methodology 28 (2002)). Trend and season take far more from the sums of blocks than from single residuals: blocks of plain
 * residuals, or of such stretched by one factor, agree too well wherever a regressor moves slowly. Cost: n (p² + L³) for n blocks.
 */
final class BlockResiduals {
    private static final double ALIASED = 1e-11;
    private static final double LEAST = 0.05;

    private final FittedSum fit;
    private final ShapedColumns columns;
    private final int window;
    /** Rows at the beginning that were not fitted, and left nothing. */
    private final int before;

    private final int length;
    private final int[] open;
    private final int[] free;

    /** @param length of a block, in periods */
    BlockResiduals(FittedSum fit, Series data, int[] rows, int length) {
        this.fit = fit;
        this.window = rows.length;
        this.length = length;
        int first = fit.layout().first(fit.differenced());
        int[] fitted = Arrays.stream(rows).filter(t -> t >= first).toArray();
        before = rows.length - fitted.length;
        columns = new ShapedColumns(
                fit.layout(), fit.link(), fit.node(), fit.differenced(), data, fitted, List.of(), false);
        columns.shape(fit.theta(), fit.variance());
        open = IntStream.range(0, columns.width())
                .filter(c -> !fit.aliased()[c] && !fit.held()[0][c])
                .toArray();
        List<Layout.Shaped> shapes = fit.layout().parameters();
        free = IntStream.range(0, shapes.size())
                .filter(i -> !shapes.get(i).parameter().fixed())
                .toArray();
    }

    /**
     * By units, the block that begins in each period, on a circle.
     *
     * @param residuals by units, in the order of the rows
     */
    double[][][] of(double[][] residuals) {
        double[][][] blocks = new double[residuals.length][][];
        double[][][] regressors = new double[residuals.length][][];
        Arrays.setAll(regressors, this::regressors);
        RankedCholesky common = fit.separate() ? null : factor(regressors);
        for (int u = 0; u < blocks.length; u++) {
            RankedCholesky factor = common == null ? factor(new double[][][] {regressors[u]}) : common;
            blocks[u] = blocks(regressors[u], factor, residuals[u]);
        }
        return blocks;
    }

    /** A unit's columns, and what its fitted values do when a shape moves. */
    private double[][] regressors(int unit) {
        double[][] z = new double[open.length + free.length][];
        for (int i = 0; i < open.length; i++) {
            z[i] = padded(columns.x(unit, open[i]));
        }
        for (int k = 0; k < free.length; k++) {
            z[open.length + k] = new double[window];
        }
        for (Layout.Slope slope : columns.slopes(unit, fit.theta())) {
            int k = Arrays.binarySearch(free, slope.parameter());
            ShapeSpace space = ShapeSpace.of(
                    fit.layout().parameters().get(slope.parameter()).parameter());
            double moved = space.slope(space.free(fit.theta()[slope.parameter()]));
            double by = moved * fit.beta()[unit][slope.column()];
            Kernels.axpy(by, padded(columns.centred(unit, slope)), z[open.length + k], window);
        }
        return z;
    }

    private double[] padded(double[] fitted) {
        double[] all = new double[window];
        System.arraycopy(fitted, 0, all, before, fitted.length);
        return all;
    }

    private RankedCholesky factor(double[][][] units) {
        int width = open.length + free.length;
        double[][] gram = new double[width][width];
        double[] diagonal = new double[width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                for (double[][] z : units) {
                    gram[i][j] += Kernels.dot(z[i], z[j], window);
                }
            }
            // What a shape is expected to be is as good as some data on it.
            gram[i][i] += i < open.length ? 0 : fit.variance() / give(i - open.length) / give(i - open.length);
            diagonal[i] = gram[i][i];
        }
        return RankedCholesky.of(gram, diagonal, ALIASED);
    }

    private double give(int k) {
        return fit.layout().parameters().get(free[k]).parameter().give();
    }

    private double[][] blocks(double[][] z, RankedCholesky factor, double[] residuals) {
        // Rows of Z times (Z'Z)⁻¹.
        double[][] lean = new double[window][];
        double[][] row = new double[window][z.length];
        for (int t = 0; t < window; t++) {
            for (int i = 0; i < z.length; i++) {
                row[t][i] = z[i][t];
            }
            lean[t] = factor.solve(row[t].clone());
        }
        double[][] blocks = new double[window][length];
        DMatrixRMaj left = new DMatrixRMaj(length, length);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(length, true, true);
        for (int s = 0; s < window; s++) {
            for (int i = 0; i < length; i++) {
                for (int j = 0; j <= i; j++) {
                    int at = (s + i) % window;
                    double hat = Kernels.dot(row[at], lean[(s + j) % window], z.length) + 1.0 / window;
                    left.set(i, j, (i == j ? 1 : 0) - hat);
                    left.set(j, i, left.get(i, j));
                }
            }
            eigen.decompose(left.copy());
            for (int k = 0; k < length; k++) {
                DMatrixRMaj vector = eigen.getEigenVector(k);
                double along = 0;
                for (int i = 0; i < length; i++) {
                    along += vector.get(i) * residuals[(s + i) % window];
                }
                along /= Math.sqrt(Math.max(LEAST, eigen.getEigenvalue(k).getReal()));
                for (int i = 0; i < length; i++) {
                    blocks[s][i] += along * vector.get(i);
                }
            }
        }
        return blocks;
    }
}

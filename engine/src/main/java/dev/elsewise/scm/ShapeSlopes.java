package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import org.jspecify.annotations.Nullable;

/** What each shape that is searched for does to the fitted values at given coefficients, by blocks of rows; most touch few blocks. */
final class ShapeSlopes {
    private final ShapedColumns columns;
    private final double[][] @Nullable [] values;

    ShapeSlopes(ShapedColumns columns, int shapes) {
        this.columns = columns;
        values = new double[shapes][columns.blocks()][];
    }

    void add(int shape, int block, double factor, double[] by) {
        double[] own = values[shape][block];
        if (own == null) {
            own = new double[by.length];
            values[shape][block] = own;
        }
        Kernels.axpy(factor, by, own, by.length);
    }

    /** Σ slope × residual. */
    double along(int shape, double[][] residual) {
        double sum = 0;
        for (int b = 0; b < residual.length; b++) {
            double[] own = values[shape][b];
            sum += own == null ? 0 : Kernels.dot(own, residual[b], own.length);
        }
        return sum;
    }

    /** Kaufman's: the slopes' products, less what coefficients make good that follow. */
    double[][] curvature(Coefficients coefficients) {
        int n = values.length;
        int blocks = columns.blocks();
        int units = columns.observed();
        double[][][] cross = new double[n][units][columns.width()];
        double[][] curvature = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int b = 0; b < blocks; b++) {
                double[] own = values[k][b];
                for (int c = 0; own != null && c < columns.width(); c++) {
                    if (b < units) {
                        cross[k][b][c] += Kernels.dot(columns.x(b, c), own, own.length);
                    } else {
                        for (int u = 0; u < units; u++) {
                            cross[k][u][c] += Kernels.dot(columns.told(u, c), own, own.length);
                        }
                    }
                }
            }
            double[][] follow = coefficients.follow(cross[k]);
            for (int j = 0; j <= k; j++) {
                double sum = 0;
                for (int b = 0; b < blocks; b++) {
                    double[] left = values[k][b];
                    double[] right = values[j][b];
                    if (left != null && right != null) {
                        sum += Kernels.dot(left, right, left.length);
                    }
                    sum -= b < units ? Kernels.dot(cross[j][b], follow[b], columns.width()) : 0;
                }
                curvature[k][j] = sum;
                curvature[j][k] = sum;
            }
        }
        return curvature;
    }
}

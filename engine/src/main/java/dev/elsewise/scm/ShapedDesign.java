package dev.elsewise.scm;

import dev.elsewise.math.Kernels;

/**
 * What a fit of the coefficients sees at given shapes: rows unit by unit and then experiments, columns and outcome centred by unit. Separate
 * units have columns of their own, 0 in the rows of others.
 *
 * @param pinned the coefficients that experiments pin; NaN elsewhere
 * @param observations rows that are not experiments
 */
record ShapedDesign(double[][] x, double[] y, double[][] limits, double[] pinned, int units, int observations) {
    static ShapedDesign of(ShapedColumns columns, boolean separate, double[][] limits, double[][] pinned) {
        int width = columns.width();
        int copies = separate ? columns.units() : 1;
        int total = 0;
        for (int b = 0; b < columns.blocks(); b++) {
            total += columns.y(b).length;
        }
        double[][] x = new double[width * copies][total];
        double[] y = new double[total];
        double[][] each = new double[2][x.length];
        double[] pins = new double[x.length];
        for (int c = 0; c < x.length; c++) {
            each[0][c] = limits[0][c % width];
            each[1][c] = limits[1][c % width];
            pins[c] = pinned[c / width][c % width];
        }
        int row = 0;
        for (int b = 0; b < columns.blocks(); b++) {
            int n = columns.y(b).length;
            System.arraycopy(columns.y(b), 0, y, row, n);
            for (int c = 0; c < x.length; c++) {
                if (!separate) {
                    System.arraycopy(columns.x(b, c), 0, x[c], row, n);
                } else if (b == columns.units()) {
                    System.arraycopy(columns.told(c / width, c % width), 0, x[c], row, n);
                } else if (b == c / width) {
                    System.arraycopy(columns.x(b, c % width), 0, x[c], row, n);
                }
            }
            row += n;
        }
        return new ShapedDesign(x, y, each, pins, columns.units(), columns.observations());
    }

    /** Σ residual² of the rows that are not experiments. */
    double squares(double[] beta) {
        double[] residual = y.clone();
        for (int c = 0; c < beta.length; c++) {
            Kernels.axpy(-beta[c], x[c], residual, residual.length);
        }
        return Kernels.dot(residual, residual, observations);
    }
}

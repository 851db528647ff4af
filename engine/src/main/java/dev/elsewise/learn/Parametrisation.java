package dev.elsewise.learn;

import java.io.Serializable;
import java.util.List;

/**
 * One model's coefficients and how they act on the shared columns. The parameters are the intercept, one for each of the
 * model's standardised features, and one for each level that it keeps. With u the columns of the {@link Block} that it uses
 * (behind a column of ones) and β the dense parameters, η = u A β + Σ_f γ_f[P_f(group)].
 *
 * @param columns the block's columns that the model uses
 * @param a the map A, (1 + columns) × dense
 * @param groups for each factor the parameter of each group of levels, −1 for none
 * @param sizes for each factor the number of its parameters
 * @param names of the parameters, in order
 */
record Parametrisation(int[] columns, double[][] a, int[][] groups, int[] sizes, List<String> names)
        implements Serializable {
    /** Intercept and numeric features. */
    int dense() {
        return a[0].length;
    }

    int parameters() {
        int sum = dense();
        for (int size : sizes) {
            sum += size;
        }
        return sum;
    }

    /** Where a factor's parameters begin. */
    int offset(int factor) {
        int offset = dense();
        for (int f = 0; f < factor; f++) {
            offset += sizes[f];
        }
        return offset;
    }

    /** Coefficients on the shared columns: what kernels and predictions use. */
    Coefficients expand(double[] parameters) {
        double[] onColumns = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            double sum = 0;
            for (int j = 0; j < dense(); j++) {
                sum += a[i][j] * parameters[j];
            }
            onColumns[i] = sum;
        }
        double[][] onGroups = new double[groups.length][];
        for (int f = 0; f < groups.length; f++) {
            int offset = offset(f);
            onGroups[f] = new double[groups[f].length];
            for (int g = 0; g < groups[f].length; g++) {
                onGroups[f][g] = groups[f][g] < 0 ? 0 : parameters[offset + groups[f][g]];
            }
        }
        return new Coefficients(columns, onColumns, onGroups);
    }

    /**
     * Coefficients on the shared columns.
     *
     * @param dense the intercept, then one for each of {@code columns}
     * @param groups one for each group of levels of each factor
     */
    record Coefficients(int[] columns, double[] dense, double[][] groups) implements Serializable {}
}

package dev.elsewise.learn.penalised;

import java.util.Arrays;

/**
 * Weighted sums and cross products of all columns and, last, the outcome, about a common origin. Those of disjoint rows add
 * up. Only the upper triangle is kept.
 */
final class CrossProducts {
    /** Rows that are turned from columns to rows and multiplied at a time. */
    private static final int BLOCK = 8;

    /** Columns and the outcome. */
    final int q;

    final double[] origin;
    final double[] sum;
    final double[][] product;
    double weight;
    int rows;

    private CrossProducts(double[] origin) {
        this.origin = origin;
        q = origin.length;
        sum = new double[q];
        product = new double[q][q];
    }

    /** Of all rows, about their means. */
    static CrossProducts of(Observations of) {
        int[] all = new int[of.rows()];
        Arrays.setAll(all, i -> i);
        return of(of, all, means(of));
    }

    /** Of some rows, in their order. */
    static CrossProducts of(Observations of, int[] rows, double[] origin) {
        CrossProducts into = new CrossProducts(origin);
        int q = into.q;
        double[][] block = new double[BLOCK][q];
        double[] weight = new double[BLOCK];
        for (int start = 0; start < rows.length; start += BLOCK) {
            int size = Math.min(BLOCK, rows.length - start);
            Arrays.fill(weight, 0);
            for (int i = 0; i < size; i++) {
                weight[i] = of.weights()[rows[start + i]];
            }
            for (int i = size; i < BLOCK; i++) {
                Arrays.fill(block[i], 0);
            }
            for (int j = 0; j < q; j++) {
                double[] column = j < q - 1 ? of.columns()[j] : of.outcome();
                for (int i = 0; i < size; i++) {
                    block[i][j] = column[rows[start + i]] - origin[j];
                }
            }
            into.add(block, weight);
        }
        into.rows = rows.length;
        return into;
    }

    /** The weighted means of all columns and the outcome. */
    static double[] means(Observations of) {
        double[] means = new double[of.width() + 1];
        double total = 0;
        for (double w : of.weights()) {
            total += w;
        }
        for (int j = 0; j < means.length; j++) {
            double[] column = j < of.width() ? of.columns()[j] : of.outcome();
            double sum = 0;
            for (int i = 0; i < column.length; i++) {
                sum += of.weights()[i] * column[i];
            }
            means[j] = sum / total;
        }
        return means;
    }

    static CrossProducts empty(double[] origin) {
        return new CrossProducts(origin);
    }

    /** Adds those of other rows about the same origin. */
    CrossProducts add(CrossProducts other) {
        for (int j = 0; j < q; j++) {
            sum[j] += other.sum[j];
        }
        for (int j = 0; j < q; j++) {
            for (int k = j; k < q; k++) {
                product[j][k] += other.product[j][k];
            }
        }
        weight += other.weight;
        rows += other.rows;
        return this;
    }

    /** Those of some of the columns, in the given order, and the outcome. */
    CrossProducts only(int[] columns) {
        int[] kept = Arrays.copyOf(columns, columns.length + 1);
        kept[columns.length] = q - 1;
        double[] from = new double[kept.length];
        for (int j = 0; j < kept.length; j++) {
            from[j] = origin[kept[j]];
        }
        CrossProducts part = new CrossProducts(from);
        for (int j = 0; j < kept.length; j++) {
            part.sum[j] = sum[kept[j]];
            for (int k = j; k < kept.length; k++) {
                int low = Math.min(kept[j], kept[k]);
                int high = Math.max(kept[j], kept[k]);
                part.product[j][k] = product[low][high];
            }
        }
        part.weight = weight;
        part.rows = rows;
        return part;
    }

    /** The standard deviation of a column, with the total weight as divisor. */
    double deviation(int j) {
        double shift = sum[j] / weight;
        return Math.sqrt(Math.max(0, product[j][j] / weight - shift * shift));
    }

    private void add(double[][] block, double[] w) {
        for (int i = 0; i < BLOCK; i++) {
            weight += w[i];
            for (int j = 0; j < q; j++) {
                sum[j] += w[i] * block[i][j];
            }
        }
        for (int j = 0; j < q; j++) {
            double a0 = w[0] * block[0][j];
            double a1 = w[1] * block[1][j];
            double a2 = w[2] * block[2][j];
            double a3 = w[3] * block[3][j];
            multiply(a0, a1, a2, a3, block[0], block[1], block[2], block[3], product[j], j, q);
            double a4 = w[4] * block[4][j];
            double a5 = w[5] * block[5][j];
            double a6 = w[6] * block[6][j];
            double a7 = w[7] * block[7][j];
            multiply(a4, a5, a6, a7, block[4], block[5], block[6], block[7], product[j], j, q);
        }
    }

    /** One column of four rows against itself and all later ones, along neighbouring numbers. */
    private static void multiply(
            double a0,
            double a1,
            double a2,
            double a3,
            double[] x0,
            double[] x1,
            double[] x2,
            double[] x3,
            double[] to,
            int from,
            int n) {
        for (int k = from; k < n; k++) {
            to[k] += (a0 * x0[k] + a1 * x1[k]) + (a2 * x2[k] + a3 * x3[k]);
        }
    }
}

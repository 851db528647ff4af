package dev.elsewise.scm;

import dev.elsewise.math.RandomStream;

/**
 * How units' coefficients differ.
 *
 * @param variance of each column's coefficient between units; 0 where they have it in common
 * @param common what they vary about; empty where that was not asked
 */
record Spread(double[] variance, double[] common) {
    /**
     * By units, where a draw of the bootstrap expects each coefficient, counted from the common one: at the deviations found, give or take
     * what coefficients differ by. With that the draws vary as the coefficients do given the data, and not only as their estimates do, which
     * are drawn together (G. Papandreou and A. Yuille, NIPS 23 (2010): perturb the prior and the data, and solve).
     */
    double[][] drawn(double[][] beta, RandomStream random) {
        double[][] mean = found(beta);
        for (double[] unit : mean) {
            for (int c = 0; c < common.length; c++) {
                unit[c] += variance[c] > 0 ? Math.sqrt(variance[c]) * random.normal() : 0;
            }
        }
        return mean;
    }

    /** By units, the deviations of coefficients. */
    double[][] found(double[][] beta) {
        double[][] deviations = new double[beta.length][common.length];
        for (int u = 0; u < deviations.length; u++) {
            for (int c = 0; c < common.length; c++) {
                deviations[u][c] = variance[c] > 0 ? beta[u][c] - common[c] : 0;
            }
        }
        return deviations;
    }
}

package dev.elsewise.learn;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Weighted cross products of the shared columns, block-sparse: numbers × numbers, numbers × levels, levels × levels of two
 * factors (a factor's own block is diagonal: it is the intercept's row of numbers × levels), with the gradient and the
 * objective. Mergeable by addition.
 */
final class Gram implements Serializable {
    /** Ones and columns, so 1 + the block's used columns. */
    final int q;

    /** q × q, upper triangle. */
    final double @Nullable [] dense;
    /** For each factor, group × q. */
    final double @Nullable [][] cross;
    /** For factors f < g in lexicographic order, group of f × group of g. */
    final double @Nullable [][] pairs;

    final double[] gradient;
    final double[][] groupGradient;
    double loss;
    double weight;

    Gram(int q, int[] groups, boolean curvature) {
        this.q = q;
        gradient = new double[q];
        groupGradient = new double[groups.length][];
        for (int f = 0; f < groups.length; f++) {
            groupGradient[f] = new double[groups[f]];
        }
        if (curvature) {
            dense = new double[q * q];
            cross = new double[groups.length][];
            for (int f = 0; f < groups.length; f++) {
                cross[f] = new double[groups[f] * q];
            }
            pairs = new double[groups.length * (groups.length - 1) / 2][];
            int pair = 0;
            for (int f = 0; f < groups.length; f++) {
                for (int g = f + 1; g < groups.length; g++) {
                    pairs[pair++] = new double[groups[f] * groups[g]];
                }
            }
        } else {
            dense = null;
            cross = null;
            pairs = null;
        }
    }

    /** The doubles that one accumulator with curvature holds. */
    static long size(int q, int[] groups) {
        long size = (long) q * q;
        for (int f = 0; f < groups.length; f++) {
            size += (long) groups[f] * (q + 1);
            for (int g = f + 1; g < groups.length; g++) {
                size += (long) groups[f] * groups[g];
            }
        }
        return size;
    }

    Gram add(Gram other) {
        if (dense != null && cross != null && pairs != null) {
            Sums.add(dense, java.util.Objects.requireNonNull(other.dense));
            Sums.add(cross, java.util.Objects.requireNonNull(other.cross));
            Sums.add(pairs, java.util.Objects.requireNonNull(other.pairs));
        }
        Sums.add(gradient, other.gradient);
        Sums.add(groupGradient, other.groupGradient);
        loss += other.loss;
        weight += other.weight;
        return this;
    }
}

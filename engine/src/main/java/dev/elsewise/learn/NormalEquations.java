package dev.elsewise.learn;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;
import java.util.List;
import java.util.Objects;

/**
 * The curvature of one model's objective in its own parameters, factored. The levels of the largest factor never meet in a
 * row, so their block is diagonal and is eliminated first (a Schur complement): the cost is that of the other parameters,
 * O(r³ + levels × r²), however many levels the largest factor has.
 */
final class NormalEquations {
    /** Relative to a column's own variance; a column that others explain but for this is collinear. */
    private static final double COLLINEAR = 1e-10;

    private final Parametrisation p;
    private final int big;
    private final double[] delta;
    private final double[][] r;
    private final RankedCholesky rest;

    private NormalEquations(Parametrisation p, int big, double[] delta, double[][] r, RankedCholesky rest) {
        this.p = p;
        this.big = big;
        this.delta = delta;
        this.r = r;
        this.rest = rest;
    }

    static NormalEquations of(Gram gram, Parametrisation p, double penalty) {
        int factors = p.groups().length;
        int big = -1;
        for (int f = 0; f < factors; f++) {
            if (p.sizes()[f] > 0 && (big < 0 || p.sizes()[f] > p.sizes()[big])) {
                big = f;
            }
        }
        int d = p.dense();
        int rest = p.parameters() - (big < 0 ? 0 : p.sizes()[big]);
        double[][] s = new double[rest][rest];
        double[] delta = new double[big < 0 ? 0 : p.sizes()[big]];
        double[][] r = new double[delta.length][rest];
        dense(gram, p, s);
        for (int f = 0; f < factors; f++) {
            double[][] cross = cross(gram, p, f);
            int at = restOffset(p, big, f);
            for (int l = 0; l < cross.length; l++) {
                for (int j = 0; j < d; j++) {
                    if (f == big) {
                        r[l][j] = cross[l][j];
                    } else {
                        s[at + l][j] = cross[l][j];
                    }
                }
                if (f == big) {
                    delta[l] = cross[l][d] + penalty;
                } else {
                    s[at + l][at + l] = cross[l][d];
                }
            }
        }
        pairs(gram, p, big, s, r);
        for (int i = 1; i < rest; i++) {
            s[i][i] += penalty;
        }
        double[] original = new double[rest];
        for (int i = 0; i < rest; i++) {
            original[i] = s[i][i];
        }
        for (int l = 0; l < delta.length; l++) {
            if (delta[l] > 0) {
                eliminate(s, r[l], delta[l]);
            }
        }
        return new NormalEquations(p, big, delta, r, RankedCholesky.of(s, original, COLLINEAR));
    }

    /** The lower triangle less r r' / δ. */
    private static void eliminate(double[][] s, double[] r, double delta) {
        for (int i = 0; i < r.length; i++) {
            if (r[i] != 0) {
                Kernels.axpy(-r[i] / delta, r, s[i], i + 1);
            }
        }
    }

    /** Where a factor's parameters lie among those that are not eliminated. */
    private static int restOffset(Parametrisation p, int big, int factor) {
        int offset = p.offset(factor);
        return big >= 0 && big < factor ? offset - p.sizes()[big] : offset;
    }

    private static void dense(Gram gram, Parametrisation p, double[][] s) {
        double[] g = Objects.requireNonNull(gram.dense);
        int q = gram.q;
        int d = p.dense();
        double[][] ga = new double[q][d];
        for (int i = 0; i < q; i++) {
            for (int k = 0; k < q; k++) {
                Kernels.axpy(i <= k ? g[i * q + k] : g[k * q + i], p.a()[k], ga[i], d);
            }
        }
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < q; k++) {
                Kernels.axpy(p.a()[k][i], ga[k], s[i], i + 1);
            }
        }
    }

    /** For each parameter of a factor its products with the dense parameters and, last, with itself. */
    private static double[][] cross(Gram gram, Parametrisation p, int factor) {
        double[] c = Objects.requireNonNull(gram.cross)[factor];
        int q = gram.q;
        int d = p.dense();
        double[][] result = new double[p.sizes()[factor]][d + 1];
        int[] groups = p.groups()[factor];
        for (int g = 0; g < groups.length; g++) {
            if (groups[g] >= 0) {
                double[] of = result[groups[g]];
                for (int i = 0; i < q; i++) {
                    Kernels.axpy(c[g * q + i], p.a()[i], of, d);
                }
                of[d] += c[g * q];
            }
        }
        return result;
    }

    private static void pairs(Gram gram, Parametrisation p, int big, double[][] s, double[][] r) {
        int factors = p.groups().length;
        int pair = 0;
        for (int f = 0; f < factors; f++) {
            for (int h = f + 1; h < factors; h++) {
                double[] block = Objects.requireNonNull(gram.pairs)[pair++];
                int[] left = p.groups()[f];
                int[] right = p.groups()[h];
                int atLeft = restOffset(p, big, f);
                int atRight = restOffset(p, big, h);
                if (f == big) {
                    addPairs(block, left, right, true, r, atRight);
                } else {
                    addPairs(block, left, right, false, h == big ? r : rows(s, atRight), atLeft);
                }
            }
        }
    }

    private static double[][] rows(double[][] s, int from) {
        return java.util.Arrays.copyOfRange(s, from, s.length);
    }

    /** Adds pairs of groups to pairs of parameters: rows by the left factor, or by the right one. */
    private static void addPairs(
            double[] block, int[] left, int[] right, boolean leftRows, double[][] into, int columns) {
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right.length && left[i] >= 0; j++) {
                double x = block[i * right.length + j];
                if (right[j] >= 0 && x != 0) {
                    if (leftRows) {
                        into[left[i]][columns + right[j]] += x;
                    } else {
                        into[right[j]][columns + left[i]] += x;
                    }
                }
            }
        }
    }

    /** The gradient in the model's parameters, the penalty's not included. */
    static double[] gradient(Gram gram, Parametrisation p) {
        double[] result = new double[p.parameters()];
        for (int j = 0; j < p.dense(); j++) {
            for (int i = 0; i < gram.q; i++) {
                result[j] += p.a()[i][j] * gram.gradient[i];
            }
        }
        for (int f = 0; f < p.groups().length; f++) {
            int offset = p.offset(f);
            for (int g = 0; g < p.groups()[f].length; g++) {
                if (p.groups()[f][g] >= 0) {
                    result[offset + p.groups()[f][g]] += gram.groupGradient[f][g];
                }
            }
        }
        return result;
    }

    double[] solve(double[] gradient) {
        int atBig = big < 0 ? gradient.length : p.offset(big);
        double[] b = new double[gradient.length - delta.length];
        System.arraycopy(gradient, 0, b, 0, atBig);
        System.arraycopy(gradient, atBig + delta.length, b, atBig, b.length - atBig);
        for (int l = 0; l < delta.length; l++) {
            if (delta[l] > 0) {
                double x = gradient[atBig + l] / delta[l];
                Kernels.axpy(-x, r[l], b, b.length);
            }
        }
        rest.solve(b);
        double[] result = new double[gradient.length];
        System.arraycopy(b, 0, result, 0, atBig);
        System.arraycopy(b, atBig, result, atBig + delta.length, b.length - atBig);
        for (int l = 0; l < delta.length; l++) {
            if (delta[l] > 0) {
                result[atBig + l] = (gradient[atBig + l] - Kernels.dot(r[l], b, b.length)) / delta[l];
            }
        }
        return result;
    }

    /** The parameters left out as combinations of others. */
    List<String> collinear() {
        List<String> names = new java.util.ArrayList<>();
        int atBig = big < 0 ? Integer.MAX_VALUE : p.offset(big);
        int count = p.parameters() - delta.length;
        for (int i = 0; i < count; i++) {
            if (rest.aliased(i)) {
                names.add(p.names().get(i < atBig ? i : i + delta.length));
            }
        }
        return names;
    }
}

package dev.elsewise.math;

import org.jspecify.annotations.Nullable;

/**
 * The inner loops of a pass over rows, on the heads of column arrays. Each is one short loop with a fixed order of additions,
 * so that it has the same bits wherever it runs and the compiler is done with it soon: several of them inlined into one
 * method take seconds to compile. Arrays of a few hundred rows stay in the first-level cache from one kernel to the next.
 */
public final class Kernels {
    private Kernels() {}

    /** y = a. */
    public static void fill(double[] y, double a, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a;
        }
    }

    /** y += a x. */
    public static void axpy(double a, double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += a * x[i];
        }
    }

    /** y = a y. */
    public static void scale(double a, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] *= a;
        }
    }

    /** y += a (x − z). */
    public static void axpy(double a, double[] x, double[] z, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += a * (x[i] - z[i]);
        }
    }

    /** z = x + y. */
    public static void add(double[] x, double[] y, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] + y[i];
        }
    }

    /** z = x y, element by element. */
    public static void multiply(double[] x, double[] y, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] * y[i];
        }
    }

    /** Σ x, in four interleaved sums. */
    public static double sum(double[] x, int n) {
        return sum(x, 0, n);
    }

    /** Σ x of the n values from {@code from} on, in four interleaved sums. */
    public static double sum(double[] x, int from, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i + 3 < from + n; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < from + n; i++) {
            s0 += x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Σ x y, in four interleaved sums. */
    public static double dot(double[] x, double[] y, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
        }
        for (; i < n; i++) {
            s0 += x[i] * y[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** {@code into[at …]} += Σ x u for four columns, whose sums do not wait for each other. */
    public static void dots(
            double[] x, double[] u0, double[] u1, double[] u2, double[] u3, int n, double[] into, int at) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int i = 0; i < n; i++) {
            double value = x[i];
            s0 += value * u0[i];
            s1 += value * u1[i];
            s2 += value * u2[i];
            s3 += value * u3[i];
        }
        into[at] += s0;
        into[at + 1] += s1;
        into[at + 2] += s2;
        into[at + 3] += s3;
    }

    /**
     * {@code into[at …]} = Σ x u and {@code other[at …]} = Σ v u for four columns: eight sums that do not wait for each other, each product and
     * sum rounded once, which has the same bits with and without hardware for it.
     */
    public static void dots(
            double[] x,
            double[] v,
            double[] u0,
            double[] u1,
            double[] u2,
            double[] u3,
            int n,
            double[] into,
            double[] other,
            int at) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        for (int i = 0; i < n; i++) {
            double left = x[i];
            double right = v[i];
            double a = u0[i];
            double b = u1[i];
            double c = u2[i];
            double d = u3[i];
            s0 = Math.fma(left, a, s0);
            s1 = Math.fma(left, b, s1);
            s2 = Math.fma(left, c, s2);
            s3 = Math.fma(left, d, s3);
            t0 = Math.fma(right, a, t0);
            t1 = Math.fma(right, b, t1);
            t2 = Math.fma(right, c, t2);
            t3 = Math.fma(right, d, t3);
        }
        into[at] = s0;
        into[at + 1] = s1;
        into[at + 2] = s2;
        into[at + 3] = s3;
        other[at] = t0;
        other[at + 1] = t1;
        other[at + 2] = t2;
        other[at + 3] = t3;
    }

    /** y += a u for four columns at once, each product and sum rounded once. */
    public static void axpy(
            double a0,
            double[] u0,
            double a1,
            double[] u1,
            double a2,
            double[] u2,
            double a3,
            double[] u3,
            double[] y,
            int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.fma(a0, u0[i], Math.fma(a1, u1[i], Math.fma(a2, u2[i], Math.fma(a3, u3[i], y[i]))));
        }
    }

    /** y += a of each row's level. */
    public static void addLevels(double[] a, int[] level, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += a[level[i]];
        }
    }

    /** y += a of each row's part times x. */
    public static void axpy(double[] a, int[] part, double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += a[part[i]] * x[i];
        }
    }

    /** y += a of each row's part and level: {@code a[part · levels + level]}. */
    public static void addLevels(double[] a, int[] part, int levels, int[] level, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += a[part[i] * levels + level[i]];
        }
    }

    /** y = a of each row's part. */
    public static void fill(double[] y, double[] a, int[] part, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[part[i]];
        }
    }

    /** y = 1 / (1 + e^−y). */
    public static void expit(double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = 1 / (1 + Math.exp(-y[i]));
        }
    }

    /** {@code into[level · stride + at]} += x of each row. */
    public static void scatter(double[] x, int[] level, int stride, int at, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[level[i] * stride + at] += x[i];
        }
    }

    /** The same for x u of four columns, which lie side by side in {@code into}. */
    public static void scatter(
            double[] x,
            double[] u0,
            double[] u1,
            double[] u2,
            double[] u3,
            int[] level,
            int stride,
            int at,
            double[] into,
            int n) {
        for (int i = 0; i < n; i++) {
            int to = level[i] * stride + at;
            double value = x[i];
            into[to] += value * u0[i];
            into[to + 1] += value * u1[i];
            into[to + 2] += value * u2[i];
            into[to + 3] += value * u3[i];
        }
    }

    /** {@code into[left · width + right]} += x of each row. */
    public static void scatterPairs(double[] x, int[] left, int[] right, int width, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[left[i] * width + right[i]] += x[i];
        }
    }

    /**
     * The logistic likelihood at linear predictors: w (y − p) and w p (1 − p) of each row, and −Σ w log p(y). One exponential
     * serves all three, without overflow; as logarithms are dear, eight factors 1 + e^−|η| of weight 1 share one.
     *
     * @param w weights; null when all are 1
     */
    public static double logistic(
            double[] eta, double[] y, double @Nullable [] w, double[] residual, double[] curvature, int n) {
        double loss = 0;
        double product = 1;
        for (int i = 0; i < n; i++) {
            double e = eta[i];
            double small = Math.exp(-Math.abs(e));
            double up = 1 / (1 + small);
            double down = small * up;
            residual[i] = y[i] - (e >= 0 ? up : down);
            curvature[i] = up * down;
            product *= 1 + small;
            if ((i & 7) == 7) {
                loss += Math.log(product);
                product = 1;
            }
            loss += Math.max(e, 0) - y[i] * e;
        }
        loss += Math.log(product);
        return w == null ? loss : weighted(eta, y, w, residual, curvature, n);
    }

    private static double weighted(double[] eta, double[] y, double[] w, double[] residual, double[] curvature, int n) {
        double loss = 0;
        for (int i = 0; i < n; i++) {
            double e = eta[i];
            loss += w[i] * (Math.max(e, 0) - y[i] * e + Math.log1p(Math.exp(-Math.abs(e))));
            residual[i] *= w[i];
            curvature[i] *= w[i];
        }
        return loss;
    }

    /** The squared error at linear predictors: w (y − η) of each row, w as curvature, and ½ Σ w (y − η)². */
    public static double squares(
            double[] eta, double[] y, double @Nullable [] w, double[] residual, double[] curvature, int n) {
        double loss = 0;
        for (int i = 0; i < n; i++) {
            double weight = w == null ? 1 : w[i];
            double d = y[i] - eta[i];
            residual[i] = weight * d;
            curvature[i] = weight;
            loss += 0.5 * weight * d * d;
        }
        return loss;
    }

    /** Σ w and Σ w x of each part's rows; rows of a negative part and those without a value are left out. */
    public static void sumParts(double[] x, int[] part, double[] w, int n, double[] weight, double[] sum) {
        for (int i = 0; i < n; i++) {
            if (part[i] >= 0 && !Double.isNaN(x[i])) {
                weight[part[i]] += w[i];
                sum[part[i]] += w[i] * x[i];
            }
        }
    }

    /** Σ w (x − m)² of each part's rows about its m; the same rows are left out. */
    public static void squareParts(double[] x, int[] part, double[] w, double[] m, int n, double[] squares) {
        for (int i = 0; i < n; i++) {
            if (part[i] >= 0 && !Double.isNaN(x[i])) {
                double d = x[i] - m[part[i]];
                squares[part[i]] += w[i] * d * d;
            }
        }
    }

    /** {@code into[part][level]} += w of each row of no negative part; the last place is for levels below 0. */
    public static void scatterParts(double[] w, int[] part, int[] level, int start, double[][] into, int n) {
        for (int i = 0; i < n; i++) {
            if (part[i] >= 0) {
                double[] to = into[part[i]];
                int at = level[start + i];
                to[at < 0 ? to.length - 1 : at] += w[i];
            }
        }
    }
}

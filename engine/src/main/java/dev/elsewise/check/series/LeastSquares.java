package dev.elsewise.check.series;

/**
 * Least squares of one series on a few columns, by Householder reflections. A column whose part outside the earlier ones is
 * shorter than 1e-10 of itself adds nothing: it is left out, its coefficient 0. Cost: 2nk².
 */
final class LeastSquares {
    private static final double SMALLEST_PART = 1e-10;

    private final double[][] r;
    private final double[][] reflectors;
    private final int[] kept;
    private final double[] coefficients;
    private final double[] residuals;

    private LeastSquares(double[][] r, double[][] reflectors, int[] kept, double[] coefficients, double[] residuals) {
        this.r = r;
        this.reflectors = reflectors;
        this.kept = kept;
        this.coefficients = coefficients;
        this.residuals = residuals;
    }

    /** The columns are read, not changed. */
    static LeastSquares of(double[][] columns, double[] y) {
        int n = y.length;
        int k = Math.min(columns.length, n);
        double[][] r = new double[k][];
        double[][] reflectors = new double[k][];
        int[] kept = new int[k];
        int rank = 0;
        for (int j = 0; j < columns.length && rank < n; j++) {
            double[] x = columns[j].clone();
            double whole = norm(x, 0);
            for (int i = 0; i < rank; i++) {
                reflect(reflectors[i], i, x);
            }
            double rest = norm(x, rank);
            if (rest <= SMALLEST_PART * whole) {
                continue;
            }
            double[] v = new double[n];
            System.arraycopy(x, rank, v, rank, n - rank);
            double head = x[rank] > 0 ? -rest : rest;
            v[rank] -= head;
            double length = norm(v, rank);
            for (int t = rank; t < n; t++) {
                v[t] /= length;
            }
            r[rank] = java.util.Arrays.copyOf(x, rank + 1);
            r[rank][rank] = head;
            reflectors[rank] = v;
            kept[rank++] = j;
        }
        double[] turned = y.clone();
        for (int i = 0; i < rank; i++) {
            reflect(reflectors[i], i, turned);
        }
        double[] coefficients = new double[columns.length];
        for (int i = rank - 1; i >= 0; i--) {
            double sum = turned[i];
            for (int j = i + 1; j < rank; j++) {
                sum -= r[j][i] * coefficients[kept[j]];
            }
            coefficients[kept[i]] = sum / r[i][i];
        }
        double[] residuals = turned;
        java.util.Arrays.fill(residuals, 0, rank, 0);
        for (int i = rank - 1; i >= 0; i--) {
            reflect(reflectors[i], i, residuals);
        }
        return new LeastSquares(
                java.util.Arrays.copyOf(r, rank),
                java.util.Arrays.copyOf(reflectors, rank),
                java.util.Arrays.copyOf(kept, rank),
                coefficients,
                residuals);
    }

    private static double norm(double[] x, int from) {
        double largest = 0;
        for (int t = from; t < x.length; t++) {
            largest = Math.max(largest, Math.abs(x[t]));
        }
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        for (int t = from; t < x.length; t++) {
            sum += (x[t] / largest) * (x[t] / largest);
        }
        return largest * Math.sqrt(sum);
    }

    private static void reflect(double[] v, int from, double[] x) {
        double dot = 0;
        for (int t = from; t < x.length; t++) {
            dot += v[t] * x[t];
        }
        for (int t = from; t < x.length; t++) {
            x[t] -= 2 * dot * v[t];
        }
    }

    int rank() {
        return kept.length;
    }

    /** Whether a column was not left out. */
    boolean keeps(int column) {
        return place(column) >= 0;
    }

    /** One a column, 0 where it was left out. */
    double[] coefficients() {
        return coefficients;
    }

    double[] residuals() {
        return residuals;
    }

    /** Σe². */
    double squares() {
        return squares(residuals);
    }

    /** The t value of a column: its coefficient over its standard error; {@code NaN} where it was left out. */
    double tValue(int column) {
        int at = place(column);
        if (at < 0) {
            return Double.NaN;
        }
        double variance = squares() / (residuals.length - kept.length);
        return coefficients[column] / Math.sqrt(variance * squares(rowOfInverse(at)));
    }

    /** By how much each row moves a column's coefficient: (X'X)⁻¹xₜeₜ; all 0 where it was left out. */
    double[] influence(int column) {
        double[] influence = new double[residuals.length];
        int at = place(column);
        if (at < 0) {
            return influence;
        }
        double[] row = rowOfInverse(at);
        double[][] q = basis();
        for (int t = 0; t < influence.length; t++) {
            double x = 0;
            for (int i = at; i < row.length; i++) {
                x += row[i] * q[i][t];
            }
            influence[t] = x * residuals[t];
        }
        return influence;
    }

    private int place(int column) {
        int at = -1;
        for (int i = 0; i < kept.length; i++) {
            at = kept[i] == column ? i : at;
        }
        return at;
    }

    /** A row of R⁻¹: the z that solves z'R = e'. */
    private double[] rowOfInverse(int at) {
        double[] z = new double[kept.length];
        for (int j = at; j < kept.length; j++) {
            double dot = j == at ? 1 : 0;
            for (int i = at; i < j; i++) {
                dot -= z[i] * r[j][i];
            }
            z[j] = dot / r[j][j];
        }
        return z;
    }

    /** Orthonormal columns that span the ones kept. */
    double[][] basis() {
        double[][] q = new double[kept.length][residuals.length];
        for (int j = 0; j < q.length; j++) {
            q[j][j] = 1;
            for (int i = q.length - 1; i >= 0; i--) {
                reflect(reflectors[i], i, q[j]);
            }
        }
        return q;
    }

    static double squares(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return sum;
    }

    static double mean(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return sum / x.length;
    }

    static double[] centred(double[] x) {
        double mean = mean(x);
        double[] centred = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            centred[t] = x[t] - mean;
        }
        return centred;
    }

    static double[] constant(int rows) {
        double[] ones = new double[rows];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }
}

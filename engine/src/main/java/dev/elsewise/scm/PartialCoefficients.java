package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Coefficients of units that differ by chance, tᵤ = β + dᵤ: minimises over β and all tᵤ within limits
 *
 * <p>½ Σᵤ |yᵤ − Xᵤ tᵤ|² + ½ Σᵤ Σⱼ wⱼ (tᵤⱼ − βⱼ − mᵤⱼ)², wⱼ = σ² / τⱼ²,
 *
 * <p>which at m = 0 are Henderson's mixed-model equations (C. R. Henderson, Biometrics 31 (1975), DOI 10.2307/2529430): the generalised
 * least-squares β, and each unit's coefficients drawn towards it. Columns of infinite weight are shared. The units are eliminated one by
 * one, so that the cost is U p³ for U units and p columns instead of (U p)³. A coefficient that experiments pin is pinned in all units, and
 * drawn nowhere.
 */
final class PartialCoefficients implements Coefficients {
    private final double[] weight;
    private final double[][] limits;
    private final boolean[] fixed;
    private final Unit[] units;
    private final double[] common;
    private final boolean[] commonHeld;
    private RankedCholesky factor;
    private int[] open = {};

    /**
     * @param weight σ² / τ² of each column; infinite where there are no deviations
     * @param mean m, unit by unit
     * @param pinned unit by unit, NaN where a coefficient is free
     * @param more by units, that X'y is taken to be
     */
    PartialCoefficients(
            ShapedColumns columns,
            double ridge,
            double[][] limits,
            double[] weight,
            double[][] mean,
            double[][] pinned,
            double[][] more) {
        this.weight = weight.clone();
        this.limits = limits;
        fixed = new boolean[weight.length];
        for (int c = 0; c < fixed.length; c++) {
            fixed[c] = !Double.isNaN(pinned[0][c]);
            this.weight[c] = fixed[c] ? 0 : weight[c];
        }
        units = new Unit[columns.units()];
        for (int u = 0; u < units.length; u++) {
            double[] xy = columns.xy(u).clone();
            Kernels.axpy(1, more[u], xy, xy.length);
            units[u] = new Unit(columns.gram(u), xy, ridge, mean[u], pinned[u]);
        }
        common = new double[weight.length];
        commonHeld = new boolean[weight.length];
        factor = solve();
        for (int c = 0; c < fixed.length; c++) {
            int at = c;
            common[c] = fixed[c]
                    ? Arrays.stream(units)
                            .mapToDouble(u -> u.total[at])
                            .average()
                            .orElse(0)
                    : common[c];
        }
    }

    private RankedCholesky solve() {
        int width = weight.length;
        for (int round = 0; ; round++) {
            double[][] h = new double[width][width];
            double[] right = new double[width];
            for (Unit unit : units) {
                unit.eliminate(h, right);
            }
            RankedCholesky found = LimitedLeastSquares.solve(h, right, limits, new boolean[width], common, commonHeld);
            open = LimitedLeastSquares.open(commonHeld);
            boolean moved = false;
            for (Unit unit : units) {
                moved |= unit.follow(round < 3 * width);
            }
            if (!moved) {
                return found;
            }
        }
    }

    /** One unit with everything common to all taken as given. */
    private final class Unit {
        final double[][] gram;
        final double[] xy;
        final double[] mean;
        final boolean[] held = new boolean[weight.length];
        final double[] total = new double[weight.length];
        int[] own = {};
        /** a: what the unit's own coefficients would be if nothing were common. */
        double[] alone = {};
        /** A⁻¹ X'X, a row for each own coefficient. */
        double[][] lean = {};

        private RankedCholesky inner = RankedCholesky.of(new double[0][0], new double[0], 0);

        Unit(double[][] raw, double[] xy, double ridge, double[] mean, double[] pinned) {
            for (int c = 0; c < pinned.length; c++) {
                held[c] = fixed[c];
                total[c] = fixed[c] ? pinned[c] : 0;
            }
            this.xy = xy;
            this.mean = mean;
            gram = new double[raw.length][];
            for (int i = 0; i < raw.length; i++) {
                gram[i] = raw[i].clone();
                gram[i][i] *= 1 + ridge;
            }
        }

        /** Adds what remains of the unit's normal equations when its own coefficients have been solved for. */
        void eliminate(double[][] h, double[] right) {
            int width = weight.length;
            own = IntStream.range(0, width)
                    .filter(c -> Double.isFinite(weight[c]) && !held[c])
                    .toArray();
            double[][] a = new double[own.length][own.length];
            double[] diagonal = new double[own.length];
            for (int i = 0; i < own.length; i++) {
                for (int j = 0; j <= i; j++) {
                    a[i][j] = gram[own[i]][own[j]];
                }
                a[i][i] += weight[own[i]];
                diagonal[i] = a[i][i];
            }
            inner = RankedCholesky.of(a, diagonal, 0);
            double[] b = xy.clone();
            for (int c = 0; c < width; c++) {
                if (held[c]) {
                    Kernels.axpy(-total[c], gram[c], b, width);
                    h[c][c] += weight[c];
                    right[c] += weight[c] * (total[c] - mean[c]);
                }
            }
            alone = new double[own.length];
            for (int i = 0; i < own.length; i++) {
                alone[i] = b[own[i]] + weight[own[i]] * mean[own[i]];
            }
            inner.solve(alone);
            lean = new double[own.length][width];
            double[] column = new double[own.length];
            for (int c = 0; c < width; c++) {
                if (held[c]) {
                    continue;
                }
                for (int i = 0; i < own.length; i++) {
                    column[i] = gram[own[i]][c];
                }
                inner.solve(column);
                for (int i = 0; i < own.length; i++) {
                    lean[i][c] = column[i];
                }
            }
            for (int i = 0; i < own.length; i++) {
                int c = own[i];
                right[c] += weight[c] * (alone[i] - mean[c]);
                for (int j = 0; j < width; j++) {
                    h[c][j] += weight[c] * lean[i][j];
                    if (Double.isInfinite(weight[j])) {
                        h[j][c] += weight[c] * lean[i][j];
                    }
                }
            }
            for (int i = 0; i < width; i++) {
                if (Double.isFinite(weight[i])) {
                    continue;
                }
                right[i] += b[i];
                for (int k = 0; k < own.length; k++) {
                    right[i] -= gram[i][own[k]] * alone[k];
                }
                for (int j = 0; j < width; j++) {
                    if (Double.isInfinite(weight[j])) {
                        h[i][j] += gram[i][j];
                        for (int k = 0; k < own.length; k++) {
                            h[i][j] -= gram[i][own[k]] * lean[k][j];
                        }
                    }
                }
            }
        }

        /**
         * The coefficients that go with the common ones.
         *
         * @return whether one met a limit, or may leave it
         */
        boolean follow(boolean mayLeave) {
            boolean moved = false;
            for (int c = 0; c < weight.length; c++) {
                if (Double.isInfinite(weight[c])) {
                    total[c] = common[c];
                }
            }
            double[] found = with(alone, common);
            for (int i = 0; i < own.length; i++) {
                int c = own[i];
                total[c] = Math.clamp(found[i], limits[0][c], limits[1][c]);
                if (total[c] != found[i]) {
                    held[c] = true;
                    moved = true;
                }
            }
            return moved || (mayLeave && release());
        }

        /** Own coefficients: what they would be alone, and what the common ones add. */
        double[] with(double[] base, double[] shared) {
            double[] found = base.clone();
            for (int i = 0; i < own.length; i++) {
                found[i] += shared[own[i]] - Kernels.dot(lean[i], shared, shared.length);
            }
            return found;
        }

        private boolean release() {
            boolean released = false;
            for (int c = 0; c < weight.length; c++) {
                if (!held[c] || fixed[c]) {
                    continue;
                }
                double pull = xy[c]
                        - Kernels.dot(gram[c], total, total.length)
                        - weight[c] * (total[c] - common[c] - mean[c]);
                double wants = total[c] <= limits[0][c] ? pull : -pull;
                if (wants > 1e-9 * (Math.abs(xy[c]) + weight[c] * Math.abs(common[c]))) {
                    held[c] = false;
                    released = true;
                }
            }
            return released;
        }

        /** The variance of each own deviation, over that of the errors; NaN for others. */
        double[] variances(double[][] inverse) {
            double[] out = new double[weight.length];
            Arrays.fill(out, Double.NaN);
            for (int i = 0; i < own.length; i++) {
                double[] unit = new double[own.length];
                unit[i] = 1;
                double sum = inner.solve(unit)[i];
                for (int j = 0; j < open.length; j++) {
                    for (int k = 0; k < open.length; k++) {
                        sum += lean[i][open[j]] * inverse[j][k] * lean[i][open[k]];
                    }
                }
                out[own[i]] = sum;
            }
            return out;
        }
    }

    @Override
    public double[][] beta() {
        return Arrays.stream(units).map(u -> u.total).toArray(double[][]::new);
    }

    @Override
    public double[] common() {
        return common;
    }

    @Override
    public boolean[][] held() {
        return Arrays.stream(units)
                .map(u -> {
                    boolean[] held = u.held.clone();
                    for (int c = 0; c < held.length; c++) {
                        held[c] |= Double.isInfinite(weight[c]) && commonHeld[c];
                    }
                    return held;
                })
                .toArray(boolean[][]::new);
    }

    @Override
    public boolean[][] aliased() {
        boolean[] left = new boolean[weight.length];
        for (int i = 0; i < open.length; i++) {
            left[open[i]] = factor.aliased(i);
        }
        boolean[][] all = new boolean[units.length][];
        Arrays.fill(all, left);
        return all;
    }

    /**
     * By units, the variance of what is not known of each deviation, over that of the errors (NaN where there is none): a diagonal block of
     * the inverse of the mixed-model equations.
     */
    double[][] variances() {
        double[][] inverse = new double[open.length][open.length];
        for (int i = 0; i < open.length; i++) {
            double[] unit = new double[open.length];
            unit[i] = 1;
            inverse[i] = factor.solve(unit);
        }
        return Arrays.stream(units).map(u -> u.variances(inverse)).toArray(double[][]::new);
    }

    /** The trace of the hat matrix: a deviation counts as far as the data, and not the others, tell it. */
    @Override
    public double freedom() {
        double sum = 0;
        for (int i = 0; i < open.length; i++) {
            sum += factor.aliased(i) ? 0 : 1;
        }
        for (double[] unit : variances()) {
            for (int c = 0; c < unit.length; c++) {
                sum += Double.isNaN(unit[c]) ? 0 : 1 - weight[c] * unit[c];
            }
        }
        return sum;
    }

    @Override
    public double penalty() {
        double sum = 0;
        for (Unit unit : units) {
            for (int c = 0; c < weight.length; c++) {
                if (Double.isFinite(weight[c])) {
                    double away = unit.total[c] - common[c] - unit.mean[c];
                    sum += weight[c] * away * away;
                }
            }
        }
        return sum;
    }

    @Override
    public double[][] follow(double[][] c) {
        int width = weight.length;
        double[][] alone = new double[units.length][];
        double[] right = new double[width];
        for (int u = 0; u < units.length; u++) {
            Unit unit = units[u];
            double[] a = new double[unit.own.length];
            for (int i = 0; i < a.length; i++) {
                a[i] = c[u][unit.own[i]];
            }
            alone[u] = unit.inner.solve(a);
            for (int i = 0; i < a.length; i++) {
                right[unit.own[i]] += weight[unit.own[i]] * a[i];
            }
            for (int s = 0; s < width; s++) {
                if (Double.isInfinite(weight[s])) {
                    right[s] += c[u][s];
                    for (int i = 0; i < a.length; i++) {
                        right[s] -= unit.gram[s][unit.own[i]] * a[i];
                    }
                }
            }
        }
        double[] some = new double[open.length];
        for (int i = 0; i < open.length; i++) {
            some[i] = right[open[i]];
        }
        factor.solve(some);
        double[] shared = new double[width];
        for (int i = 0; i < open.length; i++) {
            shared[open[i]] = some[i];
        }
        double[][] moved = new double[units.length][width];
        for (int u = 0; u < units.length; u++) {
            double[] own = units[u].with(alone[u], shared);
            for (int s = 0; s < width; s++) {
                moved[u][s] = Double.isInfinite(weight[s]) ? shared[s] : 0;
            }
            for (int i = 0; i < own.length; i++) {
                moved[u][units[u].own[i]] = own[i];
            }
        }
        return moved;
    }
}

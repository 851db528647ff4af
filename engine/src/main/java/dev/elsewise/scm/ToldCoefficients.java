package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Coefficients of units that experiments tie together: what units alone would have, moved by the rows A of experiments. At a solution
 * Xᵤ'yᵤ is joined by Aᵤ'λ with λ = e − Aβ, so that only as many numbers are sought as there are experiments. β is linear in λ as long as no
 * coefficient meets a limit or leaves it, so that Newton's first step is
 * exact; past a limit the dual is piecewise quadratic, and a few steps end at its top. Cost: that of the units
 * alone for each step, and one solution more for each experiment.
 */
final class ToldCoefficients implements Coefficients {
    private static final int STEPS = 30;
    private static final double CLOSE = 1e-10;
    private static final double FLAT = 0.1;

    private final ShapedColumns columns;
    private final Function<double[][], Coefficients> untold;
    private final int rows;
    private Coefficients now;
    private double[][][] follows = {};
    private RankedCholesky inner = RankedCholesky.of(new double[0][0], new double[0], 0);

    /** @param untold the coefficients without the experiments, when something is added to each unit's X'y */
    ToldCoefficients(ShapedColumns columns, Function<double[][], Coefficients> untold) {
        this.columns = columns;
        this.untold = untold;
        rows = columns.experiments();
        now = untold.apply(new double[columns.units()][columns.width()]);
        solve();
    }

    private void solve() {
        double[] lambda = new double[rows];
        for (int step = 0; step < STEPS; step++) {
            tangent();
            double[] slope = slope(lambda);
            double[] move = inner.solve(slope.clone());
            double most = Arrays.stream(lambda).map(Math::abs).max().orElse(0);
            if (Arrays.stream(move).map(Math::abs).max().orElse(0) <= CLOSE * most) {
                return;
            }
            lambda = along(lambda, move, Kernels.dot(slope, move, rows));
        }
    }

    /** e − Aβ − λ: how the dual, which is concave in λ, rises. */
    private double[] slope(double[] lambda) {
        double[] slope = columns.residual(columns.units(), now.beta());
        Kernels.axpy(-1, lambda, slope, rows);
        return slope;
    }

    /** The whole step; where limits make it too far, the place on it where the dual is all but highest. */
    private double[] along(double[] lambda, double[] move, double rise) {
        double low = 0;
        double high = 1;
        double atLow = rise;
        double share = 1;
        double[] trial = lambda;
        for (int halving = 0; halving < STEPS; halving++) {
            trial = lambda.clone();
            Kernels.axpy(share, move, trial, rows);
            now = untold.apply(pull(trial));
            double at = Kernels.dot(slope(trial), move, rows);
            if (at >= -FLAT * rise && (at <= FLAT * rise || share == 1)) {
                return trial;
            }
            if (at > 0) {
                low = share;
                atLow = at;
                share = 0.5 * (low + high);
            } else {
                high = share;
                share = low + (high - low) * Math.clamp(atLow / (atLow - at), 0.1, 0.9);
            }
        }
        return trial;
    }

    /** A'λ, unit by unit. */
    private double[][] pull(double[] lambda) {
        double[][] pull = new double[columns.units()][columns.width()];
        for (int u = 0; u < pull.length; u++) {
            for (int c = 0; c < pull[u].length; c++) {
                pull[u][c] = Kernels.dot(columns.told(u, c), lambda, rows);
            }
        }
        return pull;
    }

    /** What each λ moves, and I + A M⁻¹ A'. */
    private void tangent() {
        follows = new double[rows][][];
        double[][] matrix = new double[rows][rows];
        double[] diagonal = new double[rows];
        for (int e = 0; e < rows; e++) {
            double[] one = new double[rows];
            one[e] = 1;
            follows[e] = now.follow(pull(one));
            double[] moved = told(follows[e]);
            for (int f = 0; f < rows; f++) {
                matrix[f][e] = moved[f] + (e == f ? 1 : 0);
            }
            diagonal[e] = matrix[e][e];
        }
        inner = RankedCholesky.of(matrix, diagonal, 0);
    }

    /** A β. */
    private double[] told(double[][] beta) {
        double[] out = new double[rows];
        for (int u = 0; u < columns.units(); u++) {
            for (int c = 0; c < columns.width(); c++) {
                Kernels.axpy(beta[u][c], columns.told(u, c), out, rows);
            }
        }
        return out;
    }

    @Override
    public double[][] beta() {
        return now.beta();
    }

    @Override
    public double[] common() {
        return now.common();
    }

    @Override
    public boolean[][] held() {
        return now.held();
    }

    @Override
    public boolean[][] aliased() {
        return now.aliased();
    }

    @Override
    public double freedom() {
        return now.freedom();
    }

    @Override
    public double penalty() {
        return now.penalty();
    }

    @Override
    public double[][] follow(double[][] c) {
        double[][] moved = now.follow(c);
        double[][] all = Arrays.stream(moved).map(double[]::clone).toArray(double[][]::new);
        double[] by = inner.solve(told(moved));
        for (int e = 0; e < rows; e++) {
            for (int u = 0; u < all.length; u++) {
                Kernels.axpy(-by[e], follows[e][u], all[u], all[u].length);
            }
        }
        return all;
    }
}

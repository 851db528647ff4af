package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A mechanism fitted again as if its errors had a given correlation ρ with those of one of its parents, at the same shapes: the node less
 * κ times the parent's residuals, with κ = ρ / √(1 − ρ²) · σ_ξ / σ_m, where σ_m is the sd of the parent's residuals and σ_ξ that of what
 * is left. For a static linear model this is the closed form of K. Imai, L. Keele and T. Yamamoto (2010).
 */
final class CorrelatedErrors {
    private static final int ROUNDS = 50;
    private static final double CLOSE = 1e-10;
    private static final double ALIASED = 1e-11;

    private final FittedSum fit;
    private final Panel panel;
    private final double[][] columns;
    private final double[][] means;
    private final double[] y;
    private final double[] yMean;
    private final double[] parent;
    private final double[] parentMean;
    private final double sigma;

    /** X'X, X'y and X'p of the columns in use, p the parent's residuals. */
    private final double[][] gram;

    private final double[] withY;
    private final double[] withParent;
    /** Of X'X with what a penalty adds. */
    private final RankedCholesky factor;
    /** X'y with what a penalty takes. */
    private final double[] pulled;

    /** @param residuals of the parent's mechanism, by rows */
    CorrelatedErrors(FittedSum fit, Panel panel, Series observed, double[] residuals) {
        this.fit = fit;
        this.panel = panel;
        int units = observed.units();
        int window = panel.window();
        int width = fit.layout().width();
        columns = new double[width][units * window];
        means = new double[units][width];
        y = new double[units * window];
        yMean = new double[units];
        parent = new double[units * window];
        parentMean = new double[units];
        int n = panel.periods().size();
        double[] series = observed.of(fit.node());
        double[][] of = new double[width][];
        for (Layout.Slot slot : fit.layout().slots()) {
            double[][] own = observed.columns(fit.layout(), slot, fit.link(), fit.theta());
            System.arraycopy(own, 0, of, slot.start(), slot.count());
        }
        for (int u = 0; u < units; u++) {
            for (int t = 0; t < window; t++) {
                int at = u * n + panel.history() + t;
                y[u * window + t] = fit.link().of(series[at])
                        - (fit.differenced() ? fit.link().of(series[before(at, n)]) : 0);
                parent[u * window + t] = residuals[at];
            }
            yMean[u] = centre(y, u);
            parentMean[u] = centre(parent, u);
            for (int column = 0; column < width; column++) {
                for (int t = 0; t < window; t++) {
                    int at = u * n + panel.history() + t;
                    columns[column][u * window + t] =
                            of[column][at] - (fit.differenced() ? of[column][before(at, n)] : 0);
                }
                means[u][column] = centre(columns[column], u);
                if (deviation(u, column) != 0) {
                    for (int r = u * window; r < (u + 1) * window; r++) {
                        y[r] -= deviation(u, column) * columns[column][r];
                    }
                }
            }
        }
        sigma = Math.sqrt(Kernels.dot(parent, parent, parent.length) / parent.length);
        gram = new double[width][width];
        withY = new double[width];
        withParent = new double[width];
        // Under a penalty the columns and signs stay, so that ρ = 0 is the fit as it was.
        Optional<Penalised> penalised = fit.penalised().filter(p -> p.squares().length == width);
        int[] open = IntStream.range(0, width)
                .filter(c -> !fit.aliased()[c] && (penalised.isEmpty() || fit.beta()[0][c] != 0))
                .toArray();
        for (int i : open) {
            for (int j : open) {
                gram[i][j] = j < i ? gram[j][i] : Kernels.dot(columns[i], columns[j], y.length);
            }
            withY[i] = Kernels.dot(columns[i], y, y.length);
            withParent[i] = Kernels.dot(columns[i], parent, y.length);
        }
        double[][] normal = Arrays.stream(gram).map(double[]::clone).toArray(double[][]::new);
        pulled = withY.clone();
        penalised.ifPresent(p -> {
            for (int i : open) {
                normal[i][i] += p.squares()[i];
                pulled[i] -= Math.signum(fit.beta()[0][i]) * p.absolutes()[i];
            }
        });
        double[] diagonal = new double[width];
        Arrays.setAll(diagonal, i -> normal[i][i]);
        factor = RankedCholesky.of(normal, diagonal, ALIASED);
    }

    /** The row of the period before; of a unit's first period the same. */
    private static int before(int row, int periods) {
        return row % periods == 0 ? row : row - 1;
    }

    /** How far a unit's coefficient lies from the common one: that stays. */
    private double deviation(int unit, int column) {
        return fit.spread()
                .map(s -> fit.beta()[unit][column] - s.common()[column])
                .orElse(0.0);
    }

    private double centre(double[] values, int unit) {
        int window = panel.window();
        double mean = 0;
        for (int r = unit * window; r < (unit + 1) * window; r++) {
            mean += values[r] / window;
        }
        for (int r = unit * window; r < (unit + 1) * window; r++) {
            values[r] -= mean;
        }
        return mean;
    }

    /** The mechanism at a correlation; limits of coefficients do not hold here. */
    FittedSum at(double rho) {
        int width = columns.length;
        double kappa = 0;
        double[] beta = factor.solve(pulled.clone());
        for (int round = 0; round < ROUNDS; round++) {
            double next = rho / Math.sqrt(1 - rho * rho) * left(beta, kappa) / sigma;
            double[] right = new double[width];
            for (int c = 0; c < width; c++) {
                right[c] = pulled[c] - next * withParent[c];
            }
            beta = factor.solve(right);
            boolean done = Math.abs(next - kappa) <= CLOSE * Math.abs(next);
            kappa = next;
            if (done) {
                break;
            }
        }
        double[] common = beta;
        double[][] each = new double[yMean.length][];
        double[] intercept = new double[yMean.length];
        for (int u = 0; u < intercept.length; u++) {
            int unit = u;
            each[u] = new double[width];
            Arrays.setAll(each[u], c -> common[c] + deviation(unit, c));
            intercept[u] = yMean[u] - kappa * parentMean[u] - Kernels.dot(each[u], means[u], width);
        }
        return new FittedSum(
                fit.node(),
                fit.link(),
                fit.differenced(),
                fit.layout(),
                fit.theta(),
                each,
                intercept,
                fit.variance(),
                fit.held(),
                fit.aliased(),
                fit.spread(),
                fit.penalised());
    }

    /** The root of the mean square of y − κ p − Xβ. */
    private double left(double[] beta, double kappa) {
        double squares = Kernels.dot(y, y, y.length)
                + kappa * (kappa * sigma * sigma * y.length - 2 * Kernels.dot(y, parent, y.length));
        for (int c = 0; c < beta.length; c++) {
            squares += beta[c] * (Kernels.dot(gram[c], beta, beta.length) - 2 * (withY[c] - kappa * withParent[c]));
        }
        return Math.sqrt(Math.max(0, squares) / y.length);
    }
}

package dev.elsewise.scm;

import dev.elsewise.learn.penalised.CrossValidation;
import dev.elsewise.learn.penalised.ElasticNet;
import dev.elsewise.learn.penalised.Elimination;
import dev.elsewise.learn.penalised.LinearFit;
import dev.elsewise.learn.penalised.Observations;
import dev.elsewise.learn.penalised.Penalties;
import dev.elsewise.learn.penalised.RecursiveElimination;
import dev.elsewise.learn.penalised.Split;
import dev.elsewise.learn.time.TimeFold;
import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * An elastic net over the columns that given shapes make, with an intercept for each unit, which centring takes out. The variance of the
 * errors has for its degrees of freedom the trace of the hat matrix of the columns that are not 0 (R. J. Tibshirani and J. Taylor, Annals
 * of Statistics 40 (2012), DOI 10.1214/12-AOS1003). Of several units the centring sees all periods, those that cross-validation
 * tests too; that moves levels, not slopes.
 */
final class PenalisedFit {
    private static final int FOLDS = 5;
    private static final int PERIODS_PER_FOLD = 4;
    private static final double ALIASED = 1e-13;

    private final Mechanism.Method.ElasticNet method;
    private final ShapeFit fit;
    private final double[] theta;
    private final ShapedDesign design;
    private final IntFunction<String> names;
    private final int width;
    /** What columns are divided by. */
    private final double[] unit;

    private final double[][] x;
    private final double[] y;

    /** @param names of the design's columns */
    PenalisedFit(
            Mechanism.Method.ElasticNet method,
            ShapeFit fit,
            double[] theta,
            double variance,
            IntFunction<String> names) {
        this.method = method;
        this.fit = fit;
        this.theta = theta;
        this.names = names;
        design = fit.design(theta, variance);
        width = design.x().length;
        unit = new double[width];
        x = new double[width][];
        y = design.y().clone();
        for (int c = 0; c < width; c++) {
            unit[c] = method.robust() ? spread(design.x()[c]) : 1;
            double by = unit[c];
            x[c] = Arrays.stream(design.x()[c]).map(v -> v / by).toArray();
            if (pinned(c)) {
                Kernels.axpy(-design.pinned()[c], design.x()[c], y, y.length);
            }
        }
    }

    /** A sum with what the penalty did to it. */
    record Solved(ShapeFit.Solution solution, Penalised penalised) {}

    /** Chooses the penalty, and the columns where they are to be chosen. */
    Solved choosing() {
        if (width == 0) {
            boolean[] none = new boolean[0];
            return at(new Penalised(
                    words(),
                    method.penalty().orElse(0),
                    none,
                    List.of(),
                    new double[0],
                    new double[0],
                    Optional.empty()));
        }
        boolean[] all = new boolean[width];
        Arrays.fill(all, true);
        Observations observations = Observations.of(x, y);
        double penalty = method.penalty().isPresent()
                ? method.penalty().getAsDouble() * (method.summed() ? deviationOfY() / y.length : 1)
                : chosen(net(all), observations);
        boolean[] kept = all;
        List<String> dropped = new ArrayList<>();
        if (method.recursive()) {
            Elimination elimination = RecursiveElimination.withDefaults()
                    .withFit(net(all), penalty)
                    .keeping(IntStream.range(0, width).filter(this::pinned).toArray())
                    .run(observations, splits());
            kept = new boolean[width];
            for (int c : elimination.chosen()) {
                kept[c] = true;
            }
            for (int c : elimination.order()) {
                if (!kept[c]) {
                    dropped.add(names.apply(c));
                }
            }
        }
        return at(new Penalised(
                words(), penalty, kept, List.copyOf(dropped), new double[0], new double[0], Optional.empty()));
    }

    /** At the penalty and with the columns of another fit. */
    Solved at(Penalised chosen) {
        double[] beta = new double[width];
        boolean[] held = new boolean[width];
        double[] squares = new double[width];
        double[] absolutes = new double[width];
        if (width > 0) {
            LinearFit found = net(chosen.kept())
                    .withPenalties(Penalties.of(chosen.penalty()))
                    .fit(Observations.of(x, y))
                    .fit(0);
            weigh(chosen, squares, absolutes);
            for (int c = 0; c < width; c++) {
                beta[c] = pinned(c) ? design.pinned()[c] : found.coefficients()[c] / unit[c];
            }
            hold(beta, chosen.kept(), absolutes, held);
        }
        ShapeFit.Solution solution = fit.with(design, theta, beta, held, parameters(beta, squares));
        return new Solved(
                solution,
                new Penalised(
                        chosen.method(),
                        chosen.penalty(),
                        chosen.kept(),
                        chosen.dropped(),
                        squares,
                        absolutes,
                        Optional.empty()));
    }

    private boolean pinned(int column) {
        return !Double.isNaN(design.pinned()[column]);
    }

    private String words() {
        return method.mixing() == 0 ? "ridge" : method.mixing() == 1 ? "lasso" : "elastic net";
    }

    private ElasticNet net(boolean[] kept) {
        double[] factors = new double[width];
        double[] least = new double[width];
        double[] most = new double[width];
        for (int c = 0; c < width; c++) {
            factors[c] = kept[c] && !pinned(c) ? 1 : Double.POSITIVE_INFINITY;
            least[c] = design.limits()[0][c] * unit[c];
            most[c] = design.limits()[1][c] * unit[c];
        }
        ElasticNet net = ElasticNet.withDefaults()
                .withMixing(method.mixing())
                .withFactors(factors)
                .withLimits(least, most);
        net = method.robust() ? net.withoutStandardising() : net;
        // The rows of experiments are not centred: there the intercepts are out of the way already.
        return experiments() ? net.withoutIntercept() : net;
    }

    private boolean experiments() {
        return design.observations() < y.length;
    }

    private double chosen(ElasticNet net, Observations observations) {
        CrossValidation judged = net.crossValidate(observations, splits());
        return method.oneStandardError() ? judged.oneStandardError() : judged.minimum();
    }

    /** Expanding windows of periods, all units together. */
    private List<Split> splits() {
        int periods = design.observations() / design.units();
        int folds = Math.clamp(periods / PERIODS_PER_FOLD - 1, 2, FOLDS);
        List<Split> splits = new ArrayList<>();
        for (TimeFold fold : TimeFolds.expanding(folds).of(periods)) {
            splits.add(new Split(
                    IntStream.concat(rows(fold.train(), periods), IntStream.range(design.observations(), y.length))
                            .toArray(),
                    rows(fold.test(), periods).toArray()));
        }
        return splits;
    }

    private IntStream rows(int[] of, int periods) {
        return IntStream.range(0, design.units()).flatMap(u -> Arrays.stream(of).map(t -> u * periods + t));
    }

    /** The interquartile range of what is not 0 by construction, else the standard deviation. */
    private double spread(double[] column) {
        double[] sorted =
                Arrays.stream(column, 0, design.observations()).sorted().toArray();
        double range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
        if (range > 0) {
            return range;
        }
        double squares = Kernels.dot(column, column, design.observations());
        return squares > 0 ? Math.sqrt(squares / design.observations()) : 1;
    }

    private static double quantile(double[] sorted, double p) {
        double place = p * (sorted.length - 1);
        int low = (int) place;
        int high = Math.min(sorted.length - 1, low + 1);
        return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }

    /** The weights that the penalty gives to coefficients of columns as they are. */
    private void weigh(Penalised chosen, double[] squares, double[] absolutes) {
        int n = y.length;
        double deviation = deviationOfY();
        for (int c = 0; c < width; c++) {
            double scale = method.robust() ? unit[c] : deviation(design.x()[c]);
            squares[c] = n * chosen.penalty() * (1 - method.mixing()) / deviation * scale * scale;
            absolutes[c] = n * chosen.penalty() * method.mixing() * scale;
        }
    }

    private double deviationOfY() {
        double mean = experiments() ? 0 : Arrays.stream(y).average().orElse(0);
        return Math.sqrt(Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum() / y.length);
    }

    private static double deviation(double[] column) {
        double mean = Arrays.stream(column).average().orElse(0);
        return Math.sqrt(Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum() / column.length);
    }

    /** Marks the coefficients that would pass their limit if they were free to. */
    private void hold(double[] beta, boolean[] kept, double[] absolutes, boolean[] held) {
        double[] residual = design.y().clone();
        for (int c = 0; c < width; c++) {
            Kernels.axpy(-beta[c], design.x()[c], residual, residual.length);
        }
        for (int c = 0; c < width; c++) {
            double pull = Kernels.dot(design.x()[c], residual, residual.length);
            boolean low = beta[c] == design.limits()[0][c] && pull < -absolutes[c];
            boolean high = beta[c] == design.limits()[1][c] && pull > absolutes[c];
            held[c] = kept[c] && !pinned(c) && (low || high);
        }
    }

    private double parameters(double[] beta, double[] squares) {
        int[] open = IntStream.range(0, width)
                .filter(c -> beta[c] != 0 && !pinned(c))
                .toArray();
        double[][] gram = new double[open.length][open.length];
        double[][] ridged = new double[open.length][open.length];
        double[] diagonal = new double[open.length];
        for (int i = 0; i < open.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = Kernels.dot(design.x()[open[i]], design.x()[open[j]], y.length);
                gram[j][i] = gram[i][j];
            }
        }
        for (int i = 0; i < open.length; i++) {
            ridged[i] = gram[i].clone();
            ridged[i][i] += squares[open[i]];
            diagonal[i] = ridged[i][i];
        }
        RankedCholesky factor = RankedCholesky.of(ridged, diagonal, ALIASED);
        double trace = 0;
        for (int i = 0; i < open.length; i++) {
            trace += factor.solve(gram[i].clone())[i];
        }
        return trace;
    }
}

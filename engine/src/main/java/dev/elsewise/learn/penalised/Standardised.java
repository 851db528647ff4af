package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.util.Arrays;

/**
 * A fit's problem in standard units: the outcome in its standard deviations, each column in its own, cross products divided
 * by the total weight. Columns that do not vary or are left out are not in it.
 */
final class Standardised {
    /** Share of a column's mean square about the common origin below which its variance is rounding. */
    private static final double CONSTANT = 1e-11;

    /** The same about zero: values are rounded before they are taken from the origin. */
    private static final double CONSTANT_VALUES = 1e-24;

    private static final double EXPLAINED_ENOUGH = 0.999;
    private static final double GROWS_ENOUGH = 1e-5;
    private static final int AT_LEAST = 5;
    private static final double LEAST_MIXING = 1e-3;

    private final ElasticNet net;
    private final CrossProducts of;
    private final double[] mean;
    /** The columns that are in it. */
    private final int[] column;

    private final double[] scale;
    private final double[] factor;
    private final double[] lower;
    private final double[] upper;
    private final double outcomeScale;
    private final Descent descent;

    private Standardised(
            ElasticNet net,
            CrossProducts of,
            double[] mean,
            int[] column,
            double[] scale,
            double[] factor,
            double[] lower,
            double[] upper,
            double outcomeScale,
            Descent descent) {
        this.net = net;
        this.of = of;
        this.mean = mean;
        this.column = column;
        this.scale = scale;
        this.factor = factor;
        this.lower = lower;
        this.upper = upper;
        this.outcomeScale = outcomeScale;
        this.descent = descent;
    }

    static Standardised of(CrossProducts of, ElasticNet net) {
        int width = of.q - 1;
        double[] factors = factors(net, width);
        double[] lower = limits(net.lower(), width, Double.NEGATIVE_INFINITY, "lower");
        double[] upper = limits(net.upper(), width, Double.POSITIVE_INFINITY, "upper");
        double[] mean = new double[of.q];
        double[] shift = new double[of.q];
        for (int j = 0; j < of.q; j++) {
            shift[j] = of.sum[j] / of.weight;
            mean[j] = of.origin[j] + shift[j];
        }
        int[] column = new int[width];
        double[] scale = new double[width];
        int p = 0;
        for (int j = 0; j < width; j++) {
            double variance = variance(of, j);
            if (factors[j] < Double.POSITIVE_INFINITY && variance > 0) {
                column[p] = j;
                scale[p++] = net.standardised() ? Math.sqrt(variance) : 1;
            }
        }
        column = Arrays.copyOf(column, p);
        scale = Arrays.copyOf(scale, p);
        double outcomeScale = Math.sqrt(product(of, mean, shift, width, width, net.intercept()));
        if (variance(of, width) == 0) {
            throw new BadData(
                    "The outcome of a penalised fit must vary; all " + of.rows + " rows that it learns from have "
                            + mean[width] + ".\nMaybe a fold is too short, or the weights of all other rows are 0.");
        }
        double[][] gram = new double[p][p];
        double[] moment = new double[p];
        double[] factor = new double[p];
        double[] least = new double[p];
        double[] most = new double[p];
        for (int j = 0; j < p; j++) {
            for (int k = j; k < p; k++) {
                double value = product(of, mean, shift, column[j], column[k], net.intercept()) / (scale[j] * scale[k]);
                gram[j][k] = value;
                gram[k][j] = value;
            }
            moment[j] = product(of, mean, shift, column[j], width, net.intercept()) / (scale[j] * outcomeScale);
            factor[j] = factors[column[j]];
            least[j] = lower[column[j]] * scale[j] / outcomeScale;
            most[j] = upper[column[j]] * scale[j] / outcomeScale;
        }
        Descent descent = new Descent(gram, moment, least, most, net.tolerance());
        return new Standardised(net, of, mean, column, scale, factor, lower, upper, outcomeScale, descent);
    }

    /** The variance of a column; 0 where it is rounding. */
    private static double variance(CrossProducts of, int j) {
        double shift = of.sum[j] / of.weight;
        double mean = of.origin[j] + shift;
        double square = of.product[j][j] / of.weight;
        double variance = square - shift * shift;
        return variance > Math.max(CONSTANT * square, CONSTANT_VALUES * mean * mean) ? variance : 0;
    }

    /** Two columns' mean product, about their means when there is an intercept. */
    private static double product(CrossProducts of, double[] mean, double[] shift, int j, int k, boolean intercept) {
        double centred = of.product[Math.min(j, k)][Math.max(j, k)] / of.weight - shift[j] * shift[k];
        return intercept ? centred : centred + mean[j] * mean[k];
    }

    private static double[] factors(ElasticNet net, int width) {
        double[] factors = net.factors().clone();
        if (factors.length == 0) {
            factors = new double[width];
            Arrays.fill(factors, 1);
            return factors;
        }
        if (factors.length != width) {
            throw new BadStudy("Each of the " + width + " columns needs a penalty factor; there are " + factors.length
                    + ".\nMaybe leave them out: then all are 1.");
        }
        double sum = 0;
        for (double f : factors) {
            sum += f < Double.POSITIVE_INFINITY ? f : 1;
        }
        for (int j = 0; j < width && sum > 0; j++) {
            factors[j] *= width / sum;
        }
        return factors;
    }

    private static double[] limits(double[] given, int width, double none, String which) {
        if (given.length == width) {
            return given;
        }
        if (given.length > 1) {
            throw new BadStudy("Each of the " + width + " columns needs a " + which + " limit; there are "
                    + given.length + ".\nMaybe give one for all of them.");
        }
        double[] limits = new double[width];
        Arrays.fill(limits, given.length == 0 ? none : given[0]);
        return limits;
    }

    /** The fits at the penalties. */
    Path path(Penalties penalties) {
        return switch (penalties) {
            case Penalties.Given given -> path(given.values());
            case Penalties.Sequence sequence -> path(sequence);
        };
    }

    private Path path(double[] penalties) {
        Traced traced = new Traced(penalties.length);
        for (double penalty : penalties) {
            solve(penalty);
            traced.add(penalty);
        }
        return traced.path();
    }

    private Path path(Penalties.Sequence sequence) {
        double ratio = sequence.ratio().orElse(of.rows < of.q - 1 ? 1e-2 : 1e-4);
        double step = sequence.count() == 1 ? 1 : Math.pow(ratio, 1.0 / (sequence.count() - 1));
        double enough = limitAtZero() ? 0 : GROWS_ENOUGH;
        Traced traced = new Traced(sequence.count());
        solve(Double.POSITIVE_INFINITY);
        double largest = largest();
        double before = descent.explained();
        traced.add(largest);
        for (int k = 1; k < sequence.count(); k++) {
            double penalty = largest * Math.pow(step, k);
            solve(penalty);
            traced.add(penalty);
            double explained = descent.explained();
            boolean settled = explained - before < enough * explained || explained > EXPLAINED_ENOUGH;
            if (k >= AT_LEAST - 1 && settled) {
                break;
            }
            before = explained;
        }
        return traced.path();
    }

    /** The least penalty that leaves every penalised coefficient 0, where all stand at 0 now. */
    private double largest() {
        double largest = 0;
        for (int j = 0; j < column.length; j++) {
            if (factor[j] > 0) {
                largest = Math.max(largest, Math.abs(descent.slope(j)) / factor[j]);
            }
        }
        return largest / Math.max(net.mixing(), LEAST_MIXING) * outcomeScale;
    }

    private boolean limitAtZero() {
        return Arrays.stream(net.lower()).anyMatch(l -> l == 0)
                || Arrays.stream(net.upper()).anyMatch(u -> u == 0);
    }

    private void solve(double penalty) {
        double inside = penalty / outcomeScale;
        double[] absolute = new double[column.length];
        double[] square = new double[column.length];
        for (int j = 0; j < column.length; j++) {
            if (factor[j] > 0 && penalty > 0) {
                boolean none = penalty == Double.POSITIVE_INFINITY;
                absolute[j] = none ? penalty : inside * net.mixing() * factor[j];
                square[j] = none ? 0 : inside * (1 - net.mixing()) * factor[j];
            }
        }
        descent.solve(absolute, square);
    }

    /** Collects the fits, in the columns' own units. */
    private final class Traced {
        private final double[] penalties;
        private final double[] intercepts;
        private final double[][] coefficients;
        private final int[] freedom;
        private final double[] explained;
        private int count;

        Traced(int most) {
            penalties = new double[most];
            intercepts = new double[most];
            coefficients = new double[most][];
            freedom = new int[most];
            explained = new double[most];
        }

        void add(double penalty) {
            double[] b = new double[of.q - 1];
            double intercept = mean[of.q - 1];
            for (int j = 0; j < column.length; j++) {
                double value = descent.coefficient(j);
                b[column[j]] = unscaled(j, value);
                intercept -= b[column[j]] * mean[column[j]];
                freedom[count] += value == 0 ? 0 : 1;
            }
            penalties[count] = penalty;
            intercepts[count] = net.intercept() ? intercept : 0;
            coefficients[count] = b;
            explained[count++] = descent.explained();
        }

        /** A coefficient on a limit is given that limit, not what the scaling there and back makes of it. */
        private double unscaled(int j, double value) {
            double raw = value * outcomeScale / scale[j];
            double least = lower[column[j]];
            double most = upper[column[j]];
            if (descent.atLower(j)) {
                return least;
            }
            return descent.atUpper(j) ? most : Math.max(least, Math.min(most, raw));
        }

        Path path() {
            return new Path(
                    Arrays.copyOf(penalties, count),
                    Arrays.copyOf(intercepts, count),
                    Arrays.copyOf(coefficients, count),
                    Arrays.copyOf(freedom, count),
                    Arrays.copyOf(explained, count));
        }
    }
}

package dev.elsewise.scm;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A quantity and what it was in each draw of the bootstrap.
 *
 * @param value at the fitted model
 * @param of each draw; read it, never write to it
 */
public record Draws(double value, double[] of) {
    private static final double INTERQUARTILE = 1.348980;

    /** What nobody had to estimate. */
    public static Draws known(double value, int draws) {
        double[] same = new double[draws];
        Arrays.fill(same, value);
        return new Draws(value, same);
    }

    public Draws map(DoubleUnaryOperator f) {
        return new Draws(f.applyAsDouble(value), Arrays.stream(of).map(f).toArray());
    }

    /** Draw by draw with another quantity of the same model. */
    public Draws with(Draws other, DoubleBinaryOperator f) {
        double[] both = new double[of.length];
        Arrays.setAll(both, d -> f.applyAsDouble(of[d], other.of[d]));
        return new Draws(f.applyAsDouble(value, other.value), both);
    }

    public Draws plus(Draws other) {
        return with(other, Double::sum);
    }

    public Draws minus(Draws other) {
        return with(other, (a, b) -> a - b);
    }

    /** The standard deviation of the draws. */
    public double standardError() {
        double mean = Arrays.stream(of).average().orElse(Double.NaN);
        double squares = Arrays.stream(of).map(d -> (d - mean) * (d - mean)).sum();
        return of.length < 2 ? Double.NaN : Math.sqrt(squares / (of.length - 1));
    }

    /** The interquartile range over that of a standard normal: a standard deviation for which a few wild draws are but a few. */
    public double spread() {
        double[] quartiles = of.length < 2 ? new double[] {Double.NaN, Double.NaN} : quantiles(0.25, 0.75);
        return (quartiles[1] - quartiles[0]) / INTERQUARTILE;
    }

    /** The p-th quantile of the draws, between order statistics (R's type 7). */
    public double quantile(double p) {
        return quantiles(p)[0];
    }

    /** Several of them, from one sorting. */
    public double[] quantiles(double... p) {
        double[] sorted = of.clone();
        Arrays.sort(sorted);
        double[] quantiles = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            double place = p[i] * (sorted.length - 1);
            int low = (int) Math.floor(place);
            int high = Math.min(sorted.length - 1, low + 1);
            quantiles[i] = sorted[low] + (place - low) * (sorted[high] - sorted[low]);
        }
        return quantiles;
    }
}

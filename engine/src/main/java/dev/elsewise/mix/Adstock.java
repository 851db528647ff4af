package dev.elsewise.mix;

import dev.elsewise.scm.Parameter;
import dev.elsewise.scm.Transform;
import java.util.Arrays;
import java.util.List;

/**
 * How what is spent in one period works in later ones: y<sub>t</sub> = Σ<sub>l≥0</sub> w<sub>l</sub> x<sub>t−l</sub>. Every
 * kind is linear in x, causal, and maps zeros to zeros exactly; periods before the series count as zero. The input and the
 * output of {@link #apply} may be the same array.
 *
 * <p>Lags are counted in one way: {@code lags} is L, the number of past periods that still work, beside the present one,
 * so that a {@link Kernel} has L + 1 weights. That is {@code max_lag} of Meridian, whereas {@code l_max} of PyMC-Marketing counts
 * the weights; {@code ofLength} takes the latter. Normalised weights add up to one: then a constant input is its own
 * adstock, and the coefficient of the adstock is the whole effect of a unit.
 *
 * <p>The parameter "retention" is what remains from one period to the next, so half of a geometric effect is over after ln
 * ½ / ln retention periods. Pandas' and others' smoothing weight is 1 − retention.
 *
 * <p>Cost: O(n × L) for kernels, O(n) for {@link Recursive} and {@link RunningMean}. Sources of the formulas: Y. Jin, Y.
 * Wang, Y. Sun, D. Chan, J. Koehler, "Bayesian methods for media mix modeling with carryover and shape effects", Google
 * 2017 (geometric, delayed); the documentation of Meridian (binomial), Robyn (Weibull) and pandas (running mean).
 */
public sealed interface Adstock extends Transform permits Kernel, Adstock.None, Adstock.Endless {
    /** No carry-over: what is spent works at once. */
    static None none() {
        return new None();
    }

    /** {@link #slope} of several series of one length, one after the other. */
    default void slope(double[] x, int periods, double[] at, int parameter, double[] out) {
        double[] own = new double[periods];
        double[] slope = new double[periods];
        for (int start = 0; start < x.length; start += periods) {
            System.arraycopy(x, start, own, 0, periods);
            slope(own, at, parameter, slope);
            System.arraycopy(slope, 0, out, start, periods);
        }
    }

    @Override
    default Moving moving(double[] x, int periods) {
        return new MovingAdstock(this, x, periods);
    }

    /**
     * The effect of one unit spent at period 0 in each of the periods 0, …, n − 1; for {@link RunningMean}, spent when the
     * series is already long.
     *
     * @param at a value for each parameter
     */
    double[] weights(double[] at, int periods);

    /** The share of a unit's whole effect that comes in its own period, w₀ / Σw. */
    double immediateShare(double[] at);

    /** The average delay of the effect in periods, Σ l w<sub>l</sub> / Σw. */
    double meanLag(double[] at);

    /**
     * After how many periods half of the effect is over; within a period what remains falls exponentially, so that a
     * geometric kernel without end gives ln ½ / ln retention, and no carry-over gives 0.
     */
    double halfLife(double[] at);

    /** Nothing carries over; y = x. */
    record None() implements Adstock {
        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public void apply(double[] x, double[] at, double[] out) {
            System.arraycopy(x, 0, out, 0, x.length);
        }

        @Override
        public double[] weights(double[] at, int periods) {
            return Arrays.copyOf(new double[] {1}, periods);
        }

        @Override
        public double immediateShare(double[] at) {
            return 1;
        }

        @Override
        public double meanLag(double[] at) {
            return 0;
        }

        @Override
        public double halfLife(double[] at) {
            return 0;
        }
    }

    /** A carry-over whose remainder falls by the same share for ever. */
    sealed interface Endless extends Adstock {
        Parameter retention();

        @Override
        default List<Parameter> parameters() {
            return List.of(retention());
        }

        @Override
        default double immediateShare(double[] at) {
            return 1 - at[0];
        }

        @Override
        default double meanLag(double[] at) {
            return at[0] / (1 - at[0]);
        }

        @Override
        default double halfLife(double[] at) {
            return Math.log(0.5) / Math.log(at[0]);
        }
    }

    /**
     * Geometric without end: y<sub>t</sub> = x<sub>t</sub> + retention · y<sub>t−1</sub>, times (1 − retention) where
     * normalised; retention in [0, 1). Robyn's is the one that is not normalised.
     */
    record Recursive(boolean normalised, Parameter retention) implements Endless {
        static final Range RETENTION = Range.below("retention", 0, 1);

        public Recursive {
            RETENTION.check(retention);
        }

        /** Normalised; retention fitted in [0, 0.95]. */
        public static Recursive withDefaults() {
            return new Recursive(true, Kernel.Geometric.usual());
        }

        public Recursive unnormalised() {
            return new Recursive(false, retention);
        }

        public Recursive withRetention(double value) {
            return new Recursive(normalised, RETENTION.fixed(value));
        }

        public Recursive withRetentionWithin(double least, double most) {
            return new Recursive(normalised, RETENTION.within(least, most));
        }

        @Override
        public double[] weights(double[] at, int periods) {
            return LagWeights.powers(at[0], normalised ? 1 - at[0] : 1, periods);
        }

        @Override
        public void apply(double[] x, double[] at, double[] out) {
            Recursion.geometric(x, at[0], normalised, out);
        }

        @Override
        public void slope(double[] x, double[] at, int parameter, double[] out) {
            Recursion.geometricSlope(x, at[0], normalised, out);
        }
    }

    /**
     * The exponentially weighted mean of what is there so far, y<sub>t</sub> = Σ<sub>l≤t</sub> retention<sup>l</sup>
     * x<sub>t−l</sub> / Σ<sub>l≤t</sub> retention<sup>l</sup>: pandas' {@code ewm(alpha = 1 - retention).mean()} with its
     * default {@code adjust=True}. It is {@link Recursive}, normalised, as soon as the series is long; retention in [0, 1).
     */
    record RunningMean(Parameter retention) implements Endless {
        static final Range RETENTION = Range.below("retention", 0, 1);

        public RunningMean {
            RETENTION.check(retention);
        }

        /** Retention fitted in [0, 0.95]. */
        public static RunningMean withDefaults() {
            return new RunningMean(RETENTION.fitted(0, 0.95, 0.5));
        }

        public RunningMean withRetention(double value) {
            return new RunningMean(RETENTION.fixed(value));
        }

        public RunningMean withRetentionWithin(double least, double most) {
            return new RunningMean(RETENTION.within(least, most));
        }

        @Override
        public double[] weights(double[] at, int periods) {
            return LagWeights.powers(at[0], 1 - at[0], periods);
        }

        @Override
        public void apply(double[] x, double[] at, double[] out) {
            Recursion.runningMean(x, at[0], out);
        }

        @Override
        public void slope(double[] x, double[] at, int parameter, double[] out) {
            Recursion.runningMeanSlope(x, at[0], out);
        }
    }
}

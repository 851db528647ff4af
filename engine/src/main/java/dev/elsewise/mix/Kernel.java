package dev.elsewise.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.scm.Parameter;
import java.util.Arrays;
import java.util.List;

/** A carry-over that ends after {@link #lags} periods. */
public sealed interface Kernel extends Adstock {
    /** L: the weights are those of the lags 0, …, L. */
    int lags();

    /** Whether the weights are divided by their sum. */
    boolean normalised();

    @Override
    default double[] weights(double[] at, int periods) {
        return Arrays.copyOf(LagWeights.of(this, at), periods);
    }

    @Override
    default void apply(double[] x, double[] at, double[] out) {
        apply(x, x.length, at, out);
    }

    @Override
    default void slope(double[] x, double[] at, int parameter, double[] out) {
        slope(x, x.length, at, parameter, out);
    }

    @Override
    default void apply(double[] x, int periods, double[] at, double[] out) {
        Convolution.of(x, periods, LagWeights.of(this, at), out);
    }

    @Override
    default void slope(double[] x, int periods, double[] at, int parameter, double[] out) {
        Convolution.of(x, periods, LagWeights.slopes(this, at, parameter), out);
    }

    @Override
    default double immediateShare(double[] at) {
        return LagWeights.immediateShare(LagWeights.of(this, at));
    }

    @Override
    default double meanLag(double[] at) {
        return LagWeights.meanLag(LagWeights.of(this, at));
    }

    @Override
    default double halfLife(double[] at) {
        return LagWeights.halfLife(LagWeights.of(this, at));
    }

    /**
     * The scale in periods that Robyn makes of a share of the series: the quantile of 1, …, n at that share, 1 + share · (n
     * − 1), rounded, halves to the even side.
     *
     * @throws BadStudy unless the share lies between 0 and 1
     */
    static double scaleOfShare(int periods, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new BadStudy("The scale as a share of the series must lie between 0 and 1; found " + share
                    + ".\nMaybe it is in periods: then use withScale.");
        }
        return Math.rint(1 + share * (periods - 1));
    }

    /** w<sub>l</sub> = retention<sup>l</sup>, l = 0, …, L; retention in [0, 1]. */
    record Geometric(int lags, boolean normalised, Parameter retention) implements Kernel {
        static final Range RETENTION = Range.of("retention", 0, 1);

        public Geometric {
            LagWeights.checkLags(lags, 0);
            RETENTION.check(retention);
        }

        /**
         * Retention fitted in [0, 0.95]. Where the data leave it open it is expected where PyMC-Marketing's default prior has it, Beta(1, 3):
         * the logit of its place with that prior's median (0.21) and quartiles (0.09, 0.37). Expected in the middle, at 0.5, the
         * carry-over of what acts directly takes over what comes through a mediator: in simulated worlds a fifth of it.
         */
        static Parameter usual() {
            return RETENTION.fitted(0, 0.95, 0.2).withGive(1.3);
        }

        /** Reaching L periods back (Meridian's {@code max_lag}), normalised; retention fitted in [0, 0.95]. */
        public static Geometric upToLag(int lags) {
            return new Geometric(lags, true, usual());
        }

        /** With that many weights, the present period's included (PyMC-Marketing's {@code l_max}), normalised. */
        public static Geometric ofLength(int weights) {
            return upToLag(weights - 1);
        }

        public Geometric unnormalised() {
            return new Geometric(lags, false, retention);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // One and the same array, not one like it.
        public void apply(double[] x, int periods, double[] at, double[] out) {
            double[] from = x == out ? x.clone() : x;
            rolling(from, periods, at).values(out);
            RollingSum.ends(from, periods, lags, t -> out[t] = 0);
        }

        @Override
        public void slope(double[] x, int periods, double[] at, int parameter, double[] out) {
            Moving moving = moving(x.clone(), periods);
            moving.values(at, new double[x.length]);
            moving.slopes(new double[][] {out});
        }

        @Override
        public Moving moving(double[] x, int periods) {
            return new MovingRollingSum(this, x, periods);
        }

        RollingSum rolling(double[] x, int periods, double[] at) {
            return new RollingSum(x, periods, lags, at[0], normalised ? 1 / sum(at[0]) : 1);
        }

        /** The derivative of the scale by retention, over the scale: −S' / S for a sum of weights S. */
        double rising(double value) {
            double moved = 0;
            for (int l = lags; l > 0 && normalised; l--) {
                moved = Math.fma(value, moved, l);
            }
            return -moved / sum(value);
        }

        private double sum(double value) {
            double sum = 0;
            for (int l = 0; l <= lags; l++) {
                sum = Math.fma(value, sum, 1);
            }
            return sum;
        }

        public Geometric withRetention(double value) {
            return new Geometric(lags, normalised, RETENTION.fixed(value));
        }

        public Geometric withRetentionWithin(double least, double most) {
            return new Geometric(lags, normalised, RETENTION.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(retention);
        }
    }

    /**
     * w<sub>l</sub> = retention<sup>(l − peak)²</sup>, l = 0, …, L: the effect is largest {@code peak} periods after the
     * spend. Retention in (0, 1), peak in [0, L].
     */
    record Delayed(int lags, boolean normalised, Parameter retention, Parameter peak) implements Kernel {
        static final Range RETENTION = Range.of("retention", 1e-6, 1);

        public Delayed {
            LagWeights.checkLags(lags, 1);
            RETENTION.check(retention);
            peakRange(lags).check(peak);
        }

        /** Reaching L periods back, normalised; retention fitted in [0.01, 0.95], peak in [0, L]. */
        public static Delayed upToLag(int lags) {
            LagWeights.checkLags(lags, 1);
            return new Delayed(
                    lags,
                    true,
                    RETENTION.fitted(0.01, 0.95, 0.5),
                    peakRange(lags).fitted(0, lags, Math.min(1, 0.5 * lags)));
        }

        /** With that many weights (PyMC-Marketing's {@code l_max}), normalised. */
        public static Delayed ofLength(int weights) {
            return upToLag(weights - 1);
        }

        public Delayed unnormalised() {
            return new Delayed(lags, false, retention, peak);
        }

        public Delayed withRetention(double value) {
            return new Delayed(lags, normalised, RETENTION.fixed(value), peak);
        }

        public Delayed withRetentionWithin(double least, double most) {
            return new Delayed(lags, normalised, RETENTION.within(least, most), peak);
        }

        public Delayed withPeak(double value) {
            return new Delayed(lags, normalised, retention, peakRange(lags).fixed(value));
        }

        public Delayed withPeakWithin(double least, double most) {
            return new Delayed(lags, normalised, retention, peakRange(lags).within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(retention, peak);
        }

        private static Range peakRange(int lags) {
            return Range.of("peak", 0, lags);
        }
    }

    /** w<sub>l</sub> = (1 − l / (L + 1))<sup>1/retention − 1</sup>, l = 0, …, L: falls to zero just past L. */
    record Binomial(int lags, boolean normalised, Parameter retention) implements Kernel {
        static final Range RETENTION = Range.of("retention", 0, 1);

        public Binomial {
            LagWeights.checkLags(lags, 0);
            RETENTION.check(retention);
        }

        /** Reaching L periods back (Meridian's {@code max_lag}), normalised; retention fitted in [0.01, 0.95]. */
        public static Binomial upToLag(int lags) {
            return new Binomial(lags, true, RETENTION.fitted(0.01, 0.95, 0.5));
        }

        /** With that many weights (PyMC-Marketing's {@code l_max}), normalised. */
        public static Binomial ofLength(int weights) {
            return upToLag(weights - 1);
        }

        public Binomial unnormalised() {
            return new Binomial(lags, false, retention);
        }

        public Binomial withRetention(double value) {
            return new Binomial(lags, normalised, RETENTION.fixed(value));
        }

        public Binomial withRetentionWithin(double least, double most) {
            return new Binomial(lags, normalised, RETENTION.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(retention);
        }
    }

    /**
     * What remains falls by the survival of a Weibull distribution: w₀ = 1, w<sub>l</sub> = Π<sub>j=1…l</sub> (1 − F(j)) =
     * exp(−Σ<sub>j=1…l</sub> (j / scale)<sup>shape</sup>), l = 0, …, L; scale in periods. PyMC-Marketing's {@code l_max}
     * is L here.
     */
    record WeibullCdf(int lags, boolean normalised, Parameter shape, Parameter scale) implements Kernel {
        public WeibullCdf {
            LagWeights.checkLags(lags, 0);
            LagWeights.SHAPE.check(shape);
            LagWeights.SCALE.check(scale);
        }

        /** Reaching L periods back, normalised; shape fitted in [0.1, 5], scale in [0.1, L + 1]. */
        public static WeibullCdf upToLag(int lags) {
            return new WeibullCdf(
                    lags,
                    true,
                    LagWeights.SHAPE.fitted(0.1, 5, 1),
                    LagWeights.SCALE.fitted(0.1, lags + 1.0, Math.min(2, lags + 1.0)));
        }

        /**
         * Robyn's, for a series of that length: reaches back to its beginning, not normalised, and the scale is given as
         * a share of the series, see {@link Kernel#scaleOfShare}.
         */
        public static WeibullCdf overSeries(int periods, double shape, double scaleShare) {
            return upToLag(periods - 1).unnormalised().withShape(shape).withScale(scaleOfShare(periods, scaleShare));
        }

        public WeibullCdf unnormalised() {
            return new WeibullCdf(lags, false, shape, scale);
        }

        public WeibullCdf withShape(double value) {
            return new WeibullCdf(lags, normalised, LagWeights.SHAPE.fixed(value), scale);
        }

        public WeibullCdf withShapeWithin(double least, double most) {
            return new WeibullCdf(lags, normalised, LagWeights.SHAPE.within(least, most), scale);
        }

        public WeibullCdf withScale(double value) {
            return new WeibullCdf(lags, normalised, shape, LagWeights.SCALE.fixed(value));
        }

        public WeibullCdf withScaleWithin(double least, double most) {
            return new WeibullCdf(lags, normalised, shape, LagWeights.SCALE.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(shape, scale);
        }
    }

    /**
     * A Weibull density f at 1, …, L + 1, stretched from 0 to 1: w<sub>l</sub> = (f(l + 1) − min f) / (max f − min f), l =
     * 0, …, L; (1, 0, …, 0) where the density is the same everywhere. Scale in periods.
     */
    record WeibullPdf(int lags, boolean normalised, Parameter shape, Parameter scale) implements Kernel {
        public WeibullPdf {
            LagWeights.checkLags(lags, 0);
            LagWeights.SHAPE.check(shape);
            LagWeights.SCALE.check(scale);
        }

        /** Reaching L periods back, normalised; shape fitted in [0.1, 10], scale in [0.1, L + 1]. */
        public static WeibullPdf upToLag(int lags) {
            return new WeibullPdf(
                    lags,
                    true,
                    LagWeights.SHAPE.fitted(0.1, 10, 2),
                    LagWeights.SCALE.fitted(0.1, lags + 1.0, 0.5 * (lags + 1)));
        }

        /** With that many weights (PyMC-Marketing's {@code l_max}), normalised. */
        public static WeibullPdf ofLength(int weights) {
            return upToLag(weights - 1);
        }

        /** Robyn's, for a series of that length: as {@link WeibullCdf#overSeries}. */
        public static WeibullPdf overSeries(int periods, double shape, double scaleShare) {
            return upToLag(periods - 1).unnormalised().withShape(shape).withScale(scaleOfShare(periods, scaleShare));
        }

        public WeibullPdf unnormalised() {
            return new WeibullPdf(lags, false, shape, scale);
        }

        public WeibullPdf withShape(double value) {
            return new WeibullPdf(lags, normalised, LagWeights.SHAPE.fixed(value), scale);
        }

        public WeibullPdf withShapeWithin(double least, double most) {
            return new WeibullPdf(lags, normalised, LagWeights.SHAPE.within(least, most), scale);
        }

        public WeibullPdf withScale(double value) {
            return new WeibullPdf(lags, normalised, shape, LagWeights.SCALE.fixed(value));
        }

        public WeibullPdf withScaleWithin(double least, double most) {
            return new WeibullPdf(lags, normalised, shape, LagWeights.SCALE.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(shape, scale);
        }
    }
}

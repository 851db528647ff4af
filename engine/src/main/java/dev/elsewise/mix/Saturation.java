package dev.elsewise.mix;

import dev.elsewise.scm.Parameter;
import dev.elsewise.scm.Transform;
import java.util.List;

/**
 * How the effect of a week's media falls off as there is more of it: an increasing function of one number, without a scale of
 * its own (the coefficient in front has that). Every kind maps 0 to 0, exactly. Below zero each is continued as an odd
 * function, f(−x) = −f(x), so that a simulated mediator that dips below zero stays a number.
 *
 * <p>Defaults are meant for a series whose largest value is 1; {@link #inUnitsOf} restates them for one in money.
 *
 * <p>The input and the output of {@link #apply} may be the same array. Cost: one division ({@link MichaelisMenten} and {@link
 * Hill} of slope 1) or one transcendental function a value.
 */
public sealed interface Saturation extends Transform {
    /** No saturation. */
    static Identity none() {
        return new Identity();
    }

    default double value(double x, double[] at) {
        return Curves.value(this, x, at);
    }

    /** df/dx; infinite at 0 for {@link Hill} of slope below 1 and for {@link Root}. */
    default double derivative(double x, double[] at) {
        return Curves.derivative(this, x, at);
    }

    /** {@link #derivative(double, double[])} of every value. */
    default void derivative(double[] x, double[] at, double[] out) {
        Curves.derivative(this, x, at, out);
    }

    /** The derivative of the value with respect to one parameter. */
    default double derivative(double x, double[] at, int parameter) {
        return Curves.derivative(this, x, at, parameter);
    }

    /** What the value tends to as x grows, without ever reaching it; infinite for roots, logarithms and the identity. */
    default double ceiling() {
        return this instanceof Root || this instanceof Log1p || this instanceof Identity ? Double.POSITIVE_INFINITY : 1;
    }

    /** The x whose value is y; infinite at the ceiling, {@code NaN} beyond it. */
    default double inverse(double y, double[] at) {
        return Curves.inverse(this, y, at);
    }

    /** The x at which half of the ceiling is reached; infinite without a ceiling. */
    default double halfway(double[] at) {
        return inverse(0.5 * ceiling(), at);
    }

    /**
     * The same curve, its parameters restated for a series in larger units: bounds and starts that are amounts are multiplied
     * by the unit, those per amount divided. {@code f.inUnitsOf(u)} at u · x is f at x.
     *
     * @param unit such as the largest weekly spend; positive
     */
    Saturation inUnitsOf(double unit);

    @Override
    default void apply(double[] x, double[] at, double[] out) {
        Curves.apply(this, x, at, out);
    }

    @Override
    default void slope(double[] x, double[] at, int parameter, double[] out) {
        Curves.derivative(this, x, at, parameter, out);
    }

    /** f(x) = x. */
    record Identity() implements Saturation {
        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Identity inUnitsOf(double unit) {
            return this;
        }
    }

    /**
     * f(x) = x<sup>slope</sup> / (x<sup>slope</sup> + half<sup>slope</sup>): Hill's equation. Meridian fixes the slope of media at 1, since slope,
     * half saturation and coefficient are hardly told apart by a few hundred weeks; a slope above 1 makes an S.
     */
    record Hill(Parameter slope, Parameter halfSaturation) implements Saturation {
        static final Range SLOPE = Range.positive("slope");
        static final Range HALF = Range.positive("half saturation");

        public Hill {
            SLOPE.check(slope);
            HALF.check(halfSaturation);
        }

        /** Slope 1; half saturation fitted in [0.1, 3]. */
        public static Hill withDefaults() {
            return new Hill(SLOPE.fixed(1), HALF.fitted(0.1, 3, 0.8));
        }

        public Hill withSlope(double value) {
            return new Hill(SLOPE.fixed(value), halfSaturation);
        }

        public Hill withSlopeWithin(double least, double most) {
            return new Hill(SLOPE.within(least, most), halfSaturation);
        }

        public Hill withHalfSaturation(double value) {
            return new Hill(slope, HALF.fixed(value));
        }

        public Hill withHalfSaturationWithin(double least, double most) {
            return new Hill(slope, HALF.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(slope, halfSaturation);
        }

        @Override
        public Hill inUnitsOf(double unit) {
            return new Hill(slope, Range.times(halfSaturation, unit));
        }
    }

    /** f(x) = x / (x + half): Michaelis and Menten's equation, Hill's of slope 1. */
    record MichaelisMenten(Parameter halfSaturation) implements Saturation {
        public MichaelisMenten {
            Hill.HALF.check(halfSaturation);
        }

        /** Half saturation fitted in [0.1, 3]. */
        public static MichaelisMenten withDefaults() {
            return new MichaelisMenten(Hill.HALF.fitted(0.1, 3, 0.8));
        }

        public MichaelisMenten withHalfSaturation(double value) {
            return new MichaelisMenten(Hill.HALF.fixed(value));
        }

        public MichaelisMenten withHalfSaturationWithin(double least, double most) {
            return new MichaelisMenten(Hill.HALF.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(halfSaturation);
        }

        @Override
        public MichaelisMenten inUnitsOf(double unit) {
            return new MichaelisMenten(Range.times(halfSaturation, unit));
        }
    }

    /** f(x) = (1 − e<sup>−rate·x</sup>) / (1 + e<sup>−rate·x</sup>) = tanh(rate · x / 2); half of it is reached at ln 3 / rate. */
    record Logistic(Parameter rate) implements Saturation {
        static final Range RATE = Range.positive("rate");

        public Logistic {
            RATE.check(rate);
        }

        /** Rate fitted in [0.1, 10]. */
        public static Logistic withDefaults() {
            return new Logistic(RATE.fitted(0.1, 10, 3));
        }

        public Logistic withRate(double value) {
            return new Logistic(RATE.fixed(value));
        }

        public Logistic withRateWithin(double least, double most) {
            return new Logistic(RATE.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(rate);
        }

        @Override
        public Logistic inUnitsOf(double unit) {
            return new Logistic(Range.times(rate, 1 / unit));
        }
    }

    /** f(x) = tanh(x / scale): {@link Logistic} of rate 2 / scale, told by an amount. */
    record Tanh(Parameter scale) implements Saturation {
        static final Range SCALE = Range.positive("saturation scale");

        public Tanh {
            SCALE.check(scale);
        }

        /** Saturation scale fitted in [0.1, 5]. */
        public static Tanh withDefaults() {
            return new Tanh(SCALE.fitted(0.1, 5, 1));
        }

        public Tanh withScale(double value) {
            return new Tanh(SCALE.fixed(value));
        }

        public Tanh withScaleWithin(double least, double most) {
            return new Tanh(SCALE.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(scale);
        }

        @Override
        public Tanh inUnitsOf(double unit) {
            return new Tanh(Range.times(scale, unit));
        }
    }

    /** f(x) = x<sup>exponent</sup>, exponent in (0, 1]: a constant elasticity, no ceiling. */
    record Root(Parameter exponent) implements Saturation {
        static final Range EXPONENT = Range.of("exponent", 1e-6, 1);

        public Root {
            EXPONENT.check(exponent);
        }

        /** Exponent fitted in [0.1, 1]. */
        public static Root withDefaults() {
            return new Root(EXPONENT.fitted(0.1, 1, 0.5));
        }

        public Root withExponent(double value) {
            return new Root(EXPONENT.fixed(value));
        }

        public Root withExponentWithin(double least, double most) {
            return new Root(EXPONENT.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(exponent);
        }

        /** A power has no units: a larger unit only scales the coefficient. */
        @Override
        public Root inUnitsOf(double unit) {
            return this;
        }
    }

    /** f(x) = ln(1 + x / scale), no ceiling; the scale is 1 and fixed unless told otherwise. */
    record Log1p(Parameter scale) implements Saturation {
        public Log1p {
            Tanh.SCALE.check(scale);
        }

        /** ln(1 + x). */
        public static Log1p withDefaults() {
            return new Log1p(Tanh.SCALE.fixed(1));
        }

        public Log1p withScale(double value) {
            return new Log1p(Tanh.SCALE.fixed(value));
        }

        public Log1p withScaleWithin(double least, double most) {
            return new Log1p(Tanh.SCALE.within(least, most));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(scale);
        }

        @Override
        public Log1p inUnitsOf(double unit) {
            return new Log1p(Range.times(scale, unit));
        }
    }
}

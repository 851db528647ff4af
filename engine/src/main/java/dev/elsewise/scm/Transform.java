package dev.elsewise.scm;

import java.io.Serializable;
import java.util.List;

/**
 * A causal filter of one unbroken series: value t of the result depends on the values up to t of the input, and on a few parameters.
 * Implementations are immutable.
 */
public interface Transform extends Serializable {
    /** What shapes it, in the order in which {@code at} holds their values; the fixed ones too. */
    List<Parameter> parameters();

    /**
     * The filtered series.
     *
     * @param x one unit's values in the order of time, without a gap
     * @param at a value for each parameter
     * @param out receives as many values as x has; may be x
     */
    void apply(double[] x, double[] at, double[] out);

    /** {@link #apply} of several series of one length, one after the other. */
    default void apply(double[] x, int periods, double[] at, double[] out) {
        double[] own = new double[periods];
        for (int start = 0; start < x.length; start += periods) {
            System.arraycopy(x, start, own, 0, periods);
            apply(own, at, own);
            System.arraycopy(own, 0, out, start, periods);
        }
    }

    /** The same transform with one of its parameters fixed. */
    default Transform held(int parameter, double at) {
        return new Held(this, parameter, at);
    }

    /** The same carry-over without saturation: what a small change of the input does, up to a factor. */
    default Transform linear() {
        return this;
    }

    /** The transform of series that stay, at parameters that move; not for several threads. */
    interface Moving {
        /**
         * {@link Transform#apply} of each series.
         *
         * @param out not to be changed before {@link #slopes} are asked for
         */
        void values(double[] at, double[] out);

        /**
         * {@link Transform#slope} of each series by some parameters, where {@link #values} were asked for last.
         *
         * @param out one array for each parameter, an empty one for those that are not asked for
         */
        void slopes(double[][] out);
    }

    /**
     * This transform of several series, for a search of its parameters.
     *
     * @param x series of one length, one after the other
     * @param periods the length of each
     */
    default Moving moving(double[] x, int periods) {
        return new MovingSeries(this, x, periods);
    }

    /**
     * The derivative of every value of {@link #apply} with respect to one parameter, by central differences unless a transform knows
     * better; one-sided at a bound.
     */
    default void slope(double[] x, double[] at, int parameter, double[] out) {
        Parameter moved = parameters().get(parameter);
        double step = 1e-6 * Math.max(1e-3, Math.abs(at[parameter]));
        double[] low = at.clone();
        double[] high = at.clone();
        low[parameter] = Math.max(moved.least(), at[parameter] - step);
        high[parameter] = Math.min(moved.most(), at[parameter] + step);
        double width = high[parameter] - low[parameter];
        double[] below = new double[x.length];
        apply(x, low, below);
        apply(x, high, out);
        for (int t = 0; t < x.length; t++) {
            out[t] = width > 0 ? (out[t] - below[t]) / width : 0;
        }
    }
}

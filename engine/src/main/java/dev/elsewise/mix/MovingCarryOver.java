package dev.elsewise.mix;

import dev.elsewise.math.Kernels;
import dev.elsewise.scm.Transform;

/** A carry-over of series that stay, at parameters that move: what has piled up is worked out once for values and slopes. */
final class MovingCarryOver implements Transform.Moving {
    /** For a one-sided slope where the curve rises vertically from zero. */
    private static final double STEP = 1e-6;

    private final Adstock adstock;
    private final Saturation saturation;
    private final CarryOver of;
    private final double[] x;
    private final int periods;
    /** What comes first of the two. */
    private final double[] first;

    private final double[] steep;
    private double[] at = {};
    private double[] curve = {};
    private boolean steepKnown;

    MovingCarryOver(CarryOver of, double[] x, int periods) {
        this.of = of;
        this.x = x;
        this.periods = periods;
        adstock = of.adstock();
        saturation = of.saturation();
        first = new double[x.length];
        steep = new double[carriesFirst() && !(saturation instanceof Saturation.Identity) ? x.length : 0];
    }

    private boolean carriesFirst() {
        return of.order() == CarryOver.Order.CARRY_OVER_FIRST;
    }

    @Override
    public void values(double[] at, double[] out) {
        this.at = at;
        curve = of.curve(at);
        steepKnown = false;
        if (carriesFirst()) {
            adstock.apply(x, periods, at, first);
            saturation.apply(first, curve, out);
        } else {
            saturation.apply(x, curve, first);
            adstock.apply(first, periods, at, out);
        }
    }

    @Override
    public void slopes(double[][] out) {
        for (int k = 0; k < out.length; k++) {
            if (out[k].length > 0) {
                slope(k, out[k]);
            }
        }
    }

    /** By one parameter, where {@link #values} were asked for last. */
    void slope(int parameter, double[] out) {
        int own = adstock.parameters().size();
        if (!carriesFirst()) {
            if (parameter < own) {
                adstock.slope(first, periods, at, parameter, out);
            } else {
                saturation.slope(x, curve, parameter - own, out);
                adstock.apply(out, periods, at, out);
            }
        } else if (parameter >= own) {
            saturation.slope(first, curve, parameter - own, out);
        } else {
            adstock.slope(x, periods, at, parameter, out);
            if (steep.length > 0) {
                chain(out);
            }
        }
    }

    /** The curve's steepness times the move of the stock, finite even where the curve rises vertically. */
    private void chain(double[] moved) {
        if (!steepKnown) {
            saturation.derivative(first, curve, steep);
            steepKnown = true;
        }
        if (Double.isFinite(saturation.derivative(0, curve))) {
            Kernels.multiply(steep, moved, moved, moved.length);
            return;
        }
        for (int t = 0; t < moved.length; t++) {
            if (moved[t] != 0) {
                moved[t] = Double.isInfinite(steep[t])
                        ? saturation.value(STEP * moved[t], curve) / STEP
                        : steep[t] * moved[t];
            }
        }
    }
}

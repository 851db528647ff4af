package dev.elsewise.mix;

import dev.elsewise.math.Kernels;
import dev.elsewise.scm.Transform;
import java.util.Arrays;

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
    private final Transform.Moving stock;
    private double[] at = {};
    private double[] curve = {};

    MovingCarryOver(CarryOver of, double[] x, int periods) {
        this.of = of;
        this.x = x;
        this.periods = periods;
        adstock = of.adstock();
        saturation = of.saturation();
        stock = adstock.moving(x, periods);
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
        if (carriesFirst()) {
            stock.values(at, first);
            saturation.apply(first, curve, out);
        } else {
            saturation.apply(x, curve, first);
            adstock.apply(first, periods, at, out);
        }
    }

    @Override
    public void slopes(double[][] out) {
        int own = adstock.parameters().size();
        double[][] carried = Arrays.copyOf(out, own);
        if (carriesFirst()) {
            stock.slopes(carried);
            chain(carried);
        }
        for (int k = 0; k < out.length; k++) {
            if (out[k].length == 0) {
                continue;
            }
            if (k >= own) {
                saturation.slope(carriesFirst() ? first : x, curve, k - own, out[k]);
            }
            if (!carriesFirst() && k >= own) {
                adstock.apply(out[k], periods, at, out[k]);
            } else if (!carriesFirst()) {
                adstock.slope(first, periods, at, k, out[k]);
            }
        }
    }

    /** The curve's steepness times the moves of the stock. */
    private void chain(double[][] moved) {
        if (steep.length == 0 || !asked(moved)) {
            return;
        }
        saturation.derivative(first, curve, steep);
        boolean rises = Double.isInfinite(saturation.derivative(0, curve));
        for (double[] each : moved) {
            if (rises) {
                risen(each);
            } else {
                Kernels.multiply(steep, each, each, each.length);
            }
        }
    }

    private static boolean asked(double[][] moved) {
        for (double[] each : moved) {
            if (each.length > 0) {
                return true;
            }
        }
        return false;
    }

    /** The same, finite even where the curve rises vertically. */
    private void risen(double[] moved) {
        for (int t = 0; t < moved.length; t++) {
            if (moved[t] != 0) {
                moved[t] = Double.isInfinite(steep[t])
                        ? saturation.value(STEP * moved[t], curve) / STEP
                        : steep[t] * moved[t];
            }
        }
    }
}

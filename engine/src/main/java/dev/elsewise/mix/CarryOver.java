package dev.elsewise.mix;

import dev.elsewise.scm.Parameter;
import dev.elsewise.scm.Transform;
import java.util.Arrays;
import java.util.List;

/**
 * What media have done by a period: carry-over, then saturation (or the other way round) of one series.
 *
 * <p>Carry-over first, f(Σ w<sub>l</sub> x<sub>t−l</sub>), saturates what has piled up; saturation first, Σ w<sub>l</sub>
 * f(x<sub>t−l</sub>), saturates within a period and suits short flights. Zeros give zeros exactly. The parameters are those
 * of the adstock, then those of the saturation; slopes are exact.
 *
 * <p>Cost of a value: L + 1 multiplications for a kernel of L lags, and one evaluation of the curve.
 */
public record CarryOver(Adstock adstock, Saturation saturation, Order order) implements Transform {
    /** For a one-sided slope where the curve rises vertically from zero. */
    private static final double STEP = 1e-6;

    /** What comes first. */
    public enum Order {
        CARRY_OVER_FIRST,
        SATURATION_FIRST
    }

    /** Carry-over, then saturation. */
    public static CarryOver of(Adstock adstock, Saturation saturation) {
        return new CarryOver(adstock, saturation, Order.CARRY_OVER_FIRST);
    }

    /** Geometric and normalised over the present and eight past periods, no saturation. */
    public static CarryOver withDefaults() {
        return of(Kernel.Geometric.upToLag(8), Saturation.none());
    }

    public CarryOver withAdstock(Adstock value) {
        return new CarryOver(value, saturation, order);
    }

    public CarryOver withSaturation(Saturation value) {
        return new CarryOver(adstock, value, order);
    }

    public CarryOver withOrder(Order value) {
        return new CarryOver(adstock, saturation, value);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> first = adstock.parameters();
        List<Parameter> second = saturation.parameters();
        if (second.isEmpty()) {
            return first;
        }
        Parameter[] all = Arrays.copyOf(first.toArray(new Parameter[0]), first.size() + second.size());
        for (int i = 0; i < second.size(); i++) {
            all[first.size() + i] = second.get(i);
        }
        return List.of(all);
    }

    @Override
    public void apply(double[] x, double[] at, double[] out) {
        if (order == Order.CARRY_OVER_FIRST) {
            adstock.apply(x, at, out);
            saturation.apply(out, curve(at), out);
        } else {
            saturation.apply(x, curve(at), out);
            adstock.apply(out, at, out);
        }
    }

    @Override
    public void slope(double[] x, double[] at, int parameter, double[] out) {
        double[][] all = new double[parameters().size()][x.length];
        slopes(x, at, all);
        System.arraycopy(all[parameter], 0, out, 0, x.length);
    }

    @Override
    public void slopes(double[] x, double[] at, double[][] out) {
        int own = adstock.parameters().size();
        double[] curve = curve(at);
        double[] first = new double[x.length];
        if (order == Order.SATURATION_FIRST) {
            saturation.apply(x, curve, first);
            for (int k = 0; k < out.length; k++) {
                if (k < own) {
                    adstock.slope(first, at, k, out[k]);
                } else {
                    saturation.slope(x, curve, k - own, out[k]);
                    adstock.apply(out[k], at, out[k]);
                }
            }
            return;
        }
        adstock.apply(x, at, first);
        for (int k = own; k < out.length; k++) {
            saturation.slope(first, curve, k - own, out[k]);
        }
        for (int k = 0; k < own; k++) {
            adstock.slope(x, at, k, out[k]);
        }
        if (!(saturation instanceof Saturation.Identity) && own > 0) {
            double[] steep = new double[x.length];
            saturation.derivative(first, curve, steep);
            for (int k = 0; k < own; k++) {
                chain(steep, out[k], curve);
            }
        }
    }

    /** The curve's steepness times the move of the stock, finite even where the curve rises vertically. */
    private void chain(double[] steep, double[] moved, double[] curve) {
        for (int t = 0; t < moved.length; t++) {
            if (moved[t] != 0) {
                moved[t] = Double.isInfinite(steep[t])
                        ? saturation.value(STEP * moved[t], curve) / STEP
                        : steep[t] * moved[t];
            }
        }
    }

    @Override
    public CarryOver linear() {
        return withSaturation(Saturation.none());
    }

    /** The effect of one unit in the periods 0, …, n − 1 before saturation, see {@link Adstock#weights}. */
    public double[] weights(double[] at, int periods) {
        return adstock.weights(at, periods);
    }

    /** See {@link Adstock#halfLife}. */
    public double halfLife(double[] at) {
        return adstock.halfLife(at);
    }

    /** See {@link Adstock#meanLag}. */
    public double meanLag(double[] at) {
        return adstock.meanLag(at);
    }

    /** See {@link Adstock#immediateShare}. */
    public double immediateShare(double[] at) {
        return adstock.immediateShare(at);
    }

    /** The values of the saturation's parameters. */
    private double[] curve(double[] at) {
        return Arrays.copyOfRange(at, adstock.parameters().size(), at.length);
    }
}

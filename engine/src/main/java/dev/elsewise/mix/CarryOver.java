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
        apply(x, x.length, at, out);
    }

    @Override
    public void apply(double[] x, int periods, double[] at, double[] out) {
        if (order == Order.CARRY_OVER_FIRST) {
            adstock.apply(x, periods, at, out);
            saturation.apply(out, curve(at), out);
        } else {
            saturation.apply(x, curve(at), out);
            adstock.apply(out, periods, at, out);
        }
    }

    @Override
    public void slope(double[] x, double[] at, int parameter, double[] out) {
        MovingCarryOver moving = new MovingCarryOver(this, x, x.length);
        moving.values(at, new double[x.length]);
        double[][] slopes = new double[at.length][0];
        slopes[parameter] = out;
        moving.slopes(slopes);
    }

    @Override
    public Moving moving(double[] x, int periods) {
        return new MovingCarryOver(this, x, periods);
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
    double[] curve(double[] at) {
        return Arrays.copyOfRange(at, adstock.parameters().size(), at.length);
    }
}

package dev.elsewise.scm;

import java.util.ArrayList;
import java.util.List;

/**
 * A transform with one of its parameters fixed.
 *
 * @param parameter its place
 * @param at its value
 */
record Held(Transform of, int parameter, double at) implements Transform {
    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(of.parameters());
        all.set(parameter, all.get(parameter).at(at));
        return List.copyOf(all);
    }

    @Override
    public Transform linear() {
        Transform linear = of.linear();
        return parameter < linear.parameters().size() ? new Held(linear, parameter, at) : linear;
    }

    @Override
    public void apply(double[] x, double[] values, double[] out) {
        of.apply(x, values, out);
    }

    @Override
    public void apply(double[] x, int periods, double[] values, double[] out) {
        of.apply(x, periods, values, out);
    }

    @Override
    public void slope(double[] x, double[] values, int which, double[] out) {
        of.slope(x, values, which, out);
    }

    @Override
    public Moving moving(double[] x, int periods) {
        return of.moving(x, periods);
    }
}

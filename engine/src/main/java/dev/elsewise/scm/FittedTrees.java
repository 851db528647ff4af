package dev.elsewise.scm;

import dev.elsewise.learn.trees.GrownTrees;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Trees over the columns that terms make, and a level for each unit. Where changes are explained, columns are changes too.
 *
 * @param method in a few words
 * @param theta the values of all shape parameters
 * @param trees of all units, or one for each
 * @param intercept each unit's mean, of which the trees explain the rest
 * @param variance of errors on periods that trees did not see: what they leave where they have learnt says nothing
 */
record FittedTrees(
        String node,
        Link link,
        boolean differenced,
        String method,
        Layout layout,
        double[] theta,
        List<GrownTrees> trees,
        double[] intercept,
        double variance,
        List<Importance> importance)
        implements Fitted {
    @Override
    public OptionalDouble penalty() {
        return OptionalDouble.empty();
    }

    @Override
    public List<String> dropped() {
        return List.of();
    }

    @Override
    public List<Contribution> contributions() {
        return List.of();
    }

    @Override
    public double[] shape(String parent, int unit) {
        return layout.shape(parent, unit, theta);
    }

    @Override
    public Fitted made() {
        return this;
    }

    private GrownTrees of(int unit) {
        return trees.get(trees.size() == 1 ? 0 : unit);
    }

    @Override
    public void predictor(Series of, int unit, double[] out) {
        int n = out.length;
        double[] said = of(unit).predict(features(columns(of, unit, n)), n);
        double[] y = differenced ? of.of(node) : said;
        for (int t = 0; t < n; t++) {
            double level = differenced ? link.of(y[Math.max(0, t - 1)]) : 0;
            out[t] = differenced && t == 0 ? level : level + intercept[unit] + said[t];
        }
    }

    /** The columns as levels. */
    private double[][] columns(Series of, int unit, int periods) {
        double[][] columns = new double[layout.width()][periods];
        for (Layout.Slot slot : layout.slots()) {
            layout.columns(slot, of, unit, link, theta, part(columns, slot));
        }
        return columns;
    }

    private static double[][] part(double[][] columns, Layout.Slot slot) {
        return Arrays.copyOfRange(columns, slot.start(), slot.start() + slot.count());
    }

    /** What the trees see of them. */
    private double[][] features(double[][] columns) {
        if (!differenced) {
            return columns;
        }
        double[][] changes = new double[columns.length][];
        for (int c = 0; c < changes.length; c++) {
            changes[c] = columns[c].clone();
            for (int t = 0; t < changes[c].length; t++) {
                changes[c][t] = t == 0 ? 0 : columns[c][t] - columns[c][t - 1];
            }
        }
        return changes;
    }

    @Override
    public void change(Series before, Series after, int unit, Step step, double[] out) {
        int n = out.length;
        double[][] old = columns(before, unit, n);
        double[][] now = old.clone();
        for (Layout.Slot slot : layout.slots()) {
            boolean own = slot.term() instanceof Term.Lagged;
            if (own || slot.touched(after)) {
                for (int c = slot.start(); c < slot.start() + slot.count(); c++) {
                    now[c] = old[c].clone();
                }
                if (!own) {
                    layout.columns(slot, after, unit, link, theta, part(now, slot));
                }
            }
        }
        if (layout.lagged()) {
            roll(old, now, unit, step, out);
        } else {
            atOnce(features(old), features(now), unit, step, out);
        }
    }

    /** Where nothing acts on its own future, all periods that see something else are asked together. */
    private void atOnce(double[][] old, double[][] now, int unit, Step step, double[] out) {
        int n = out.length;
        int[] other = new int[n];
        int count = 0;
        for (int t = 0; t < n; t++) {
            if (differs(old, now, t)) {
                other[count++] = t;
            }
        }
        double[] was = of(unit).predict(only(old, other, count), count);
        double[] is = of(unit).predict(only(now, other, count), count);
        Arrays.fill(out, 0);
        for (int i = 0; i < count; i++) {
            out[other[i]] = is[i] - was[i];
        }
        double sum = 0;
        for (int t = 0; t < n; t++) {
            sum = differenced ? sum + out[t] : out[t];
            out[t] = step.at(t, sum);
        }
    }

    private static boolean differs(double[][] old, double[][] now, int period) {
        for (int c = 0; c < old.length; c++) {
            if (old[c][period] != now[c][period]) {
                return true;
            }
        }
        return false;
    }

    private static double[][] only(double[][] columns, int[] periods, int count) {
        double[][] some = new double[columns.length][count];
        for (int c = 0; c < some.length; c++) {
            for (int i = 0; i < count; i++) {
                some[c][i] = columns[c][periods[i]];
            }
        }
        return some;
    }

    /** Period by period, because what moved the node moves its own future. */
    private void roll(double[][] old, double[][] now, int unit, Step step, double[] out) {
        double[] moved = new double[out.length];
        double sum = 0;
        for (int t = 0; t < out.length; t++) {
            for (Layout.Slot slot : layout.slots()) {
                if (slot.term() instanceof Term.Lagged l && t >= l.lag()) {
                    now[slot.start()][t] = old[slot.start()][t] + moved[t - l.lag()];
                }
            }
            double[][] was = at(old, t);
            double[][] is = at(now, t);
            double change = differs(was, is, 0) ? of(unit).predict(is, 1)[0] - of(unit).predict(was, 1)[0] : 0;
            sum = differenced ? sum + change : change;
            moved[t] = step.at(t, sum);
            out[t] = moved[t];
        }
    }

    private double[][] at(double[][] columns, int period) {
        double[][] one = new double[columns.length][1];
        for (int c = 0; c < one.length; c++) {
            double before = differenced ? columns[c][Math.max(0, period - 1)] : 0;
            one[c][0] = columns[c][period] - before;
        }
        return one;
    }
}

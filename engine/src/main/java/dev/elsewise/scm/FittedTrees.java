package dev.elsewise.scm;

import dev.elsewise.learn.trees.GrownTrees;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

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

    /** What the trees of each row's unit say. */
    private double[] predict(double[][] features, int[] rows) {
        if (trees.size() == 1) {
            return trees.getFirst().predict(only(features, rows), rows.length);
        }
        int n = features[0].length / trees.size();
        double[] said = new double[rows.length];
        for (int from = 0; from < rows.length; ) {
            int unit = rows[from] / n;
            int to = from;
            while (to < rows.length && rows[to] / n == unit) {
                to++;
            }
            double[] own = trees.get(unit).predict(only(features, Arrays.copyOfRange(rows, from, to)), to - from);
            System.arraycopy(own, 0, said, from, own.length);
            from = to;
        }
        return said;
    }

    private static double[][] only(double[][] columns, int[] rows) {
        double[][] some = new double[columns.length][rows.length];
        for (int c = 0; c < some.length; c++) {
            for (int i = 0; i < rows.length; i++) {
                some[c][i] = columns[c][rows[i]];
            }
        }
        return some;
    }

    @Override
    public void predictor(Series of, double[] out) {
        int n = of.periods();
        double[] said =
                predict(features(columns(of), n), IntStream.range(0, out.length).toArray());
        double[] y = differenced ? of.of(node) : said;
        for (int r = 0; r < out.length; r++) {
            boolean first = r % n == 0;
            double level = differenced ? link.of(y[first ? r : r - 1]) : 0;
            out[r] = differenced && first ? level : level + intercept[r / n] + said[r];
        }
    }

    /** The columns as levels; those of one slot are its own arrays. */
    private double[][] columns(Series of) {
        double[][] columns = new double[layout.width()][];
        for (Layout.Slot slot : layout.slots()) {
            put(slot, of, columns);
        }
        return columns;
    }

    private void put(Layout.Slot slot, Series of, double[][] columns) {
        double[][] own = layout.columns(slot, of, link, theta);
        System.arraycopy(own, 0, columns, slot.start(), slot.count());
    }

    /** What the trees see of them. */
    private double[][] features(double[][] columns, int periods) {
        if (!differenced) {
            return columns;
        }
        double[][] changes = new double[columns.length][];
        for (int c = 0; c < changes.length; c++) {
            changes[c] = new double[columns[c].length];
            for (int r = 0; r < changes[c].length; r++) {
                changes[c][r] = r % periods == 0 ? 0 : columns[c][r] - columns[c][r - 1];
            }
        }
        return changes;
    }

    @Override
    public void change(Series before, Series after, Step step, double[] out) {
        double[][] old = columns(before);
        double[][] now = old.clone();
        for (Layout.Slot slot : layout.slots()) {
            if (slot.term() instanceof Term.Lagged) {
                now[slot.start()] = old[slot.start()].clone();
            } else if (slot.touched(after)) {
                put(slot, after, now);
            }
        }
        if (layout.lagged()) {
            roll(old, now, before.periods(), step, out);
        } else {
            atOnce(features(old, before.periods()), features(now, before.periods()), before.periods(), step, out);
        }
    }

    /** Where nothing acts on its own future, all rows that see something else are asked together. */
    private void atOnce(double[][] old, double[][] now, int periods, Step step, double[] out) {
        int[] other =
                IntStream.range(0, out.length).filter(r -> differs(old, now, r)).toArray();
        double[] was = predict(old, other);
        double[] is = predict(now, other);
        Arrays.fill(out, 0);
        for (int i = 0; i < other.length; i++) {
            out[other[i]] = is[i] - was[i];
        }
        double sum = 0;
        for (int r = 0; r < out.length; r++) {
            sum = differenced && r % periods > 0 ? sum + out[r] : out[r];
            out[r] = step.at(r, sum);
        }
    }

    private static boolean differs(double[][] old, double[][] now, int row) {
        for (int c = 0; c < old.length; c++) {
            if (old[c][row] != now[c][row]) {
                return true;
            }
        }
        return false;
    }

    /** Row by row, because what moved the node moves its own future. */
    private void roll(double[][] old, double[][] now, int periods, Step step, double[] out) {
        double sum = 0;
        for (int r = 0; r < out.length; r++) {
            int period = r % periods;
            for (Layout.Slot slot : layout.slots()) {
                if (slot.term() instanceof Term.Lagged l && period >= l.lag()) {
                    now[slot.start()][r] = old[slot.start()][r] + out[r - l.lag()];
                }
            }
            double[][] was = at(old, r, period);
            double[][] is = at(now, r, period);
            GrownTrees own = trees.get(trees.size() == 1 ? 0 : r / periods);
            double change = differs(was, is, 0) ? own.predict(is, 1)[0] - own.predict(was, 1)[0] : 0;
            sum = differenced && period > 0 ? sum + change : change;
            out[r] = step.at(r, sum);
        }
    }

    private double[][] at(double[][] columns, int row, int period) {
        double[][] one = new double[columns.length][1];
        for (int c = 0; c < one.length; c++) {
            double before = differenced ? columns[c][period == 0 ? row : row - 1] : 0;
            one[c][0] = columns[c][row] - before;
        }
        return one;
    }
}

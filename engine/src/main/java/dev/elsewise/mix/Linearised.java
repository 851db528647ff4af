package dev.elsewise.mix;

import dev.elsewise.check.series.AddedTerm;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.Link;
import dev.elsewise.scm.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * An equation as least squares on the columns that its shapes make, without penalty or limits: for questions of the kind "does one more
 * column explain what the others leave", which a penalty would blur.
 *
 * @param rows of each unit, so many periods of the window from its first on
 */
record Linearised(FittedMix fit, String node, int rows) {
    static Linearised of(FittedMix fit, String node) {
        return new Linearised(fit, node, fit.data().window());
    }

    /** The same equation without its last periods. */
    Linearised without(int last) {
        return new Linearised(fit, node, rows - last);
    }

    /** The names of the equation's columns, in their order. */
    List<String> names() {
        FittedMechanism mechanism = fit.model().mechanism(node);
        return mechanism.contributions().isEmpty()
                ? mechanism.importance().stream()
                        .map(FittedMechanism.Importance::column)
                        .toList()
                : mechanism.contributions().stream()
                        .map(FittedMechanism.Contribution::column)
                        .toList();
    }

    /**
     * Tests one column beside those of the equation.
     *
     * @param column by rows of the panel
     * @param beside which of the equation's columns stand beside it, by their place
     */
    AddedTerm add(String name, double[] column, IntPredicate beside) {
        Worlds worlds = fit.model().worlds();
        FittedMechanism mechanism = worlds.mechanism(node);
        double[] y = fit.compiled().panel().column(node).clone();
        if (mechanism.link() == Link.LOG) {
            for (int r = 0; r < y.length; r++) {
                y[r] = Math.log(y[r]);
            }
        }
        List<double[]> all = worlds.columns(node);
        List<double[]> others = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            if (beside.test(c)) {
                others.add(seen(all.get(c)));
            }
        }
        return AddedTerm.of(
                name, seen(column), others, seen(y), fit.data().units().size());
    }

    /** The rows that are looked at; their changes where changes are explained. */
    private double[] seen(double[] panel) {
        int n = fit.data().periods().size();
        int history = fit.data().history();
        boolean changes = fit.mix().differenced().contains(node);
        double[] out = new double[fit.data().units().size() * rows];
        for (int u = 0; u < fit.data().units().size(); u++) {
            for (int t = 0; t < rows; t++) {
                int at = u * n + history + t;
                int before = u * n + Math.max(0, history + t - 1);
                out[u * rows + t] = changes ? panel[at] - panel[before] : panel[at];
            }
        }
        return out;
    }
}

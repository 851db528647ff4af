package dev.elsewise.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.check.series.LevelsAndChanges;
import dev.elsewise.check.series.Stationarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The trap of levels: two series that wander move together over years for no reason, and a regression of one on the other in levels is
 * precise and wrong. Changes from period to period do not share that fault.
 */
final class Trending {
    private static final double UNLIKELY = 0.01;
    private static final double FACTOR = 2;
    private static final int ENOUGH = 30;

    private Trending() {}

    /**
     * A channel and a node that it may move, with the slope of one on the other in levels and in changes.
     *
     * @param differenced whether the node's equation is one of changes already
     */
    record Pair(String channel, String node, LevelsAndChanges.Term slope, boolean trap, boolean differenced) {
        Diagnostic diagnostic() {
            String found = String.format(
                    Locale.ROOT,
                    "A regression in levels says %.4g for one unit of %s, their changes say %.4g (difference ± %.2g)",
                    slope.levels(),
                    channel,
                    slope.changes(),
                    slope.error());
            return new Diagnostic(
                    "levels of " + channel + " and " + node,
                    slope.pValue(),
                    UNLIKELY,
                    trap ? Verdict.FAIL : Verdict.PASS,
                    trap
                            ? found
                                    + ": both wander, and their levels move together for other reasons. "
                                    + (differenced
                                            ? "The equation is one of changes, which do not share that fault; still, do"
                                            : "Say differences: [" + node + "], and do")
                                    + " not read the size of the effect from this series alone."
                            : found + "; that is within chance, or they do not both wander.");
        }
    }

    /** Every channel that may move a node; of several units the mean. */
    static List<Pair> of(FittedMix fit, String node) {
        List<Pair> pairs = new ArrayList<>();
        if (fit.data().window() < ENOUGH) {
            return pairs;
        }
        double[] y = mean(fit, node);
        for (Input input : fit.mix().inputs()) {
            if (input.role().acts() && fit.mix().graph().ancestors(node).contains(input.name())) {
                double[] x = mean(fit, input.name());
                LevelsAndChanges both = LevelsAndChanges.of(y, List.of(input.name()), new double[][] {x});
                LevelsAndChanges.Term slope = both.terms().getFirst();
                boolean apart = slope.pValue() < UNLIKELY
                        && (Math.abs(slope.levels()) > FACTOR * Math.abs(slope.changes())
                                || slope.levels() * slope.changes() < 0);
                pairs.add(new Pair(
                        input.name(),
                        node,
                        slope,
                        apart && wanders(fit, input.name(), x) && wanders(fit, node, y),
                        fit.mix().differenced().contains(node)));
            }
        }
        return pairs;
    }

    /** About what the study's baseline follows: a trend that it holds is no wandering. */
    static Stationarity.Around around(FittedMix fit) {
        return fit.mix().baseline().trend() == Baseline.Trend.NONE
                ? Stationarity.Around.LEVEL
                : Stationarity.Around.TREND;
    }

    private static boolean wanders(FittedMix fit, String name, double[] series) {
        return Stationarity.of(name, series, around(fit)).kind() != Stationarity.Kind.STATIONARY;
    }

    private static double[] mean(FittedMix fit, String node) {
        double[] rows = fit.window(fit.compiled().panel().column(node));
        int window = fit.data().window();
        double[] mean = new double[window];
        for (int r = 0; r < rows.length; r++) {
            mean[r % window] += rows[r] * window / rows.length;
        }
        return mean;
    }
}

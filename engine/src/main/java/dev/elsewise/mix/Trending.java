package dev.elsewise.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.check.series.Stationarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The trap of levels: two series that wander move together over years for no reason, and a regression of one on the other in levels is
 * precise and wrong. Changes from period to period do not share that fault.
 */
final class Trending {
    private static final double APART = 4;
    private static final double FACTOR = 2;
    private static final double MEMORY = 0.6;
    private static final int ENOUGH = 30;

    private Trending() {}

    /**
     * A channel and a node that it may move.
     *
     * @param levels the slope of one on the other
     * @param changes the slope of their changes
     */
    record Pair(String channel, String node, double levels, double changes, double standardError, boolean trap) {
        Diagnostic diagnostic() {
            double off = standardError > 0 ? Math.abs(levels - changes) / standardError : 0;
            return new Diagnostic(
                    "levels of " + channel + " and " + node,
                    off,
                    APART,
                    trap ? Verdict.FAIL : Verdict.PASS,
                    trap
                            ? String.format(
                                    Locale.ROOT,
                                    "Both wander. A regression in levels says %.4g for one unit of %s, their changes say %.4g ± %.2g: the levels "
                                            + "move together for other reasons. Say differences: [%s], and do not read the size of the effect "
                                            + "from this series alone.",
                                    levels,
                                    channel,
                                    changes,
                                    standardError,
                                    node)
                            : String.format(
                                    Locale.ROOT,
                                    "Levels (%.4g) and changes (%.4g ± %.2g) do not contradict each other beyond chance, or do not both wander.",
                                    levels,
                                    changes,
                                    standardError));
        }
    }

    /** Every channel that may move a node, unit by unit pooled. */
    static List<Pair> of(FittedMix fit, String node) {
        List<Pair> pairs = new ArrayList<>();
        if (fit.data().window() < ENOUGH) {
            return pairs;
        }
        double[] y = mean(fit, node);
        for (Input input : fit.mix().inputs()) {
            if (input.role().acts() && fit.mix().graph().ancestors(node).contains(input.name())) {
                double[] x = mean(fit, input.name());
                Line levels = Line.of(x, y);
                Line changes = Line.of(changes(x), changes(y));
                boolean wander = wanders(input.name(), x) && wanders(node, y);
                boolean apart = Math.abs(levels.slope - changes.slope) > APART * changes.standardError
                        && (Math.abs(levels.slope) > FACTOR * Math.abs(changes.slope)
                                || levels.slope * changes.slope < 0);
                pairs.add(new Pair(
                        input.name(),
                        node,
                        levels.slope,
                        changes.slope,
                        changes.standardError,
                        wander && apart && levels.memory > MEMORY));
            }
        }
        return pairs;
    }

    private static boolean wanders(String name, double[] series) {
        return Stationarity.of(name, series).kind() != Stationarity.Kind.STATIONARY;
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

    private static double[] changes(double[] x) {
        double[] out = new double[x.length - 1];
        for (int t = 0; t < out.length; t++) {
            out[t] = x[t + 1] - x[t];
        }
        return out;
    }

    private record Line(double slope, double standardError, double memory) {
        static Line of(double[] x, double[] y) {
            int n = x.length;
            double meanX = java.util.Arrays.stream(x).average().orElse(0);
            double meanY = java.util.Arrays.stream(y).average().orElse(0);
            double xx = 0;
            double xy = 0;
            for (int t = 0; t < n; t++) {
                xx += (x[t] - meanX) * (x[t] - meanX);
                xy += (x[t] - meanX) * (y[t] - meanY);
            }
            double slope = xx > 0 ? xy / xx : 0;
            double squares = 0;
            double lagged = 0;
            double before = 0;
            for (int t = 0; t < n; t++) {
                double e = y[t] - meanY - slope * (x[t] - meanX);
                squares += e * e;
                lagged += t > 0 ? e * before : 0;
                before = e;
            }
            return new Line(
                    slope, Math.sqrt(squares / (n - 2) / Math.max(xx, 1e-300)), lagged / Math.max(squares, 1e-300));
        }
    }
}

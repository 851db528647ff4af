package dev.elsewise.decide;

import java.util.List;

/** Slopes of a surface that only knows its values. */
final class Differences {
    private static final double STEP = 1e-5;

    private Differences() {}

    static void slopes(ResponseSurface surface, double[] amounts, int from, int to, Response into) {
        List<Lever> levers = surface.levers();
        int draws = to - from;
        Response below = Response.of(surface, draws);
        Response above = Response.of(surface, draws);
        double[] moved = amounts.clone();
        for (int j = 0; j < moved.length; j++) {
            double h = step(levers.get(j), amounts[j]);
            boolean atZero = amounts[j] < h;
            moved[j] = atZero ? amounts[j] + h : amounts[j] - h;
            surface.respond(moved, from, to, below);
            moved[j] = atZero ? amounts[j] + 2 * h : amounts[j] + h;
            surface.respond(moved, from, to, above);
            moved[j] = amounts[j];
            if (atZero) {
                surface.respond(moved, from, to, into);
            }
            difference(into.outcome(), below.outcome(), above.outcome(), h, atZero, into.outcomeSlopes()[j], draws);
            for (int m = 0; m < into.induced().length; m++) {
                difference(
                        into.induced()[m],
                        below.induced()[m],
                        above.induced()[m],
                        h,
                        atZero,
                        into.inducedSlopes()[m][j],
                        draws);
            }
        }
    }

    private static double step(Lever lever, double amount) {
        double usual = lever.current() > 0
                ? lever.current()
                : Double.isInfinite(lever.observedMost()) ? 1 : Math.max(lever.observedMost(), 1e-6);
        return STEP * Math.max(amount, 1e-2 * usual);
    }

    /** Central: (f(x+h) − f(x−h)) / 2h; at 0: (4 f(x+h) − 3 f(x) − f(x+2h)) / 2h. */
    private static void difference(
            double[] at, double[] below, double[] above, double h, boolean atZero, double[] slopes, int draws) {
        for (int d = 0; d < draws; d++) {
            slopes[d] = atZero ? (4 * below[d] - 3 * at[d] - above[d]) / (2 * h) : (above[d] - below[d]) / (2 * h);
        }
    }
}

package dev.elsewise.mix;

import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What money on each exogenous channel brings over the window, by draw, and what it makes the mediators spend. Channels, or channels in
 * single units, keep their flighting: each draw is asked once at {@link #GRID} times what was spent, and read between by cubics with
 * continuous slopes, beyond by a straight line. Channels in single periods are asked anew for every plan, of the fitted model alone.
 */
public final class LeverCurves {
    /** Enough for the objective of a plan and the interval of its gain. */
    private static final int DRAWS = 300;

    private static final double[] GRID = {
        0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.5, 3, 4
    };
    private static final double STEP = 1e-4;

    /** Into which levers money is divided. */
    public enum Split {
        CHANNELS,
        PERIODS,
        UNITS
    }

    /**
     * One lever.
     *
     * @param part the period or unit; empty for the whole channel
     * @param current money over the window
     * @param observedMost the most money over the window at which its response was seen: its busiest period, all the time
     */
    public record Part(String channel, String part, double current, double observedMost) {}

    private final FittedMix fit;
    private final List<Part> parts;
    private final List<String> mediators;
    private final Sampled<double[][][]> curves;
    private final boolean byPeriod;

    private LeverCurves(
            FittedMix fit, List<Part> parts, List<String> mediators, Sampled<double[][][]> curves, boolean byPeriod) {
        this.fit = fit;
        this.parts = parts;
        this.mediators = mediators;
        this.curves = curves;
        this.byPeriod = byPeriod;
    }

    /** The curves of all channels that cost and are no mediators. */
    public static LeverCurves of(FittedMix fit, Split split) {
        List<Part> parts = parts(fit.mix(), fit.data(), split);
        List<String> mediators = fit.mix().mediators().stream()
                .map(Mediator::name)
                .filter(m -> fit.mix().input(m).map(i -> fit.price(i) != 0).orElse(false))
                .toList();
        boolean byPeriod = split == Split.PERIODS;
        Sampled<double[][][]> curves = byPeriod
                ? new Sampled<>(new double[0][][], List.of())
                : fit.model().sample(DRAWS, w -> curves(fit, w, parts, mediators));
        return new LeverCurves(fit, parts, mediators, curves, byPeriod);
    }

    public List<Part> parts() {
        return parts;
    }

    public List<String> mediators() {
        return mediators;
    }

    /** How many draws; 1 where only the fitted model is asked. */
    public int draws() {
        return Math.max(1, curves.draws().size());
    }

    /** The levers of a mix, which need no fit to be known: all channels that cost, did cost, and are no mediators. */
    public static List<Part> parts(MediaMix mix, Panel data, Split split) {
        Spending spending = new Spending(data);
        List<Part> parts = new ArrayList<>();
        int n = data.periods().size();
        int history = data.history();
        int units = data.units().size();
        for (Input input : mix.inputs()) {
            if (!input.role().costs() || mix.explains(input.name()) || !(spending.of(input) > 0)) {
                continue;
            }
            double[] costs = spending.in(input);
            double[] byPeriod = new double[n];
            double[] byUnit = new double[units];
            double[] most = new double[units];
            for (int u = 0; u < units; u++) {
                for (int t = history; t < n; t++) {
                    byPeriod[t] += costs[u * n + t];
                    byUnit[u] += costs[u * n + t];
                    most[u] = Math.max(most[u], costs[u * n + t]);
                }
            }
            double peak = Arrays.stream(byPeriod).max().orElse(0);
            switch (split) {
                case CHANNELS ->
                    parts.add(new Part(input.name(), "", Arrays.stream(byUnit).sum(), peak * data.window()));
                case PERIODS -> {
                    for (int t = history; t < n; t++) {
                        parts.add(new Part(input.name(), data.periods().get(t).toString(), byPeriod[t], peak));
                    }
                }
                case UNITS -> {
                    for (int u = 0; u < units; u++) {
                        parts.add(new Part(input.name(), data.units().get(u), byUnit[u], most[u] * data.window()));
                    }
                }
            }
        }
        return List.copyOf(parts);
    }

    /** By part: the outcome's money and each mediator's induced spend, at each place of the grid, above the part switched off. */
    private static double[][][] curves(FittedMix fit, Worlds worlds, List<Part> parts, List<String> mediators) {
        double[][][] curves = new double[parts.size()][1 + mediators.size()][GRID.length];
        for (int p = 0; p < parts.size(); p++) {
            for (int g = 0; g < GRID.length; g++) {
                if (GRID[g] != 1) {
                    Intervention on = scaled(fit, parts.get(p), GRID[g]);
                    double[] at = response(fit, worlds, on, mediators);
                    for (int q = 0; q < at.length; q++) {
                        curves[p][q][g] = at[q];
                    }
                }
            }
            for (double[] curve : curves[p]) {
                double off = curve[0];
                for (int g = 0; g < GRID.length; g++) {
                    curve[g] -= off;
                }
            }
        }
        return curves;
    }

    private static Intervention scaled(FittedMix fit, Part part, double factor) {
        if (part.part().isEmpty()) {
            return Intervention.scale(part.channel(), factor);
        }
        int n = fit.data().periods().size();
        int unit = fit.data().units().indexOf(part.part());
        double[] path = fit.compiled().panel().column(part.channel()).clone();
        for (int t = fit.data().history(); t < n; t++) {
            path[unit * n + t] *= factor;
        }
        return new Intervention.Along(part.channel(), path, Periods.ALL);
    }

    private static double[] response(FittedMix fit, Worlds worlds, Intervention on, List<String> mediators) {
        double[] at = new double[1 + mediators.size()];
        Policies policies = new Policies(fit);
        at[0] = fit.money(policies.published(worlds, on));
        for (int m = 0; m < mediators.size(); m++) {
            Input input = fit.mix().input(mediators.get(m)).orElseThrow();
            at[1 + m] = fit.price(input) * fit.outcome(policies.difference(worlds, mediators.get(m), World.of(on)));
        }
        return at;
    }

    /** The outcome and the induced spend of a plan in some draws. */
    public void respond(double[] amounts, int from, int to, double[] outcome, double[][] induced) {
        if (byPeriod) {
            double[] at = plan(amounts);
            outcome[0] = at[0];
            for (int m = 0; m < mediators.size(); m++) {
                induced[m][0] = at[1 + m];
            }
            return;
        }
        for (int d = from; d < to; d++) {
            double[][][] draw = draw(d);
            outcome[d - from] = 0;
            for (int m = 0; m < mediators.size(); m++) {
                induced[m][d - from] = 0;
            }
            for (int p = 0; p < amounts.length; p++) {
                double factor = factor(p, amounts[p]);
                outcome[d - from] += value(draw[p][0], factor);
                for (int m = 0; m < mediators.size(); m++) {
                    induced[m][d - from] += value(draw[p][1 + m], factor);
                }
            }
        }
    }

    /** Their derivatives with respect to each amount. */
    public void slopes(double[] amounts, int from, int to, double[][] outcome, double[][][] induced) {
        if (byPeriod) {
            slopesByPeriod(amounts, outcome, induced);
            return;
        }
        for (int d = from; d < to; d++) {
            double[][][] draw = draw(d);
            for (int p = 0; p < amounts.length; p++) {
                double factor = factor(p, amounts[p]);
                double current = parts.get(p).current();
                double by = current > 0 ? 1 / current : 0;
                outcome[p][d - from] = by * slope(draw[p][0], factor);
                for (int m = 0; m < mediators.size(); m++) {
                    induced[m][p][d - from] = by * slope(draw[p][1 + m], factor);
                }
            }
        }
    }

    private double[][][] draw(int d) {
        return curves.draws().isEmpty() ? curves.point() : curves.draws().get(d);
    }

    private double factor(int part, double amount) {
        double current = parts.get(part).current();
        return current > 0 ? amount / current : 0;
    }

    private static int interval(double factor) {
        int g = 0;
        while (g < GRID.length - 2 && factor > GRID[g + 1]) {
            g++;
        }
        return g;
    }

    /** The slope at a place of the grid: that of the parabola through it and its neighbours. */
    private static double knot(double[] curve, int g) {
        int last = GRID.length - 1;
        int a = Math.clamp(g - 1L, 0, last - 2);
        double x0 = GRID[a];
        double x1 = GRID[a + 1];
        double x2 = GRID[a + 2];
        double x = GRID[g];
        return curve[a] * (2 * x - x1 - x2) / ((x0 - x1) * (x0 - x2))
                + curve[a + 1] * (2 * x - x0 - x2) / ((x1 - x0) * (x1 - x2))
                + curve[a + 2] * (2 * x - x0 - x1) / ((x2 - x0) * (x2 - x1));
    }

    private static double value(double[] curve, double factor) {
        int last = GRID.length - 1;
        if (factor >= GRID[last]) {
            return curve[last] + (factor - GRID[last]) * knot(curve, last);
        }
        int g = interval(factor);
        double h = GRID[g + 1] - GRID[g];
        double s = (factor - GRID[g]) / h;
        return (1 + 2 * s) * (1 - s) * (1 - s) * curve[g]
                + s * (1 - s) * (1 - s) * h * knot(curve, g)
                + s * s * (3 - 2 * s) * curve[g + 1]
                + s * s * (s - 1) * h * knot(curve, g + 1);
    }

    private static double slope(double[] curve, double factor) {
        int last = GRID.length - 1;
        if (factor >= GRID[last]) {
            return knot(curve, last);
        }
        int g = interval(factor);
        double h = GRID[g + 1] - GRID[g];
        double s = (factor - GRID[g]) / h;
        return 6 * s * (1 - s) * (curve[g + 1] - curve[g]) / h
                + (1 - s) * (1 - 3 * s) * knot(curve, g)
                + s * (3 * s - 2) * knot(curve, g + 1);
    }

    /** What one plan by periods brings more than another over the window, in money, asked of the fitted model and of each draw. */
    public Draws gain(double[] now, double[] then) {
        return fit.model().sample(DRAWS, w -> gain(w, now, then)).of(Double::doubleValue);
    }

    private double gain(Worlds worlds, double[] now, double[] then) {
        double gain = 0;
        for (Input input : channels()) {
            gain += channel(worlds, input, then)[0] - channel(worlds, input, now)[0];
        }
        return gain;
    }

    /** A plan by periods, above nothing at all. */
    private double[] plan(double[] amounts) {
        double[] sum = new double[1 + mediators.size()];
        for (Input input : channels()) {
            add(sum, 1, channel(fit.model().worlds(), input, amounts));
            add(sum, -1, response(fit, fit.model().worlds(), Intervention.set(input.name(), 0), mediators));
        }
        return sum;
    }

    private List<Input> channels() {
        return parts.stream()
                .map(Part::channel)
                .distinct()
                .map(c -> fit.mix().input(c).orElseThrow())
                .toList();
    }

    private static void add(double[] sum, double times, double[] more) {
        for (int q = 0; q < sum.length; q++) {
            sum[q] += times * more[q];
        }
    }

    /** One channel's response to its amounts by period: units share an amount as they share the period's, or the window's spend. */
    private double[] channel(Worlds worlds, Input input, double[] amounts) {
        return response(
                fit, worlds, new Intervention.Along(input.name(), path(input, amounts), Periods.ALL), mediators);
    }

    private double[] path(Input input, double[] amounts) {
        int n = fit.data().periods().size();
        int history = fit.data().history();
        int units = fit.data().units().size();
        double[] path = fit.compiled().panel().column(input.name()).clone();
        double[] costs = fit.costs(input);
        double whole = fit.spend(input);
        double price = fit.price(input);
        for (int p = 0; p < amounts.length; p++) {
            if (!parts.get(p).channel().equals(input.name())) {
                continue;
            }
            int t = history + place(p);
            double current = parts.get(p).current();
            for (int u = 0; u < units; u++) {
                double share = current > 0
                        ? costs[u * n + t] / current
                        : Arrays.stream(costs, u * n + history, (u + 1) * n).sum() / whole;
                path[u * n + t] = amounts[p] * share / price / fit.compiled().sizes()[u];
            }
        }
        return path;
    }

    private int place(int part) {
        return part % fit.data().window();
    }

    private void slopesByPeriod(double[] amounts, double[][] outcome, double[][][] induced) {
        for (Input input : channels()) {
            double[] base = channel(fit.model().worlds(), input, amounts);
            for (int p = 0; p < amounts.length; p++) {
                if (!parts.get(p).channel().equals(input.name())) {
                    continue;
                }
                double step = STEP
                        * Math.max(
                                parts.get(p).current(),
                                fit.spend(input) / fit.data().window());
                double[] more = amounts.clone();
                more[p] += step;
                double[] at = channel(fit.model().worlds(), input, more);
                outcome[p][0] = (at[0] - base[0]) / step;
                for (int m = 0; m < mediators.size(); m++) {
                    induced[m][p][0] = (at[1 + m] - base[1 + m]) / step;
                }
            }
        }
    }
}

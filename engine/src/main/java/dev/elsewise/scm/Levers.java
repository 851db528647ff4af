package dev.elsewise.scm;

import dev.elsewise.math.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What experiments say at given shapes: how much each coefficient moves the effect that an equation gives them.
 *
 * <p>Where terms add up to the outcome itself, that effect is Σ w Σⱼ βⱼ Δxⱼ. Where they add up to its logarithm, or the outcome acts on
 * itself, it bends: then it is replaced by its tangent about given coefficients, which a search moves along until neither moves.
 *
 * <p>A channel that something hidden moves together with the outcome has its own coefficient solved for, so that the effect is the
 * experiment's. What else the channel moves (mediators, products with others) keeps the coefficients that it has while the channel's own
 * is free: a mediator is independent of what is hidden only given the channel, and the channel's own coefficient then holds what is hidden.
 */
final class Levers {
    private final Layout layout;
    private final Link link;
    private final String node;
    private final int units;
    private final int periods;
    private final List<Evidence> evidence;
    private final boolean bent;
    private final boolean mediated;
    private double[][] about;
    private boolean through;

    /** @param evidence of one equation */
    Levers(Layout layout, Link link, String node, int units, int periods, List<Evidence> evidence) {
        this.layout = layout;
        this.link = link;
        this.node = node;
        this.units = units;
        this.periods = periods;
        this.evidence = evidence;
        bent = !evidence.isEmpty() && (link == Link.LOG || layout.lagged());
        mediated = evidence.stream().anyMatch(e -> e.pins() && !alone(e));
        about = new double[units][layout.width()];
    }

    /** Whether effects are no sums over coefficients. */
    boolean bent() {
        return bent;
    }

    /** Whether something is pinned by an experiment that moves other columns, too. */
    boolean mediated() {
        return mediated;
    }

    /** Takes tangents about other coefficients; a cause that moves other columns is free. */
    void free(double[][] beta) {
        about = beta;
        through = false;
    }

    /** Takes tangents about other coefficients, and pins every cause that is to be pinned; what else it moves stays as it is there. */
    void pinned(double[][] beta) {
        about = beta;
        through = true;
    }

    private boolean alone(Evidence said) {
        return layout.slots().stream().noneMatch(s -> said.moves(s) && !(s.start() == said.own() && s.count() == 1));
    }

    private boolean pinning(Evidence said) {
        return said.pins() && (through || alone(said));
    }

    /**
     * The effect about given coefficients: Σ by × β + rest.
     *
     * @param by unit by unit
     */
    record Lever(double[][] by, double rest) {
        double of(double[][] beta) {
            double sum = rest;
            for (int u = 0; u < by.length; u++) {
                for (int c = 0; c < by[u].length; c++) {
                    sum += by[u][c] == 0 ? 0 : by[u][c] * beta[u][c];
                }
            }
            return sum;
        }
    }

    Lever of(Evidence said, double[] theta) {
        double[][] by = new double[units][layout.width()];
        double rest = 0;
        double[][] moved = moved(said, theta);
        for (int u = 0; u < units; u++) {
            if (said.in(u)) {
                int start = u * periods;
                double[][] own = Arrays.stream(moved)
                        .map(c -> c.length == 0 ? c : Arrays.copyOfRange(c, start, start + periods))
                        .toArray(double[][]::new);
                rest += bent ? tangent(said, u, own, by[u]) : sums(said, u, own, by[u]);
            }
        }
        return new Lever(by, rest);
    }

    /** How far each column moves, by rows; empty where it stays. */
    private double[][] moved(Evidence said, double[] theta) {
        double[][] moved = new double[layout.width()][];
        Arrays.fill(moved, new double[0]);
        for (Layout.Slot slot : layout.slots()) {
            if (said.moves(slot)) {
                double[][] was = layout.columns(slot, said.before(), link, theta);
                double[][] is = layout.columns(slot, said.after(), link, theta);
                for (int c = 0; c < slot.count(); c++) {
                    double[] by = is[c].clone();
                    Kernels.axpy(-1, was[c], by, by.length);
                    moved[slot.start() + c] = by;
                }
            }
        }
        return moved;
    }

    private double sums(Evidence said, int unit, double[][] moved, double[] by) {
        for (int c = 0; c < by.length; c++) {
            for (int t = 0; t < moved[c].length; t++) {
                by[c] += said.weight()[unit * periods + t] * moved[c][t];
            }
        }
        return 0;
    }

    /** The same where the effect bends; what the tangent is at coefficients of 0. */
    private double tangent(Evidence said, int unit, double[][] moved, double[] by) {
        double[] beta = about[unit];
        double[] all = new double[periods];
        for (int c = 0; c < by.length; c++) {
            for (int t = 0; t < moved[c].length; t++) {
                all[t] += beta[c] * moved[c][t];
            }
        }
        roll(all, beta);
        double[] y = said.before().of(node, unit);
        double[] weight = new double[periods];
        double effect = 0;
        for (int t = 0; t < periods; t++) {
            double w = said.weight()[unit * periods + t];
            weight[t] = link == Link.LOG ? w * y[t] * Math.exp(all[t]) : w;
            effect += w == 0 ? 0 : w * (link.moved(y[t], all[t]) - y[t]);
        }
        for (Layout.Slot slot : layout.slots()) {
            for (int c = slot.start(); c < slot.start() + slot.count(); c++) {
                double[] slope = moved[c].clone();
                if (slot.term() instanceof Term.Lagged l) {
                    slope = new double[periods];
                    System.arraycopy(all, 0, slope, Math.min(l.lag(), periods), Math.max(0, periods - l.lag()));
                }
                if (slope.length > 0) {
                    roll(slope, beta);
                    for (int t = 0; t < periods; t++) {
                        by[c] += weight[t] * slope[t];
                    }
                    effect -= by[c] * beta[c];
                }
            }
        }
        return effect;
    }

    /** What moved the outcome in one period moves it again in later ones, where it acts on itself. */
    private void roll(double[] change, double[] beta) {
        if (!layout.lagged()) {
            return;
        }
        for (int t = 0; t < periods; t++) {
            for (Layout.Slot slot : layout.slots()) {
                if (slot.term() instanceof Term.Lagged l && t >= l.lag()) {
                    change[t] += beta[slot.start()] * change[t - l.lag()];
                }
            }
        }
    }

    /**
     * The coefficients that experiments pin, unit by unit; NaN elsewhere. Several experiments on one cause are weighed by their precisions.
     *
     * @param together whether units have their coefficients in common
     */
    double[][] pins(double[] theta, boolean together) {
        int groups = together ? 1 : units;
        double[][] pins = new double[units][layout.width()];
        double[][] said = new double[groups][layout.width()];
        double[][] known = new double[groups][layout.width()];
        for (double[] unit : pins) {
            Arrays.fill(unit, Double.NaN);
        }
        for (Evidence e : evidence) {
            if (pinning(e)) {
                hold(e, together, pins);
            }
        }
        for (Evidence e : evidence) {
            if (pinning(e)) {
                Lever lever = of(e, theta);
                int group = together ? 0 : unit(e);
                double by = 0;
                for (int u = 0; u < units; u++) {
                    by += lever.by()[u][e.own()];
                }
                double left = e.effect() - lever.of(about) + by * about[group][e.own()];
                double weight = 1 / (e.standardError() * e.standardError());
                said[group][e.own()] += weight * by * left;
                known[group][e.own()] += weight * by * by;
                for (int u = 0; u < units; u++) {
                    if (together || u == group) {
                        pins[u][e.own()] =
                                known[group][e.own()] == 0 ? 0 : said[group][e.own()] / known[group][e.own()];
                    }
                }
            }
        }
        return pins;
    }

    /** What else a pinned cause moves keeps its coefficients. */
    private void hold(Evidence said, boolean together, double[][] pins) {
        for (Layout.Slot slot : layout.slots()) {
            if (said.moves(slot)) {
                for (int u = 0; u < units; u++) {
                    if (together || said.in(u)) {
                        System.arraycopy(about[u], slot.start(), pins[u], slot.start(), slot.count());
                    }
                }
            }
        }
    }

    /** The one unit in which a cause is pinned. */
    private int unit(Evidence said) {
        int[] in = IntStream.range(0, units).filter(said::in).toArray();
        if (in.length != 1) {
            throw new IllegalArgumentException(
                    "Where units have coefficients of their own, an experiment must pin that of one unit; found "
                            + in.length + ".");
        }
        return in[0];
    }

    /** Whether a parameter shapes what an experiment moves. */
    boolean shaped(int parameter) {
        return evidence.stream()
                .anyMatch(e -> layout.slots().stream().anyMatch(s -> e.moves(s) && s.shapedBy(parameter)));
    }

    /** Experiments as observations. */
    record Rows(double[][][] x, double[] y) {}

    /** What stands beside the series, each divided by its standard error: x by units and columns. */
    Rows rows(double[] theta) {
        double[][][] x = new double[units][layout.width()][evidence.size()];
        double[] y = new double[evidence.size()];
        for (int e = 0; e < y.length; e++) {
            Evidence said = evidence.get(e);
            if (!said.pins()) {
                Lever lever = of(said, theta);
                y[e] = (said.effect() - lever.rest()) / said.standardError();
                for (int u = 0; u < units; u++) {
                    for (int c = 0; c < layout.width(); c++) {
                        x[u][c][e] = lever.by()[u][c] / said.standardError();
                    }
                }
            }
        }
        return new Rows(x, y);
    }

    /** Whether any experiment stands beside the series as an observation. */
    boolean observing() {
        return evidence.stream().anyMatch(e -> !e.pins());
    }
}

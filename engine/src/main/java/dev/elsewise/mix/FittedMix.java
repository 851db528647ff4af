package dev.elsewise.mix;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Pooling;
import dev.elsewise.scm.Worlds;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A media mix that has seen data.
 */
public final class FittedMix {
    /** What stands beside an interval that does not know of the choice of a penalty. */
    static final String GIVEN_PENALTY = "given the penalty";

    private final MediaMix mix;
    private final Panel data;
    private final Compiled compiled;
    private final FittedModel model;
    private final Spending spending;
    private final String given;

    private FittedMix(MediaMix mix, Panel data, Compiled compiled, FittedModel model) {
        this.mix = mix;
        this.data = data;
        this.compiled = compiled;
        this.model = model;
        spending = new Spending(data);
        given = given(model, mix);
    }

    /** Fits a mix to the window of a panel; one with trees in at most {@link Trees#DRAWS} draws unless the study asked for a number. */
    public static FittedMix of(MediaMix mix, Panel data, Bootstrap bootstrap) {
        Compiled compiled = Compiled.of(mix, data);
        Bootstrap enough = bootstrap.withDraws(Trees.draws(mix, bootstrap.draws()));
        return new FittedMix(compiled.mix(), data, compiled, compiled.model().fit(compiled.panel(), enough));
    }

    /**
     * A fitted mix again, from the numbers that it had, without fitting.
     *
     * @param data the panel that it was fitted to
     * @param numbers as {@link FittedModel#numbers} gave them
     */
    public static FittedMix restored(MediaMix mix, Panel data, FittedModel.Kept numbers, Bootstrap bootstrap) {
        Compiled compiled = Compiled.of(mix, data);
        return new FittedMix(
                compiled.mix(), data, compiled, compiled.model().restored(compiled.panel(), numbers, bootstrap));
    }

    public MediaMix mix() {
        return mix;
    }

    /** The panel as it was read: money, sends, prices. */
    public Panel data() {
        return data;
    }

    /** The structural model behind it, on media and outcomes divided by the sizes of units. */
    public FittedModel model() {
        return model;
    }

    /** What may be done to a node in a scenario, in the units of its column. */
    public sealed interface Change {
        /** Multiplied by 1 + share. */
        record By(double share) implements Change {}

        /** So much more a period and unit. */
        record Plus(double amount) implements Change {}

        /** Set to a value. */
        record To(double value) implements Change {}
    }

    /** A change of a node as an intervention on the fitted model, where units' media are divided by their sizes. */
    public Intervention intervention(String node, Change change, Periods during) {
        double size = Arrays.stream(compiled.sizes()).average().orElse(1);
        boolean sized =
                mix.explains(node) || mix.input(node).map(i -> i.role().acts()).orElse(false);
        double by = sized ? size : 1;
        return switch (change) {
            case Change.By b -> new Intervention.Scale(node, 1 + b.share(), during);
            case Change.Plus p -> new Intervention.Shift(node, p.amount() / by, during);
            case Change.To t -> new Intervention.Set(node, t.value() / by, during);
        };
    }

    Compiled compiled() {
        return compiled;
    }

    /** Σ over the window of a change of the outcome's node by rows, in units of the outcome. */
    double outcome(double[] change) {
        double sum = 0;
        int n = data.periods().size();
        for (int u = 0; u < data.units().size(); u++) {
            sum += compiled.sizes()[u] * unit(change, u, n);
        }
        return sum;
    }

    private double unit(double[] change, int unit, int n) {
        double sum = 0;
        for (int t = data.history(); t < n; t++) {
            sum += change[unit * n + t];
        }
        return sum;
    }

    /** The same of an input's node, in units of its column: controls are not divided by sizes. */
    double outcome(double[] change, Input input) {
        return input.role().acts() || mix.explains(input.name()) ? outcome(change) : outcomeOfData(change);
    }

    /** The same in one unit. */
    double outcome(double[] change, int unit) {
        return compiled.sizes()[unit] * unit(change, unit, data.periods().size());
    }

    /** The same in each period of the window, all units together. */
    double[] byPeriod(double[] change) {
        int n = data.periods().size();
        double[] sums = new double[data.window()];
        for (int u = 0; u < data.units().size(); u++) {
            for (int t = 0; t < sums.length; t++) {
                sums[t] += compiled.sizes()[u] * change[u * n + data.history() + t];
            }
        }
        return sums;
    }

    /** What an input cost over the window; 0 where it is free. */
    double spend(Input input) {
        return spending.of(input);
    }

    /** What an input cost in each row of the data. */
    double[] costs(Input input) {
        return spending.in(input);
    }

    /** Σ over the window of a column of the data. */
    double outcomeOfData(double[] column) {
        return spending.sum(column);
    }

    /** What one unit of what acts costs: on average over the window where a column says what was spent. */
    double price(Input input) {
        return spending.price(input);
    }

    /** The same in money. */
    double money(double[] change) {
        if (mix.value().isEmpty()) {
            return outcome(change);
        }
        double[] value = data.column(mix.value().get());
        double[] valued = new double[change.length];
        for (int r = 0; r < change.length; r++) {
            valued[r] = change[r] * value[r];
        }
        return outcome(valued);
    }

    /**
     * The columns behind a node, each unit's at its mean over the window.
     *
     * @param off at 0 instead
     * @return by the name under which an equation reads them
     */
    Map<String, double[]> still(Worlds worlds, String node, boolean off) {
        Map<String, double[]> still = new LinkedHashMap<>();
        int n = data.periods().size();
        for (String name : compiled.panel().names()) {
            if (name.equals(node) || name.startsWith(node + ":")) {
                double[] values = mix.explains(name)
                        ? worlds.values(name, World.OBSERVED)
                        : compiled.panel().column(name);
                double[] held = new double[values.length];
                for (int u = 0; u < data.units().size() && !off; u++) {
                    double mean = unit(values, u, n) / data.window();
                    Arrays.fill(held, u * n, (u + 1) * n, mean);
                }
                still.put(name, held);
            }
        }
        return still;
    }

    /** The nodes with an equation, mediators first. */
    List<String> explained() {
        return explained(mix);
    }

    private static List<String> explained(MediaMix mix) {
        return Stream.concat(mix.mediators().stream().map(Mediator::name), Stream.of(mix.outcome()))
                .toList();
    }

    /** How many of a node's parameters a penalty leaves free: rows less Σ residual² over the variance of the errors. */
    double freedom(String node) {
        double[] residuals = window(model.worlds().residuals(node));
        double squares = Arrays.stream(residuals).map(e -> e * e).sum();
        return residuals.length - squares / model.mechanism(node).variance();
    }

    /** How many numbers are fitted for a node: intercepts, coefficients and shapes. */
    int parameters(String node) {
        int units = data.units().size();
        int own = separate() ? units : 1;
        long shapes = mix.inputs().stream()
                .filter(i -> mix.graph().parents(node).contains(i.name()))
                .flatMap(i -> i.carryOver().stream())
                .flatMap(t -> t.parameters().stream())
                .filter(p -> !p.fixed())
                .count();
        long columns = model.mechanism(node).contributions().stream()
                .filter(c -> !c.aliased())
                .count();
        return units + own * (int) (columns + shapes);
    }

    boolean separate() {
        return mix.pooling() == Pooling.SEPARATE;
    }

    /** The rows of the window, one unit after the other. */
    double[] window(double[] rows) {
        int n = data.periods().size();
        int window = data.window();
        double[] out = new double[data.units().size() * window];
        for (int u = 0; u < data.units().size(); u++) {
            System.arraycopy(rows, u * n + data.history(), out, u * window, window);
        }
        return out;
    }

    /** What was observed of the outcome over the window, in its units. */
    public double observedOutcome() {
        return outcomeOfData(data.column(mix.outcome()));
    }

    /** A number with the interval of its draws. */
    public Estimated estimated(Draws draws) {
        if (draws.of().length < 2) {
            return new Estimated(draws.value(), Double.NaN, Double.NaN, Double.NaN, "without draws");
        }
        double out = (1 - mix.uncertainty().level()) / 2;
        double[] ends = draws.quantiles(out, 1 - out);
        return new Estimated(draws.value(), draws.standardError(), ends[0], ends[1], given);
    }

    /** What the draws took as given. */
    private static String given(FittedModel model, MediaMix mix) {
        return explained(mix).stream()
                        .anyMatch(n -> model.mechanism(n).penalty().isPresent())
                ? GIVEN_PENALTY
                : "";
    }
}

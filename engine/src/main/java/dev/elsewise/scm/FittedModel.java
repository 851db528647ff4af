package dev.elsewise.scm;

import dev.elsewise.question.Contrast;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A structural model that has seen data: its mechanisms as fitted, and again in each draw of the bootstrap. Every answer is a contrast of
 * worlds, worked out draw by draw.
 */
public final class FittedModel {
    /** Enough for a standard deviation. */
    private static final int SAMPLED = 100;

    private final StructuralModel model;
    private final Panel panel;
    private final Bootstrap bootstrap;
    private final Worlds point;
    private final List<Worlds> draws;
    private final Supplier<List<Worlds>> sampling;
    private @Nullable List<Worlds> sampled;

    FittedModel(
            StructuralModel model,
            Panel panel,
            Bootstrap bootstrap,
            Worlds point,
            List<Worlds> draws,
            Supplier<List<Worlds>> sampling) {
        this.model = model;
        this.panel = panel;
        this.bootstrap = bootstrap;
        this.point = point;
        this.draws = draws;
        this.sampling = sampling;
    }

    static FittedModel of(
            StructuralModel model, Panel panel, int[] rows, Bootstrap bootstrap, Optional<FittedModel> warm) {
        Seen seen = new Seen(model, panel);
        Series observed = seen.start();
        List<String> order = model.order();
        Map<String, Fitting> fittings = new LinkedHashMap<>();
        Map<String, Fitted> fitted = new LinkedHashMap<>();
        Map<String, Fitting.Start> starts = new LinkedHashMap<>();
        for (String node : model.explained()) {
            fittings.put(node, new Fitting(node, model.mechanism(node), panel, model.pooling(), rows));
        }
        Experiments experiments = new Experiments(model, panel, bootstrap.seed());
        for (Map.Entry<String, Fitting> entry : fittings.entrySet()) {
            String node = entry.getKey();
            Fitting fitting = entry.getValue();
            Optional<Fitted> start = warm.map(w -> w.point.fitted(node));
            List<Evidence> evidence =
                    experiments.of(node, fitting.layout(), new Worlds(panel, observed, order, fitted, seen.measured()));
            Fitted found = start.isPresent()
                    ? fitting.near(observed, evidence, start.get(), bootstrap.seed())
                    : fitting.first(observed, evidence, bootstrap.seed());
            starts.put(node, fitting.start(observed, evidence, found));
            fitted.put(node, found);
            seen.predict(found, observed);
        }
        Behind behind = new Behind(order, fitted);
        Worlds point = new Worlds(panel, observed, behind, seen.measured());
        Optional<Reducing> reducing =
                Reducing.of(model, panel, point, rows, bootstrap, warm.flatMap(w -> w.point.reducedFit()), experiments);
        Map<String, Fitted> made = new LinkedHashMap<>();
        fitted.forEach((node, mechanism) -> made.put(node, mechanism.made()));
        Worlds maker = new Worlds(panel, observed, order, made, seen.measured());
        Map<String, double[]> centres = new HashMap<>();
        fittings.keySet().forEach(node -> centres.put(node, experiments.centre(node, maker)));
        Resampling resampling = Resampling.of(panel, rows, maker, made, bootstrap);
        Optional<Resampling> ofReduced = reducing.map(r -> r.resampling(panel, rows, bootstrap));
        BiFunction<Integer, Expectation.Drawn, Worlds> drawing = (d, expecting) -> {
            Fitting.Draw draw = new Fitting.Draw(bootstrap.seed(), d + 1, expecting);
            Series other = seen.drawn(maker, resampling.luck(d));
            Series own = seen.start();
            Map<String, Fitted> again = new HashMap<>();
            starts.forEach((node, start) -> {
                List<Evidence> evidence = experiments.of(
                        node,
                        start.fitting().layout(),
                        new Worlds(panel, own, order, again, seen.measured()),
                        centres.getOrDefault(node, new double[0]),
                        d);
                Fitted drawn = start.again(other, evidence, draw);
                again.put(node, drawn);
                seen.predict(drawn, other);
                seen.predict(drawn, own);
            });
            Worlds worlds = new Worlds(panel, own, behind.with(again), seen.measured());
            return reducing.map(r -> r.again(
                            worlds,
                            new Worlds(panel, other, behind.with(again), Map.of()),
                            new Worlds(panel, other, behind, Map.of()),
                            ofReduced.orElseThrow().luck(d),
                            draw))
                    .orElse(worlds);
        };
        List<Worlds> draws = bootstrap.each(bootstrap.draws(), d -> drawing.apply(d, Expectation.Drawn.UNKNOWN));
        Supplier<List<Worlds>> sampling = () -> bootstrap.each(
                reducing.isPresent() ? Math.min(SAMPLED, bootstrap.draws()) : 0,
                d -> drawing.apply(d, Expectation.Drawn.SAMPLED));
        return new FittedModel(
                model,
                panel,
                bootstrap,
                reducing.map(r -> point.with(r.form(), r.fit())).orElse(point),
                draws,
                sampling);
    }

    /** Made when they are first asked for. */
    private synchronized List<Worlds> sampled() {
        List<Worlds> known = sampled == null ? sampling.get() : sampled;
        sampled = known;
        return known;
    }

    /**
     * All numbers of a fit.
     *
     * @param equations by node
     * @param reduced those of the outcome's reduced form, where there is one
     */
    public record Numbers(Map<String, FittedMechanism.Numbers> equations, Optional<FittedMechanism.Numbers> reduced) {}

    /**
     * All numbers of a fitted model.
     *
     * @param draws those of each draw
     * @param sampled those of the draws that vary by the luck of the sample alone
     */
    public record Kept(Numbers point, List<Numbers> draws, List<Numbers> sampled) {
        public Kept {
            draws = List.copyOf(draws);
            sampled = List.copyOf(sampled);
        }
    }

    /** The numbers from which {@link StructuralModel#restored} builds this again without fitting; none where there are trees. */
    public Optional<Kept> numbers() {
        return Restoring.numbers(point, draws, sampled(), model.explained());
    }

    public StructuralModel model() {
        return model;
    }

    public Panel panel() {
        return panel;
    }

    /** The mechanism of a node, as fitted. */
    public FittedMechanism mechanism(String node) {
        return point.mechanism(node);
    }

    /** The worlds of the fitted model. */
    public Worlds worlds() {
        return point;
    }

    /** The worlds of each draw. */
    public List<Worlds> draws() {
        return draws;
    }

    /** What something is at the fitted model and in each draw. */
    public <T> Sampled<T> sample(Function<Worlds, T> what) {
        return sample(draws.size(), what);
    }

    /** The same in the first draws only, for what takes long. */
    public <T> Sampled<T> sample(int most, Function<Worlds, T> what) {
        return new Sampled<>(
                what.apply(point.remembering()),
                bootstrap.each(
                        Math.min(most, draws.size()),
                        d -> what.apply(draws.get(d).remembering())));
    }

    /**
     * A difference of two estimates of one quantity, in draws that vary by the luck of the sample alone: what both expect of what the data
     * leave open says nothing of whether they agree. Only where there is a reduced form to compare with; in at most {@value #SAMPLED} draws.
     */
    public Draws sampled(ToDoubleFunction<Worlds> difference) {
        List<Worlds> others = sampled();
        return new Sampled<>(
                        difference.applyAsDouble(point.remembering()),
                        bootstrap.each(
                                others.size(),
                                d -> difference.applyAsDouble(others.get(d).remembering())))
                .of(Double::doubleValue);
    }

    /** A quantity of the fitted model and of every draw. */
    public Draws of(ToDoubleFunction<Worlds> quantity) {
        return sample(quantity::applyAsDouble).of(Double::doubleValue);
    }

    /** Σ over the window and all units of the outcome in one world less in the other. */
    public Draws total(Contrast contrast) {
        return of(worlds -> {
            double[] difference = worlds.difference(contrast);
            return Arrays.stream(difference).sum();
        });
    }
}

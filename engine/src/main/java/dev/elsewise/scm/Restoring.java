package dev.elsewise.scm;

import dev.elsewise.error.BadData;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits taken apart into their numbers, and put together again without fitting. Everything else that worlds hold follows from the model and
 * the panel by the same steps as in {@link FittedModel#of}, so that answers have the same bits.
 */
final class Restoring {
    private final StructuralModel model;
    private final Panel panel;
    private final Seen seen;
    private final List<String> order;
    private final int[] rows;
    private final Map<String, Layout> layouts = new LinkedHashMap<>();

    private Restoring(StructuralModel model, Panel panel) {
        this.model = model;
        this.panel = panel;
        seen = new Seen(model, panel);
        order = model.order();
        rows = IntStream.range(panel.history(), panel.periods().size()).toArray();
        for (String node : model.explained()) {
            layouts.put(node, new Fitting(node, model.mechanism(node), panel, model.pooling(), rows).layout());
        }
    }

    /** The numbers of a fit and of its draws; none where an equation is of trees, which are more than numbers. */
    static Optional<FittedModel.Kept> numbers(
            Worlds point, List<Worlds> draws, List<Worlds> sampled, List<String> explained) {
        if (explained.stream().anyMatch(node -> !(point.fitted(node) instanceof FittedSum))) {
            return Optional.empty();
        }
        return Optional.of(new FittedModel.Kept(
                numbers(point, explained),
                draws.stream().map(w -> numbers(w, explained)).toList(),
                sampled.stream().map(w -> numbers(w, explained)).toList()));
    }

    private static FittedModel.Numbers numbers(Worlds worlds, List<String> explained) {
        Map<String, FittedMechanism.Numbers> equations = new LinkedHashMap<>();
        explained.forEach(node -> equations.put(node, numbers((FittedSum) worlds.fitted(node))));
        return new FittedModel.Numbers(equations, worlds.reducedFit().map(Restoring::numbers));
    }

    private static FittedMechanism.Numbers numbers(FittedSum sum) {
        return new FittedMechanism.Numbers(
                parameters(sum.layout()),
                sum.theta(),
                List.of(sum.layout().names()),
                sum.beta(),
                sum.intercept(),
                sum.variance(),
                sum.held(),
                sum.aliased(),
                sum.spread().map(s -> new FittedMechanism.Between(s.variance(), s.common())),
                sum.penalised()
                        .map(p -> new FittedMechanism.Penalty(
                                p.method(),
                                p.penalty(),
                                p.kept(),
                                p.dropped(),
                                p.squares(),
                                p.absolutes(),
                                p.unpenalised().map(Restoring::numbers))));
    }

    static FittedModel model(StructuralModel model, Panel panel, FittedModel.Kept numbers, Bootstrap bootstrap) {
        Restoring restoring = new Restoring(model, panel);
        Worlds equations = restoring.worlds(numbers.point());
        Optional<ReducedForm> form = model.published()
                .map(outcome -> new ReducedForm(model, outcome, model.switched()))
                .filter(ReducedForm::matters);
        Optional<Layout> reduced = form.map(
                f -> Reducing.fitting(model, f, panel, f.columns(equations, equations.observed()), restoring.rows)
                        .layout());
        return new FittedModel(
                model,
                panel,
                bootstrap,
                restoring.whole(equations, numbers.point(), form, reduced),
                restoring.each(numbers.draws(), form, reduced, bootstrap),
                () -> restoring.each(numbers.sampled(), form, reduced, bootstrap));
    }

    private List<Worlds> each(
            List<FittedModel.Numbers> draws,
            Optional<ReducedForm> form,
            Optional<Layout> reduced,
            Bootstrap bootstrap) {
        return bootstrap.each(draws.size(), d -> whole(worlds(draws.get(d)), draws.get(d), form, reduced));
    }

    private Worlds worlds(FittedModel.Numbers numbers) {
        Series own = seen.start();
        Map<String, Fitted> fitted = new HashMap<>();
        layouts.forEach((node, layout) -> {
            FittedSum sum = sum(
                    node,
                    model.mechanism(node),
                    layout,
                    Optional.ofNullable(numbers.equations().get(node)));
            fitted.put(node, sum);
            seen.predict(sum, own);
        });
        return new Worlds(panel, own, order, fitted, seen.measured());
    }

    private Worlds whole(
            Worlds equations, FittedModel.Numbers numbers, Optional<ReducedForm> form, Optional<Layout> layout) {
        return form.map(f ->
                        equations.with(f, sum(f.outcome(), f.mechanism(), layout.orElseThrow(), numbers.reduced())))
                .orElse(equations);
    }

    private FittedSum sum(String node, Mechanism mechanism, Layout layout, Optional<FittedMechanism.Numbers> numbers) {
        FittedMechanism.Numbers n = numbers.orElseThrow(() -> misfit(node, "none"));
        int units = panel.units().size();
        expect(node, "coefficients", List.of(layout.names()), n.columns(), n.beta(), units);
        expect(node, "shape parameters", parameters(layout), n.parameters(), new double[][] {n.theta()}, 1);
        if (n.intercept().length != units) {
            throw misfit(node, n.intercept().length + " intercepts for " + units + " units");
        }
        return new FittedSum(
                node,
                mechanism.link(),
                mechanism.differenced(),
                layout,
                n.theta(),
                n.beta(),
                n.intercept(),
                n.variance(),
                n.held(),
                n.aliased(),
                n.between().map(b -> new Spread(b.variance(), b.common())),
                n.penalty()
                        .map(p -> new Penalised(
                                p.method(),
                                p.penalty(),
                                p.kept(),
                                p.dropped(),
                                p.squares(),
                                p.absolutes(),
                                p.unpenalised().map(u -> sum(node, mechanism, layout, Optional.of(u))))));
    }

    private static void expect(
            String node, String what, List<String> wanted, List<String> found, double[][] values, int units) {
        if (!wanted.equals(found)) {
            throw misfit(node, what + " of " + found + ", not of " + wanted);
        }
        for (double[] row : values) {
            if (row.length != wanted.size() || values.length != units) {
                throw misfit(
                        node,
                        values.length + " times " + row.length + " " + what + ", not " + units + " times "
                                + wanted.size());
            }
        }
    }

    private static List<String> parameters(Layout layout) {
        return layout.parameters().stream()
                .map(p -> p.node() + " " + p.parameter().name() + (p.unit() < 0 ? "" : " in unit " + (p.unit() + 1)))
                .toList();
    }

    private static BadData misfit(String node, String found) {
        return new BadData("The numbers of a stored fit must be those of the study's equations; for \"" + node
                + "\" there are " + found
                + ".\nMaybe the model was written by another version: run its study again.");
    }
}

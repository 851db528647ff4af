package dev.elsewise.mix;

import dev.elsewise.graph.CausalGraph;
import dev.elsewise.mix.answer.StabilityAnswer;
import dev.elsewise.question.Intervention;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.FittedModel;
import dev.elsewise.scm.Parameter;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Transform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The same study with something changed that should not matter much: each channel's incremental outcome again, over the whole window. */
record Stability(FittedMix fit, Map<String, Sampled<ChannelEffects>> effects, Bootstrap bootstrap) {
    private static final int REFRESH = 4;
    private static final double PERTURBED = 0.2;
    private static final int HALF_DRAWS = 40;
    private static final int PLACEBO_DRAWS = 100;
    private static final String PLACEBO = "placebo channel";

    StabilityAnswer answer() {
        List<StabilityAnswer.Row> rows = new ArrayList<>();
        int history = fit.data().history();
        int end = fit.data().periods().size();
        int middle = history + fit.data().window() / 2;
        List<Supplier<List<StabilityAnswer.Row>>> changes = new ArrayList<>();
        changes.add(() -> window("fitted on the first half", history, middle, HALF_DRAWS));
        changes.add(() -> window("fitted on the second half", middle, end, HALF_DRAWS));
        changes.add(() -> window("without the last " + REFRESH + " periods", history, end - REFRESH, 0));
        for (Input input : fit.mix().inputs()) {
            for (double by : new double[] {1 - PERTURBED, 1 + PERTURBED}) {
                changes.add(() -> perturbed(input, by));
            }
        }
        bootstrap.each(changes.size(), c -> changes.get(c).get()).forEach(rows::addAll);
        placebo(rows);
        return new StabilityAnswer(
                rows,
                "Halves of the window, four periods fewer, other retentions and a channel that does nothing: no answer moves by more than "
                        + "three of its standard errors, of a half's own where it is fitted on a half.");
    }

    /** @param draws by which a fit to so few periods tells its own error; 0 where that of the study will do */
    private List<StabilityAnswer.Row> window(String change, int from, int to, int draws) {
        int[] periods = IntStream.range(from, to).toArray();
        if (periods.length <= fit.parameters(fit.mix().outcome())) {
            return List.of();
        }
        FittedModel other = fit.compiled()
                .model()
                .fitOn(
                        fit.compiled().panel(),
                        periods,
                        fit.model(),
                        bootstrap.withDraws(Math.min(draws, bootstrap.draws())));
        return compared(change, other);
    }

    private List<StabilityAnswer.Row> perturbed(Input input, double by) {
        if (input.carryOver().isEmpty()) {
            return List.of();
        }
        Transform transform = input.carryOver().get();
        List<String> names =
                transform.parameters().stream().map(Parameter::name).toList();
        int retention = names.indexOf("retention");
        if (retention < 0) {
            return List.of();
        }
        Parameter parameter = transform.parameters().get(retention);
        String node = fit.mix().graph().parents(fit.mix().outcome()).contains(input.name())
                ? fit.mix().outcome()
                : fit.explained().stream()
                        .filter(n -> fit.mix().graph().parents(n).contains(input.name()))
                        .findFirst()
                        .orElse(fit.mix().outcome());
        double[] shape = fit.model().mechanism(node).shape(input.name(), 0);
        if (shape.length == 0) {
            return List.of();
        }
        double now = shape[retention];
        double other = parameter.fixed() ? by * now : Math.clamp(by * now, parameter.least(), parameter.most());
        Input held = new Input(
                input.name(),
                input.role(),
                input.column(),
                input.spend(),
                Optional.of(transform.held(retention, other)),
                input.sign());
        MediaMix mix = fit.mix().withInput(held);
        Compiled compiled = Compiled.of(mix, fit.data());
        FittedModel again = compiled.model().fitOn(compiled.panel(), window(), fit.model());
        return compared(String.format(Locale.ROOT, "retention of %s %+.0f %%", input.name(), 100 * (by - 1)), again);
    }

    private int[] window() {
        return IntStream.range(fit.data().history(), fit.data().periods().size())
                .toArray();
    }

    private List<StabilityAnswer.Row> compared(String change, FittedModel other) {
        List<StabilityAnswer.Row> rows = new ArrayList<>();
        effects.forEach((name, of) -> {
            Draws before = of.of(ChannelEffects::published);
            Draws now = other.of(w -> -fit.outcome(w.published(fit.mix().outcome(), Intervention.set(name, 0))));
            double after = now.value();
            double error = now.of().length > 1 ? now.standardError() : before.standardError();
            // A coefficient that a penalty holds at 0 has no error to measure a change by.
            double off = error > 0 ? (after - before.value()) / error : after == before.value() ? 0 : Double.NaN;
            rows.add(new StabilityAnswer.Row(change, name, before.value(), after, off, ""));
        });
        return rows;
    }

    /** The busiest channel's series, half a window late: it cannot have done anything. */
    private void placebo(List<StabilityAnswer.Row> rows) {
        Optional<Input> busiest = fit.mix().inputs().stream()
                .filter(i -> i.role().acts() && !fit.mix().explains(i.name()))
                .max(Comparator.comparingDouble(
                        i -> fit.outcomeOfData(fit.data().column(i.column()))));
        if (busiest.isEmpty()) {
            return;
        }
        Input real = busiest.get();
        int n = fit.data().periods().size();
        double[] x = fit.data().column(real.column());
        double[] late = x.clone();
        for (int u = 0; u < fit.data().units().size(); u++) {
            for (int t = fit.data().history(); t < n; t++) {
                int from = fit.data().history()
                        + (t - fit.data().history() + fit.data().window() / 2)
                                % fit.data().window();
                late[u * n + t] = x[u * n + from];
            }
        }
        Input placebo = new Input(
                PLACEBO, Input.Role.ORGANIC, PLACEBO, new Input.Cost.Free(), real.carryOver(), Input.Sign.ANY);
        CausalGraph graph = CausalGraph.parse(
                fit.mix().graph() + "\n\"" + PLACEBO + "\" -> \"" + fit.mix().outcome() + "\"");
        Map<String, Input> inputs = new LinkedHashMap<>();
        fit.mix().inputs().forEach(i -> inputs.put(i.name(), i));
        inputs.put(PLACEBO, placebo);
        MediaMix mix = fit.mix().withInputs(List.copyOf(inputs.values())).withGraph(graph);
        FittedMix with = FittedMix.of(
                mix, fit.data().with(PLACEBO, late), bootstrap.withDraws(Math.min(PLACEBO_DRAWS, bootstrap.draws())));
        Draws effect =
                with.model().of(w -> -with.outcome(w.published(fit.mix().outcome(), Intervention.set(PLACEBO, 0))));
        rows.add(new StabilityAnswer.Row(
                PLACEBO,
                "a channel that did nothing",
                0,
                effect.value(),
                effect.value() / effect.standardError(),
                "It is " + real.name() + ", half a window late."));
    }
}

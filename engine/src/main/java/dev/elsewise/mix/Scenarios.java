package dev.elsewise.mix;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.ScenarioAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Worlds that were asked about. */
record Scenarios(FittedMix fit) {
    /** What one fit says of one world. */
    private record Found(double outcome, double money, double induced) {}

    ScenarioAnswer answer(Asked asked) {
        Sampled<Found> found = fit.model().sample(w -> found(w, asked));
        double spend = 0;
        List<String> warnings = new ArrayList<>();
        for (Map.Entry<String, List<Intervention>> node : byNode(asked).entrySet()) {
            Input input = fit.mix().input(node.getKey()).orElseThrow();
            if (!fit.mix().explains(input.name())) {
                double[] was = fit.compiled().panel().column(input.name());
                double[] is = fit.model().worlds().values(input.name(), new World(node.getValue()));
                spend += fit.price(input) * fit.outcome(minus(is, was), input);
                warn(input, was, is, warnings);
            }
        }
        Draws induced = found.of(Found::induced);
        double own = spend;
        Draws all = induced.map(v -> v + own);
        double most = Math.abs(all.value());
        return new ScenarioAnswer(
                asked.name(),
                asked.changes(),
                fit.estimated(found.of(Found::outcome)),
                fit.estimated(found.of(Found::money)),
                own,
                fit.estimated(induced),
                most > 0
                        ? fit.estimated(found.of(Found::money).with(all, (m, s) -> s == 0 ? 0 : m / s))
                        : Estimated.withheld("nothing more is spent"),
                warnings);
    }

    private static Map<String, List<Intervention>> byNode(Asked asked) {
        Map<String, List<Intervention>> byNode = new LinkedHashMap<>();
        asked.on()
                .forEach(i ->
                        byNode.computeIfAbsent(i.node(), n -> new ArrayList<>()).add(i));
        return byNode;
    }

    /**
     * Each exogenous node's change by itself as published, and what the mechanisms say of all together beyond that: interactions, and what
     * is done to mediators.
     */
    private Found found(Worlds worlds, Asked asked) {
        String outcome = fit.mix().outcome();
        World world = new World(asked.on());
        double[] change = worlds.difference(Contrast.of(outcome, world, World.OBSERVED));
        for (Map.Entry<String, List<Intervention>> node : byNode(asked).entrySet()) {
            Intervention[] on = node.getValue().toArray(Intervention[]::new);
            double[] published = worlds.published(outcome, on);
            double[] structural = worlds.difference(Contrast.of(outcome, World.of(on), World.OBSERVED));
            for (int r = 0; r < change.length; r++) {
                change[r] += published[r] - structural[r];
            }
        }
        double induced = 0;
        for (Mediator mediator : fit.mix().mediators()) {
            Input input = fit.mix().input(mediator.name()).orElseThrow();
            double price = fit.price(input);
            if (price != 0) {
                induced += price
                        * fit.outcome(worlds.difference(Contrast.of(mediator.name(), world, World.OBSERVED)), input);
            }
        }
        return new Found(fit.outcome(change), fit.money(change), induced);
    }

    private static double[] minus(double[] a, double[] b) {
        double[] out = a.clone();
        for (int r = 0; r < out.length; r++) {
            out[r] -= b[r];
        }
        return out;
    }

    private void warn(Input input, double[] was, double[] is, List<String> warnings) {
        double seen = Arrays.stream(was).max().orElse(0);
        double asked = Arrays.stream(is).max().orElse(0);
        double least = Arrays.stream(was).min().orElse(0);
        double lowest = Arrays.stream(is).min().orElse(0);
        if (asked > seen * (1 + 1e-9)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s would go %.0f %% beyond the most that was seen: there the curve is the model's shape, not data.",
                    input.name(),
                    100 * (asked / seen - 1)));
        }
        if (lowest < least * (1 - 1e-9) && lowest != 0) {
            warnings.add(input.name() + " would go below the least that was seen.");
        }
    }
}

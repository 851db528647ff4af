package dev.elsewise.mix;

import dev.elsewise.math.Kernels;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.ScenarioAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Worlds that were asked about. */
record Scenarios(FittedMix fit) {
    /** A change of all spend below this share of what was moved is none to speak of. */
    private static final double HARDLY = 0.05;

    /** What one fit says of one world. */
    private record Found(double outcome, double money, double induced) {}

    ScenarioAnswer answer(Asked asked) {
        Map<String, List<Intervention>> byNode = byNode(asked);
        Sampled<Found> found = fit.model().sample(w -> found(w, asked, byNode));
        double spend = 0;
        double moved = 0;
        List<String> free = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Map.Entry<String, List<Intervention>> node : byNode.entrySet()) {
            Input input = fit.mix().input(node.getKey()).orElseThrow();
            double[] was = fit.model().worlds().values(input.name(), World.OBSERVED);
            // With its own changes only: what the others make of a mediator is induced.
            double[] is = fit.model().worlds().values(input.name(), new World(node.getValue()));
            double cost = fit.price(input) * fit.outcome(minus(is, was), input);
            spend += cost;
            moved += Math.abs(cost);
            if (fit.price(input) == 0) {
                free.add(input.name());
            }
            clipped(input, was, node.getValue(), warnings);
            warn(input, was, is, warnings);
        }
        Draws induced = found.of(Found::induced);
        double own = spend;
        Estimated roi = roi(found.of(Found::money), induced.map(v -> v + own), moved + Math.abs(induced.value()));
        if (roi.given() && !free.isEmpty()) {
            warnings.add("The return counts what " + String.join(" and ", free) + " would bring too, at no cost.");
        }
        return new ScenarioAnswer(
                asked.name(),
                asked.changes(),
                fit.estimated(found.of(Found::outcome)),
                fit.estimated(found.of(Found::money)),
                own,
                fit.estimated(induced),
                roi,
                warnings);
    }

    /**
     * A return on what is spent more. Money that is taken back, or moved about without any more of it, has none: the quotient would be of
     * whatever sign and size the small difference below it has.
     *
     * @param moved the sum of all changes of spend, whatever their signs
     */
    private Estimated roi(Draws money, Draws spend, double moved) {
        if (moved == 0) {
            return Estimated.withheld("nothing more is spent");
        }
        if (Math.abs(spend.value()) < HARDLY * moved) {
            return Estimated.withheld("what is spent hardly changes in all");
        }
        if (spend.value() < 0) {
            return Estimated.withheld("less is spent: there is no return on more");
        }
        return fit.estimated(spend).lower() <= 0
                ? Estimated.withheld("whether more is spent in all cannot be told")
                : fit.estimated(money.with(spend, (m, s) -> m / s));
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
    private Found found(Worlds worlds, Asked asked, Map<String, List<Intervention>> byNode) {
        String outcome = fit.mix().outcome();
        World world = new World(asked.on());
        Policies policies = new Policies(fit);
        double[] change = policies.difference(worlds, outcome, world);
        for (List<Intervention> on : byNode.values()) {
            Kernels.axpy(1, policies.beyond(worlds, on.toArray(Intervention[]::new)), change, change.length);
        }
        double induced = 0;
        for (Mediator mediator : fit.mix().mediators()) {
            Input input = fit.mix().input(mediator.name()).orElseThrow();
            double price = fit.price(input);
            if (price != 0) {
                World own = new World(byNode.getOrDefault(mediator.name(), List.of()));
                induced += price
                        * fit.outcome(
                                worlds.difference(
                                        Contrast.of(mediator.name(), policies.under(world), policies.under(own))),
                                input);
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
            warnings.add(
                    seen > 0
                            ? String.format(
                                    Locale.ROOT,
                                    "%s would go %s %% beyond the most that was seen: there the curve is the model's shape, not data.",
                                    input.name(),
                                    digits(100 * (asked / seen - 1)))
                            : input.name() + " would go beyond the most that was seen: there the curve is the model's"
                                    + " shape, not data.");
        }
        if (lowest < least * (1 - 1e-9) && lowest != 0) {
            warnings.add(input.name() + " would go below the least that was seen.");
        }
    }

    /** Whole from 1 on, else two digits. */
    private static String digits(double percent) {
        return percent >= 1
                ? String.format(Locale.ROOT, "%.0f", percent)
                : BigDecimal.valueOf(percent)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** What asks for less than nothing is set to nothing. */
    private void clipped(Input input, double[] was, List<Intervention> on, List<String> warnings) {
        int n = fit.data().periods().size();
        int lacking = 0;
        for (Intervention change : on) {
            for (int r = 0; r < was.length; r++) {
                if (change instanceof Intervention.Shift shift
                        && r % n >= fit.data().history()
                        && shift.during().contains(r % n)
                        && was[r] + shift.by() < 0) {
                    lacking++;
                }
            }
        }
        if (lacking > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s cannot fall below 0: in %,d of %,d periods%s it was less than what is taken away, and is set to 0 there.",
                    input.name(),
                    lacking,
                    fit.data().units().size() * fit.data().window(),
                    fit.data().units().size() > 1 ? " and units" : ""));
        }
    }
}

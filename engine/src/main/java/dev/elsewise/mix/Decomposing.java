package dev.elsewise.mix;

import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.Link;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The outcome period by period as a sum of contrasts of worlds: each channel as published, a mediator by what its causes did not induce,
 * controls against their mean, trend and season against theirs, and a remainder. Under a logarithm the parts do not add up by themselves:
 * what is left over is their interaction, and shown as such.
 */
record Decomposing(FittedMix fit, Map<String, Sampled<ChannelEffects>> effects) {
    /** What does not come from media: by period for each component, at one fit. */
    private record Rest(Map<String, double[]> byNode) {}

    Decomposition answer() {
        Sampled<Rest> rest = fit.model().sample(this::rest);
        List<Decomposition.Component> components = new ArrayList<>();
        double[] observed = fit.byPeriod(fit.compiled().panel().column(fit.mix().outcome()));
        double[] sum = new double[observed.length];
        effects.forEach((name, of) -> {
            double share = ChannelEffects.immediateShare(of.point().impulse());
            boolean mediator = fit.mix().explains(name);
            add(
                    components,
                    sum,
                    name,
                    "channel immediate",
                    name,
                    scaled(of.point().byPeriod(), share),
                    of.of(e -> e.published() * ChannelEffects.immediateShare(e.impulse())));
            if (share < 1) {
                add(
                        components,
                        sum,
                        name + ", carried over",
                        "channel carried over",
                        name,
                        scaled(of.point().byPeriod(), 1 - share),
                        of.of(e -> e.published() * (1 - ChannelEffects.immediateShare(e.impulse()))));
            }
            if (mediator) {
                // What the channels induced stands under them already.
                double[] twice = new double[observed.length];
                effects.forEach((other, its) -> {
                    if (Routes.of(fit.mix(), other).mediators().contains(name)) {
                        for (int t = 0; t < twice.length; t++) {
                            twice[t] -= its.point().structuralByPeriod()[t]
                                    - its.point().directByPeriod()[t];
                        }
                    }
                });
                Draws total = of.of(e -> 0);
                for (Map.Entry<String, Sampled<ChannelEffects>> other : effects.entrySet()) {
                    if (Routes.of(fit.mix(), other.getKey()).mediators().contains(name)) {
                        total = total.minus(other.getValue().of(e -> e.structural() - e.direct()));
                    }
                }
                if (Arrays.stream(twice).anyMatch(v -> v != 0)) {
                    add(components, sum, "of it, induced", "channel induced", name, twice, total);
                }
            }
        });
        for (String node : rest.point().byNode().keySet()) {
            double[] values = rest.point().byNode().getOrDefault(node, new double[0]);
            add(
                    components,
                    sum,
                    node,
                    kind(node),
                    node,
                    values,
                    switchable(node)
                            ? fit.estimated(rest.of(
                                    r -> Arrays.stream(r.byNode().getOrDefault(node, new double[0]))
                                            .sum()))
                            : Estimated.known(0, "around its mean"));
        }
        double[] fitted = fitted();
        double[] base = new double[observed.length];
        double[] remainder = new double[observed.length];
        // The baseline is a constant: the mean of what no component explains. What is left around it is the model's
        // error.
        double mean = 0;
        for (int t = 0; t < base.length; t++) {
            mean += (fitted[t] - sum[t]) / base.length;
        }
        for (int t = 0; t < base.length; t++) {
            base[t] = mean;
            remainder[t] = observed[t] - sum[t] - mean;
        }
        double total = mean * base.length;
        components.addFirst(new Decomposition.Component(
                "baseline", "baseline", "", base, baseline(rest, total), share(baseline(rest, total))));
        String words = fit.mix().link() == MediaMix.Link.LOG
                ? "Effects multiply: each component is the outcome as it was less what it would be without that one, and the "
                        + "remainder holds their interaction beside the model's error."
                : "Each component is the outcome as it was less what it would be without that one; the remainder is the model's "
                        + "error, and what the total of a mediated channel differs from the sum of its paths."
                        + (interacting(
                                                fit,
                                                fit.model().worlds(),
                                                fit.mix()
                                                        .graph()
                                                        .parents(fit.mix().outcome()))
                                        .isEmpty()
                                ? ""
                                : " What two nodes do only together stands under both, and is taken off the remainder once.");
        List<LocalDate> periods = fit.data()
                .periods()
                .subList(fit.data().history(), fit.data().periods().size());
        return new Decomposition(List.copyOf(periods), observed, fitted, components, remainder, words);
    }

    private Estimated baseline(Sampled<Rest> rest, double total) {
        // The baseline's draws follow from all others: what the window's outcome leaves.
        Draws left = rest.of(r -> 0);
        for (Sampled<ChannelEffects> of : effects.values()) {
            left = left.minus(of.of(ChannelEffects::published));
        }
        for (String node : rest.point().byNode().keySet()) {
            left = left.minus(rest.of(r ->
                    Arrays.stream(r.byNode().getOrDefault(node, new double[0])).sum()));
        }
        double shift = total - left.value();
        return fit.estimated(left.map(v -> v + shift));
    }

    private Estimated share(Estimated total) {
        double all = fit.observedOutcome();
        return new Estimated(
                total.value() / all,
                total.standardError() / all,
                total.lower() / all,
                total.upper() / all,
                total.note());
    }

    /** Of some nodes, those that the outcome's equation multiplies with others. */
    static Set<String> interacting(FittedMix fit, Worlds worlds, Collection<String> nodes) {
        return worlds.mechanism(fit.mix().outcome()).contributions().stream()
                .map(FittedMechanism.Contribution::nodes)
                .filter(together -> together.size() > 1)
                .flatMap(Set::stream)
                .filter(nodes::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a node can be thought away; seasons and prices can only be held at their mean. */
    private boolean switchable(String node) {
        return fit.mix()
                .input(node)
                .map(i -> i.role() == Input.Role.EVENT || i.role() == Input.Role.PROMOTION)
                .orElse(false);
    }

    private void add(
            List<Decomposition.Component> components,
            double[] sum,
            String name,
            String kind,
            String of,
            double[] values,
            Draws total) {
        add(components, sum, name, kind, of, values, fit.estimated(total));
    }

    private void add(
            List<Decomposition.Component> components,
            double[] sum,
            String name,
            String kind,
            String of,
            double[] values,
            Estimated estimated) {
        for (int t = 0; t < sum.length; t++) {
            sum[t] += values[t];
        }
        components.add(new Decomposition.Component(name, kind, of, values, estimated, share(estimated)));
    }

    private String kind(String node) {
        if (node.equals(Baseline.TREND) || node.equals(Baseline.SEASON)) {
            return node;
        }
        return fit.mix()
                .input(node)
                .map(i -> i.role() == Input.Role.EVENT ? "event" : "control")
                .orElse("control");
    }

    private static double[] scaled(double[] values, double by) {
        return Arrays.stream(values).map(v -> v * by).toArray();
    }

    private double[] fitted() {
        int[] window = IntStream.range(
                        fit.data().history(), fit.data().periods().size())
                .toArray();
        return fit.byPeriod(fit.model().worlds().expected(fit.mix().outcome(), window));
    }

    /** Controls, events, trend and season: their direct contribution, less its mean over the window where they cannot be switched off. */
    private Rest rest(Worlds worlds) {
        String outcome = fit.mix().outcome();
        FittedMechanism mechanism = worlds.mechanism(outcome);
        Map<String, double[]> byNode = new LinkedHashMap<>();
        List<double[]> contributions = worlds.contributions(outcome);
        List<FittedMechanism.Contribution> columns = mechanism.contributions();
        double[] y = fit.compiled().panel().column(outcome);
        Collection<String> parents = fit.mix().graph().parents(outcome);
        Set<String> interacting = interacting(fit, worlds, parents);
        for (int c = 0; c < contributions.size(); c++) {
            FittedMechanism.Contribution column = columns.get(c);
            if (column.nodes().size() != 1) {
                continue;
            }
            String node = column.nodes().iterator().next();
            if (effects.containsKey(node) || interacting.contains(node)) {
                continue;
            }
            double[] moved = switchable(node) ? contributions.get(c) : centred(contributions.get(c));
            if (mechanism.link() == Link.LOG) {
                for (int r = 0; r < moved.length; r++) {
                    moved[r] = y[r] * (1 - Math.exp(-moved[r]));
                }
            }
            double[] values = fit.byPeriod(moved);
            byNode.merge(node, values, (a, b) -> {
                double[] both = a.clone();
                for (int t = 0; t < both.length; t++) {
                    both[t] += b[t];
                }
                return both;
            });
        }
        contrasts(worlds, contributions.isEmpty() ? parents : interacting, byNode);
        return new Rest(byNode);
    }

    /**
     * The same where there are no terms to add up, or none of a node's own: the outcome as it was less what it would be with the node at its
     * mean, or off.
     */
    private void contrasts(Worlds worlds, Collection<String> nodes, Map<String, double[]> byNode) {
        String outcome = fit.mix().outcome();
        for (String node : nodes) {
            if (effects.containsKey(node) || fit.mix().graph().hidden().contains(node)) {
                continue;
            }
            double[] moved = worlds.moved(outcome, fit.still(worlds, node, switchable(node)));
            for (int r = 0; r < moved.length; r++) {
                moved[r] = -moved[r];
            }
            byNode.put(node, fit.byPeriod(moved));
        }
    }

    private double[] centred(double[] rows) {
        int n = fit.data().periods().size();
        double[] out = rows.clone();
        for (int u = 0; u < fit.data().units().size(); u++) {
            double mean = 0;
            for (int t = fit.data().history(); t < n; t++) {
                mean += rows[u * n + t] / fit.data().window();
            }
            for (int t = 0; t < n; t++) {
                out[u * n + t] -= mean;
            }
        }
        return out;
    }
}

package dev.elsewise.scm;

import dev.elsewise.error.BadStudy;
import dev.elsewise.graph.CausalGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A graph with a mechanism for each node that is to be explained, before it has seen data. The graph's arrows decide what a mechanism is
 * made of: one whose terms differ from its node's parents is refused.
 *
 * <pre>{@code
 * FittedModel mix = StructuralModel.of(graph)
 *         .with("google", Mechanism.leastSquares(carryOver("facebook"), carryOver("tiktok"), season))
 *         .with("revenue", Mechanism.leastSquares(carryOver("facebook"), carryOver("google"), price))
 *         .fit(weekly, Bootstrap.withDefaults());
 * }</pre>
 *
 * @param pooling what units have in common
 * @param published the node whose total effects are also estimated by a reduced form; empty for none
 * @param switched the exogenous nodes that can be switched off
 * @param experiments what is known of some causes from elsewhere
 * @param predicted explained nodes that act on others only as their own mechanisms predict them: the others are fitted to, and respond to,
 *     the prediction. Their mechanisms must not read their own past
 */
public record StructuralModel(
        CausalGraph graph,
        Map<String, Mechanism> mechanisms,
        Pooling pooling,
        Optional<String> published,
        Set<String> switched,
        List<Experiment> experiments,
        Set<String> predicted) {
    public StructuralModel {
        experiments = List.copyOf(experiments);
        mechanisms = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(mechanisms));
    }

    /** A model that explains nothing yet. */
    public static StructuralModel of(CausalGraph graph) {
        return new StructuralModel(graph, Map.of(), Pooling.SHARED, Optional.empty(), Set.of(), List.of(), Set.of());
    }

    /**
     * The same model with a node explained.
     *
     * @throws BadStudy when the terms' nodes are not the node's parents
     */
    public StructuralModel with(String node, Mechanism mechanism) {
        if (!graph.has(node)) {
            throw new BadStudy("A mechanism must be of a node of the graph; there is no \"" + node
                    + "\".\nMaybe the graph lacks it.");
        }
        Set<String> parents = new TreeSet<>(graph.parents(node));
        parents.removeAll(graph.hidden());
        Set<String> terms = mechanism.nodes();
        Set<String> lacking = new TreeSet<>(parents);
        lacking.removeAll(terms);
        Set<String> surplus = new TreeSet<>(terms);
        surplus.removeAll(parents);
        if (!lacking.isEmpty() || !surplus.isEmpty()) {
            throw new BadStudy(
                    "The terms of \"" + node + "\" must be those of its parents in the graph, " + parents + "; "
                            + (lacking.isEmpty() ? "" : "there is none for " + lacking)
                            + (lacking.isEmpty() || surplus.isEmpty() ? "" : ", and ")
                            + (surplus.isEmpty() ? "" : surplus + " has no arrow")
                            + ".\nMaybe "
                            + (surplus.isEmpty()
                                    ? "take the arrow away"
                                    : "draw the arrow " + surplus.iterator().next() + " -> " + node)
                            + ".");
        }
        Map<String, Mechanism> more = new LinkedHashMap<>(mechanisms);
        more.put(node, mechanism);
        return new StructuralModel(graph, more, pooling, published, switched, experiments, predicted);
    }

    /** What units have in common. */
    public StructuralModel withPooling(Pooling value) {
        return new StructuralModel(graph, mechanisms, value, published, switched, experiments, predicted);
    }

    /** Also estimates the total effects of nodes that can be switched off by a reduced form of the outcome. */
    public StructuralModel publishing(String outcome, Set<String> switchedOff) {
        return new StructuralModel(
                graph, mechanisms, pooling, Optional.of(outcome), Set.copyOf(switchedOff), experiments, predicted);
    }

    /** The same model, which also has to agree with experiments. */
    public StructuralModel withExperiments(List<Experiment> value) {
        return new StructuralModel(graph, mechanisms, pooling, published, switched, value, predicted);
    }

    /** The same model without a reduced form. */
    public StructuralModel unpublished() {
        return new StructuralModel(graph, mechanisms, pooling, Optional.empty(), switched, experiments, predicted);
    }

    /** Lets some explained nodes act on others only as their own mechanisms predict them. */
    public StructuralModel predicting(Set<String> nodes) {
        return new StructuralModel(graph, mechanisms, pooling, published, switched, experiments, Set.copyOf(nodes));
    }

    /** Fits every mechanism on the window of a panel. */
    public FittedModel fit(Panel panel, Bootstrap bootstrap) {
        return FittedModel.of(
                this,
                panel,
                java.util.stream.IntStream.range(
                                panel.history(), panel.periods().size())
                        .toArray(),
                bootstrap,
                Optional.empty());
    }

    /**
     * Fits every mechanism on some periods of a panel.
     *
     * @param periods counted from the first of the panel, history included
     * @param warm a fit of the same model, where the search for shapes starts
     */
    public FittedModel fitOn(Panel panel, int[] periods, FittedModel warm, Bootstrap bootstrap) {
        return FittedModel.of(this, panel, periods, bootstrap, Optional.of(warm));
    }

    /** The same without draws. */
    public FittedModel fitOn(Panel panel, int[] periods, FittedModel warm) {
        return fitOn(panel, periods, warm, Bootstrap.withDefaults().withDraws(0));
    }

    /**
     * A fit of this model from the numbers that it had: the same bits, without fitting.
     *
     * @param panel the one it was fitted to
     * @param numbers as {@link FittedModel#numbers} gave them
     * @param bootstrap with as many draws as were asked for; what follows them are those of {@link FittedModel#sampled}
     * @throws dev.elsewise.error.BadData when the numbers are not those of these equations
     */
    public FittedModel restored(Panel panel, FittedModel.Kept numbers, Bootstrap bootstrap) {
        return Restoring.model(this, panel, numbers, bootstrap);
    }

    Mechanism mechanism(String node) {
        Mechanism mechanism = mechanisms.get(node);
        if (mechanism == null) {
            throw new IllegalArgumentException("\"" + node + "\" is not explained by a mechanism.");
        }
        return mechanism;
    }

    /** All nodes, causes before effects; among equals in the graph's own order. */
    List<String> order() {
        List<String> order = new ArrayList<>();
        while (order.size() < graph.nodes().size()) {
            for (String node : graph.nodes()) {
                if (!order.contains(node) && order.containsAll(graph.parents(node))) {
                    order.add(node);
                }
            }
        }
        return order;
    }

    /** The nodes with a mechanism, causes before effects. */
    List<String> explained() {
        return order().stream().filter(mechanisms::containsKey).toList();
    }
}

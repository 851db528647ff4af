package dev.elsewise.study.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.mix.Baseline;
import dev.elsewise.mix.Input;
import dev.elsewise.study.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The graph of a media mix against what the study says of its nodes. */
final class MixGraph {
    private final Yaml at;
    private final CausalGraph graph;
    private final String outcome;

    private MixGraph(Yaml at, CausalGraph graph, String outcome) {
        this.at = at;
        this.graph = graph;
        this.outcome = outcome;
    }

    static MixGraph read(Yaml value, String outcome) {
        CausalGraph graph;
        try {
            graph = CausalGraph.parse(value.text());
        } catch (BadStudy e) {
            throw value.wrong("graph: " + e.getMessage(), e);
        }
        if (!graph.has(outcome)) {
            throw value.wrong("the graph must have the outcome as a node; it has no \"" + outcome + "\"."
                    + Nearest.hint(outcome, graph.nodes()));
        }
        if (graph.parents(outcome).isEmpty()) {
            throw value.wrong("the graph must have an arrow into the outcome; nothing points to \"" + outcome + "\"."
                    + "\nMaybe add: facebook, season -> " + outcome + ", with the channels' names.");
        }
        return new MixGraph(value, graph, outcome);
    }

    CausalGraph graph() {
        return graph;
    }

    /**
     * The baseline with the parts that it leaves open taken from the graph: a trend if the graph has a node for it.
     *
     * @param taken nodes of these names are inputs
     */
    Baseline baseline(BaselineReader.Declared declared, Set<String> taken) {
        Baseline baseline = declared.baseline();
        if (!declared.trend() && !open(Baseline.TREND, taken)) {
            baseline = baseline.withTrend(Baseline.Trend.NONE);
        }
        if (!declared.season() && !open(Baseline.SEASON, taken)) {
            baseline = baseline.withFourier(0).withWeekOfYear(Baseline.WeekOfYear.NONE);
        }
        List<String> lacking = new ArrayList<>(baseline.nodes());
        lacking.removeIf(graph::has);
        if (!lacking.isEmpty()) {
            throw at.wrong("the graph must have the nodes of the baseline; it has no " + quoted(lacking) + "."
                    + "\nMaybe add: " + String.join(", ", lacking) + " -> " + outcome);
        }
        for (String node : baseline.nodes()) {
            if (taken.contains(node)) {
                throw at.wrong("\"" + node + "\" must be either an input or the baseline's; it is both."
                        + "\nMaybe give the input another name, or say baseline: {"
                        + (node.equals(Baseline.TREND) ? "trend: none" : "fourier: 0") + "}.");
            }
        }
        return baseline;
    }

    private boolean open(String node, Set<String> taken) {
        return graph.has(node) && !taken.contains(node);
    }

    /** Every node must be explained by something, and everything must be a node. */
    void match(List<Input> inputs, Map<String, Yaml> places, Baseline baseline) {
        Set<String> known = new LinkedHashSet<>();
        inputs.forEach(i -> known.add(i.name()));
        known.addAll(baseline.nodes());
        known.add(outcome);
        for (String node : graph.nodes()) {
            if (!known.contains(node) && !graph.hidden().contains(node)) {
                throw at.wrong("every node of the graph must be the outcome, an input, the baseline's or hidden; \""
                        + node + "\" is none of them. There are " + String.join(", ", known) + "." + hint(node, known));
            }
        }
        for (Input input : inputs) {
            if (!graph.has(input.name())) {
                throw place(places, input.name())
                        .wrong("every input must be a node of the graph; \"" + input.name() + "\" is none."
                                + Nearest.to(input.name(), graph.nodes())
                                        .filter(near -> !known.contains(near))
                                        .map(near -> "\nMaybe the graph means it by \"" + near + "\".")
                                        .orElse("\nMaybe add: " + input.name() + " -> " + outcome
                                                + ", or leave the input out."));
            }
            if (graph.hidden().contains(input.name())) {
                throw at.wrong("a node that is [latent] has no data; \"" + input.name() + "\" is an input."
                        + "\nMaybe it was measured: then take [latent] away; or leave the input out.");
            }
        }
        if (graph.hidden().contains(outcome)) {
            throw at.wrong("the outcome must be observed; the graph says \"" + outcome + "\" is [latent]."
                    + "\nMaybe another node is meant, or [latent] is a slip.");
        }
    }

    private static String hint(String node, Set<String> known) {
        if (node.equals(Baseline.TREND)) {
            return "\nMaybe say baseline: {trend: piecewise}.";
        }
        if (node.equals(Baseline.SEASON)) {
            return "\nMaybe say baseline: {fourier: 2}.";
        }
        return Nearest.to(node, known)
                .map(near -> "\nMaybe you meant \"" + near + "\".")
                .orElse("\nMaybe nobody measured it: then write " + node + " [latent].");
    }

    /** A mediator must have a cause and lead to the outcome, and what has causes among the media must be one. */
    void mediate(List<Input> inputs, Map<String, Yaml> mediators) {
        Set<String> towards = graph.ancestors(outcome);
        Set<String> acting = new LinkedHashSet<>();
        inputs.stream().filter(i -> i.role().acts()).forEach(i -> acting.add(i.name()));
        for (Map.Entry<String, Yaml> mediator : mediators.entrySet()) {
            String name = mediator.getKey();
            boolean caused = graph.ancestors(name).stream()
                    .anyMatch(a -> inputs.stream().anyMatch(i -> i.name().equals(a)));
            if (!caused || !towards.contains(name)) {
                throw mediator.getValue()
                        .wrong("a mediator must lie on a path from an input to the outcome; "
                                + (caused
                                        ? "no path leads from \"" + name + "\" to \"" + outcome + "\"."
                                        : "no input leads to \"" + name + "\".")
                                + "\nMaybe an arrow is missing from the graph, or it is no mediator.");
            }
        }
        for (Input input : inputs) {
            if (!mediators.containsKey(input.name()) && towards.contains(input.name())) {
                graph.parents(input.name()).stream()
                        .filter(acting::contains)
                        .findFirst()
                        .ifPresent(cause -> {
                            throw at.wrong("what a channel moves must be a mediator, or its effect through it is lost;"
                                    + " the graph says " + cause + " -> " + input.name() + ".\nMaybe say mediators: ["
                                    + input.name() + "], or leave the arrow out.");
                        });
            }
        }
        for (Input input : inputs) {
            if (graph.ancestors(input.name()).contains(outcome)) {
                throw at.wrong("an input must not be moved by the outcome; the graph leads from \"" + outcome
                        + "\" to \"" + input.name() + "\".\nMaybe only its past does: then use lags: {" + outcome
                        + ": [1]}.");
            }
        }
    }

    private Yaml place(Map<String, Yaml> places, String name) {
        return places.getOrDefault(name, at);
    }

    private static String quoted(List<String> names) {
        return "\"" + String.join("\", \"", names) + "\"";
    }
}

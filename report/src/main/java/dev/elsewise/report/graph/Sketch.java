package dev.elsewise.report.graph;

import dev.elsewise.graph.CausalGraph;
import dev.elsewise.question.Question;
import dev.elsewise.study.Result;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be drawn, before anything has a place. */
record Sketch(List<Node> nodes, List<Arrow> arrows, String treatment, String outcome) {
    /** The part that a node plays. */
    enum Role {
        TREATMENT,
        CHANNEL,
        MEDIATOR,
        OUTCOME,
        ADJUSTED,
        CONTROL,
        OTHER,
        HIDDEN
    }

    record Node(String name, Role role) {}

    /** @param causal on a directed path from treatment to outcome: it carries the effect */
    record Arrow(String from, String to, boolean hidden, boolean causal) {}

    static Sketch of(Result.GraphView view) {
        Set<String> after = reached(view.edges(), Set.of(view.treatment()), true);
        Set<String> before = reached(view.edges(), Set.of(view.outcome()), false);
        Set<String> names = new LinkedHashSet<>(view.nodes());
        view.edges().forEach(edge -> names.addAll(List.of(edge.from(), edge.to())));
        List<Node> nodes =
                names.stream().map(name -> new Node(name, role(name, view))).toList();
        return new Sketch(nodes, arrows(view.edges(), after, before), view.treatment(), view.outcome());
    }

    /** The graph of a media mix: many channels, one outcome. */
    static Sketch of(MixResult.GraphView view) {
        Map<String, Role> roles = new LinkedHashMap<>();
        view.nodes().forEach(n -> roles.put(n.name(), role(n.role())));
        view.edges().forEach(e -> {
            roles.putIfAbsent(e.from(), Role.CONTROL);
            roles.putIfAbsent(e.to(), Role.CONTROL);
        });
        Set<String> channels = new HashSet<>();
        List<Node> nodes = new ArrayList<>();
        roles.forEach((name, role) -> {
            nodes.add(new Node(name, role));
            if (role == Role.CHANNEL || role == Role.MEDIATOR) {
                channels.add(name);
            }
        });
        Set<String> after = reached(view.edges(), channels, true);
        Set<String> before = reached(view.edges(), Set.of(view.outcome()), false);
        return new Sketch(nodes, arrows(view.edges(), after, before), "", view.outcome());
    }

    private static Role role(String word) {
        return switch (word) {
            case "paid", "organic", "lever" -> Role.CHANNEL;
            case "mediator" -> Role.MEDIATOR;
            case "outcome" -> Role.OUTCOME;
            case "hidden" -> Role.HIDDEN;
            default -> Role.CONTROL;
        };
    }

    private static List<Arrow> arrows(List<Result.Edge> edges, Set<String> after, Set<String> before) {
        return edges.stream()
                .map(edge -> new Arrow(
                        edge.from(),
                        edge.to(),
                        edge.hidden(),
                        !edge.hidden() && after.contains(edge.from()) && before.contains(edge.to())))
                .toList();
    }

    static Sketch of(CausalGraph graph, Question question, Collection<String> adjusted) {
        return of(new Result.GraphView(
                graph.nodes(),
                graph.edges().stream()
                        .map(edge -> new Result.Edge(edge.from(), edge.to(), edge.hidden()))
                        .toList(),
                question.treatment(),
                question.outcome(),
                List.copyOf(adjusted),
                List.copyOf(graph.hidden())));
    }

    /** What someone says who sees the drawing. */
    String description() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                treatment.isEmpty()
                        ? "The outcome is " + outcome + "."
                        : "The treatment is " + treatment + ", the outcome " + outcome + ".");
        sentences.add(listed("Channels", Role.CHANNEL));
        sentences.add(listed("Mediators", Role.MEDIATOR));
        sentences.add(listed("Adjusted for", Role.ADJUSTED));
        sentences.add(listed("Not measured", Role.HIDDEN));
        for (Arrow arrow : arrows) {
            sentences.add(
                    arrow.hidden()
                            ? arrow.from() + " and " + arrow.to() + " share a hidden cause."
                            : arrow.from() + " causes " + arrow.to() + ".");
        }
        sentences.removeIf(String::isEmpty);
        return String.join(" ", sentences);
    }

    boolean has(Role role) {
        return nodes.stream().anyMatch(node -> node.role() == role);
    }

    private String listed(String what, Role role) {
        List<String> names = nodes.stream()
                .filter(node -> node.role() == role)
                .map(Node::name)
                .toList();
        return names.isEmpty() ? "" : what + ": " + String.join(", ", names) + ".";
    }

    private static Role role(String name, Result.GraphView view) {
        if (name.equals(view.treatment())) {
            return Role.TREATMENT;
        }
        if (name.equals(view.outcome())) {
            return Role.OUTCOME;
        }
        if (view.hidden().contains(name)) {
            return Role.HIDDEN;
        }
        return view.adjusted().contains(name) ? Role.ADJUSTED : Role.OTHER;
    }

    private static Set<String> reached(List<Result.Edge> edges, Set<String> start, boolean forward) {
        Set<String> reached = new HashSet<>(start);
        List<String> queue = new ArrayList<>(start);
        while (!queue.isEmpty()) {
            String node = queue.removeLast();
            for (Result.Edge edge : edges) {
                String from = forward ? edge.from() : edge.to();
                String to = forward ? edge.to() : edge.from();
                if (!edge.hidden() && from.equals(node) && reached.add(to)) {
                    queue.add(to);
                }
            }
        }
        return reached;
    }
}

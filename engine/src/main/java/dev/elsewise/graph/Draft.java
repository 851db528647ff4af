package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph while it is being read: remembers the line of every edge, for messages. */
final class Draft {
    private final Set<String> nodes = new LinkedHashSet<>();
    private final Map<Edge, Integer> lines = new LinkedHashMap<>();
    private final Set<String> hidden = new LinkedHashSet<>();
    private final List<String> exposures = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    void node(Token name) {
        if (name.text().isBlank()) {
            throw Token.error(name.line(), "a node must have a name, found \"" + name.text() + "\".");
        }
        nodes.add(name.text());
    }

    /** @param arrow one of {@code ->}, {@code <-}, {@code <->} */
    void edges(List<Token> left, Token arrow, List<Token> right) {
        for (Token one : left) {
            for (Token other : right) {
                edge(one, arrow, other);
            }
        }
    }

    private void edge(Token left, Token arrow, Token right) {
        node(left);
        node(right);
        String one = left.text();
        String other = right.text();
        boolean pair = arrow.text().equals("<->");
        if (pair && one.equals(other)) {
            throw Token.error(
                    arrow.line(),
                    "a hidden common cause must have two different effects, found " + Words.bare(one) + " <-> "
                            + Words.bare(other) + ".");
        }
        switch (arrow.text()) {
            case "->" -> lines.putIfAbsent(Edge.arrow(one, other), arrow.line());
            case "<-" -> lines.putIfAbsent(Edge.arrow(other, one), arrow.line());
            case "<->" -> {
                if (!lines.containsKey(Edge.hidden(other, one))) {
                    lines.putIfAbsent(Edge.hidden(one, other), arrow.line());
                }
            }
            default ->
                throw Token.error(
                        arrow.line(),
                        "every edge must have a direction, found " + Words.bare(one) + " " + arrow.text() + " "
                                + Words.bare(other)
                                + ".\nMaybe write -> for an arrow, or <-> for a hidden common cause.");
        }
    }

    void hide(Token name) {
        node(name);
        hidden.add(name.text());
    }

    void exposure(Token name) {
        node(name);
        exposures.add(name.text());
    }

    void outcome(Token name) {
        node(name);
        outcomes.add(name.text());
    }

    CausalGraph graph(int lastLine) {
        if (nodes.isEmpty()) {
            throw Token.error(lastLine, "expected at least one node, found none.\nMaybe begin with: cause -> effect");
        }
        return CausalGraph.of(List.copyOf(nodes), lines, hidden, exposures, outcomes);
    }
}

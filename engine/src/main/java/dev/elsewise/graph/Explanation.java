package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Says in words why a path is open and what, if anything, would close it; and why a node must be left alone. */
final class Explanation {
    private final BackDoor door;
    private final CausalGraph graph;

    Explanation(BackDoor door) {
        this.door = door;
        this.graph = door.graph;
    }

    OpenPath open(Trail trail, BitSet given) {
        List<String> openedBy = openers(trail, given);
        List<String> closedBy = trail.others().stream()
                .filter(door.allowed::get)
                .map(graph::name)
                .toList();
        String path = trail.text(graph::bare);
        String because =
                openedBy.isEmpty() ? plain(trail, path, closedBy) : opened(trail, path, closedBy, openedBy, given);
        return new OpenPath(path, openedBy, closedBy, because);
    }

    /** The given nodes that let association through a collider of the path. */
    List<String> openers(Trail trail, BitSet given) {
        BitSet below = graph.structure()
                .descendants(CausalGraph.bits(
                        trail.colliders().stream().mapToInt(Integer::intValue).toArray()));
        below.and(given);
        return List.copyOf(graph.names(below));
    }

    Refusal refused(int node) {
        String column = graph.name(node);
        if (node == door.treatment) {
            return new Refusal(column, Refusal.Reason.TREATMENT, not(column) + "it is the treatment.");
        }
        if (node == door.outcome) {
            return new Refusal(column, Refusal.Reason.OUTCOME, not(column) + "it is the outcome.");
        }
        if (door.causal.get(node)) {
            List<Integer> through = new ArrayList<>(graph.structure().directedPath(door.treatment, node));
            through.addAll(graph.structure().directedPath(node, door.outcome).stream()
                    .skip(1)
                    .toList());
            return new Refusal(
                    column,
                    Refusal.Reason.MEDIATOR,
                    not(column) + "it is a mediator, through which the treatment " + graph.bare(door.treatment)
                            + " acts on the outcome (" + arrows(through) + ").");
        }
        if (door.forbidden.get(node)) {
            return new Refusal(
                    column,
                    Refusal.Reason.DESCENDANT,
                    not(column) + "it is a descendant of the treatment " + graph.bare(door.treatment) + " ("
                            + arrows(graph.structure().directedPath(door.treatment, node)) + ").");
        }
        return new Refusal(
                column, Refusal.Reason.HIDDEN, "\"" + column + "\" cannot be adjusted for: nobody measured it.");
    }

    Refusal collider(int node, Trail opened) {
        String column = graph.name(node);
        String path = opened.text(graph::bare);
        String how = opened.colliders().contains(node)
                ? "it is a collider on the path " + path
                : "it is a descendant of the collider " + colliderAbove(node, opened) + " on the path " + path;
        return new Refusal(
                column, Refusal.Reason.COLLIDER, not(column) + how + ", and adjusting for it opens that path.");
    }

    String arrows(List<Integer> nodes) {
        return String.join(" -> ", nodes.stream().map(graph::bare).toList());
    }

    private String colliderAbove(int node, Trail trail) {
        BitSet above = graph.structure().ancestors(CausalGraph.bits(node));
        int collider = trail.colliders().stream().filter(above::get).findFirst().orElseThrow();
        return Words.quoted(graph.name(collider));
    }

    private static String not(String column) {
        return "\"" + column + "\" must not be adjusted for: ";
    }

    private String plain(Trail trail, String path, List<String> closedBy) {
        return closedBy.isEmpty()
                ? "The path " + path + " cannot be closed: " + String.join("; ", obstacles(trail)) + "."
                : "The path " + path + " stays open; adjusting for " + Words.any(closedBy) + " would close it.";
    }

    private String opened(Trail trail, String path, List<String> closedBy, List<String> openedBy, BitSet given) {
        List<String> colliders = trail.colliders().stream().map(graph::name).toList();
        String opening = "Adjusting for " + Words.all(openedBy) + " opens the path " + path + ", on which "
                + Words.all(colliders) + (colliders.size() == 1 ? " is a collider" : " are colliders");
        if (!closedBy.isEmpty()) {
            return opening + "; " + Words.any(closedBy) + " would close it again.";
        }
        List<String> obstacles = obstacles(trail);
        String nothing = obstacles.isEmpty() ? "" : ", and nothing closes it again: " + String.join("; ", obstacles);
        BitSet without = (BitSet) given.clone();
        without.andNot(graph.bits(openedBy));
        List<Trail> otherwise = door.openPaths(without);
        String dilemma = otherwise.isEmpty()
                ? ""
                : " Without " + Words.all(openedBy) + ", the path "
                        + otherwise.getFirst().text(graph::bare) + " is open.";
        return opening + nothing + "." + dilemma;
    }

    /** Why nothing on the path can be adjusted for: hidden pairs, hidden nodes, consequences of the treatment. */
    private List<String> obstacles(Trail trail) {
        List<String> reasons = new ArrayList<>();
        if (trail.steps().equals(List.of(Trail.Step.TO_PARENT))) {
            reasons.add("the outcome acts directly on the treatment");
        }
        for (int i = 0; i < trail.steps().size(); i++) {
            if (trail.steps().get(i) == Trail.Step.TO_SPOUSE) {
                reasons.add("nobody measured the common cause of \""
                        + graph.name(trail.nodes().get(i)) + "\" and \""
                        + graph.name(trail.nodes().get(i + 1)) + "\"");
            }
        }
        for (int node : trail.others()) {
            if (graph.hidden().contains(graph.name(node))) {
                reasons.add("nobody measured \"" + graph.name(node) + "\"");
            } else if (door.forbidden.get(node)) {
                reasons.add("\"" + graph.name(node) + "\" is a consequence of the treatment");
            }
        }
        return reasons;
    }
}

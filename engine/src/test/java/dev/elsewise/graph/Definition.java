package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Separation and adjustment as the textbook defines them: every path is written out, and looked at. Shares nothing with
 * the algorithms but the list of edges.
 */
final class Definition {
    /** A path by its nodes, and for each step whether it has an arrowhead behind and ahead. */
    record Path(List<String> nodes, List<boolean[]> heads) {
        boolean directed() {
            return heads.stream().allMatch(head -> !head[0] && head[1]);
        }
    }

    private final CausalGraph graph;
    private final Map<List<String>, List<Path>> paths = new HashMap<>();
    private final Map<String, Set<String>> descendants = new HashMap<>();

    Definition(CausalGraph graph) {
        this.graph = graph;
    }

    boolean separated(String x, String y, Collection<String> given) {
        return paths(x, y).stream().noneMatch(path -> open(path, given));
    }

    /** No forbidden node in the set, and every path that is not directed blocked by it. */
    boolean validAdjustment(String x, String y, Collection<String> set) {
        return !set.contains(x)
                && !set.contains(y)
                && set.stream().noneMatch(forbidden(x, y)::contains)
                && set.stream().noneMatch(graph.hidden()::contains)
                && paths(x, y).stream().filter(path -> !path.directed()).noneMatch(path -> open(path, set));
    }

    Set<String> forbidden(String x, String y) {
        Set<String> forbidden = new HashSet<>();
        for (Path path : paths(x, y)) {
            if (path.directed()) {
                path.nodes().stream().skip(1).forEach(node -> forbidden.addAll(descendants(node)));
            }
        }
        return forbidden;
    }

    List<Path> paths(String x, String y) {
        return paths.computeIfAbsent(List.of(x, y), ends -> write(x, y));
    }

    private List<Path> write(String x, String y) {
        List<Path> found = new ArrayList<>();
        extend(new ArrayList<>(List.of(x)), new ArrayList<>(), y, found::add);
        return found;
    }

    boolean open(Path path, Collection<String> given) {
        for (int i = 1; i < path.nodes().size() - 1; i++) {
            String node = path.nodes().get(i);
            boolean collider = path.heads().get(i - 1)[1] && path.heads().get(i)[0];
            boolean passes = collider ? descendants(node).stream().anyMatch(given::contains) : !given.contains(node);
            if (!passes) {
                return false;
            }
        }
        return true;
    }

    private void extend(List<String> nodes, List<boolean[]> heads, String to, Consumer<Path> found) {
        String last = nodes.getLast();
        if (last.equals(to)) {
            found.accept(new Path(List.copyOf(nodes), List.copyOf(heads)));
            return;
        }
        for (Edge edge : graph.edges()) {
            boolean forward = edge.from().equals(last);
            String next = forward ? edge.to() : edge.from();
            if ((forward || edge.to().equals(last)) && !nodes.contains(next)) {
                nodes.add(next);
                heads.add(new boolean[] {edge.hidden() || !forward, edge.hidden() || forward});
                extend(nodes, heads, to, found);
                nodes.removeLast();
                heads.removeLast();
            }
        }
    }

    private Set<String> descendants(String node) {
        return descendants.computeIfAbsent(node, this::closure);
    }

    private Set<String> closure(String node) {
        Set<String> all = new HashSet<>(Set.of(node));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Edge edge : graph.edges()) {
                if (!edge.hidden() && all.contains(edge.from())) {
                    grew |= all.add(edge.to());
                }
            }
        }
        return all;
    }
}

package dev.elsewise.mix;

import java.util.ArrayList;
import java.util.List;

/** The ways along which one node acts on another through explained ones. */
record Routes(List<List<String>> paths) {
    static Routes of(MediaMix mix, String from) {
        List<List<String>> found = new ArrayList<>();
        walk(mix, List.of(from), found);
        return new Routes(found);
    }

    private static void walk(MediaMix mix, List<String> path, List<List<String>> found) {
        for (String child : mix.graph().children(path.getLast())) {
            if (mix.explains(child)) {
                List<String> longer = new ArrayList<>(path);
                longer.add(child);
                if (child.equals(mix.outcome())) {
                    found.add(List.copyOf(longer));
                } else {
                    walk(mix, longer, found);
                }
            }
        }
    }

    /** The nodes between, over all paths. */
    List<String> mediators() {
        return paths.stream()
                .flatMap(p -> p.subList(1, p.size() - 1).stream())
                .distinct()
                .toList();
    }

    /** Whether there is an arrow straight to the end. */
    boolean direct() {
        return paths.stream().anyMatch(p -> p.size() == 2);
    }

    static String name(List<String> path) {
        return String.join(" → ", path);
    }
}

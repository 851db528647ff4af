package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A path by its nodes and the steps between them. */
record Trail(List<Integer> nodes, List<Step> steps) {
    /** One edge, as it is walked. */
    enum Step {
        TO_CHILD(" -> "),
        TO_PARENT(" <- "),
        TO_SPOUSE(" <-> ");

        private final String sign;

        Step(String sign) {
            this.sign = sign;
        }
    }

    /** The inner nodes where two arrowheads meet. */
    List<Integer> colliders() {
        return inner(true);
    }

    /** The inner nodes where they do not. */
    List<Integer> others() {
        return inner(false);
    }

    /** Whether every arrow points to the start. */
    boolean backwards() {
        return steps.stream().allMatch(step -> step == Step.TO_PARENT);
    }

    /** The path as one writes it: {@code a <- b -> c}. */
    String text(IntFunction<String> name) {
        StringBuilder text = new StringBuilder(name.apply(nodes.getFirst()));
        for (int i = 0; i < steps.size(); i++) {
            text.append(steps.get(i).sign).append(name.apply(nodes.get(i + 1)));
        }
        return text.toString();
    }

    private List<Integer> inner(boolean collider) {
        List<Integer> found = new ArrayList<>();
        for (int i = 1; i < nodes.size() - 1; i++) {
            boolean headIn = steps.get(i - 1) != Step.TO_PARENT;
            boolean headOut = steps.get(i) != Step.TO_CHILD;
            if ((headIn && headOut) == collider) {
                found.add(nodes.get(i));
            }
        }
        return found;
    }
}

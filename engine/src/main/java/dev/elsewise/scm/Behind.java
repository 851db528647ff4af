package dev.elsewise.scm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What has to be known before a node is: all that its mechanism reads, directly or through others. */
final class Behind {
    private final List<String> order;
    private final Map<String, Fitted> mechanisms;
    private final Map<Set<String>, List<String>> known;

    /** @param order all nodes, causes first */
    Behind(List<String> order, Map<String, Fitted> mechanisms) {
        this(order, mechanisms, new ConcurrentHashMap<>());
    }

    private Behind(List<String> order, Map<String, Fitted> mechanisms, Map<Set<String>, List<String>> known) {
        this.order = order;
        this.mechanisms = mechanisms;
        this.known = known;
    }

    /** Behind other fits of the same equations, which read the same. */
    Behind with(Map<String, Fitted> refitted) {
        return new Behind(order, refitted, known);
    }

    List<String> order() {
        return order;
    }

    Map<String, Fitted> mechanisms() {
        return mechanisms;
    }

    /** The nodes asked for and those behind them, causes first. */
    List<String> of(Set<String> asked) {
        List<String> before = known.get(asked);
        if (before == null) {
            before = work(asked);
            known.put(Set.copyOf(asked), before);
        }
        return before;
    }

    private List<String> work(Set<String> asked) {
        Set<String> behind = new HashSet<>(asked);
        for (int i = order.size() - 1; i >= 0; i--) {
            Fitted mechanism = mechanisms.get(order.get(i));
            if (mechanism != null && behind.contains(order.get(i))) {
                for (Layout.Slot slot : mechanism.layout().slots()) {
                    behind.addAll(slot.reads());
                }
            }
        }
        List<String> inOrder = new ArrayList<>(behind.size());
        for (String node : order) {
            if (behind.contains(node)) {
                inOrder.add(node);
            }
        }
        return List.copyOf(inOrder);
    }
}

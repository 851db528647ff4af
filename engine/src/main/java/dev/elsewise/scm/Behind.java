package dev.elsewise.scm;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What has to be known before a node is: all that its mechanism reads, directly or through others. */
final class Behind {
    private final List<String> order;
    private final Map<String, Fitted> mechanisms;
    private final Map<Set<String>, List<String>> known = new ConcurrentHashMap<>();

    /** @param order all nodes, causes first */
    Behind(List<String> order, Map<String, Fitted> mechanisms) {
        this.order = order;
        this.mechanisms = mechanisms;
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
                mechanism.layout().slots().forEach(slot -> behind.addAll(slot.reads()));
            }
        }
        return order.stream().filter(behind::contains).toList();
    }
}

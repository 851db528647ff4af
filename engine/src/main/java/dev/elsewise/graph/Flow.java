package dev.elsewise.graph;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where association flows: reachability over pairs of a node and the way it was entered (Shachter's Bayes ball), with
 * hidden pairs as arrows with two heads. Through a node that was entered and is left by arrowheads (a collider) it flows
 * if the node is among {@code colliders}; through any other if the node is not among {@code blocked}. Linear time.
 *
 * @param blocked the nodes that are given
 * @param colliders where two heads let through: the ancestors of the given nodes for d-separation
 * @param within the nodes that may be entered at all
 * @see <a href="https://doi.org/10.48550/arXiv.1301.7412">Shachter 1998</a>
 */
record Flow(MixedGraph graph, BitSet blocked, BitSet colliders, BitSet within) {
    /** Association given a set of nodes. */
    static Flow given(MixedGraph graph, BitSet given) {
        BitSet everywhere = new BitSet();
        everywhere.set(0, graph.size());
        return new Flow(graph, given, graph.ancestors(given), everywhere);
    }

    /** Every node that association reaches, blocked ones included where it ends; the sources are left out. */
    BitSet from(BitSet sources) {
        Search search = new Search();
        sources.stream().forEach(search::start);
        search.run(new BitSet());
        BitSet reached = search.reached();
        reached.andNot(sources);
        return reached;
    }

    /**
     * A shortest open path from a node to another, {@code null} when there is none. A shortest walk visits no node
     * twice: where it would, the walk without the loop is open too.
     */
    @Nullable
    Trail shortest(int from, int to) {
        Search search = new Search();
        search.start(from);
        return search.trail(from, search.run(single(to)));
    }

    /** The same among the paths whose first step is the one given. */
    @Nullable
    Trail shortest(int from, Trail.Step first, int second, int to) {
        BitSet elsewhere = (BitSet) within.clone();
        elsewhere.clear(from);
        Search search = new Flow(graph, blocked, colliders, elsewhere).new Search();
        search.enter(-1, first, second);
        return search.trail(from, search.run(single(to)));
    }

    /** Whether an open walk between two nodes passes a third where no two arrowheads meet. */
    boolean passes(int one, int other, int through) {
        BitSet between = (BitSet) within.clone();
        between.clear(one);
        between.clear(other);
        Flow flow = new Flow(graph, blocked, colliders, between);
        Search left = flow.new Search();
        left.start(one);
        left.run(new BitSet());
        Search right = flow.new Search();
        right.start(other);
        right.run(new BitSet());
        return left.reached().get(through)
                && right.reached().get(through)
                && (left.byTail(through) || right.byTail(through));
    }

    private static BitSet single(int node) {
        BitSet set = new BitSet();
        set.set(node);
        return set;
    }

    /** A breadth-first search; a state is 2 × node, plus 1 when the node was entered by an arrowhead. */
    private final class Search {
        private final int[] before = new int[2 * graph.size()];
        private final Trail.@Nullable Step[] step = new Trail.Step[2 * graph.size()];
        private final Deque<Integer> queue = new ArrayDeque<>();

        void start(int source) {
            leave(source, -1, true, true);
        }

        /** Runs until a target is entered; the state that entered it, or −1. */
        int run(BitSet targets) {
            while (!queue.isEmpty()) {
                int state = queue.remove();
                int node = state / 2;
                if (targets.get(node)) {
                    return state;
                }
                boolean byHead = state % 2 == 1;
                boolean open = !blocked.get(node);
                leave(node, state, open, byHead ? colliders.get(node) : open);
            }
            return -1;
        }

        private void leave(int node, int state, boolean byTail, boolean byHead) {
            if (byTail) {
                for (int child : graph.children(node)) {
                    enter(state, Trail.Step.TO_CHILD, child);
                }
            }
            if (byHead) {
                for (int parent : graph.parents(node)) {
                    enter(state, Trail.Step.TO_PARENT, parent);
                }
                for (int spouse : graph.spouses(node)) {
                    enter(state, Trail.Step.TO_SPOUSE, spouse);
                }
            }
        }

        void enter(int state, Trail.Step how, int node) {
            int entered = 2 * node + (how == Trail.Step.TO_PARENT ? 0 : 1);
            if (within.get(node) && step[entered] == null) {
                step[entered] = how;
                before[entered] = state;
                queue.add(entered);
            }
        }

        boolean byTail(int node) {
            return step[2 * node] != null;
        }

        BitSet reached() {
            BitSet nodes = new BitSet();
            for (int state = 0; state < step.length; state++) {
                if (step[state] != null) {
                    nodes.set(state / 2);
                }
            }
            return nodes;
        }

        @Nullable
        Trail trail(int from, int last) {
            if (last < 0) {
                return null;
            }
            Deque<Integer> nodes = new ArrayDeque<>();
            Deque<Trail.Step> steps = new ArrayDeque<>();
            for (int state = last; state >= 0; state = before[state]) {
                nodes.addFirst(state / 2);
                steps.addFirst(Objects.requireNonNull(step[state]));
            }
            nodes.addFirst(from);
            return new Trail(List.copyOf(nodes), List.copyOf(steps));
        }
    }
}

package dev.elsewise.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Nodes 0 … n − 1 with arrows and with hidden pairs ("spouses"): the graph without its names. Everything here takes
 * time linear in nodes and edges.
 */
final class MixedGraph {
    private final int[][] parents;
    private final int[][] children;
    private final int[][] spouses;

    private MixedGraph(int[][] parents, int[][] children, int[][] spouses) {
        this.parents = parents;
        this.children = children;
        this.spouses = spouses;
    }

    /** @param arrows and pairs as {from, to}, each at most once */
    static MixedGraph of(int size, List<int[]> arrows, List<int[]> pairs) {
        List<List<Integer>> parents = emptyLists(size);
        List<List<Integer>> children = emptyLists(size);
        List<List<Integer>> spouses = emptyLists(size);
        for (int[] arrow : arrows) {
            children.get(arrow[0]).add(arrow[1]);
            parents.get(arrow[1]).add(arrow[0]);
        }
        for (int[] pair : pairs) {
            spouses.get(pair[0]).add(pair[1]);
            spouses.get(pair[1]).add(pair[0]);
        }
        return new MixedGraph(arrays(parents), arrays(children), arrays(spouses));
    }

    int size() {
        return parents.length;
    }

    int[] parents(int node) {
        return parents[node];
    }

    int[] children(int node) {
        return children[node];
    }

    int[] spouses(int node) {
        return spouses[node];
    }

    boolean adjacent(int a, int b) {
        return contains(parents[a], b) || contains(children[a], b) || contains(spouses[a], b);
    }

    /** The nodes from which a directed path leads into the set, the set itself included. */
    BitSet ancestors(BitSet of) {
        return closure(of, parents);
    }

    /** The nodes to which a directed path leads from the set, the set itself included. */
    BitSet descendants(BitSet of) {
        return closure(of, children);
    }

    /** The same graph without the arrows from a node to some of its children. */
    MixedGraph withoutArrows(int from, BitSet to) {
        int[][] fewerChildren = children.clone();
        int[][] fewerParents = parents.clone();
        List<Integer> kept = new ArrayList<>();
        for (int child : children[from]) {
            if (to.get(child)) {
                fewerParents[child] = without(parents[child], from);
            } else {
                kept.add(child);
            }
        }
        fewerChildren[from] = array(kept);
        return new MixedGraph(fewerParents, fewerChildren, spouses);
    }

    /** The nodes of a shortest directed path, both ends included; empty when there is none. */
    List<Integer> directedPath(int from, int to) {
        int[] before = new int[size()];
        Arrays.fill(before, -1);
        Deque<Integer> queue = new ArrayDeque<>(List.of(from));
        before[from] = from;
        while (!queue.isEmpty() && before[to] < 0) {
            int node = queue.remove();
            for (int child : children[node]) {
                if (before[child] < 0) {
                    before[child] = node;
                    queue.add(child);
                }
            }
        }
        if (before[to] < 0) {
            return List.of();
        }
        Deque<Integer> path = new ArrayDeque<>(List.of(to));
        for (int node = to; node != from; node = before[node]) {
            path.addFirst(before[node]);
        }
        return List.copyOf(path);
    }

    /** The nodes of a directed cycle in the order of its arrows, each once; empty when there is none. */
    List<Integer> cycle() {
        int[] missing = new int[size()];
        Deque<Integer> ready = new ArrayDeque<>();
        for (int node = 0; node < size(); node++) {
            missing[node] = parents[node].length;
            if (missing[node] == 0) {
                ready.add(node);
            }
        }
        int done = 0;
        while (!ready.isEmpty()) {
            int node = ready.remove();
            done++;
            for (int child : children[node]) {
                if (--missing[child] == 0) {
                    ready.add(child);
                }
            }
        }
        return done == size() ? List.of() : cycleAmong(missing);
    }

    /** Every node that still misses a parent has one that does too: walking backwards must come round. */
    private List<Integer> cycleAmong(int[] missing) {
        int node = 0;
        while (missing[node] == 0) {
            node++;
        }
        List<Integer> walk = new ArrayList<>();
        while (!walk.contains(node)) {
            walk.add(node);
            for (int parent : parents[node]) {
                if (missing[parent] > 0) {
                    node = parent;
                    break;
                }
            }
        }
        return walk.subList(walk.indexOf(node), walk.size()).reversed();
    }

    private static BitSet closure(BitSet of, int[][] next) {
        BitSet seen = (BitSet) of.clone();
        Deque<Integer> queue = new ArrayDeque<>();
        of.stream().forEach(queue::add);
        while (!queue.isEmpty()) {
            for (int neighbour : next[queue.remove()]) {
                if (!seen.get(neighbour)) {
                    seen.set(neighbour);
                    queue.add(neighbour);
                }
            }
        }
        return seen;
    }

    private static boolean contains(int[] array, int value) {
        for (int each : array) {
            if (each == value) {
                return true;
            }
        }
        return false;
    }

    private static int[] without(int[] array, int value) {
        return Arrays.stream(array).filter(each -> each != value).toArray();
    }

    private static List<List<Integer>> emptyLists(int size) {
        List<List<Integer>> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private static int[][] arrays(List<List<Integer>> lists) {
        return lists.stream().map(MixedGraph::array).toArray(int[][]::new);
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}

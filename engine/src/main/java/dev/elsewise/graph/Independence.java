package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two observed nodes that the graph makes independent given a set: a claim that data can refute.
 *
 * @param given a minimal set, in the order of the graph
 */
public record Independence(String x, String y, Set<String> given) {
    public Independence {
        given = CausalGraph.ordered(given);
    }

    /** Such as {@code a ⟂ b | c, d}. */
    @Override
    public String toString() {
        String pair = Words.bare(x) + " ⟂ " + Words.bare(y);
        return given.isEmpty() ? pair : pair + " | " + Words.set(given);
    }

    /** In the order of the nodes; a pair that no set of observed nodes separates is left out. */
    static List<Independence> impliedBy(CausalGraph graph, int limit) {
        MixedGraph structure = graph.structure();
        BitSet observed = graph.observedBits();
        List<Independence> found = new ArrayList<>();
        for (int x = observed.nextSetBit(0); x >= 0; x = observed.nextSetBit(x + 1)) {
            for (int y = observed.nextSetBit(x + 1); y >= 0; y = observed.nextSetBit(y + 1)) {
                if (found.size() >= limit) {
                    return found;
                }
                if (!structure.adjacent(x, y)) {
                    Optional<BitSet> set = minimalSeparator(structure, x, y, observed);
                    if (set.isPresent()) {
                        found.add(new Independence(graph.name(x), graph.name(y), graph.names(set.get())));
                    }
                }
            }
        }
        return found;
    }

    /**
     * From the observed ancestors, what x reaches and then of that what y reaches.
     *
     * @see <a href="https://proceedings.mlr.press/v115/van-der-zander20a.html">van der Zander, Liśkiewicz 2020</a>
     */
    private static Optional<BitSet> minimalSeparator(MixedGraph graph, int x, int y, BitSet observed) {
        BitSet ancestors = graph.ancestors(CausalGraph.bits(x, y));
        BitSet separator = (BitSet) ancestors.clone();
        separator.and(observed);
        separator.clear(x);
        separator.clear(y);
        BitSet fromX = new Flow(graph, separator, ancestors, ancestors).from(CausalGraph.bits(x));
        if (fromX.get(y)) {
            return Optional.empty();
        }
        separator.and(fromX);
        separator.and(new Flow(graph, separator, ancestors, ancestors).from(CausalGraph.bits(y)));
        return Optional.of(separator);
    }
}

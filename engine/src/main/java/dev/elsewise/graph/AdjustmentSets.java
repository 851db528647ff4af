package dev.elsewise.graph;

import java.util.Optional;
import java.util.Set;

/**
 * The valid adjustment sets that have a name. Names in the order of the graph.
 *
 * @param proposed of the canonical set, those closest to the outcome: equal to the optimal set where there is one
 * @param minimal a set of which no proper part is valid, taken from the proposed one
 * @param canonical the observed ancestors of treatment and outcome that may be adjusted for: the largest candidate
 * @param parents the observed direct causes of the treatment, where they suffice
 * @param optimal the O-set, where all its members are observed: the smallest asymptotic variance of all
 */
public record AdjustmentSets(
        Set<String> proposed,
        Set<String> minimal,
        Set<String> canonical,
        Optional<Set<String>> parents,
        Optional<Set<String>> optimal) {
    public AdjustmentSets {
        proposed = CausalGraph.ordered(proposed);
        minimal = CausalGraph.ordered(minimal);
        canonical = CausalGraph.ordered(canonical);
        parents = parents.map(CausalGraph::ordered);
        optimal = optimal.map(CausalGraph::ordered);
    }

    /** A set that was given and not derived: every choice is that set. */
    static AdjustmentSets only(Set<String> covariates) {
        return new AdjustmentSets(covariates, covariates, covariates, Optional.empty(), Optional.empty());
    }
}

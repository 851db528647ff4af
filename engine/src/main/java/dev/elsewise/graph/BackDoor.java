package dev.elsewise.graph;

import dev.elsewise.error.BadStudy;
import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The adjustment criterion for one treatment and one outcome, and the sets that meet it. A hidden pair {@code a <-> b} is
 * read as {@code a <- hidden -> b}, so the criterion for graphs without hidden pairs applies.
 */
final class BackDoor {
    final CausalGraph graph;
    final Question question;
    final int treatment;
    final int outcome;
    /** The nodes on directed paths from the treatment to the outcome, without the treatment. */
    final BitSet causal;
    /** The descendants of these: what must never be adjusted for. */
    final BitSet forbidden;
    /** The observed nodes that may be. */
    final BitSet allowed;
    /** The graph without the arrows by which the treatment acts on the outcome. */
    final MixedGraph trimmed;
    /** The ancestors of treatment and outcome, both included. */
    private final BitSet ancestors;

    BackDoor(CausalGraph graph, Question question) {
        this.graph = graph;
        this.question = question;
        this.treatment = measured(graph, "treatment", question.treatment());
        this.outcome = measured(graph, "outcome", question.outcome());
        if (treatment == outcome) {
            throw new BadStudy(
                    "Treatment and outcome must be two columns, found \"" + question.treatment() + "\" as both.");
        }
        MixedGraph full = graph.structure();
        BitSet ends = CausalGraph.bits(treatment, outcome);
        causal = full.descendants(CausalGraph.bits(treatment));
        causal.and(full.ancestors(CausalGraph.bits(outcome)));
        causal.clear(treatment);
        forbidden = full.descendants(causal);
        allowed = graph.observedBits();
        allowed.andNot(forbidden);
        allowed.andNot(ends);
        trimmed = full.withoutArrows(treatment, causal);
        ancestors = trimmed.ancestors(ends);
    }

    private static int measured(CausalGraph graph, String role, String column) {
        int node = graph.number(column);
        if (graph.hidden().contains(column)) {
            throw new BadStudy("The " + role + " must be observed, but \"" + column + "\" is hidden."
                    + "\nMaybe the table lacks the column, or the graph marks it as latent.");
        }
        return node;
    }

    boolean valid(BitSet set) {
        BitSet outside = (BitSet) set.clone();
        outside.andNot(allowed);
        return outside.isEmpty() && separates(set);
    }

    /** Whether a set blocks all that is not the effect; says nothing about what the set may hold. */
    boolean separates(BitSet given) {
        return !Flow.given(trimmed, given).from(CausalGraph.bits(treatment)).get(outcome);
    }

    /** All candidates at once; valid if any set is. */
    BitSet canonical() {
        BitSet set = (BitSet) ancestors.clone();
        set.and(allowed);
        return set;
    }

    /** Of a valid set of ancestors, the part that the outcome reaches: valid too. */
    BitSet closestToOutcome(BitSet valid) {
        return reachedFrom(outcome, valid);
    }

    /** Of the set closest to the outcome, the part that the treatment reaches: no proper part of it is valid. */
    BitSet minimal(BitSet closestToOutcome) {
        return reachedFrom(treatment, closestToOutcome);
    }

    Optional<BitSet> parents() {
        BitSet set = CausalGraph.bits(graph.structure().parents(treatment));
        set.and(graph.observedBits());
        return Optional.of(set).filter(this::valid);
    }

    /** The parents of the causal nodes, without these, their descendants and the treatment. */
    Optional<BitSet> optimal() {
        if (causal.isEmpty()) {
            return Optional.empty();
        }
        MixedGraph full = graph.structure();
        BitSet set = new BitSet();
        for (int node = causal.nextSetBit(0); node >= 0; node = causal.nextSetBit(node + 1)) {
            if (full.spouses(node).length > 0) {
                return Optional.empty();
            }
            set.or(CausalGraph.bits(full.parents(node)));
        }
        set.andNot(forbidden);
        set.clear(treatment);
        return Optional.of(set).filter(this::valid);
    }

    /**
     * The shortest open path through each edge at the treatment, those with fewest colliders and then the shortest
     * first.
     */
    List<Trail> openPaths(BitSet given) {
        Flow flow = Flow.given(trimmed, given);
        List<Trail> open = new ArrayList<>();
        for (int parent : trimmed.parents(treatment)) {
            addOpen(open, flow, Trail.Step.TO_PARENT, parent);
        }
        for (int spouse : trimmed.spouses(treatment)) {
            addOpen(open, flow, Trail.Step.TO_SPOUSE, spouse);
        }
        for (int child : trimmed.children(treatment)) {
            addOpen(open, flow, Trail.Step.TO_CHILD, child);
        }
        open.sort(Comparator.<Trail>comparingInt(trail -> trail.colliders().size())
                .thenComparingInt(trail -> trail.nodes().size()));
        return open;
    }

    private void addOpen(List<Trail> open, Flow flow, Trail.Step step, int neighbour) {
        @Nullable Trail trail = flow.shortest(treatment, step, neighbour, outcome);
        if (trail != null) {
            open.add(trail);
        }
    }

    /**
     * Separators from nodes that all are ancestors of the two ends: among these, a collider can be let through always,
     * since what leaves it downwards ends at the treatment or the outcome.
     */
    private BitSet reachedFrom(int end, BitSet separator) {
        BitSet reached = new Flow(trimmed, separator, ancestors, ancestors).from(CausalGraph.bits(end));
        reached.and(separator);
        return reached;
    }
}

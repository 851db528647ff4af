package dev.elsewise.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdjustmentTest {
    private static final Question EFFECT = Question.effectOf("n0").on("n1");

    static LongStream seeds() {
        return LongStream.range(1000, 1300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsASetExactlyWhenTheDefinitionHasOne(long seed) {
        CausalGraph graph = RandomGraphs.small(seed);
        List<List<String>> valid = validSets(graph);
        switch (graph.adjustmentFor(EFFECT)) {
            case NotIdentified<Adjustment> not -> {
                assertThat(valid)
                        .as("seed %d: %s\n%s", seed, not.because(), graph)
                        .isEmpty();
                assertThat(not.openPaths()).isNotEmpty();
                assertThat(not.because()).contains(not.openPaths().getFirst().path());
            }
            case Adjustment adjustment -> {
                assertThat(valid).as("seed %d\n%s", seed, graph).isNotEmpty();
                AdjustmentSets sets = adjustment.sets();
                assertThat(sets(valid))
                        .as("seed %d: %s\n%s", seed, sets, graph)
                        .contains(sets.proposed(), sets.minimal(), sets.canonical());
                sets.parents().ifPresent(set -> assertThat(sets(valid)).contains(set));
                sets.optimal().ifPresent(set -> assertThat(sets(valid)).contains(set));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingCanBeTakenFromTheMinimalSet(long seed) {
        CausalGraph graph = RandomGraphs.small(seed);
        if (graph.adjustmentFor(EFFECT) instanceof Adjustment adjustment) {
            Set<String> minimal = adjustment.minimal().covariates();
            assertThat(validSets(graph))
                    .as("seed %d\n%s", seed, graph)
                    .noneMatch(set -> set.size() < minimal.size() && minimal.containsAll(set));
            assertThat(adjustment.covariates()).containsAll(minimal);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theProposalIsTheOptimalSetWhereverThereIsOne(long seed) {
        CausalGraph graph = RandomGraphs.small(seed);
        if (graph.adjustmentFor(EFFECT) instanceof Adjustment adjustment) {
            adjustment
                    .optimal()
                    .ifPresent(optimal -> assertThat(adjustment.covariates())
                            .as("seed %d\n%s", seed, graph)
                            .isEqualTo(optimal.covariates()));
        }
        boolean allObserved = graph.hidden().isEmpty() && graph.hiddenPairs().isEmpty();
        if (allObserved && graph.descendants("n0").contains("n1")) {
            assertThat(graph.adjustmentFor(EFFECT).orThrow().optimal()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theReviewOfEverySetAgreesWithTheDefinition(long seed) {
        CausalGraph graph = RandomGraphs.small(seed);
        Definition definition = new Definition(graph);
        RandomGraphs.subsets(graph.nodes()).forEach(set -> {
            Review review = graph.review(EFFECT, set);
            assertThat(review.valid())
                    .as("seed %d: %s of\n%s", seed, review, graph)
                    .isEqualTo(definition.validAdjustment("n0", "n1", set));
            assertThat(review.refusals().isEmpty() && review.openPaths().isEmpty())
                    .isEqualTo(review.valid());
        });
    }

    /** A collider is refused only if dropping it loses nothing that it closed. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aRefusedColliderOpensThePathThatItIsRefusedFor(long seed) {
        CausalGraph graph = RandomGraphs.small(seed);
        Definition definition = new Definition(graph);
        RandomGraphs.subsets(graph.nodes()).forEach(set -> {
            Review review = graph.review(EFFECT, set);
            List<String> colliders = review.refusals().stream()
                    .filter(refusal -> refusal.reason() == Refusal.Reason.COLLIDER)
                    .map(Refusal::column)
                    .toList();
            Set<String> kept = new HashSet<>(set);
            review.refusals().stream()
                    .filter(refusal -> refusal.reason() != Refusal.Reason.COLLIDER)
                    .forEach(refusal -> kept.remove(refusal.column()));
            for (String collider : colliders) {
                Set<String> without = new HashSet<>(kept);
                without.remove(collider);
                assertThat(definition.paths("n0", "n1"))
                        .as("seed %d: %s closes nothing in %s of\n%s", seed, collider, kept, graph)
                        .noneMatch(path ->
                                !path.directed() && definition.open(path, without) && !definition.open(path, kept));
                assertThat(definition.paths("n0", "n1"))
                        .as("seed %d: %s in %s of\n%s", seed, collider, kept, graph)
                        .anyMatch(path -> !path.directed()
                                && definition.open(path, kept)
                                && path.nodes().stream()
                                        .anyMatch(node -> node.equals(collider)
                                                || graph.descendants(node).contains(collider)));
                assertThat(review.openPaths()).anyMatch(path -> path.openedBy().contains(collider));
            }
        });
    }

    /**
     * Regression on a valid set finds the effect in every linear world; on any other set, in one with random
     * coefficients, it does not.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void validSetsAreThoseThatFindTheEffectInALinearWorld(long seed) {
        CausalGraph graph = RandomGraphs.small(seed);
        LinearWorld world = new LinearWorld(graph, seed);
        double effect = world.effect("n0", "n1");
        List<String> observed = new ArrayList<>(graph.nodes());
        observed.removeAll(graph.hidden());
        observed.removeAll(List.of("n0", "n1"));
        RandomGraphs.subsets(observed).forEach(set -> {
            double found = world.coefficient("n0", "n1", set);
            if (graph.review(EFFECT, set).valid()) {
                assertThat(found).as("seed %d: %s\n%s", seed, set, graph).isCloseTo(effect, within(1e-9));
            } else {
                assertThat(Math.abs(found - effect))
                        .as("seed %d: %s\n%s", seed, set, graph)
                        .isGreaterThan(1e-9);
            }
        });
    }

    /** Pearl 2009, Causality, figure 3.4 and the sentences below it (p. 80). */
    @Test
    void agreesWithPearlsExample() {
        CausalGraph graph = CausalGraph.parse("""
                X1 -> X3, X4
                X2 -> X4, X5
                X3, X4 -> Xi
                X4, X5 -> Xj
                Xi -> X6 -> Xj
                """);
        Question question = Question.effectOf("Xi").on("Xj");
        assertThat(graph.review(question, Set.of("X3", "X4")).valid()).isTrue();
        assertThat(graph.review(question, Set.of("X4", "X5")).valid()).isTrue();
        Review alone = graph.review(question, Set.of("X4"));
        assertThat(alone.valid()).isFalse();
        assertThat(alone.openPaths())
                .singleElement()
                .extracting(OpenPath::path)
                .isEqualTo("Xi <- X3 <- X1 -> X4 <- X2 -> X5 -> Xj");
        assertThat(alone.refusals())
                .as("X4 opens a path, but is needed to close another")
                .isEmpty();
        assertThat(graph.review(question, Set.of("X3", "X4", "X6")).refusals())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MEDIATOR);
                    assertThat(refusal.because())
                            .isEqualTo("\"X6\" must not be adjusted for: it is a mediator, through which the treatment"
                                    + " Xi acts on the outcome (Xi -> X6 -> Xj).");
                });
        Adjustment adjustment = graph.adjustmentFor(question).orThrow();
        assertThat(adjustment.covariates()).containsExactly("X4", "X5");
        assertThat(adjustment.minimal().covariates()).containsExactly("X4", "X5");
        assertThat(adjustment.parents().orElseThrow().covariates()).containsExactly("X3", "X4");
        assertThat(adjustment.canonical().covariates()).containsExactlyInAnyOrder("X1", "X2", "X3", "X4", "X5");
    }

    private static List<List<String>> validSets(CausalGraph graph) {
        Definition definition = new Definition(graph);
        List<String> others = new ArrayList<>(graph.nodes());
        others.removeAll(List.of("n0", "n1"));
        return RandomGraphs.subsets(others)
                .filter(set -> definition.validAdjustment("n0", "n1", set))
                .toList();
    }

    private static List<Set<String>> sets(Collection<List<String>> lists) {
        return lists.stream().map(Set::copyOf).toList();
    }
}

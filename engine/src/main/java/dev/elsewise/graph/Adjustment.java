package dev.elsewise.graph;

import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The effect is identified by adjusting for covariates: for a valid set Z,
 *
 * <pre>E[Y | do(T = t)] = E<sub>Z</sub> E[Y | T = t, Z].</pre>
 *
 * @param covariates what to adjust for, in the order of the graph; may be empty
 * @param sets the other valid sets that have a name
 * @param assumptions what this rests on, in words
 */
public record Adjustment(Question question, Set<String> covariates, AdjustmentSets sets, List<String> assumptions)
        implements Identification<Adjustment> {
    public Adjustment {
        covariates = CausalGraph.ordered(covariates);
        assumptions = List.copyOf(assumptions);
    }

    /**
     * Covariates taken on trust, without a graph: {@link #minimal} and {@link #canonical} are the set itself, and the
     * last assumption says who answers for it.
     */
    public static Adjustment assuming(Question question, Collection<String> covariates) {
        Set<String> set = CausalGraph.ordered(covariates);
        return of(
                question,
                set,
                AdjustmentSets.only(set),
                List.of(
                        "The covariates were given without a graph: nothing checked whether they suffice, or whether one"
                                + " of them is a consequence of the treatment."));
    }

    /** The assumptions of every adjustment, and then the ones of where it comes from. */
    static Adjustment of(Question question, Set<String> covariates, AdjustmentSets sets, List<String> ofOrigin) {
        List<String> assumptions = new ArrayList<>(words(question, covariates));
        assumptions.addAll(ofOrigin);
        return new Adjustment(question, covariates, sets, assumptions);
    }

    /** With a minimal set: fewest columns to measure, rarely the most precise. */
    public Adjustment minimal() {
        return with(sets.minimal());
    }

    /** With all candidates: the observed ancestors of treatment and outcome. */
    public Adjustment canonical() {
        return with(sets.canonical());
    }

    /** With the observed direct causes of the treatment, where they suffice: needs no knowledge about the outcome. */
    public Optional<Adjustment> parents() {
        return sets.parents().map(this::with);
    }

    /** With the set of smallest asymptotic variance, where all of it is observed. */
    public Optional<Adjustment> optimal() {
        return sets.optimal().map(this::with);
    }

    @Override
    public Adjustment orThrow() {
        return this;
    }

    private Adjustment with(Set<String> others) {
        List<String> old = words(question, covariates);
        List<String> kept = assumptions.stream().filter(a -> !old.contains(a)).toList();
        return of(question, others, sets, kept);
    }

    private static List<String> words(Question question, Set<String> covariates) {
        String treatment = Words.quoted(question.treatment());
        if (covariates.isEmpty()) {
            return List.of(
                    "No confounding: " + treatment + " is as good as random.",
                    "Overlap: both values of " + treatment + " occur.",
                    consistency(treatment));
        }
        String those = Words.all(covariates);
        return List.of(
                "No unmeasured confounding: among units alike in " + those + ", " + treatment
                        + " is as good as random.",
                "Overlap: units alike in " + those + " can have either value of " + treatment + ".",
                consistency(treatment));
    }

    private static String consistency(String treatment) {
        return "One version of " + treatment + ", and no unit's treatment changes another unit's outcome.";
    }
}

package dev.elsewise.graph;

import dev.elsewise.question.Question;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The verdict on covariates that someone proposed.
 *
 * @param refusals those that must not be adjusted for, with the reason
 * @param openPaths what stays open when the refused consequences of the treatment are left out, one path for every way
 *     out of the treatment
 * @param cautions what is allowed but does not help
 * @param identification an adjustment for these covariates, or why they do not identify the effect
 */
public record Review(
        Question question,
        Set<String> covariates,
        List<Refusal> refusals,
        List<OpenPath> openPaths,
        List<String> cautions,
        Identification<Adjustment> identification) {
    public Review {
        covariates = CausalGraph.ordered(covariates);
        refusals = List.copyOf(refusals);
        openPaths = List.copyOf(openPaths);
        cautions = List.copyOf(cautions);
    }

    /** Every reason once: what a refused collider opens is said by its refusal. */
    static List<String> reasons(List<Refusal> refusals, List<OpenPath> paths) {
        List<String> refused = refusals.stream().map(Refusal::column).toList();
        return Stream.concat(
                        refusals.stream().map(Refusal::because),
                        paths.stream()
                                .filter(path -> path.openedBy().isEmpty() || !refused.containsAll(path.openedBy()))
                                .map(OpenPath::because))
                .toList();
    }

    /** Whether adjusting for exactly these covariates identifies the effect. */
    public boolean valid() {
        return identification instanceof Adjustment;
    }

    /**
     * The adjustment for these covariates.
     *
     * @throws dev.elsewise.error.EffectNotIdentified with every reason
     */
    public Adjustment orThrow() {
        return identification.orThrow();
    }
}

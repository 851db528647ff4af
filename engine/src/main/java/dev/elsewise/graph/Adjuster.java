package dev.elsewise.graph;

import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Chooses the covariates, or says in words why none will do. */
final class Adjuster {
    private final BackDoor door;
    private final CausalGraph graph;
    private final Explanation explanation;

    Adjuster(BackDoor door) {
        this.door = door;
        this.graph = door.graph;
        this.explanation = new Explanation(door);
    }

    Identification<Adjustment> adjustment() {
        Question question = door.question;
        if (question.target() == Target.COMPLIERS) {
            return new NotIdentified<>(
                    question,
                    effect() + " among the compliers is not identified by adjustment: who complies is defined by an"
                            + " instrument.\nMaybe ask for everyone or the treated.",
                    List.of());
        }
        BitSet canonical = door.canonical();
        if (!door.valid(canonical)) {
            return notIdentified(canonical);
        }
        AdjustmentSets sets = sets(canonical);
        return Adjustment.of(question, sets.proposed(), sets, ofGraph());
    }

    /** The verdict on a set that is valid: an adjustment with it, and the named sets beside it. */
    Adjustment with(Set<String> covariates) {
        return Adjustment.of(door.question, covariates, sets(door.canonical()), ofGraph());
    }

    private AdjustmentSets sets(BitSet canonical) {
        BitSet proposed = door.closestToOutcome(canonical);
        return new AdjustmentSets(
                graph.names(proposed),
                graph.names(door.minimal(proposed)),
                graph.names(canonical),
                door.parents().map(graph::names),
                door.optimal().map(graph::names));
    }

    private List<String> ofGraph() {
        return door.causal.isEmpty()
                ? List.of("The graph has no directed path from \"" + door.question.treatment() + "\" to \""
                        + door.question.outcome() + "\": it says that the effect is zero.")
                : List.of("The graph: an absent arrow says that there is no direct effect.");
    }

    private NotIdentified<Adjustment> notIdentified(BitSet canonical) {
        List<Trail> trails = door.openPaths(canonical);
        List<OpenPath> paths =
                trails.stream().map(trail -> explanation.open(trail, canonical)).toList();
        return new NotIdentified<>(door.question, because(trails, paths), paths);
    }

    private String because(List<Trail> trails, List<OpenPath> paths) {
        List<String> sentences = new ArrayList<>();
        sentences.add(effect() + " is not identified by adjustment.");
        sentences.add(paths.getFirst().because());
        if (paths.size() > 1) {
            sentences.add(
                    paths.size() == 2 ? "One more path stays open." : paths.size() - 1 + " more paths stay open.");
        }
        boolean backwards = trails.stream().anyMatch(Trail::backwards);
        if (backwards) {
            sentences.add("The graph lets the outcome cause the treatment, and so says that the effect is zero.");
        }
        return String.join(" ", sentences) + "\n"
                + (backwards ? "Maybe treatment and outcome are exchanged." : remedy(trails));
    }

    private String remedy(List<Trail> trails) {
        Set<String> measurable = new LinkedHashSet<>();
        for (Trail trail : trails) {
            trail.others().stream()
                    .map(graph::name)
                    .filter(graph.hidden()::contains)
                    .forEach(measurable::add);
        }
        return measurable.isEmpty()
                ? "Maybe the hidden common cause can be measured, the treatment randomised, or an instrument found."
                : "Maybe " + Words.any(measurable)
                        + " can be measured, the treatment randomised, or an instrument found.";
    }

    private String effect() {
        return "The effect of \"" + door.question.treatment() + "\" on \"" + door.question.outcome() + "\"";
    }
}

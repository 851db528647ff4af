package dev.elsewise.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Judges a set of covariates by the adjustment criterion. */
final class Reviewer {
    private final BackDoor door;
    private final CausalGraph graph;
    private final Explanation explanation;

    Reviewer(BackDoor door) {
        this.door = door;
        this.graph = door.graph;
        this.explanation = new Explanation(door);
    }

    Review review(Collection<String> covariates) {
        BitSet proposed = graph.bits(covariates);
        BitSet refused = (BitSet) proposed.clone();
        refused.andNot(door.allowed);
        BitSet kept = (BitSet) proposed.clone();
        kept.and(door.allowed);

        List<Trail> trails = door.openPaths(kept);
        List<Refusal> refusals = Stream.concat(
                        refused.stream().mapToObj(explanation::refused), colliders(kept, trails).stream())
                .toList();
        List<OpenPath> paths =
                trails.stream().map(trail -> explanation.open(trail, kept)).toList();
        return new Review(
                door.question,
                graph.names(proposed),
                refusals,
                paths,
                cautions(kept),
                identification(graph.names(proposed), refusals, paths));
    }

    /** The nodes that may be adjusted for by themselves, but would open a path beside a valid set. */
    List<Refusal> collidersBeside(BitSet valid) {
        List<Refusal> found = new ArrayList<>();
        BitSet candidates = (BitSet) door.allowed.clone();
        candidates.andNot(valid);
        candidates.stream().forEach(node -> {
            BitSet more = (BitSet) valid.clone();
            more.set(node);
            if (!door.separates(more)) {
                found.add(explanation.collider(node, door.openPaths(more).getFirst()));
            }
        });
        return found;
    }

    /** A covariate is refused as a collider when it opens a path, and is not itself needed to close another. */
    private List<Refusal> colliders(BitSet kept, List<Trail> open) {
        Map<Integer, Trail> opened = new LinkedHashMap<>();
        for (Trail trail : open) {
            graph.bits(explanation.openers(trail, kept)).stream().forEach(node -> opened.putIfAbsent(node, trail));
        }
        List<Refusal> refusals = new ArrayList<>();
        opened.forEach((node, trail) -> {
            BitSet without = (BitSet) kept.clone();
            without.clear(node);
            boolean needed = Flow.given(door.trimmed, without).passes(door.treatment, door.outcome, node);
            if (!needed) {
                refusals.add(explanation.collider(node, trail));
            }
        });
        return refusals;
    }

    private List<String> cautions(BitSet kept) {
        BitSet after = graph.structure().descendants(CausalGraph.bits(door.treatment));
        after.and(kept);
        return after.stream()
                .mapToObj(node -> "\"" + graph.name(node) + "\" is a descendant of the treatment "
                        + graph.bare(door.treatment) + " ("
                        + explanation.arrows(graph.structure().directedPath(door.treatment, node))
                        + "): harmless in this graph, but of no use.")
                .toList();
    }

    private Identification<Adjustment> identification(
            Set<String> covariates, List<Refusal> refusals, List<OpenPath> paths) {
        Adjuster adjuster = new Adjuster(door);
        Identification<Adjustment> best = adjuster.adjustment();
        if (refusals.isEmpty() && paths.isEmpty()) {
            return best instanceof Adjustment ? adjuster.with(covariates) : best;
        }
        String remedy = switch (best) {
            case Adjustment adjustment -> "\nMaybe adjust for " + Words.set(adjustment.covariates()) + " instead.";
            case NotIdentified<Adjustment> not -> "\nNo other set of covariates will do. " + not.because();
        };
        return new NotIdentified<>(
                door.question,
                "Adjusting for " + Words.set(covariates) + " does not identify the effect of \""
                        + door.question.treatment() + "\" on \"" + door.question.outcome() + "\". "
                        + String.join(" ", Review.reasons(refusals, paths)) + remedy,
                paths);
    }
}

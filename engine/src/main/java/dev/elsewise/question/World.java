package dev.elsewise.question;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way in which things could have gone: the same units and the same luck, with some nodes intervened on. Interventions on one node
 * apply in their order.
 */
public record World(List<Intervention> interventions) {
    /** The world as it went. */
    public static final World OBSERVED = new World(List.of());

    public World {
        interventions = List.copyOf(interventions);
    }

    public static World of(Intervention... interventions) {
        return new World(List.of(interventions));
    }

    /** This world with more done to it. */
    public World and(Intervention... more) {
        return new World(Stream.concat(interventions.stream(), Stream.of(more)).toList());
    }

    /** Whose values are touched. */
    public Set<String> nodes() {
        return interventions.stream().map(Intervention::node).collect(Collectors.toUnmodifiableSet());
    }
}

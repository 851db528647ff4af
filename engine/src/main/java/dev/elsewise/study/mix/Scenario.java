package dev.elsewise.study.mix;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A world that a study asks about, against the observed one.
 *
 * @param changes what is done to each node
 * @param from the first day on which a changed period may begin; the window's first when empty
 * @param to the last such day; the window's last when empty
 */
public record Scenario(String name, Map<String, Change> changes, Optional<LocalDate> from, Optional<LocalDate> to) {
    public Scenario {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /** What is done to a node in each period. */
    public sealed interface Change {
        /** Multiplied by 1 + share. */
        record By(double share) implements Change {}

        /** So much more (or less), in units of its column. */
        record Plus(double amount) implements Change {}

        /** Set to a value. */
        record To(double value) implements Change {}
    }
}

package dev.elsewise.mix;

import java.util.OptionalDouble;

/**
 * A node between channels and outcome, such as search.
 *
 * @param policy what it does when a channel changes
 * @param cap for {@link Policy#CAP}: the most that it may be in a period, in units of its column; its observed maximum when empty
 */
public record Mediator(String name, Policy policy, OptionalDouble cap) {
    /** What a mediator does when its causes are changed. */
    public enum Policy {
        /** It follows them, as it did in the data. */
        FLOAT,
        /** Its budget is held at what was observed. */
        HOLD,
        /** It follows them up to a cap. */
        CAP
    }

    /** A mediator that floats. */
    public static Mediator floating(String name) {
        return new Mediator(name, Policy.FLOAT, OptionalDouble.empty());
    }
}

package dev.elsewise.graph;

/**
 * A column that must not be adjusted for.
 *
 * @param because one sentence with the path that says so
 */
public record Refusal(String column, Reason reason, String because) {
    /** Why not. */
    public enum Reason {
        /** It is the treatment. */
        TREATMENT,
        /** It is the outcome. */
        OUTCOME,
        /** Nobody measured it. */
        HIDDEN,
        /** The treatment acts on the outcome through it. */
        MEDIATOR,
        /** The treatment acts on it, past the outcome or a mediator. */
        DESCENDANT,
        /** Two arrowheads meet at it or before it, and giving it opens a path. */
        COLLIDER
    }
}

package dev.elsewise.scm;

/** What units have in common. */
public enum Pooling {
    /** One coefficient for all of them. */
    SHARED,

    /** Coefficients of their own, drawn towards what is common as far as the data say that they differ little. */
    PARTIAL,

    /** Coefficients of their own. */
    SEPARATE
}

package dev.elsewise.adjust;

/** How the outcome model tells the arms apart. */
public enum Arms {
    /** One model with the treatment as one more, standardised feature. */
    POOLED,
    /** A model of its own for each arm. */
    SEPARATE
}

package dev.elsewise.study;

/** How a covariate enters a model; several shapes of one column stand side by side. */
public sealed interface Shape {
    /** x, standardised. */
    record Linear() implements Shape {}

    /** log(1 + x), standardised. */
    record Log() implements Shape {}

    /** 1 / x, standardised. */
    record Reciprocal() implements Shape {}

    /**
     * A restricted cubic spline: linear beyond the outer knots.
     *
     * @param knots at least 3, at quantiles of the training rows
     */
    record Spline(int knots) implements Shape {}

    /**
     * Quantile bins, one indicator each.
     *
     * @param count at least 2
     */
    record Bins(int count) implements Shape {}

    /**
     * One indicator a level.
     *
     * @param minFrequency levels with fewer training rows are pooled into "other", which also takes unseen ones
     */
    record Category(int minFrequency) implements Shape {}
}

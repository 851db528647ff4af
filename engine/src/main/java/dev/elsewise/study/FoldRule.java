package dev.elsewise.study;

/** How rows are cut into folds: each row is scored by models that did not see its fold. */
public sealed interface FoldRule {
    /** No cross-fitting: the models see the rows that they score. */
    record None() implements FoldRule {}

    /** {@code count} folds by a hash of the row key. */
    record Hashed(int count) implements FoldRule {}

    /** {@code count} folds with equal shares of the treated, in hash order. */
    record Stratified(int count) implements FoldRule {}

    /** A column that says the fold. */
    record OfColumn(String column) implements FoldRule {}

    /** A row-wise SQL expression whose values are the folds, such as {@code row % 5}. */
    record OfRule(String expression) implements FoldRule {}
}

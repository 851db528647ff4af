package dev.elsewise.data;

import java.util.Optional;

/**
 * How rows are dealt to the folds of cross-fitting. The fold of a row depends on the seed, on the row's key (its ordinal,
 * unless a key column is named) and on what the rule reads; never on threads or on where the table lies.
 */
public sealed interface Splits {
    /** Most folds that can be asked for. */
    int MOST = 100;

    /** Adds the column of folds to a table. */
    default Folds assign(Table table, String columnName, long seed) {
        return Dealing.of(this, table, columnName, seed);
    }

    /** No folds: models are fitted to all rows. */
    static Splits none() {
        return new None();
    }

    /** Each row's own hash decides: folds of nearly equal size that do not change when other rows leave. */
    static Splits hashed(int count) {
        return new Hashed(count, Optional.empty());
    }

    /** Rows in hash order within each value of the column, dealt round: each fold has its share of every value. */
    static Splits stratified(int count, String column) {
        return new Stratified(count, column, Optional.empty());
    }

    /** Whole clusters, in hash order of their value, dealt round. */
    static Splits grouped(int count, String column) {
        return new Grouped(count, column);
    }

    /** The distinct values of a column are the folds, in their order. */
    static Splits column(String name) {
        return new OfColumn(name);
    }

    /** The distinct values of an expression are the folds, in their order; {@code row} is the row's ordinal. */
    static Splits rule(String expression) {
        return new OfRule(expression);
    }

    /** The same, with rows known by a key column instead of their ordinal; only where rows are hashed. */
    default Splits keyedBy(String key) {
        return switch (this) {
            case Hashed h -> new Hashed(h.count(), Optional.of(key));
            case Stratified s -> new Stratified(s.count(), s.column(), Optional.of(key));
            case None n -> n;
            case Grouped g -> g;
            case OfColumn c -> c;
            case OfRule r -> r;
        };
    }

    /** See {@link #none}. */
    record None() implements Splits {}

    /** See {@link #hashed}. */
    record Hashed(int count, Optional<String> key) implements Splits {
        public Hashed {
            Dealing.requireCount(count);
        }
    }

    /** See {@link #stratified}. */
    record Stratified(int count, String column, Optional<String> key) implements Splits {
        public Stratified {
            Dealing.requireCount(count);
        }
    }

    /** See {@link #grouped}. */
    record Grouped(int count, String column) implements Splits {
        public Grouped {
            Dealing.requireCount(count);
        }
    }

    /** See {@link #column}. */
    record OfColumn(String name) implements Splits {}

    /** See {@link #rule}. */
    record OfRule(String expression) implements Splits {}
}

package dev.elsewise.effect;

/** Which units may depend on each other: those with the same value of a column; none with another, when it is empty. */
record Clusters(String column) {
    static final Clusters ROWS = new Clusters("");

    boolean ofRows() {
        return column.isEmpty();
    }
}

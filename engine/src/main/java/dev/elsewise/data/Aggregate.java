package dev.elsewise.data;

/**
 * One value a group for {@link Table#groupedBy}. Sums and means are ours (fixed order, the same bits for any number of
 * threads); counts and extremes are exact anyway.
 *
 * @param name the new column
 * @param of the column it is computed from; ignored by {@link Kind#ROWS}
 */
public record Aggregate(String name, Kind kind, String of) {
    /** How a group becomes one value; missing values are left out. */
    public enum Kind {
        ROWS,
        SUM,
        MEAN,
        MIN,
        MAX,
        FIRST
    }

    public static Aggregate rows(String name) {
        return new Aggregate(name, Kind.ROWS, "");
    }

    public static Aggregate sum(String name, String of) {
        return new Aggregate(name, Kind.SUM, of);
    }

    public static Aggregate mean(String name, String of) {
        return new Aggregate(name, Kind.MEAN, of);
    }

    public static Aggregate min(String name, String of) {
        return new Aggregate(name, Kind.MIN, of);
    }

    public static Aggregate max(String name, String of) {
        return new Aggregate(name, Kind.MAX, of);
    }

    /** The value in the group's first row; for columns that do not vary within a group, categories included. */
    public static Aggregate first(String name, String of) {
        return new Aggregate(name, Kind.FIRST, of);
    }
}

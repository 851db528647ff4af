package dev.elsewise.data.profile;

import dev.elsewise.data.Table;
import java.util.List;
import java.util.Optional;

/**
 * What a table holds, before anything is asked of it.
 *
 * @param constant columns with one value in every row, or none at all
 * @param duplicates groups of columns of one kind that agree in every row, by a 64-bit hash of their values and places
 * @param likelyKeys columns of names or whole numbers with a value of its own in every row
 */
public record DataProfile(
        long rows,
        List<ColumnProfile> columns,
        List<String> constant,
        List<List<String>> duplicates,
        List<String> likelyKeys) {

    /** Looks at every column. Cost: a sort and a few passes a column. */
    public static DataProfile of(Table table) {
        return Profiling.of(table);
    }

    /** The profile as a text table. */
    public String text() {
        return ProfileText.of(this);
    }

    /**
     * One column.
     *
     * @param kind number, truth, category, key or time; a number that a double cannot hold exactly is shown as a key
     * @param missing rows without a value
     * @param distinct values, what is missing left out
     * @param numbers of a number, truth or time column that has values; times in microseconds since 1970
     * @param top the most frequent levels of a category or key column, empty where there are too many to count
     */
    public record ColumnProfile(
            String name, String kind, long missing, long distinct, Optional<Numbers> numbers, List<Level> top) {}

    /** A distribution; quantiles are R's type 7, the standard deviation has divisor n − 1. */
    public record Numbers(
            double min,
            double p01,
            double p25,
            double median,
            double p75,
            double p99,
            double max,
            double mean,
            double sd) {}

    /** A level and how many rows have it. */
    public record Level(String level, long rows) {}
}

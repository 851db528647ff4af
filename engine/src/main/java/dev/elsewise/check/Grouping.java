package dev.elsewise.check;

import java.util.List;

/**
 * Rows split into groups by a column of the table.
 *
 * @param name of the dimension, such as "decile" or "slate_size"
 * @param codes the column with each row's place among the labels
 */
public record Grouping(String name, String codes, List<String> labels) {
    public Grouping {
        labels = List.copyOf(labels);
    }
}

package dev.elsewise.check;

import java.util.List;

/**
 * Rows split into groups by a column of the table.
 *
 * @param name of the dimension, such as "decile" or "slate_size"
 * @param of the column that the dimension is made from, such as "candidate_set_size"
 * @param modelled whether the propensity model sees that column
 * @param codes the column with each row's place among the labels
 */
public record Grouping(String name, String of, boolean modelled, String codes, List<String> labels) {
    public Grouping {
        labels = List.copyOf(labels);
    }

    /** A dimension that is called as the covariate that it is made from. */
    public Grouping(String name, String codes, List<String> labels) {
        this(name, name, true, codes, labels);
    }
}

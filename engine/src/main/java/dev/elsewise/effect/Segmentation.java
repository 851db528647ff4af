package dev.elsewise.effect;

import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Table;
import dev.elsewise.error.BadStudy;
import java.util.List;

/**
 * A way to split rows by one column. Missing values are a segment of their own, "(missing)".
 *
 * @param name the dimension's name
 * @param labels of the segments in order; empty for made ones
 */
public record Segmentation(String name, String column, Rule rule, List<String> labels) {
    public Segmentation {
        labels = List.copyOf(labels);
    }

    /** How values become segments. */
    public sealed interface Rule {}

    /** One segment a level; a number column has one for each of its values, at most 1,000. */
    public record Levels() implements Rule {}

    /** Segments between cut points, closed on the right; the outer ones are open-ended. */
    public record Cuts(List<Double> points) implements Rule {
        public Cuts {
            points = List.copyOf(points);
            for (int i = 1; i < points.size(); i++) {
                if (points.get(i) <= points.get(i - 1)) {
                    throw new BadStudy("Cut points must rise; found " + points + ".");
                }
            }
        }
    }

    /** Groups between quantiles (R's type 7). */
    public record Quantiles(int count, Ties ties) implements Rule {
        public Quantiles {
            if (count < 2 || count > 1000) {
                throw new BadStudy("Quantile segments are 2 to 1000; found " + count + ".");
            }
        }
    }

    /** Where equal values go that lie on a quantile. */
    public enum Ties {
        /** Earlier rows to the lower group, as pandas' {@code rank(method="first")}: groups of equal size. */
        FIRST,
        /** All to the lower group. */
        TOGETHER
    }

    public static Segmentation levels(String column) {
        return new Segmentation(column, column, new Levels(), List.of());
    }

    public static Segmentation cuts(String column, double... points) {
        return new Segmentation(
                column, column, new Cuts(java.util.Arrays.stream(points).boxed().toList()), List.of());
    }

    public static Segmentation quantiles(String column, int count, Ties ties) {
        return new Segmentation(column, column, new Quantiles(count, ties), List.of());
    }

    public Segmentation named(String value) {
        return new Segmentation(value, column, rule, labels);
    }

    public Segmentation withLabels(String... values) {
        return new Segmentation(name, column, rule, List.of(values));
    }

    /** Learns the segments of a table's rows. */
    public Assigned assign(Table table) {
        return SegmentAssignment.of(this, table);
    }

    /**
     * Segments learned from a table.
     *
     * @param code a row function with one output, the place of each row's segment among the labels
     */
    public record Assigned(String name, List<String> labels, RowFunction code) {
        /** The name of the column that {@link #code} makes. */
        public String codeColumn() {
            return code.outputs().getFirst();
        }
    }
}

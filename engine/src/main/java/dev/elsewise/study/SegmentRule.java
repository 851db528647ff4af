package dev.elsewise.study;

import java.util.List;

/** How the values of a column make segments. */
public sealed interface SegmentRule {
    /** One segment a level. */
    record Levels() implements SegmentRule {}

    /**
     * Bins between cut points: closed on the right, the outer ones open.
     *
     * @param cuts ascending
     * @param labels one more than there are cuts, or none: then made from the cuts
     */
    record Cuts(List<Double> cuts, List<String> labels) implements SegmentRule {
        public Cuts {
            cuts = List.copyOf(cuts);
            labels = List.copyOf(labels);
        }
    }

    /**
     * Bins of equal size.
     *
     * @param labels as many as there are bins, or none: then Q1, Q2, …
     */
    record Quantiles(int count, Ties ties, List<String> labels) implements SegmentRule {
        public Quantiles {
            labels = List.copyOf(labels);
        }
    }

    /** Where equal values go. */
    enum Ties {
        /** Into one bin. */
        TOGETHER,
        /** By row order, so that the bins have equal sizes. */
        FIRST
    }
}

package dev.elsewise.effect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Effects in segments, with intervals that cover all of them at once and p-values adjusted for their number.
 *
 * @param rows the segments with enough support, by dimension, largest effect first
 * @param tooSmall how many segments had too little support, or lay in one cluster
 * @param jointCritical the 95 % quantile of the largest |z| over the segments
 */
public record Segments(List<Row> rows, int tooSmall, double jointCritical) {
    public Segments {
        rows = List.copyOf(rows);
    }

    /** A dimension and the support that its segments need. */
    public record Dimension(Segmentation segmentation, Support support) {}

    /**
     * One segment.
     *
     * @param by the dimension
     * @param naive the difference of the arms' mean outcomes
     * @param jointInterval covers all segments together with 95 %
     * @param difference the effect here minus the effect in the dimension's other rows
     */
    public record Row(
            String by,
            String segment,
            long rows,
            long treated,
            long control,
            double treatedMean,
            double controlMean,
            double naive,
            double value,
            double standardError,
            Interval interval,
            Interval jointInterval,
            double pZeroHolm,
            double pZeroBh,
            double difference,
            double differenceStandardError,
            double pDifferenceHolm,
            double pDifferenceBh) {}

    /** The rows of one dimension. */
    public List<Row> of(String by) {
        return rows.stream().filter(r -> r.by.equals(by)).toList();
    }

    /** The segments with the largest effects over all dimensions. */
    public List<Row> top(int count) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble((Row r) -> r.value).reversed());
        return sorted.subList(0, Math.min(count, sorted.size()));
    }

    /** The segments with the smallest effects over all dimensions. */
    public List<Row> bottom(int count) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(Row::value));
        return sorted.subList(0, Math.min(count, sorted.size()));
    }
}

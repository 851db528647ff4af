package dev.elsewise.effect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Effects in segments, with intervals that cover all of them at once and p-values adjusted for their number.
 *
 * @param rows the segments with enough support, by dimension, largest effect first
 * @param tooSmall the segments that are not among them, by dimension
 * @param jointCritical the 95 % quantile of the largest |z| over the segments
 * @param correlation of the estimates in {@code rows}, in their order
 */
public record Segments(List<Row> rows, List<TooSmall> tooSmall, double jointCritical, List<List<Double>> correlation) {
    public Segments {
        rows = List.copyOf(rows);
        tooSmall = List.copyOf(tooSmall);
        correlation = List.copyOf(correlation);
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

    /**
     * A segment that is not shown.
     *
     * @param because what it lacks, in words: "too few rows", "one cluster"
     */
    public record TooSmall(String by, String segment, long rows, long treated, long control, String because) {}

    /** How far the effect is from one segment to another. */
    public record Change(double value, double standardError) {
        /** The 95 % interval, for this pair alone. */
        public Interval interval() {
            double half = Normal.quantile(0.975) * standardError;
            return new Interval(0.95, "normal", value - half, value + half);
        }
    }

    /**
     * The effect in one segment minus that in another. Its variance is SE₁² + SE₂² − 2ρ·SE₁·SE₂, with ρ the correlation that
     * rows or clusters common to both give the two estimates.
     */
    public Change change(Row from, Row to) {
        double rho = correlation.get(rows.indexOf(from)).get(rows.indexOf(to));
        double one = from.standardError;
        double other = to.standardError;
        // Never below zero for a correlation; rounding may be.
        double variance = Math.max(0, one * one + other * other - 2 * rho * one * other);
        return new Change(to.value - from.value, Math.sqrt(variance));
    }

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

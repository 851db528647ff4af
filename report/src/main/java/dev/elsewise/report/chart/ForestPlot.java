package dev.elsewise.report.chart;

import dev.elsewise.effect.Interval;
import dev.elsewise.report.text.Lettering;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Estimates under one another, each with its interval as a thick line, its joint interval (if any) as a thin one, and the
 * numbers beside. The axis always holds zero. An interval so wide that it would flatten the others, or without an end, is
 * cut off with an arrow; its numbers are still whole.
 *
 * @param axisLabel what is estimated, and its unit
 * @param rows from top to bottom
 * @param reference a value to compare with, drawn as a dashed line; {@code NaN} for none
 * @param referenceName what that value is
 * @param most where the axis ends at the latest; what lies beyond is an arrow
 * @param width in pixels
 */
public record ForestPlot(
        String title,
        String axisLabel,
        List<Row> rows,
        double reference,
        String referenceName,
        double most,
        double width)
        implements Chart {
    private static final double ROW = 26;
    /** An axis shorter than this has room for few numbers only. */
    private static final double NARROW = 200;
    /** How many median half-widths an interval may reach beyond the outermost estimate. */
    private static final double REACH = 6;

    public ForestPlot {
        rows = List.copyOf(rows);
    }

    /** A plot as wide as a page. */
    public ForestPlot(String title, String axisLabel, List<Row> rows, double reference) {
        this(title, axisLabel, rows, reference, "all rows", Double.POSITIVE_INFINITY, Svg.WIDTH);
    }

    /**
     * One estimate.
     *
     * @param interval pointwise
     * @param joint covers many estimates at once
     */
    public record Row(String label, double value, Interval interval, Optional<Interval> joint) {}

    /** The estimates of a study. */
    public static ForestPlot ofEstimates(String title, String axisLabel, List<Result.EstimateRow> estimates) {
        List<Row> rows = estimates.stream()
                .map(e -> new Row(e.label(), e.value(), e.interval(), Optional.empty()))
                .toList();
        return new ForestPlot(title, axisLabel, rows, Double.NaN);
    }

    /**
     * The segments with the largest values, the largest on top.
     *
     * @param most how many to show
     * @param overall the estimate for all rows, or {@code NaN}
     */
    public static ForestPlot ofSegments(
            String title, String axisLabel, List<Result.SegmentRow> segments, int most, double overall) {
        List<Row> rows = segments.stream()
                .sorted(largestFirst())
                .limit(most)
                .map(s -> new Row(s.segment(), s.value(), s.interval(), Optional.of(s.jointInterval())))
                .toList();
        return new ForestPlot(title, axisLabel, rows, overall);
    }

    /** Segments by value, the largest first and what has no value last. */
    public static Comparator<Result.SegmentRow> largestFirst() {
        return Comparator.<Result.SegmentRow>comparingInt(s -> Double.isNaN(s.value()) ? 1 : 0)
                .thenComparing(
                        Comparator.comparingDouble(Result.SegmentRow::value).reversed());
    }

    @Override
    public Svg drawn(Svg.Colours colours) {
        Layout at = layout(colours);
        Svg svg = Svg.of(this, width, at.height(), colours, description());
        drawFrame(svg, at);
        drawIntervals(svg, at);
        drawWords(svg, at);
        if (colours == Svg.Colours.WRITTEN) drawLegend(svg, at);
        return svg.end();
    }

    private record Layout(
            double labels, Axis axis, double values, double intervals, double height, Numbers.Column format) {
        double y(int row) {
            return 34 + ROW * row;
        }

        double bottom(int rows) {
            return 34 + ROW * rows - 8;
        }
    }

    private Layout layout(Svg.Colours colours) {
        Numbers.Column format = Numbers.column(
                rows.stream().mapToDouble(Row::value).toArray(),
                rows.stream()
                        .mapToDouble(r -> (r.interval().upper() - r.interval().lower()) / 4)
                        .toArray());
        double labels = Math.min(width / 4, widest(rows.stream().map(Row::label)));
        double values = Math.max(70, widest(rows.stream().map(r -> format.of(r.value()))));
        double intervals = Math.max(90, widest(rows.stream().map(r -> interval(format, r))));
        double right = width - intervals - values - 40;
        Axis axis = domain(labels + 24, right);
        double height = 34 + ROW * rows.size() + (colours == Svg.Colours.WRITTEN ? 52 : 36);
        return new Layout(labels, axis, right + 20 + values, width, height, format);
    }

    private Axis domain(double from, double to) {
        double[] points = Stream.concat(rows.stream().map(Row::value), Stream.of(0.0, reference))
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        double low = DoubleStream.of(points).min().orElse(0);
        double high = Math.min(most, DoubleStream.of(points).max().orElse(0));
        double[] halves = rows.stream()
                .mapToDouble(r -> (r.interval().upper() - r.interval().lower()) / 2)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double reach = halves.length == 0 ? 0.1 * (high - low) : REACH * halves[halves.length / 2];
        double lowest = ends(true).filter(Double::isFinite).reduce(low, Math::min);
        double highest = ends(false).filter(Double::isFinite).reduce(high, Math::max);
        return Axis.around(
                Math.max(lowest, low - reach),
                Math.min(most, Math.min(highest, high + reach)),
                from,
                to,
                to - from < NARROW ? 3 : 6);
    }

    private DoubleStream ends(boolean lower) {
        return rows.stream()
                .flatMap(r -> Stream.concat(Stream.of(r.interval()), r.joint().stream()))
                .mapToDouble(lower ? Interval::lower : Interval::upper);
    }

    private void drawFrame(Svg svg, Layout at) {
        Axis axis = at.axis();
        double bottom = at.bottom(rows.size());
        double head = 22;
        StringBuilder grid = new StringBuilder();
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "middle");
        for (double tick : axis.ticks()) {
            vertical(grid, axis.at(tick), head, bottom);
            svg.text(axis.at(tick), bottom + 16, axis.label(tick));
        }
        svg.text((axis.from() + axis.to()) / 2, bottom + 34, axisLabel);
        svg.end();
        svg.group("fill", "none", "stroke", svg.ink(Ink.GRID)).path(grid).end();
        svg.group("stroke", svg.ink(Ink.ZERO))
                .line(axis.at(0), head, axis.at(0), bottom)
                .end();
        if (Double.isFinite(reference)) {
            svg.group("stroke", svg.ink(Ink.ACCENT), "stroke-dasharray", "3 4")
                    .line(axis.at(reference), head, axis.at(reference), bottom)
                    .end();
        }
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5", "text-anchor", "end")
                .text(at.values(), 12, "estimate")
                .text(at.intervals(), 12, intervalHeading())
                .end();
    }

    private void drawIntervals(Svg svg, Layout at) {
        StringBuilder thin = new StringBuilder();
        StringBuilder thick = new StringBuilder();
        StringBuilder arrows = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = at.y(i);
            row.joint().ifPresent(joint -> horizontal(thin, arrows, at.axis(), joint, y));
            horizontal(thick, arrows, at.axis(), row.interval(), y);
        }
        svg.group("fill", "none", "stroke", svg.ink(Ink.ACCENT))
                .path(thin)
                .group("stroke", svg.ink(Ink.ACCENT_SOFT), "stroke-width", "5")
                .path(thick)
                .end()
                .end();
        svg.group("fill", svg.ink(Ink.ACCENT)).path(arrows);
        for (int i = 0; i < rows.size(); i++) {
            double value = rows.get(i).value();
            if (at.axis().holds(value)) svg.circle(at.axis().at(value), at.y(i), 4.5);
        }
        svg.end();
    }

    private void drawWords(Svg svg, Layout at) {
        svg.group();
        for (int i = 0; i < rows.size(); i++) {
            svg.text(0, at.y(i) + 4.5, rows.get(i).label(), at.labels(), 13);
        }
        svg.end().group("text-anchor", "end", "style", "font-variant-numeric:tabular-nums");
        for (int i = 0; i < rows.size(); i++) {
            svg.text(at.values(), at.y(i) + 4.5, at.format().of(rows.get(i).value()));
        }
        svg.group("fill", svg.ink(Ink.MUTED));
        for (int i = 0; i < rows.size(); i++) {
            svg.text(at.intervals(), at.y(i) + 4.5, interval(at.format(), rows.get(i)));
        }
        svg.end().end();
    }

    /** What a page says in words beside the picture. */
    private void drawLegend(Svg svg, Layout at) {
        List<String> words = new ArrayList<>();
        if (rows.stream().anyMatch(r -> r.joint().isPresent())) {
            words.add("thick: one interval alone");
            words.add("thin: all intervals at once");
        }
        if (Double.isFinite(reference))
            words.add("dashed: " + referenceName + ", " + at.format().of(reference));
        svg.group("fill", svg.ink(Ink.MUTED), "font-size", "11.5")
                .text(0, at.height() - 2, String.join("  ·  ", words))
                .end();
    }

    /** A line from end to end, held inside the axis, with an arrow where it goes on. */
    private static void horizontal(StringBuilder line, StringBuilder arrows, Axis axis, Interval interval, double y) {
        if (Double.isNaN(interval.lower()) || Double.isNaN(interval.upper())) return;
        if (interval.upper() < axis.lower()) {
            arrow(arrows, axis.from(), y, 7);
            return;
        }
        if (interval.lower() > axis.upper()) {
            arrow(arrows, axis.to(), y, -7);
            return;
        }
        double from = axis.at(axis.held(interval.lower()));
        double to = axis.at(axis.held(interval.upper()));
        line.append('M').append(Svg.number(from)).append(' ').append(Svg.number(y));
        line.append('H').append(Svg.number(to));
        if (interval.lower() < axis.lower()) arrow(arrows, from, y, 7);
        if (interval.upper() > axis.upper()) arrow(arrows, to, y, -7);
    }

    private static void arrow(StringBuilder path, double x, double y, double back) {
        path.append('M').append(Svg.number(x)).append(' ').append(Svg.number(y));
        path.append('l').append(Svg.number(back)).append(" -4.5v9z");
    }

    private static void vertical(StringBuilder path, double x, double from, double to) {
        path.append('M').append(Svg.number(x)).append(' ').append(Svg.number(from));
        path.append('V').append(Svg.number(to));
    }

    private static String interval(Numbers.Column format, Row row) {
        return format.interval(row.interval().lower(), row.interval().upper());
    }

    private static double widest(Stream<String> words) {
        return words.mapToDouble(w -> Lettering.width(w, 13)).max().orElse(0);
    }

    private String intervalHeading() {
        List<Double> levels =
                rows.stream().map(r -> r.interval().level()).distinct().toList();
        return levels.size() == 1 ? Numbers.level(Objects.requireNonNull(levels.getFirst())) + " interval" : "interval";
    }

    private String description() {
        if (rows.isEmpty()) return "There is nothing to draw.";
        Row first = rows.getFirst();
        Row last = rows.getLast();
        String one = first.label() + " " + Numbers.effect(first.value());
        if (rows.size() == 1) return "One estimate: " + one + ".";
        return rows.size() + " estimates with intervals, from " + one + " to " + last.label() + " "
                + Numbers.effect(last.value()) + ".";
    }
}

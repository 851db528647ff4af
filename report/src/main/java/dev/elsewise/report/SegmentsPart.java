package dev.elsewise.report;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.report.chart.ForestPlot;
import dev.elsewise.report.chart.ScatterPlot;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.Result;
import dev.elsewise.study.Result.SegmentRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Where the effect is large and where it is small. */
final class SegmentsPart {
    private static final int DRAWN = 15;
    private static final int RANKED = 20;
    private static final String ZERO = "effect is zero";
    private static final String REST = "heterogeneity: differs from the rest";

    private final Result result;
    private final boolean several;

    private SegmentsPart(Result result) {
        this.result = result;
        several =
                result.segments().stream().map(SegmentRow::estimate).distinct().count() > 1;
    }

    static Section of(Result result) {
        return new Section("segments", "Segments", "Segments", new SegmentsPart(result).content());
    }

    private Html content() {
        if (result.segments().isEmpty() && result.dimensions().isEmpty())
            return Section.note("The study names no segments.");
        if (result.segments().isEmpty()) return noneShown();
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note("Within each segment the effect is the mean of the same rows' scores: nothing is fitted"
                + " again. The thick line is the interval of one segment taken alone; the thin line belongs to an interval"
                + " that holds for all " + result.segments().size() + " segments at once. Among many segments, read the"
                + " thin one. The dashed line is the estimate for all rows."));
        byEstimate().forEach((estimate, rows) -> {
            if (several) parts.add(tag("h3", Studied.label(result, estimate)));
            byDimension(rows).forEach((by, own) -> parts.add(forest(estimate, by, own)));
            parts.add(tag("h3", "What adjustment changed"));
            parts.add(Html.figure(
                    ScatterPlot.naiveAgainstAdjusted(rows),
                    text("Each mark is a segment. On the dashed line adjustment changed nothing; below it the naive"
                            + " difference was too high.")));
            parts.add(ranked(rows));
            parts.add(tag("h3", "All segments"));
            byDimension(rows)
                    .forEach((by, own) -> parts.add(Html.details(
                            by + ", " + plural(own.size(), "segment"),
                            full(result, own).denseTable(sorted(own)))));
        });
        return Html.pieces(parts);
    }

    private Html noneShown() {
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note("No segment has enough rows in both arms."));
        for (Result.EstimateRow estimate : result.estimates()) {
            for (Result.Dimension dimension : result.dimensions()) {
                String words = support(estimate.id(), dimension.by());
                if (words.contains("not shown")) parts.add(Section.note("By " + dimension.by() + ": " + words));
            }
        }
        return Html.pieces(parts);
    }

    /** What a segment must hold to be shown, and which do not. */
    private String support(String estimate, String by) {
        return result.dimensions().stream()
                .filter(d -> d.by().equals(by))
                .findFirst()
                .map(d -> {
                    String notShown = d.notShown(result.tooSmall(), estimate, Numbers::count);
                    return notShown.isEmpty() ? "Each has at least " + d.needs(Numbers::count) + "." : notShown;
                })
                .orElse("");
    }

    private Html forest(String estimate, String by, List<SegmentRow> rows) {
        String caption = rows.size() > DRAWN
                ? "The " + DRAWN + " largest of " + rows.size() + "; all are in the tables below."
                : plural(rows.size(), "segment") + ", the largest first.";
        String title = "By " + by;
        ForestPlot plot = plot(result, title, estimate, rows);
        return Html.pieces(tag("h3", title), Html.figure(plot, text(caption + " " + support(estimate, by))));
    }

    /** The largest effects of a dimension. */
    static ForestPlot plot(Result result, String title, String estimate, List<SegmentRow> rows) {
        double overall = result.estimates().stream()
                .filter(e -> e.id().equals(estimate))
                .mapToDouble(Result.EstimateRow::value)
                .findFirst()
                .orElse(Double.NaN);
        return ForestPlot.ofSegments(title, Studied.effect(result), rows, DRAWN, overall);
    }

    private Html ranked(List<SegmentRow> rows) {
        List<SegmentRow> sorted = sorted(rows);
        Html about = Section.note(
                "Naive is the difference of the arms' mean outcomes, value the adjusted effect. Ranking many noisy numbers puts lucky ones on top. The adjusted p-values allow for the"
                        + " number of segments (Holm: any false claim; BH, Benjamini–Hochberg: the share of false claims). Whether"
                        + " a segment differs from the rest of its dimension is the question of heterogeneity; that its effect is"
                        + " not zero does not answer it.");
        if (sorted.size() <= RANKED) {
            return Html.pieces(
                    tag("h3", "Segments by effect"), about, summary(rows).denseTable(sorted));
        }
        List<SegmentRow> least = sorted.reversed().subList(0, RANKED);
        return Html.pieces(
                tag("h3", "The " + RANKED + " largest effects"),
                about,
                summary(rows).denseTable(sorted.subList(0, RANKED)),
                tag("h3", "The " + RANKED + " smallest effects"),
                summary(rows).denseTable(least));
    }

    private static Grid<SegmentRow> summary(List<SegmentRow> rows) {
        Numbers.Column format = format(rows);
        Grid<SegmentRow> grid = Grid.<SegmentRow>of()
                .name("by", SegmentRow::by)
                .name("segment", SegmentRow::segment)
                .number("rows", s -> Numbers.count(s.rows()))
                .number("treated", s -> Numbers.count(s.treated()))
                .number("control", s -> Numbers.count(s.control()))
                .number("naive", s -> format.of(s.naive()))
                .number("value", s -> format.of(s.value()));
        return rest(zero(intervals(grid, rows, format)).number(REST, "difference", s -> format.of(s.difference())));
    }

    private static Grid<SegmentRow> full(Result result, List<SegmentRow> rows) {
        Numbers.Column format = format(rows);
        String mean = "mean of " + result.asked().outcome();
        Numbers.Column means = Numbers.column(
                rows.stream()
                        .flatMapToDouble(s -> DoubleStream.of(s.treatedMean(), s.controlMean()))
                        .toArray(),
                new double[0]);
        Grid<SegmentRow> grid = Grid.<SegmentRow>of()
                .name("segment", SegmentRow::segment)
                .number("rows", s -> Numbers.count(s.rows()))
                .number("treated", s -> Numbers.count(s.treated()))
                .number("control", s -> Numbers.count(s.control()))
                .number(mean, "treated", s -> means.of(s.treatedMean()))
                .number(mean, "control", s -> means.of(s.controlMean()))
                .number("naive", s -> format.of(s.naive()))
                .number("value", s -> format.of(s.value()))
                .number("std. error", s -> format.of(s.standardError()));
        grid = zero(intervals(grid, rows, format))
                .number(REST, "difference", s -> format.of(s.difference()))
                .number(REST, "std. error", s -> format.of(s.differenceStandardError()));
        return rest(grid);
    }

    private static Grid<SegmentRow> intervals(Grid<SegmentRow> grid, List<SegmentRow> rows, Numbers.Column format) {
        String level = Numbers.level(rows.getFirst().interval().level());
        String joint = Numbers.level(rows.getFirst().jointInterval().level());
        return grid.number(
                        level + " interval",
                        "lower",
                        s -> format.of(s.interval().lower()))
                .number(
                        level + " interval",
                        "upper",
                        s -> format.of(s.interval().upper()))
                .number(
                        joint + " joint",
                        "lower",
                        s -> format.of(s.jointInterval().lower()))
                .number(
                        joint + " joint",
                        "upper",
                        s -> format.of(s.jointInterval().upper()));
    }

    private static Grid<SegmentRow> zero(Grid<SegmentRow> grid) {
        return grid.number(ZERO, "p, Holm", s -> Numbers.pValue(s.pZeroHolm()))
                .number(ZERO, "p, BH", s -> Numbers.pValue(s.pZeroBh()));
    }

    private static Grid<SegmentRow> rest(Grid<SegmentRow> grid) {
        return grid.number(REST, "p, Holm", s -> Numbers.pValue(s.pDifferenceHolm()))
                .number(REST, "p, BH", s -> Numbers.pValue(s.pDifferenceBh()));
    }

    private static Numbers.Column format(List<SegmentRow> rows) {
        return Numbers.column(
                rows.stream().mapToDouble(SegmentRow::value).toArray(),
                rows.stream().mapToDouble(SegmentRow::standardError).toArray());
    }

    private static List<SegmentRow> sorted(List<SegmentRow> rows) {
        return rows.stream().sorted(ForestPlot.largestFirst()).toList();
    }

    private Map<String, List<SegmentRow>> byEstimate() {
        return byEstimate(result);
    }

    static Map<String, List<SegmentRow>> byEstimate(Result result) {
        return result.segments().stream()
                .collect(Collectors.groupingBy(SegmentRow::estimate, LinkedHashMap::new, Collectors.toList()));
    }

    static Map<String, List<SegmentRow>> byDimension(List<SegmentRow> rows) {
        return rows.stream().collect(Collectors.groupingBy(SegmentRow::by, LinkedHashMap::new, Collectors.toList()));
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}

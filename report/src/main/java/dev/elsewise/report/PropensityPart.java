package dev.elsewise.report;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.check.Verdict;
import dev.elsewise.report.chart.CalibrationPlot;
import dev.elsewise.report.chart.OverlapPlot;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.Result;
import dev.elsewise.study.Result.CalibrationRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the arms can be compared, and whether the propensity score says what happens. */
final class PropensityPart {
    private PropensityPart() {}

    static Section overlap(Result result) {
        Html content = result.overlap()
                .map(PropensityPart::overlap)
                .orElse(Section.note("No estimate of this study uses a propensity score."));
        return new Section("overlap", "Overlap", "Propensity overlap", content);
    }

    private static Html overlap(Result.Overlap overlap) {
        long treated = sum(overlap.treated());
        long control = sum(overlap.control());
        String clipped = Numbers.count(overlap.clippedRows()) + " of " + Numbers.count(treated + control)
                + " rows have a score outside [" + Numbers.effect(overlap.clip()) + ", "
                + Numbers.effect(1 - overlap.clip()) + "] and are held at its ends.";
        String effective = "After weighting, the " + Numbers.count(treated) + " treated rows count as many as "
                + whole(overlap.effectiveTreated()) + ", the " + Numbers.count(control) + " controls as "
                + whole(overlap.effectiveControl()) + ".";
        return Html.pieces(
                Section.note("Treated and control rows can be compared where both arms have rows of the same score."),
                Html.figure(OverlapPlot.of(overlap), text(clipped + " " + effective)));
    }

    static Section calibration(Result result) {
        Map<String, List<CalibrationRow>> byEstimate = result.calibration().stream()
                .collect(Collectors.groupingBy(CalibrationRow::estimate, LinkedHashMap::new, Collectors.toList()));
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note(
                "Among rows of one score, the treated share should be that score. Its verdict goes by size:"
                        + " observed over expected outside 0.8 to 1.25 fails, outside 0.9 to 1.1 is a warning."));
        if (byEstimate.isEmpty()) parts.add(Section.note("No propensity score was checked."));
        byEstimate.forEach((estimate, rows) -> {
            if (byEstimate.size() > 1) parts.add(tag("h3", Studied.label(result, estimate)));
            parts.add(deciles(rows.stream().filter(r -> r.by().equals("decile")).toList()));
            parts.add(
                    segments(rows.stream().filter(r -> !r.by().equals("decile")).toList()));
        });
        return new Section("calibration", "Calibration", "Propensity calibration", Html.pieces(parts));
    }

    private static Html deciles(List<CalibrationRow> rows) {
        if (rows.isEmpty()) return Html.nothing();
        return Html.pieces(
                Html.figure(
                        CalibrationPlot.of("Observed against expected treated share", rows),
                        text(rows.size() + " groups of rows by score. Circles pass, triangles warn, squares fail.")),
                Html.details("The groups as a table", table().table(rows)));
    }

    private static Html segments(List<CalibrationRow> rows) {
        if (rows.isEmpty()) return Html.nothing();
        List<CalibrationRow> worst = rows.stream()
                .filter(r -> r.verdict() != Verdict.PASS)
                .sorted(Comparator.comparing(CalibrationRow::verdict)
                        .reversed()
                        .thenComparingDouble(r -> -Math.abs(Math.log(ratio(r)))))
                .toList();
        List<CalibrationRow> good =
                rows.stream().filter(r -> r.verdict() == Verdict.PASS).toList();
        List<Html> parts = new ArrayList<>();
        parts.add(tag("h3", "By segment"));
        if (worst.isEmpty()) parts.add(Section.note("All " + rows.size() + " segments pass."));
        else parts.add(table().table(worst));
        if (!good.isEmpty()) parts.add(Html.details(good.size() + " of " + rows.size() + " pass", table().table(good)));
        return Html.pieces(parts);
    }

    private static Grid<CalibrationRow> table() {
        return Grid.<CalibrationRow>of()
                .cells("verdict", r -> Section.chip(r.verdict()))
                .name("by", CalibrationRow::by)
                .name("level", CalibrationRow::level)
                .number("rows", r -> Numbers.count(r.rows()))
                .number("expected", r -> Numbers.probability(r.expected()))
                .number("observed", r -> Numbers.probability(r.observed()))
                .number("observed ÷ expected", r -> Numbers.fixed(ratio(r), 3));
    }

    private static double ratio(CalibrationRow row) {
        return row.observed() / row.expected();
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static String whole(double rows) {
        return Double.isFinite(rows) ? Numbers.count(Math.round(rows)) : Numbers.ABSENT;
    }
}

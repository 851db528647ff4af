package dev.elsewise.report;

import dev.elsewise.report.chart.CalibrationPlot;
import dev.elsewise.report.chart.ForestPlot;
import dev.elsewise.report.chart.OverlapPlot;
import dev.elsewise.report.chart.ScatterPlot;
import dev.elsewise.report.graph.GraphDrawing;
import dev.elsewise.study.Result;
import dev.elsewise.study.Result.CalibrationRow;
import dev.elsewise.study.Result.SegmentRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pictures of a report as files of their own, for a slide or a page of one's own: SVG with its colours written into it, on
 * white paper, so that it can be read on a light and on a dark page.
 */
public final class Charts {
    private final Result result;
    private final Map<String, String> files = new LinkedHashMap<>();

    private Charts(Result result) {
        this.result = result;
    }

    /** Each picture by its file's name, such as {@code segments-slate_size.svg}. */
    public static Map<String, String> of(Result result) {
        Charts charts = new Charts(result);
        charts.draw();
        return charts.files;
    }

    private void draw() {
        add(
                "estimates",
                ForestPlot.ofEstimates("Estimates", Studied.effect(result), result.estimates())
                        .standalone());
        String title = "Effect of " + result.asked().treatment() + " on "
                + result.asked().outcome();
        Map<String, List<SegmentRow>> byEstimate = SegmentsPart.byEstimate(result);
        byEstimate.forEach((estimate, rows) -> {
            String of = byEstimate.size() > 1 ? "-" + estimate : "";
            SegmentsPart.byDimension(rows)
                    .forEach((by, own) -> add(
                            "segments-" + by + of,
                            SegmentsPart.plot(result, title + " by " + by, estimate, own)
                                    .standalone()));
            add(
                    "naive-against-adjusted" + of,
                    ScatterPlot.naiveAgainstAdjusted(rows).standalone());
        });
        result.overlap().ifPresent(o -> add("overlap", OverlapPlot.of(o).standalone()));
        List<CalibrationRow> deciles = result.calibration().stream()
                .filter(r -> r.by().equals("decile"))
                .toList();
        List<String> checked =
                deciles.stream().map(CalibrationRow::estimate).distinct().toList();
        for (String estimate : checked) {
            List<CalibrationRow> own =
                    deciles.stream().filter(r -> r.estimate().equals(estimate)).toList();
            add(
                    "calibration" + (checked.size() > 1 ? "-" + estimate : ""),
                    CalibrationPlot.of("Observed against expected treated share", own)
                            .standalone());
        }
        result.graph().ifPresent(g -> add("graph", GraphDrawing.standalone(g)));
    }

    /** A file system allows less in a name than a study does. */
    private void add(String name, String picture) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}._-]", "_");
        String free = plain;
        for (int n = 2; files.containsKey(free + ".svg"); n++) {
            free = plain + "-" + n;
        }
        files.put(free + ".svg", picture);
    }
}

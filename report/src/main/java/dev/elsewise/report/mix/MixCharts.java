package dev.elsewise.report.mix;

import dev.elsewise.report.chart.Chart;
import dev.elsewise.report.graph.GraphDrawing;
import dev.elsewise.study.mix.MixResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pictures of the first page as files of their own, for a slide: SVG with its colours written into it, on white paper. */
public final class MixCharts {
    private MixCharts() {}

    /** Each picture by its file's name, such as {@code roi.svg}. */
    public static Map<String, String> of(MixResult result) {
        OnePage page = new OnePage(result);
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("contributions", page.waterfall());
        page.shares().ifPresent(c -> charts.put("shares", c));
        page.roi().ifPresent(c -> charts.put("roi", c));
        page.split().ifPresent(c -> charts.put("carry-over", c));
        if (!result.answers().curves().isEmpty()) charts.put("response", page.curves());
        charts.put("fit", page.fit());
        charts.put("over-time", ChannelsPart.area(result));
        Map<String, String> files = new LinkedHashMap<>();
        charts.forEach((name, chart) -> files.put(name + ".svg", chart.standalone()));
        result.graph().ifPresent(g -> files.put("graph.svg", GraphDrawing.standalone(g)));
        return Collections.unmodifiableMap(files);
    }
}

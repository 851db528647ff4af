package dev.elsewise.app;

import dev.elsewise.report.Charts;
import dev.elsewise.report.HtmlReport;
import dev.elsewise.report.graph.GraphDrawing;
import dev.elsewise.report.mix.MixReport;
import dev.elsewise.study.Result;
import dev.elsewise.study.ResultJson;
import dev.elsewise.study.ResultTables;
import dev.elsewise.study.Study;
import dev.elsewise.study.mix.MixResult;
import dev.elsewise.study.mix.MixResultJson;
import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.mix.MixTables;

/** The files of a result. */
final class ResultFiles {
    private ResultFiles() {}

    static void write(Study study, Result result, ResultDirectory to) {
        to.write("study.yaml", study.source());
        to.write("result.json", ResultJson.of(result));
        ResultTables.of(result).forEach((name, table) -> to.write("tables/" + name, table));
        Charts.of(result).forEach((name, picture) -> to.write("charts/" + name, picture));
        to.write(
                "report.html",
                HtmlReport.of(result).withGraph(GraphDrawing::svg).html());
    }

    static void write(MixStudy study, MixResult result, ResultDirectory to) {
        to.write("study.yaml", study.source());
        to.write("result.json", MixResultJson.of(result));
        MixTables.of(result).forEach((name, table) -> to.write("tables/" + name, table));
        to.write(
                "report.html",
                MixReport.of(result).withGraph(GraphDrawing::svg).html());
    }
}

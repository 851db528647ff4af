package dev.elsewise.app;

import dev.elsewise.report.Charts;
import dev.elsewise.report.HtmlReport;
import dev.elsewise.report.graph.GraphDrawing;
import dev.elsewise.report.mix.MixCharts;
import dev.elsewise.report.mix.MixReport;
import dev.elsewise.study.Result;
import dev.elsewise.study.ResultJson;
import dev.elsewise.study.ResultTables;
import dev.elsewise.study.Study;
import dev.elsewise.study.mix.MixResult;
import dev.elsewise.study.mix.MixResultJson;
import dev.elsewise.study.mix.MixTables;
import dev.elsewise.study.model.MixModel;
import dev.elsewise.study.model.ModelAnswer;
import dev.elsewise.study.model.ModelComparison;
import java.util.stream.Stream;

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

    /** A media mix, and the model that answered, which can be asked again. */
    static void write(MixModel model, MixResult result, ResultDirectory to) {
        together(() -> toBeRead(model, result, to), () -> toBeLookedAt(result, to));
    }

    private static void toBeRead(MixModel model, MixResult result, ResultDirectory to) {
        to.write("study.yaml", model.study().source());
        to.write("result.json", MixResultJson.of(result));
        to.write(MixModel.FILE, model.json());
        MixTables.of(result).forEach((name, table) -> to.write("tables/" + name, table));
    }

    private static void toBeLookedAt(MixResult result, ResultDirectory to) {
        MixCharts.of(result).forEach((name, picture) -> to.write("charts/" + name, picture));
        to.write(
                "report.html", MixReport.of(result).withGraph(GraphDrawing::svg).html());
    }

    /** Both halves take as long: most of it is code that runs for the first time. */
    private static void together(Runnable one, Runnable other) {
        Stream.of(one, other).parallel().forEach(Runnable::run);
    }

    /** What a stored model answers. */
    static void write(ModelAnswer answer, ResultDirectory to) {
        to.write("answer.json", answer.json());
        answer.tables().forEach((name, table) -> to.write("tables/" + name, table));
    }

    /** A model beside the same study on other data. */
    static void write(ModelComparison comparison, ResultDirectory to) {
        to.write("comparison.json", comparison.json());
        comparison.tables().forEach((name, table) -> to.write("tables/" + name, table));
    }
}

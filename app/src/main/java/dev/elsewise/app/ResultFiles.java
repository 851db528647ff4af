package dev.elsewise.app;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.data.Table;
import dev.elsewise.report.HtmlReport;
import dev.elsewise.study.Result;
import dev.elsewise.study.ResultJson;
import dev.elsewise.study.Study;

/** The files of a result. */
final class ResultFiles {
    private ResultFiles() {}

    static void write(Study study, Result result, ResultDirectory to) {
        to.write("study.yaml", study.source());
        to.write("result.json", ResultJson.write(result));
        to.write("tables/rows.csv", CsvTable.of(Table.Kept.class, result.rows()));
        to.write("tables/estimates.csv", CsvTable.of(Result.EstimateRow.class, result.estimates()));
        to.write("tables/segments.csv", CsvTable.of(Result.SegmentRow.class, result.segments()));
        to.write("tables/checks.csv", CsvTable.of(Diagnostic.class, result.checks()));
        to.write("tables/calibration.csv", CsvTable.of(Result.CalibrationRow.class, result.calibration()));
        to.write("tables/nuisances.csv", CsvTable.of(Result.NuisanceRow.class, result.nuisances()));
        to.write("tables/metrics.csv", CsvTable.of(Result.FoldMetric.class, result.metrics()));
        to.write("report.html", HtmlReport.of(result).html());
    }
}

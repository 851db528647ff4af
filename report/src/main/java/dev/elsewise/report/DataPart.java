package dev.elsewise.report;

import static dev.elsewise.report.page.Html.tag;

import dev.elsewise.data.Table;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.Result;
import dev.elsewise.study.Result.FoldMetric;
import dev.elsewise.study.Result.NuisanceRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the numbers are made of: models, rows, and the distributions in between. */
final class DataPart {
    private DataPart() {}

    static Section metrics(Result result) {
        List<FoldMetric> rows = result.metrics();
        if (rows.isEmpty()) {
            return new Section("models", "Models", "Nuisance models", Section.note("No model was fitted."));
        }
        boolean several = rows.stream().map(FoldMetric::estimate).distinct().count() > 1;
        Grid<FoldMetric> grid = Grid.of();
        if (several) grid = grid.words("estimate", m -> Studied.label(result, m.estimate()));
        grid = grid.words("model", m -> Studied.named(result, m.model()))
                .words("fold", m -> m.fold() == 0 ? "all rows" : Integer.toString(m.fold()))
                .number("rows", m -> Numbers.count(m.rows()));
        grid = metric(grid, rows, "ROC AUC", FoldMetric::rocAuc);
        grid = metric(grid, rows, "average precision", FoldMetric::averagePrecision);
        grid = metric(grid, rows, "Brier score", FoldMetric::brier);
        grid = metric(grid, rows, "log loss", FoldMetric::logLoss);
        grid = metric(grid, rows, "R²", FoldMetric::rSquared);
        return new Section(
                "models",
                "Models",
                "Nuisance models",
                Html.pieces(
                        Section.note(
                                "How well each model predicts rows that it did not see. A good prediction is neither"
                                        + " needed nor enough for a good estimate."),
                        grid.table(rows)));
    }

    /** Adds a column unless it applies to no row. */
    private static Grid<FoldMetric> metric(
            Grid<FoldMetric> grid, List<FoldMetric> rows, String name, ToDoubleFunction<FoldMetric> of) {
        if (rows.stream().allMatch(m -> Double.isNaN(of.applyAsDouble(m)))) return grid;
        return grid.number(name, m -> {
            double value = of.applyAsDouble(m);
            return Double.isNaN(value) ? "–" : Numbers.probability(value);
        });
    }

    private record Fact(String name, String value) {}

    static Section sample(Result result) {
        Result.Sample sample = result.sample();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("rows", Numbers.count(sample.rows())));
        facts.add(new Fact("treated share", Numbers.probability(sample.treatedRate())));
        facts.add(new Fact("mean of " + result.asked().outcome(), Numbers.effect(sample.outcomeMean())));
        sample.distinct().forEach((column, count) -> facts.add(new Fact("different " + column, Numbers.count(count))));
        List<Html> list = facts.stream()
                .map(f -> (Html) tag("div", tag("dt", f.name()), tag("dd", f.value())))
                .toList();
        return new Section("sample", "Sample", "The rows that were analysed", tag("dl.facts", list));
    }

    static Section rows(Result result) {
        Html content = result.rows().isEmpty()
                ? Section.note("No row was left out.")
                : Grid.<Table.Kept>of()
                        .words("because", Table.Kept::because)
                        .number("left out", k -> Numbers.count(k.dropped()))
                        .number("kept", k -> Numbers.count(k.kept()))
                        .table(result.rows());
        return new Section("rows", "Rows", "What was left out, and why", content);
    }

    private record Statistic(String name, ToDoubleFunction<NuisanceRow> of) {}

    private static final List<Statistic> STATISTICS = List.of(
            new Statistic("mean", NuisanceRow::mean),
            new Statistic("standard deviation", NuisanceRow::sd),
            new Statistic("min", NuisanceRow::min),
            new Statistic("1 %", NuisanceRow::p01),
            new Statistic("5 %", NuisanceRow::p05),
            new Statistic("10 %", NuisanceRow::p10),
            new Statistic("50 %", NuisanceRow::p50),
            new Statistic("90 %", NuisanceRow::p90),
            new Statistic("95 %", NuisanceRow::p95),
            new Statistic("99 %", NuisanceRow::p99),
            new Statistic("max", NuisanceRow::max));

    static Section nuisances(Result result) {
        Map<String, List<NuisanceRow>> byEstimate = result.nuisances().stream()
                .collect(Collectors.groupingBy(NuisanceRow::estimate, LinkedHashMap::new, Collectors.toList()));
        List<Html> parts = new ArrayList<>();
        if (byEstimate.isEmpty()) parts.add(Section.note("This study has no nuisance predictions."));
        byEstimate.forEach((estimate, rows) -> {
            if (byEstimate.size() > 1) parts.add(tag("h3", Studied.label(result, estimate)));
            parts.add(nuisances(result, rows));
        });
        return new Section("nuisances", "Nuisances", "Distribution of the predictions and scores", Html.pieces(parts));
    }

    /** One column per nuisance, one row per statistic. */
    private static Html nuisances(Result result, List<NuisanceRow> rows) {
        Grid<Statistic> grid = Grid.<Statistic>of().words("", Statistic::name);
        for (NuisanceRow row : rows) {
            Numbers.Column format = format(row);
            grid = grid.number(
                    Studied.named(result, row.name()),
                    s -> s.name().equals("count") ? Numbers.count(row.count()) : format.of(s.of().applyAsDouble(row)));
        }
        List<Statistic> all = new ArrayList<>();
        all.add(new Statistic("count", NuisanceRow::count));
        all.addAll(STATISTICS);
        return grid.table(all);
    }

    /** Four decimals for what may be a probability; else by the middle of the distribution, not by its tails. */
    private static Numbers.Column format(NuisanceRow row) {
        boolean share = row.min() >= 0 && row.max() <= 1 && row.sd() >= 0.001;
        if (share) return new Numbers.Column(4, false);
        return Numbers.column(new double[] {row.mean(), row.sd(), row.p10(), row.p50(), row.p90()}, new double[0]);
    }
}

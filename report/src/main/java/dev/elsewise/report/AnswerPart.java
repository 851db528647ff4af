package dev.elsewise.report;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.check.Verdict;
import dev.elsewise.report.chart.ForestPlot;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What everyone reads: the answer in words, whether to trust it, and the estimates. */
final class AnswerPart {
    private AnswerPart() {}

    /** Headline, warning band and verdicts. They stand before the first heading. */
    static Html answer(Result result) {
        List<Studied.Checked> checks = Studied.checks(result);
        List<Html> parts = new ArrayList<>();
        if (!result.words().trustworthy()) parts.add(band(checks));
        parts.add(tag("p.headline", result.words().headline()));
        parts.add(tag("p.chips", chips(checks)));
        return tag("div#answer", parts);
    }

    private static Html band(List<Studied.Checked> checks) {
        List<Html> because = checks.stream()
                .filter(c -> c.check().verdict() == Verdict.FAIL)
                .map(c -> (Html)
                        tag("li", Section.lead(c.check().name() + ".", c.check().advice())))
                .toList();
        Html reasons = because.isEmpty() ? Html.nothing() : tag("ul", because);
        return tag("div.band", tag("strong", "Do not use this number"), reasons).with("role", "note");
    }

    private static List<Html> chips(List<Studied.Checked> checks) {
        List<Html> chips = new ArrayList<>();
        for (Studied.Checked c : checks) {
            if (c.check().verdict() == Verdict.PASS) continue;
            Html name = text(" " + c.check().name());
            chips.add(tag("a.check", Section.chip(c.check().verdict()), name).with("href", "#checks"));
        }
        long passed =
                checks.stream().filter(c -> c.check().verdict() == Verdict.PASS).count();
        if (passed > 0) {
            String words = passed == 1 ? " 1 check" : " " + passed + " checks";
            chips.add(tag("a.check", Section.chip(Verdict.PASS), text(words)).with("href", "#checks"));
        }
        return chips;
    }

    static Section estimates(Result result) {
        List<Result.EstimateRow> rows = result.estimates();
        Numbers.Column format = Numbers.column(
                rows.stream().mapToDouble(Result.EstimateRow::value).toArray(),
                rows.stream().mapToDouble(Result.EstimateRow::standardError).toArray());
        Html table = Grid.<Result.EstimateRow>of()
                .words("estimator", Result.EstimateRow::label)
                .words("target", Result.EstimateRow::target)
                .number("estimate", e -> format.of(e.value()))
                .number("standard error", e -> format.of(e.standardError()))
                .number(
                        interval(rows),
                        e -> format.interval(e.interval().lower(), e.interval().upper()))
                .number("rows", e -> Numbers.count(e.rows()))
                .cells("checks", AnswerPart::worst)
                .table(rows);
        ForestPlot plot = ForestPlot.ofEstimates("Estimates", Studied.effect(result), rows);
        return new Section(
                "estimates",
                "Estimates",
                "Estimates",
                Html.pieces(
                        Html.figure(plot, text("Each point is an estimate, each line its interval.")),
                        table,
                        assumptions(rows)));
    }

    private static String interval(List<Result.EstimateRow> rows) {
        List<Double> levels =
                rows.stream().map(e -> e.interval().level()).distinct().toList();
        return levels.size() == 1 ? Numbers.level(levels.getFirst()) + " interval" : "interval";
    }

    private static Html worst(Result.EstimateRow estimate) {
        return estimate.checks().stream()
                .map(c -> c.verdict())
                .reduce(Verdict::and)
                .map(Section::chip)
                .orElse(Html.nothing());
    }

    /** Several sentences as one. */
    private static String sentence(List<String> parts) {
        return parts.stream().map(p -> p.replaceAll("\\.$", "")).collect(Collectors.joining("; ", "", "."));
    }

    private static Html assumptions(List<Result.EstimateRow> rows) {
        List<Html> lines = rows.stream()
                .filter(e -> !e.assumes().isEmpty())
                .map(e -> (Html) tag("li", Section.lead(e.label(), "assumes: " + sentence(e.assumes()))))
                .toList();
        return lines.isEmpty() ? Html.nothing() : tag("ul.quiet", lines);
    }
}

package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.data.Table;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Health, questions, doubts, limits, data, graph, and where everything came from. */
final class TrustPart {
    private TrustPart() {}

    static Section health(MixResult result) {
        return new Section(
                "health",
                "Health",
                "Health card",
                Html.pieces(
                        Section.note(
                                "The worst first. One that fails says that the answers are not to be used as they are."),
                        ResidualsPart.checks(result.allChecks())));
    }

    static Section questions(MixResult result) {
        List<Html> answers = result.words().questions().stream()
                .map(a -> (Html) tag("div", tag("dt", a.question()), tag("dd", a.answer())))
                .toList();
        return new Section("questions", "Questions", "Questions and answers", tag("dl.answers", answers));
    }

    static Section limits(MixResult result) {
        return new Section(
                "limits",
                "Limits",
                "What remains to doubt, and where it holds",
                Html.pieces(
                        list("ul", result.words().cautions()),
                        tag("h3", "External validity"),
                        list("ul", result.words().limits()),
                        tag("h3", "All that follows"),
                        list("ol", result.words().actions())));
    }

    private static Html list(String kind, List<String> lines) {
        return tag(kind, lines.stream().map(l -> (Html) tag("li", l)).toList());
    }

    static Section data(MixResult result) {
        List<Html> parts = new ArrayList<>();
        if (!result.ledger().isEmpty()) parts.add(list("ul", result.ledger()));
        if (!result.rows().isEmpty()) {
            parts.add(Grid.<Table.Kept>of()
                    .words("left out because", Table.Kept::because)
                    .number("left out", k -> Numbers.count(k.dropped()))
                    .number("kept", k -> Numbers.count(k.kept()))
                    .table(result.rows()));
        }
        if (!result.zeroSpend().isEmpty()) {
            parts.add(tag("h3", "Without spend"));
            parts.add(Grid.<MixResult.ZeroSpend>of()
                    .name("channel", MixResult.ZeroSpend::channel)
                    .number(result.period() + "s", z -> Numbers.count(z.periods()))
                    .number("share", z -> Shown.percent(z.share()))
                    .words("how they were treated", MixResult.ZeroSpend::words)
                    .table(result.zeroSpend()));
        }
        return new Section("data", "Data", "What was done to the data", Html.pieces(parts));
    }

    static Section graph(MixResult.GraphView view, String picture) {
        List<Html> arrows = view.edges().stream()
                .map(e -> (Html) tag(
                        "li",
                        e.from()
                                + (e.hidden() ? " ↔ " : " → ")
                                + e.to()
                                + (e.hidden() ? " (a common cause that nobody measured)" : "")))
                .toList();
        Html list = tag("ul.quiet", arrows);
        Html content = picture.isEmpty()
                ? list
                : Html.pieces(tag("figure", new Html.Markup(picture)), Html.details("The arrows in words", list));
        return new Section(
                "graph",
                "Graph",
                "The causal graph",
                Html.pieces(
                        Section.note(
                                "Its arrows decide the terms of each equation. Every arrow is an assumption, and so is"
                                        + " every arrow that is not there."),
                        content));
    }

    static Section provenance(MixResult result) {
        Map<String, String> lines = new TreeMap<>();
        result.provenance().forEach((key, value) -> lines.put(key, String.valueOf(value)));
        List<Html> list = new ArrayList<>();
        lines.forEach((key, value) -> list.add(tag(
                "div", tag("dt", key), value.contains("\n") ? tag("dd", tag("pre", value)) : tag("dd", text(value)))));
        return new Section(
                "provenance",
                "Provenance",
                "Where this came from",
                list.isEmpty()
                        ? Section.note("Nothing was recorded.")
                        : Html.details("Data, study, seed and versions", tag("dl.record", list)));
    }
}

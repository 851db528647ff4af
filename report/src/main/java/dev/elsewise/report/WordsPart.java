package dev.elsewise.report;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The graph, the questions, the doubts, the checks, and where everything came from. */
final class WordsPart {
    private WordsPart() {}

    static Section graph(Result result, Function<Result.GraphView, String> drawing) {
        Html content = result.graph()
                .map(view -> graph(view, drawing))
                .orElse(Section.note("The study gives no causal graph; it adjusts for what it was told to."));
        return new Section("graph", "Graph", "The causal graph", content);
    }

    private static Html graph(Result.GraphView view, Function<Result.GraphView, String> drawing) {
        String adjusted = view.adjusted().isEmpty()
                ? "Nothing was adjusted for."
                : "Adjusted for: " + String.join(", ", view.adjusted()) + ".";
        if (!view.hidden().isEmpty()) {
            adjusted += " Not measured: " + String.join(", ", view.hidden()) + ".";
        }
        List<Html> arrows = view.edges().stream()
                .map(e -> (Html) tag(
                        "li",
                        e.from()
                                + (e.hidden() ? " ↔ " : " → ")
                                + e.to()
                                + (e.hidden() ? " (a common cause that nobody measured)" : "")))
                .toList();
        String picture = drawing.apply(view);
        Html figure = picture.isEmpty()
                ? tag("p", adjusted)
                : tag("figure", new Html.Markup(picture), tag("figcaption", adjusted));
        Html list = tag("ul.quiet", arrows);
        return Html.pieces(
                Section.note("Every arrow is an assumption, and so is every arrow that is not there."),
                figure,
                picture.isEmpty() ? list : Html.details("The arrows in words", list));
    }

    static Section questions(Result result) {
        List<Html> answers = result.words().questions().stream()
                .map(a -> (Html) tag("div", tag("dt", a.question()), tag("dd", a.answer())))
                .toList();
        Html content = answers.isEmpty() ? Section.note("No questions were put.") : tag("dl.answers", answers);
        return new Section("questions", "Questions", "Questions and answers", content);
    }

    static Section cautions(Result result) {
        List<Html> lines =
                result.words().cautions().stream().map(c -> (Html) tag("li", c)).toList();
        Html content = lines.isEmpty() ? Section.note("None beyond the assumptions.") : tag("ul", lines);
        return new Section("cautions", "Cautions", "What remains to doubt", content);
    }

    static Section checks(Result result) {
        List<Studied.Checked> checks = Studied.checks(result);
        boolean named = checks.stream().anyMatch(c -> !c.estimate().isEmpty());
        Grid<Studied.Checked> grid = Grid.<Studied.Checked>of()
                .cells("verdict", c -> Section.chip(c.check().verdict()))
                .words("check", c -> c.check().name());
        if (named) grid = grid.name("of", c -> c.estimate().isEmpty() ? "the study" : c.estimate());
        grid = grid.number("statistic", c -> measured(c.check().statistic()))
                .number("threshold", c -> measured(c.check().threshold()))
                .cells("advice", c -> tag("div.advice", c.check().advice()));
        Html content = checks.isEmpty() ? Section.note("No checks were made.") : grid.table(checks);
        return new Section("checks", "Checks", "Checks", content);
    }

    private static String measured(double value) {
        return Double.isNaN(value) ? "–" : Numbers.effect(value);
    }

    static Section provenance(Result result) {
        Map<String, String> lines = new TreeMap<>();
        result.provenance().forEach((key, value) -> flatten(key, value, lines));
        List<Html> list = new ArrayList<>();
        lines.forEach((key, value) -> list.add(tag(
                "div", tag("dt", key), value.contains("\n") ? tag("dd", tag("pre", value)) : tag("dd", text(value)))));
        Html content = list.isEmpty()
                ? Section.note("Nothing was recorded.")
                : Html.details("Data, study, seed and versions", tag("dl.record", list));
        return new Section("provenance", "Provenance", "Where this came from", content);
    }

    /** Nested records become lines with dotted keys. */
    private static void flatten(String key, Object value, Map<String, String> lines) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((inner, more) -> flatten(key + "." + inner, more, lines));
        } else {
            lines.put(key, String.valueOf(value));
        }
    }
}

package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.mix.answer.SeriesAnswer;
import dev.elsewise.mix.answer.StabilityAnswer.Lead;
import dev.elsewise.report.chart.Chart;
import dev.elsewise.report.chart.Ink;
import dev.elsewise.report.chart.LineChart;
import dev.elsewise.report.chart.LineChart.Line;
import dev.elsewise.report.chart.LineChart.Style;
import dev.elsewise.report.chart.Svg;
import dev.elsewise.report.chart.Unit;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.List;

/** The series before any model, and the placebo in time. */
final class SeriesPart {
    private SeriesPart() {}

    static Section series(MixResult result) {
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note(
                "Dickey–Fuller presumes that a series wanders and needs a small p to deny it; KPSS presumes that it does not. Two"
                        + " series that wander look related when they are not: the health card compares what levels say with what changes"
                        + " say."));
        parts.add(Grid.<SeriesAnswer>of()
                .name("series", SeriesAnswer::name)
                .words("around its", SeriesAnswer::around)
                .number("Dickey–Fuller", s -> fixed(s.dickeyFuller()))
                .number("p", s -> p(s.unitRoot()))
                .number("KPSS", s -> fixed(s.kpss()))
                .number("p", s -> bounded(s.steady()))
                .words("together", SeriesAnswer::kind)
                .table(result.answers().series()));
        for (SeriesAnswer s : result.answers().series()) {
            s.seasons().ifPresent(d -> seasons(s.name(), d, parts));
        }
        return new Section("series", "Series", "The series before any model", Html.pieces(parts));
    }

    private static String fixed(double value) {
        return Double.isNaN(value) ? Shown.NOTHING : Numbers.fixed(value, 2);
    }

    private static String p(double value) {
        return Double.isNaN(value) ? Shown.NOTHING : Numbers.pValue(value);
    }

    /** The published table ends at 0.01 and 0.1. */
    private static String bounded(double p) {
        return Double.isNaN(p) ? Shown.NOTHING : p <= 0.01 ? "≤ 0.01" : p >= 0.1 ? "≥ 0.1" : Numbers.fixed(p, 3);
    }

    private static void seasons(String name, SeriesAnswer.Seasons d, List<Html> parts) {
        double[] days = LineChart.days(d.periods());
        parts.add(tag("h3", "Trend and season of " + name + ", to look at"));
        LineChart trend = new LineChart(
                name + " and its trend",
                "",
                "",
                Unit.DATE,
                Unit.NUMBER,
                List.of(
                        new Line("observed", Ink.ZERO, Style.SOLID, days, d.observed()),
                        new Line("trend", Ink.ACCENT, Style.SOLID, days, d.trend())),
                false,
                Svg.WIDTH,
                150);
        parts.add(tag("figure", new Html.Markup(trend.svg())));
        parts.add(tag(
                "div.cards",
                card("Season", line("Season of " + name, days, d.seasonal())),
                card("What is left", line("Remainder of " + name, days, d.remainder()))));
        parts.add(Section.note(d.words()
                + " By loess (STL); the season takes with it whatever else comes back every year, campaigns among them. No equation uses"
                + " it."));
    }

    private static Html card(String heading, Chart chart) {
        return tag("div.card", tag("h4", heading), tag("figure", new Html.Markup(chart.svg())));
    }

    private static LineChart line(String title, double[] days, double[] values) {
        return new LineChart(
                title,
                "",
                "",
                Unit.DATE,
                Unit.NUMBER,
                List.of(new Line(title, Ink.ACCENT, Style.SOLID, days, values)),
                true,
                Chart.HALF,
                130);
    }

    static Section leads(MixResult result) {
        List<Lead> leads = result.answers().leads();
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note("What a channel does next " + result.period()
                + " is put into each equation that the channel acts in, beside all that the equation has. The future causes nothing: where"
                + " it explains, budgets follow what they are to explain, something unmeasured moves both, or dates are shifted. Tested at "
                + Numbers.fixed(leads.getFirst().threshold(), 4) + ", which is 5 % shared among " + leads.size()
                + "."));
        parts.add(Grid.<Lead>of()
                .name("next " + result.period() + " of", Lead::channel)
                .words("in the equation of", Lead::node)
                .number("standardised", l -> fixed(l.standardised()))
                .number("p", l -> p(l.p()))
                .words("", l -> l.explains() ? "explains: a warning" : "")
                .table(leads));
        leads.stream().filter(Lead::explains).forEach(l -> parts.add(tag("p", text(l.words()))));
        return new Section("leads", "Placebo leads", "A placebo in time", Html.pieces(parts));
    }
}

package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.mix.answer.CollinearityAnswer;
import dev.elsewise.mix.answer.ResidualAnswer;
import dev.elsewise.report.chart.AcfPlot;
import dev.elsewise.report.chart.Chart;
import dev.elsewise.report.chart.DotPlot;
import dev.elsewise.report.chart.HeatMap;
import dev.elsewise.report.chart.Ink;
import dev.elsewise.report.chart.LineChart;
import dev.elsewise.report.chart.Svg;
import dev.elsewise.report.chart.Unit;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the equations left over, and how far their columns can be told apart. */
final class ResidualsPart {
    private ResidualsPart() {}

    static Section residuals(MixResult result) {
        List<Html> parts = new ArrayList<>();
        for (ResidualAnswer r : result.answers().residuals()) {
            parts.add(tag("h3", r.node()));
            LineChart over = new LineChart(
                    "Residuals of " + r.node() + " over time",
                    "",
                    "residual",
                    Unit.DATE,
                    Unit.NUMBER,
                    List.of(new LineChart.Line(
                            "residual", Ink.ACCENT, LineChart.Style.SOLID, LineChart.days(r.periods()), r.residuals())),
                    true,
                    Svg.WIDTH,
                    130);
            parts.add(tag("figure", new Html.Markup(over.svg())));
            AcfPlot acf = new AcfPlot("Autocorrelation of residuals of " + r.node(), r.autocorrelation(), r.band(), Chart.HALF);
            DotPlot spread = new DotPlot(
                    "Residuals of " + r.node() + " against fitted", "fitted", "residual", r.fitted(), r.residuals(), false, Chart.HALF);
            parts.add(tag(
                    "div.cards",
                    tag("div.card", tag("h4", "Autocorrelation"), Html.figure(acf, text("Inside the band it may be chance."))),
                    tag("div.card", tag("h4", "Against fitted"), Html.figure(spread, text("A funnel would say that errors grow.")))));
            parts.add(checks(r.tests()));
        }
        return new Section("residuals", "Residuals", "What the equations left over", Html.pieces(parts));
    }

    /** Verdicts with what was measured and what it means. */
    static Html checks(List<Diagnostic> checks) {
        return Grid.<Diagnostic>of()
                .cells("verdict", c -> Section.chip(c.verdict()))
                .words("check", Diagnostic::name)
                .number("statistic", c -> Shown.plain(c.statistic()))
                .number("threshold", c -> Shown.plain(c.threshold()))
                .cells("because", c -> tag("div.advice", c.advice()))
                .table(checks);
    }

    static Section collinearity(MixResult result) {
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note("A variance inflation of 5 says that the variance of a coefficient is five times what it would be if"
                + " its column had nothing in common with the others."));
        for (CollinearityAnswer c : result.answers().collinearity()) {
            parts.add(tag("h3", c.node()));
            parts.add(tag("p", "Condition number " + Shown.plain(c.conditionNumber()) + "."));
            List<Integer> rows =
                    IntStream.range(0, c.columns().size()).boxed().toList();
            Html table = Grid.<Integer>of()
                    .name("column", i -> c.columns().get(i))
                    .number("variance inflation", i -> Numbers.fixed(c.inflation()[i], 2))
                    .table(rows);
            HeatMap map = new HeatMap("Correlations of the columns of " + c.node(), c.columns(), c.correlation());
            parts.add(tag("figure", new Html.Markup(map.svg())));
            parts.add(table);
        }
        return new Section("collinearity", "Collinearity", "How far the columns can be told apart", Html.pieces(parts));
    }
}

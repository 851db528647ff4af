package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MediationAnswer.AtRho;
import dev.elsewise.mix.answer.MediationAnswer.PathEffect;
import dev.elsewise.report.chart.BarPairs;
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
import java.util.stream.IntStream;

/** How effects come about: directly and through mediators, in time, and under other policies of the mediators. */
final class MediationPart {
    private final MixResult result;
    private final List<MediationAnswer> all;

    private MediationPart(MixResult result) {
        this.result = result;
        this.all = result.answers().mediation();
    }

    static Section of(MixResult result) {
        return new MediationPart(result).section();
    }

    private Section section() {
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note(
                "The published total is that of the reduced form, which stays right when something hidden moves mediator and "
                        + result.answers().outcome()
                        + " at once. Its division into direct and indirect does not: it is shown only where the test of the"
                        + " split does not reject, and that test can miss it."));
        parts.add(effects());
        if (all.stream().anyMatch(m -> !m.split().rejected())) parts.add(bars());
        parts.add(tag("h3", "The test of the split"));
        parts.add(Section.note("Compared is what passes " + mediators()
                + ", not the totals above: the indirect effect of the equations against what the reduced form tells of it"
                + " by the shape of its course alone. That is a wide measure, hence the errors."));
        parts.add(tests());
        result.answers()
                .splits()
                .forEach((words, of) -> parts.add(
                        of.size() < all.size()
                                ? tag("p", Section.lead(String.join(", ", of) + ":", words))
                                : tag("p", words)));
        parts.add(tag("h3", "Returns, with what mediators are made to spend"));
        parts.add(returns());
        all.forEach(m -> channel(m, parts));
        return new Section("mediation", "Mediation", "Directly, and through " + mediators(), Html.pieces(parts));
    }

    private String mediators() {
        return String.join(
                ", ",
                all.stream().flatMap(m -> m.mediators().stream()).distinct().toList());
    }

    /** A number of the split: withheld when the test rejects. */
    private static Html split(MediationAnswer m, Estimated e) {
        return m.split().rejected() ? tag("span.aside", "withheld: the split is rejected") : Shown.cell(e);
    }

    /** Where the direct effect is assumed 0, all of it is indirect by assumption. */
    private static Html proportion(MediationAnswer m) {
        if (m.split().rejected()) return split(m, m.proportion());
        return Shown.assumed(m.direct()) ? tag("span.aside", "all, as assumed") : Shown.share(m.proportion());
    }

    private Html effects() {
        return Grid.<MediationAnswer>of()
                .name("channel", MediationAnswer::channel)
                .numbers("published total", m -> Shown.cell(m.published()))
                .numbers("structural total", m -> Shown.cell(m.structural()))
                .numbers("direct", m -> split(m, m.direct()))
                .numbers("indirect", m -> split(m, m.indirect()))
                .numbers("proportion", MediationPart::proportion)
                .numbers("amplification", m -> split(m, m.amplification()))
                .table(all);
    }

    /** What the test of the split saw. */
    private Html tests() {
        return Grid.<MediationAnswer>of()
                .name("channel", MediationAnswer::channel)
                .number(
                        "what passes, equations less reduced form",
                        m -> Numbers.within(m.split().difference(), m.split().standardError()))
                .number(
                        "its error",
                        m -> Numbers.within(m.split().standardError(), m.split().standardError()))
                .number("ratio", m -> Numbers.fixed(m.split().statistic(), 2))
                .number("p", m -> Numbers.pValue(m.split().p()))
                .words("split", m -> m.split().rejected() ? "rejected" : "not rejected")
                .table(all);
    }

    private Html bars() {
        List<BarPairs.Row> rows = all.stream()
                .filter(m -> !m.split().rejected())
                .map(m -> new BarPairs.Row(m.channel(), Shown.bar(m.direct()), Shown.bar(m.indirect())))
                .toList();
        return Html.figure(
                new BarPairs(
                        "Direct and indirect effects",
                        "direct",
                        "through " + mediators(),
                        Unit.NUMBER,
                        rows,
                        Svg.WIDTH),
                text("Effects on " + result.answers().outcome() + " over the window, with intervals."));
    }

    private Html returns() {
        return Grid.<MediationAnswer>of()
                .name("channel", MediationAnswer::channel)
                .numbers("gross ROI", m -> Shown.cell(m.grossRoi()))
                .numbers("net ROI", m -> Shown.cell(m.netRoi()))
                .numbers("induced spend", m -> Shown.cell(m.inducedSpend()))
                .numbers("for a unit of its own", m -> Shown.cell(m.inducedPerMoney()))
                .table(all);
    }

    private void channel(MediationAnswer m, List<Html> parts) {
        parts.add(tag("h3", m.channel()));
        if (m.split().rejected()) {
            // What a mediator's policy changes is the indirect effect under another name.
            parts.add(tag("p", "Paths and policies are withheld with the split."));
        } else {
            parts.add(Grid.<MediationAnswer.PolicyEffect>of()
                    .words("policy of the mediators", p -> policy(p.policy()))
                    .numbers("total effect", p -> Shown.cell(p.effect()))
                    .numbers("induced spend", p -> Shown.cell(p.inducedSpend()))
                    .table(m.policies()));
            parts.add(Grid.<PathEffect>of()
                    .words("path", PathEffect::path)
                    .numbers("effect", p -> Shown.cell(p.effect()))
                    .numbers("mean lag in " + result.period() + "s", p -> Shown.cell(p.meanLag()))
                    .table(m.paths()));
            if (interacts(m)) parts.add(interaction(m));
        }
        List<Html> cards = new ArrayList<>();
        if (!m.split().rejected()
                && m.paths().stream().anyMatch(p -> p.impulse().size() > 1)) {
            cards.add(card("After one extra unit, " + result.period() + " by " + result.period(), impulses(m)));
        }
        if (m.hiddenDemand().curve().size() > 1) {
            cards.add(card("If hidden demand moved both", sensitivity(m)));
        }
        if (!cards.isEmpty()) parts.add(tag("div.cards", cards));
        parts.add(Section.note(m.hiddenDemand().words()));
        if (!m.split().rejected() && !m.quarters().isEmpty()) {
            parts.add(Html.details(
                    "The mediated share, quarter by quarter",
                    Grid.<MediationAnswer.Quarter>of()
                            .words("quarter", MediationAnswer.Quarter::quarter)
                            .numbers("direct", q -> Shown.cell(q.direct()))
                            .numbers("indirect", q -> Shown.cell(q.indirect()))
                            .numbers("mediated share", q -> Shown.share(q.share()))
                            .table(m.quarters())));
        }
    }

    /** Whether it matters for the direct effect what the mediators do. */
    private static boolean interacts(MediationAnswer m) {
        return !Shown.assumed(m.direct())
                && Math.abs(m.totalDirect().value() - m.direct().value())
                        > 0.005 * Math.abs(m.structural().value());
    }

    private Html interaction(MediationAnswer m) {
        return tag(
                "p",
                text(
                        "The two ways depend on one another, so that neither can be named without saying what the other does. Directly "
                                + m.channel() + " brings " + Shown.words(m.direct()) + " while "
                                + String.join(", ", m.mediators())
                                + " is as it would be without it, and " + Shown.words(m.totalDirect())
                                + " with it as it was; through it come " + Shown.words(m.indirect()) + " or "
                                + Shown.words(m.pureIndirect())
                                + " accordingly. The table of effects has the first of each pair, which add up to the"
                                + " structural total, as do the second; a path stands with all else as it was."));
    }

    private static Html card(String heading, Chart chart) {
        return tag("div.card", tag("h4", heading), tag("figure", new Html.Markup(chart.svg())));
    }

    private static String policy(String word) {
        return switch (word) {
            case "float" -> "float: they follow, as they did";
            case "hold" -> "hold: their budget stays as it was";
            case "cap" -> "cap: they follow up to their cap";
            default -> word;
        };
    }

    private LineChart impulses(MediationAnswer m) {
        List<Line> lines = new ArrayList<>();
        for (PathEffect p : m.paths()) {
            double[] lags =
                    IntStream.range(0, p.impulse().size()).mapToDouble(l -> l).toArray();
            double[] effects =
                    p.impulse().stream().mapToDouble(Double::doubleValue).toArray();
            lines.add(new Line(p.path(), Ink.series(lines.size()), Style.SOLID, lags, effects));
        }
        return new LineChart(
                "Impulse response of " + m.channel(),
                result.period() + "s after",
                "",
                Unit.NUMBER,
                Unit.NUMBER,
                lines,
                true,
                Chart.HALF,
                170);
    }

    private static LineChart sensitivity(MediationAnswer m) {
        List<Estimated> effects =
                m.hiddenDemand().curve().stream().map(AtRho::indirect).toList();
        double[] rho = m.hiddenDemand().curve().stream().mapToDouble(AtRho::rho).toArray();
        return new LineChart(
                "Indirect effect of " + m.channel() + " under hidden demand",
                "correlation of the errors of mediator and outcome",
                "indirect effect",
                Unit.NUMBER,
                Unit.NUMBER,
                List.of(new Line(
                        "indirect effect",
                        Ink.ACCENT,
                        Style.SOLID,
                        rho,
                        Shown.values(effects),
                        Shown.lower(effects),
                        Shown.upper(effects))),
                true,
                Chart.HALF,
                170);
    }
}

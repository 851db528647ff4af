package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Decomposition.Component;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.report.chart.CurvePanel;
import dev.elsewise.report.chart.StackedArea;
import dev.elsewise.report.chart.LineChart;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.List;

/** What each channel brought, over time and at other amounts. */
final class ChannelsPart {
    private ChannelsPart() {}

    static Section channels(MixResult result) {
        MixAnswers answers = result.answers();
        Grid<ChannelAnswer> effects = Grid.<ChannelAnswer>of()
                .name("channel", ChannelAnswer::name)
                .number("spend", c -> c.spend() > 0 ? Shown.plain(c.spend()) : Shown.NOTHING)
                .numbers("incremental " + answers.outcome(), c -> Shown.cell(c.incremental()))
                .numbers("share", c -> Shown.share(c.share()))
                .numbers("ROI", c -> Shown.cell(c.roi()))
                .numbers("net ROI", c -> Shown.cell(c.netRoi()))
                .numbers("marginal ROI", c -> Shown.cell(c.marginalRoi()))
                .numbers("cost per outcome", c -> Shown.cell(c.costPerOutcome()));
        Grid<ChannelAnswer> shapes = Grid.<ChannelAnswer>of()
                .name("channel", ChannelAnswer::name)
                .words("role", ChannelAnswer::role)
                .numbers("carried over", c -> Shown.cell(c.carriedOver()))
                .numbers("half-life, " + result.period() + "s", c -> Shown.cell(c.halfLife()))
                .numbers("retention", c -> Shown.cell(c.retention()))
                .numbers("saturation", c -> Shown.share(c.saturation()))
                .numbers("effectiveness", c -> Shown.cell(c.effectiveness()))
                .number("mean", c -> Shown.plain(c.spendPerPeriod()))
                .number("most", c -> Shown.plain(c.mostSpent()))
                .number("without", c -> Numbers.count(c.zeroPeriods()));
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note("Incremental is what would have been lost had the channel been switched off over the window,"
                + " carry-over included. ROI divides it by the channel's own spend, net ROI also by what it made others spend,"
                + " marginal ROI is that of one percent more. " + Numbers.level(answers.level()) + " intervals."));
        parts.add(effects.table(answers.channels()));
        parts.add(tag("h3", "Shape"));
        parts.add(Section.note("Saturation is the share of its ceiling that the response reaches at the mean amount; mean, most and"
                + " without are of spend: where there was any, in the largest " + result.period() + ", and " + result.period()
                + "s without."));
        parts.add(shapes.denseTable(answers.channels()));
        units(answers, parts);
        return new Section("channels", "Channels", "What each channel brought", Html.pieces(parts));
    }

    private record UnitRow(String channel, ChannelAnswer.ByUnit unit) {}

    private static void units(MixAnswers answers, List<Html> parts) {
        List<UnitRow> rows = answers.channels().stream()
                .flatMap(c -> c.byUnit().stream().map(u -> new UnitRow(c.name(), u)))
                .toList();
        if (rows.isEmpty()) return;
        Html table = Grid.<UnitRow>of()
                .name("channel", UnitRow::channel)
                .words("unit", r -> r.unit().unit())
                .number("spend", r -> Shown.plain(r.unit().spend()))
                .numbers("incremental", r -> Shown.cell(r.unit().incremental()))
                .numbers("ROI", r -> Shown.cell(r.unit().roi()))
                .table(rows);
        parts.add(Html.details("By unit: " + rows.size() + " rows", table));
    }

    static Section decomposition(MixResult result) {
        MixAnswers answers = result.answers();
        StackedArea area = area(result);
        Html table = Grid.<Component>of()
                .words("part", Component::name)
                .words("kind", Component::kind)
                .numbers("total", c -> Shown.cell(c.total()))
                .numbers("share of observed", c -> Shown.share(c.share()))
                .table(answers.decomposition().components());
        return new Section(
                "decomposition",
                "Over time",
                "What " + answers.outcome() + " was made of, over time",
                Html.pieces(
                        Html.figure(area, text(answers.decomposition().words())), Html.details("The parts in numbers", table)));
    }

    static StackedArea area(MixResult result) {
        MixAnswers answers = result.answers();
        return new StackedArea(
                answers.outcome() + " over time",
                answers.outcome() + " a " + result.period(),
                LineChart.days(answers.decomposition().periods()),
                layers(Parts.of(answers.decomposition())),
                answers.decomposition().observed());
    }

    /** Channels have the first colours, whatever stands under them. */
    private static List<StackedArea.Layer> layers(List<Parts.Part> parts) {
        int channels = (int) parts.stream().filter(Parts.Part::channel).count();
        int channel = 0;
        int other = channels;
        List<StackedArea.Layer> layers = new ArrayList<>();
        for (Parts.Part p : parts) {
            int colour = p.kind().equals("baseline") ? -1 : p.channel() ? channel++ : other++;
            layers.add(new StackedArea.Layer(p.name(), p.values(), colour));
        }
        return layers;
    }

    static Section curves(MixResult result) {
        MixAnswers answers = result.answers();
        CurvePanel panel = new CurvePanel(
                "Response curves",
                answers.outcome() + " over the window",
                answers.curves().stream().map(OnePage::curve).toList(),
                Math.clamp(answers.curves().size(), 1, 3));
        return new Section(
                "curves",
                "Response",
                "Response curves",
                Html.pieces(
                        Section.note("What the channel would bring over the window at other amounts a " + result.period()
                                + ", its flighting kept."),
                        Html.figure(panel, text("Dot: the mean amount as it was. Shaded: amounts that were seen."))));
    }
}

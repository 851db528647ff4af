package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.mix.answer.ScenarioAnswer;
import dev.elsewise.report.chart.BarPairs;
import dev.elsewise.report.chart.Svg;
import dev.elsewise.report.chart.Unit;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.List;

/** Experiments beside the model, worlds that were asked about, and a budget to propose. */
final class PlanPart {
    private static final double DISAGREE = 2;

    private PlanPart() {}

    static Section lifts(MixResult result) {
        return new Section(
                "lifts",
                "Experiments",
                "Experiments beside the model",
                Html.pieces(
                        Section.note("Conflict is the model's effect less the experiment's, in standard errors of the"
                                + " experiment; beyond two they disagree."),
                        Grid.<LiftAnswer>of()
                                .name("channel", LiftAnswer::subject)
                                .words("from", l -> l.from().toString())
                                .words("to", l -> l.to().toString())
                                .number("change", l -> Shown.percent(l.change()))
                                .number(
                                        "experiment",
                                        l -> Numbers.within(l.experiment(), l.standardError()) + " ± "
                                                + Numbers.within(l.standardError(), l.standardError()))
                                .numbers("model without it", l -> Shown.cell(l.model()))
                                .number("conflict", l -> Numbers.fixed(l.conflict(), 2))
                                .cells(
                                        "",
                                        l -> Math.abs(l.conflict()) > DISAGREE
                                                ? Section.chip(Verdict.FAIL, "disagree")
                                                : Section.chip(Verdict.PASS, "agree"))
                                .words("use", LiftAnswer::use)
                                .table(result.answers().lifts())));
    }

    static Section scenarios(MixResult result) {
        String outcome = result.answers().outcome();
        Grid<ScenarioAnswer> grid = Grid.<ScenarioAnswer>of()
                .cells("scenario", PlanPart::scenario)
                .numbers(outcome, s -> Shown.cell(s.outcome()));
        if (!result.answers().money()) grid = grid.numbers("money", s -> Shown.cell(s.money()));
        grid = grid.number("own spend", s -> Shown.plain(s.spendChange()))
                .numbers("induced spend", s -> Shown.cell(s.inducedSpend()))
                .numbers("ROI", s -> Shown.cell(s.roi()));
        return new Section(
                "scenarios",
                "Scenarios",
                "Worlds that were asked about",
                Html.pieces(
                        Section.note("Each against what was, over the same " + result.period() + "s."),
                        grid.table(result.answers().scenarios())));
    }

    private static Html scenario(ScenarioAnswer s) {
        List<Html> lines = new ArrayList<>();
        lines.add(text(s.name()));
        if (!s.changes().isEmpty()) lines.add(tag("span.ends", String.join(", ", s.changes())));
        s.warnings().forEach(w -> lines.add(tag("span.aside", w)));
        return Html.pieces(lines);
    }

    static Section plan(MixResult result, MixResult.Plan plan) {
        String period = result.period();
        List<Html> parts = new ArrayList<>();
        parts.add(tag(
                "p",
                text("For " + plan.goal() + ": "),
                tag("b", Shown.plain(plan.proposed())),
                text(" a " + period + " instead of " + Shown.plain(plan.current()) + "; gain "),
                tag("b", Shown.value(plan.gain())),
                text(" "
                        + (plan.gain().given()
                                ? Shown.interval(plan.gain())
                                : plan.gain().note()) + " of "
                        + result.answers().outcome() + " a " + period + ".")));
        BarPairs bars = new BarPairs(
                "Current and proposed spend",
                "current",
                "proposed",
                Unit.NUMBER,
                plan.shares().stream()
                        .map(s -> new BarPairs.Row(
                                s.channel(), BarPairs.Bar.of(s.current()), BarPairs.Bar.of(s.proposed())))
                        .toList(),
                Svg.WIDTH);
        parts.add(Html.figure(bars, text("Money a " + period + ".")));
        double now =
                plan.shares().stream().mapToDouble(MixResult.Share::current).sum();
        double then =
                plan.shares().stream().mapToDouble(MixResult.Share::proposed).sum();
        Grid<MixResult.Share> grid = Grid.<MixResult.Share>of()
                .name("channel", MixResult.Share::channel)
                .number("current", s -> Shown.plain(s.current()))
                .number("share", s -> Shown.percent(s.current() / now))
                .number("proposed", s -> Shown.plain(s.proposed()))
                .number("share", s -> Shown.percent(s.proposed() / then))
                .number("change", s -> s.current() > 0 ? Shown.percent(s.proposed() / s.current() - 1) : "new")
                .number("least", s -> Shown.plain(s.lower()))
                .number("most", s -> Shown.plain(s.upper()));
        if (plan.shares().stream().anyMatch(s -> s.outcome().given())) {
            grid = grid.numbers("alone it gains a " + period, s -> Shown.cell(s.outcome()));
        }
        parts.add(grid.numbers("marginal ROI there", s -> Shown.cell(s.marginalRoi()))
                .words("binds", MixResult.Share::binding)
                .cells(
                        "",
                        s -> s.beyondObserved() ? Section.chip(Verdict.WARN, "beyond what was seen") : Html.nothing())
                .table(plan.shares()));
        parts.add(tag(
                "p",
                Section.chip(
                        plan.certified() ? Verdict.PASS : Verdict.WARN,
                        plan.certified() ? "certified" : "not certified"),
                text(" " + plan.certificate())));
        if (!plan.warnings().isEmpty()) {
            parts.add(tag(
                    "ul.quiet",
                    plan.warnings().stream().map(w -> (Html) tag("li", w)).toList()));
        }
        return new Section("plan", "Plan", "A budget to propose", Html.pieces(parts));
    }
}

package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.mix.answer.ScenarioAnswer;
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
    private static final int WARNINGS = 8;

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
                text((plan.gain().standardError() > 0 ? " " + Shown.interval(plan.gain()) : "") + " of "
                        + result.answers().outcome() + " a " + period
                        + (plan.gain().note().isEmpty()
                                ? ""
                                : ": " + plan.gain().note()) + ".")));
        if (plan.inParts()) {
            PlanTables.parts(plan, period, parts);
        } else {
            PlanTables.levers(plan, period, parts);
        }
        parts.add(tag(
                "p",
                Section.chip(
                        plan.certified() ? Verdict.PASS : Verdict.WARN,
                        plan.certified() ? "certified" : "not certified"),
                text(" " + plan.certificate())));
        if (!plan.warnings().isEmpty()) {
            parts.add(tag(
                    "ul.quiet",
                    plan.warnings().stream()
                            .limit(WARNINGS)
                            .map(w -> (Html) tag("li", w))
                            .toList()));
            if (plan.warnings().size() > WARNINGS) {
                parts.add(Section.note("And " + (plan.warnings().size() - WARNINGS) + " more such notes."));
            }
        }
        return new Section("plan", "Plan", "A budget to propose", Html.pieces(parts));
    }
}

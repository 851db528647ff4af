package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.text;

import dev.elsewise.check.Verdict;
import dev.elsewise.report.chart.BarPairs;
import dev.elsewise.report.chart.Svg;
import dev.elsewise.report.chart.Unit;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.study.mix.BudgetPlan;
import dev.elsewise.study.mix.ChannelMoves;
import dev.elsewise.study.mix.MixResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The levers of a plan: each by itself, or by channel with the largest moves where there are too many to read. */
final class PlanTables {
    private static final int MOVES = 12;

    private PlanTables() {}

    static void levers(MixResult.Plan plan, String period, List<Html> parts) {
        String unit = plan.unit(period);
        parts.add(bars(
                plan.shares().stream()
                        .map(s -> new BarPairs.Row(
                                s.words(plan.split(), period),
                                BarPairs.Bar.of(s.current()),
                                BarPairs.Bar.of(s.proposed())))
                        .toList(),
                unit));
        double now = sum(plan.shares(), MixResult.Share::current);
        double then = sum(plan.shares(), MixResult.Share::proposed);
        Grid<MixResult.Share> grid = named(plan, period)
                .number("current", s -> Shown.plain(s.current()))
                .number("share", s -> Shown.percent(s.current() / now))
                .number("proposed", s -> Shown.plain(s.proposed()))
                .number("share", s -> Shown.percent(s.proposed() / then))
                .number("change", s -> change(s.current(), s.proposed()))
                .number("least", s -> Shown.plain(s.lower()))
                .number("most", s -> Shown.plain(s.upper()));
        if (plan.shares().stream().anyMatch(s -> s.outcome().given())) {
            grid = grid.numbers("alone it gains a " + period, s -> Shown.cell(s.outcome()));
        }
        parts.add(held(grid).table(plan.shares()));
    }

    static void parts(MixResult.Plan plan, String period, List<Html> parts) {
        List<ChannelMoves> channels = ChannelMoves.of(plan);
        String part = plan.split() == BudgetPlan.Split.PERIODS ? period + "s" : "units";
        String unit = plan.unitOfTotals(period);
        parts.add(bars(
                channels.stream()
                        .map(c -> new BarPairs.Row(
                                c.channel(), BarPairs.Bar.of(c.current()), BarPairs.Bar.of(c.proposed())))
                        .toList(),
                unit));
        double now = sum(channels, ChannelMoves::current);
        double then = sum(channels, ChannelMoves::proposed);
        parts.add(Grid.<ChannelMoves>of()
                .name("channel", ChannelMoves::channel)
                .number("current", c -> Shown.plain(c.current()))
                .number("share", c -> Shown.percent(c.current() / now))
                .number("proposed", c -> Shown.plain(c.proposed()))
                .number("share", c -> Shown.percent(c.proposed() / then))
                .number("change", c -> change(c.current(), c.proposed()))
                .number(part + " raised", c -> Integer.toString(c.raised()))
                .number(part + " cut", c -> Integer.toString(c.cut()))
                .table(channels));
        List<MixResult.Share> moves = plan.moves();
        if (moves.isEmpty()) {
            return;
        }
        parts.add(Section.note(
                (moves.size() > MOVES ? "The " + MOVES + " largest of " + moves.size() + " moves" : "The moves")
                        + ", in " + plan.unit(period) + "; the whole plan is tables/allocation.csv."));
        parts.add(held(named(plan, period)
                        .number("current", s -> Shown.plain(s.current()))
                        .number("proposed", s -> Shown.plain(s.proposed()))
                        .number("change", s -> change(s.current(), s.proposed()))
                        .number("least", s -> Shown.plain(s.lower()))
                        .number("most", s -> Shown.plain(s.upper())))
                .table(moves.subList(0, Math.min(MOVES, moves.size()))));
    }

    private static Html bars(List<BarPairs.Row> rows, String unit) {
        BarPairs bars = new BarPairs("Current and proposed spend", "current", "proposed", Unit.NUMBER, rows, Svg.WIDTH);
        return Html.figure(bars, text("M" + unit.substring(1) + "."));
    }

    private static Grid<MixResult.Share> named(MixResult.Plan plan, String period) {
        Grid<MixResult.Share> grid = Grid.<MixResult.Share>of().name("channel", MixResult.Share::channel);
        return switch (plan.split()) {
            case CHANNELS -> grid;
            case PERIODS -> grid.words(period, MixResult.Share::part);
            case UNITS -> grid.words("unit", MixResult.Share::part);
        };
    }

    private static Grid<MixResult.Share> held(Grid<MixResult.Share> grid) {
        return grid.numbers("marginal ROI there", s -> Shown.cell(s.marginalRoi()))
                .words("binds", MixResult.Share::binding)
                .cells(
                        "",
                        s -> s.beyondObserved() ? Section.chip(Verdict.WARN, "beyond what was seen") : Html.nothing());
    }

    private static String change(double current, double proposed) {
        return current > 0 ? Shown.percent(proposed / current - 1) : "new";
    }

    private static <T> double sum(List<T> of, ToDoubleFunction<T> number) {
        return of.stream().mapToDouble(number).sum();
    }
}

package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.StabilityAnswer;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.mix.answer.ValidationAnswer.FamilyRow;
import dev.elsewise.mix.answer.ValidationAnswer.FoldRow;
import dev.elsewise.mix.answer.ValidationAnswer.Metrics;
import dev.elsewise.mix.answer.ValidationAnswer.Named;
import dev.elsewise.report.chart.Chart;
import dev.elsewise.report.chart.DotPlot;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How well it predicts what it had not seen, and what its answers do when something is changed that should not matter. */
final class ValidationPart {
    /** The most rows about stability that are not folded away. */
    private static final int MOVES = 10;

    private ValidationPart() {}

    private record Sample(String name, Metrics metrics) {}

    static Section validation(MixResult result, ValidationAnswer v) {
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample("in sample", v.inSample()));
        samples.add(new Sample("out of sample", v.outOfSample()));
        if (!v.settled().equals(v.outOfSample())) {
            samples.add(new Sample("the same, learned from half of the window or more", v.settled()));
        }
        v.families().forEach(f -> samples.add(new Sample("out of sample, " + f.family(), f.outOfSample())));
        v.mediators().forEach(m -> {
            samples.add(new Sample(m.node() + ", in sample", m.inSample()));
            samples.add(new Sample(m.node() + ", out of sample", m.outOfSample()));
        });
        List<Html> parts = new ArrayList<>();
        parts.add(Section.note("Scheme: " + v.scheme() + "; never random in time. " + v.words()));
        parts.add(metrics(samples));
        DotPlot dots = new DotPlot(
                "Observed against fitted",
                "fitted",
                "observed",
                result.answers().decomposition().fitted(),
                result.answers().decomposition().observed(),
                true,
                Chart.HALF);
        parts.add(Html.figure(
                dots, text("Each dot is a " + result.period() + " of the window; on the line both are equal.")));
        parts.add(tag("h3", "Folds"));
        parts.add(folds(result, v));
        families(result, v, parts);
        result.answers().otherValidations().forEach(other -> other(result, other, parts));
        return new Section("validation", "Validation", "How well it predicts what it had not seen", Html.pieces(parts));
    }

    /** The same by another scheme. */
    private static void other(MixResult result, ValidationAnswer v, List<Html> parts) {
        parts.add(tag("h3", "By another scheme: " + v.scheme()));
        parts.add(tag("p", v.words()));
        parts.add(
                metrics(List.of(new Sample("in sample", v.inSample()), new Sample("out of sample", v.outOfSample()))));
        parts.add(Html.details("Its " + v.folds().size() + " folds", folds(result, v)));
    }

    private static Html folds(MixResult result, ValidationAnswer v) {
        return Grid.<FoldRow>of()
                .number("fold", f -> Integer.toString(f.fold()))
                .words("trained on", f -> f.trainFrom() + " to " + f.trainTo())
                .number(result.period() + "s", f -> Integer.toString(f.trainPeriods()))
                .words("tested on", f -> f.testFrom() + " to " + f.testTo())
                .number(result.period() + "s", f -> Integer.toString(f.testPeriods()))
                .number("in sample", "R²", f -> fixed(f.in().rSquared()))
                .number("in sample", "RMSE", f -> Shown.plain(f.in().rmse()))
                .number("out of sample", "R²", f -> fixed(f.out().rSquared()))
                .number("out of sample", "RMSE", f -> Shown.plain(f.out().rmse()))
                .number("out of sample", "MAPE", f -> Shown.percent(f.out().mape()))
                .number("out of sample", "coverage", f -> Shown.percent(f.coverage()))
                .denseTable(v.folds());
    }

    private static String fixed(double value) {
        return Double.isNaN(value) ? Shown.NOTHING : Numbers.fixed(value, 3);
    }

    private static Html metrics(List<Sample> samples) {
        Grid<Sample> grid = Grid.<Sample>of().words("", Sample::name);
        Map<String, ToDoubleFunction<Metrics>> columns = new LinkedHashMap<>();
        columns.put("RMSE", Metrics::rmse);
        columns.put("MAE", Metrics::mae);
        columns.put("CRPS", Metrics::crps);
        Map<String, ToDoubleFunction<Metrics>> shares = new LinkedHashMap<>();
        shares.put("NRMSE", Metrics::nrmse);
        shares.put("MAPE", Metrics::mape);
        shares.put("weighted MAPE", Metrics::weightedMape);
        shares.put("coverage", Metrics::coverage);
        grid = grid.number("R²", s -> fixed(s.metrics().rSquared()));
        for (Map.Entry<String, ToDoubleFunction<Metrics>> c : columns.entrySet()) {
            grid = grid.number(c.getKey(), s -> Shown.plain(c.getValue().applyAsDouble(s.metrics())));
        }
        for (Map.Entry<String, ToDoubleFunction<Metrics>> c : shares.entrySet()) {
            grid = grid.number(c.getKey(), s -> Shown.percent(c.getValue().applyAsDouble(s.metrics())));
        }
        return grid.table(samples);
    }

    /** What other model families say of the channels. */
    private static void families(MixResult result, ValidationAnswer v, List<Html> parts) {
        if (v.families().isEmpty()) return;
        Grid<ChannelAnswer> grid = Grid.<ChannelAnswer>of()
                .name("channel", ChannelAnswer::name)
                .numbers("this model", c -> Shown.cell(c.incremental()));
        for (FamilyRow family : v.families()) {
            grid = grid.number(
                    family.family(),
                    c -> family.channels().stream()
                            .filter(n -> n.name().equals(c.name()))
                            .map(Named::value)
                            .map(Shown::plain)
                            .findFirst()
                            .orElse(Shown.NOTHING));
        }
        parts.add(tag("h3", "What other model families say of the channels"));
        parts.add(grid.table(result.answers().channels()));
    }

    /** The largest moves, and all in the order of the changes under them where there are many. */
    static Section stability(StabilityAnswer s) {
        Grid<StabilityAnswer.Row> grid = Grid.<StabilityAnswer.Row>of()
                .words("change", StabilityAnswer.Row::change)
                .name("answer for", StabilityAnswer.Row::subject)
                .number("before", r -> Shown.plain(r.before()))
                .number("after", r -> Shown.plain(r.after()))
                .number("moved by, in standard errors", r -> fixed(r.standardErrors()))
                .words("", StabilityAnswer.Row::note);
        List<Html> parts = new ArrayList<>();
        parts.add(tag("p", s.words()));
        if (s.rows().size() <= MOVES) {
            parts.add(grid.table(s.rows()));
        } else {
            List<StabilityAnswer.Row> largest = s.rows().stream()
                    .filter(r -> !Double.isNaN(r.standardErrors()))
                    .sorted(Comparator.comparingDouble((StabilityAnswer.Row r) -> -Math.abs(r.standardErrors())))
                    .limit(MOVES)
                    .toList();
            if (!largest.isEmpty()) {
                parts.add(tag("h3", "The largest moves"));
                parts.add(grid.table(largest));
            }
            parts.add(Html.details("All " + s.rows().size() + " answers, change by change", grid.table(s.rows())));
        }
        return new Section(
                "stability", "Stability", "When something is changed that should not matter", Html.pieces(parts));
    }
}

package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;

import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.MixAnswers.Driver;
import dev.elsewise.mix.answer.MixAnswers.Synergy;
import dev.elsewise.mix.answer.PriceAnswer;
import dev.elsewise.report.chart.ForestPlot;
import dev.elsewise.report.page.Grid;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.List;

/** Prices, promotions, synergy, and the drivers in order. */
final class PricePart {
    private PricePart() {}

    /** Whether there is anything to show. */
    static boolean has(MixAnswers answers) {
        PriceAnswer prices = answers.prices();
        return !prices.elasticities().isEmpty()
                || !prices.uplifts().isEmpty()
                || !prices.bands().isEmpty()
                || !answers.synergies().isEmpty();
    }

    static Section prices(MixResult result) {
        PriceAnswer prices = result.answers().prices();
        List<Html> parts = new ArrayList<>();
        if (!prices.elasticities().isEmpty()) {
            parts.add(tag("h3", "Price"));
            parts.add(Grid.<PriceAnswer.Elasticity>of()
                    .words("price", PriceAnswer.Elasticity::price)
                    .numbers("elasticity", e -> Shown.cell(e.elasticity()))
                    .numbers("ten percent dearer", e -> Shown.share(e.tenPercent()))
                    .table(prices.elasticities()));
        }
        if (!prices.bands().isEmpty()) {
            parts.add(Grid.<PriceAnswer.Band>of()
                    .words("price", PriceAnswer.Band::price)
                    .words("best for", PriceAnswer.Band::of)
                    .number("at", b -> b.named() ? Shown.plain(b.best()) : b.towards())
                    .number(
                            "within one percent of it",
                            b -> b.named() ? "[" + Shown.plain(b.lower()) + ", " + Shown.plain(b.upper()) + "]" : "–")
                    .words("seen", b -> b.observed() ? "yes" : "no")
                    .cells("", b -> tag("div.advice", b.words()))
                    .table(prices.bands()));
        }
        if (!prices.uplifts().isEmpty()) {
            parts.add(tag("h3", "Promotions"));
            parts.add(Grid.<PriceAnswer.Uplift>of()
                    .words("promotion", PriceAnswer.Uplift::promotion)
                    .numbers("uplift each", u -> Shown.cell(u.perUnit()))
                    .numbers("of a " + result.period() + " without", u -> Shown.share(u.share()))
                    .table(prices.uplifts()));
        }
        if (!result.answers().synergies().isEmpty()) {
            parts.add(tag("h3", "Synergy"));
            parts.add(Grid.<Synergy>of()
                    .words("of", Synergy::of)
                    .words("on", Synergy::on)
                    .numbers("together, beyond each alone", s -> Shown.cell(s.difference()))
                    .numbers("share of each alone", s -> Shown.share(s.share()))
                    .numbers("coefficient", s -> Shown.cell(s.coefficient()))
                    .number("p", s -> Numbers.pValue(s.p()))
                    .cells("", s -> tag("div.advice", s.words()))
                    .table(result.answers().synergies()));
        }
        return new Section("prices", "Prices", "Prices, promotions and synergy", Html.pieces(parts));
    }

    static Section drivers(MixResult result) {
        MixAnswers answers = result.answers();
        boolean sum = answers.equations().stream()
                .anyMatch(e -> e.node().equals(answers.outcome()) && !e.terms().isEmpty());
        ForestPlot plot = new ForestPlot(
                "Drivers of " + answers.outcome(),
                sum ? "standardised coefficient" : "standard deviations",
                answers.drivers().stream()
                        .map(d -> Shown.row(d.name(), d.standardised(), answers.level()))
                        .toList(),
                Double.NaN);
        List<Driver> said =
                answers.drivers().stream().filter(d -> !d.words().isEmpty()).toList();
        Html words = said.isEmpty()
                ? Html.nothing()
                : tag(
                        "ul.quiet",
                        said.stream()
                                .map(d -> (Html) tag("li", Section.lead(d.name(), "(" + d.role() + ") " + d.words())))
                                .toList());
        return new Section(
                "drivers",
                "Drivers",
                "What drove " + answers.outcome() + ", in order",
                Html.pieces(
                        Section.note(
                                sum
                                        ? "By how many standard deviations " + answers.outcome()
                                                + " moves with one standard deviation of the driver, in its equation."
                                        : "The standard deviation of what " + answers.outcome()
                                                + " would lose, " + result.period() + " by " + result.period()
                                                + ", were the driver held at its mean, over that of "
                                                + answers.outcome()
                                                + " itself; a minus where it gains when the driver is small. No draw of a size is 0: the interval"
                                                + " of a driver that does nothing lies too far out."),
                        tag("figure", new Html.Markup(plot.svg())),
                        words));
    }
}

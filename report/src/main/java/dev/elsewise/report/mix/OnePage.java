package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.ResponseCurve;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.report.chart.BarPairs;
import dev.elsewise.report.chart.Chart;
import dev.elsewise.report.chart.CurvePanel;
import dev.elsewise.report.chart.ForestPlot;
import dev.elsewise.report.chart.Ink;
import dev.elsewise.report.chart.LineChart;
import dev.elsewise.report.chart.SplitBars;
import dev.elsewise.report.chart.Unit;
import dev.elsewise.report.chart.Waterfall;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.page.Section;
import dev.elsewise.report.text.Numbers;
import dev.elsewise.study.mix.MixResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a marketer reads: the answer, five numbers, the pictures behind it, and what to do. It fits a screen or a printed page. */
final class OnePage {
    private static final int ACTIONS = 6;
    private static final int CURVES = 8;
    private static final double FAR = 8;
    private static final double NOTHING = 1e-3;

    private final MixResult result;
    private final MixAnswers answers;

    OnePage(MixResult result) {
        this.result = result;
        this.answers = result.answers();
    }

    /** Headline and verdicts; they stand before the first heading. */
    Html header() {
        List<Html> parts = new ArrayList<>();
        parts.add(tag(
                "p.question",
                text("A media mix of "),
                tag("b", answers.outcome()),
                text(" over " + answers.periods() + " " + result.period() + "s"
                        + (answers.units() > 1 ? " in " + answers.units() + " units" : ""))));
        parts.add(tag("h1", result.title()));
        if (!result.words().trustworthy()) parts.add(band());
        parts.add(tag("p.headline", result.words().headline()));
        parts.add(tiles());
        if (answers.channels().stream().map(ChannelAnswer::incremental).anyMatch(Shown::marked)) {
            parts.add(Section.note(Shown.MARKED));
        }
        return Html.pieces(parts);
    }

    private Html band() {
        List<Html> because = result.failed().stream()
                .map(c -> (Html) tag("li", Section.lead(c.name() + ".", c.advice())))
                .toList();
        return tag("div.band", tag("strong", "Do not use these numbers yet"), tag("ul", because))
                .with("role", "note");
    }

    private Html tiles() {
        List<Html> tiles = new ArrayList<>();
        tiles.add(tile(Numbers.brief(answers.observedOutcome()), answers.outcome() + " observed", ""));
        double spend =
                answers.channels().stream().mapToDouble(ChannelAnswer::spend).sum();
        if (spend > 0) tiles.add(tile(Numbers.brief(spend), "spent", ""));
        best(answers.channels(), ChannelAnswer::roi)
                .ifPresent(c -> tiles.add(tile(
                        Shown.value(c.roi()),
                        "best ROI" + among(ChannelAnswer::roi, c) + ": " + c.name(),
                        Shown.interval(c.roi()))));
        best(answers.channels(), ChannelAnswer::marginalRoi)
                .ifPresent(c -> tiles.add(tile(
                        Shown.value(c.marginalRoi()),
                        "best next unit" + among(ChannelAnswer::marginalRoi, c) + ": " + c.name(),
                        Shown.interval(c.marginalRoi()))));
        answers.validation()
                .map(ValidationAnswer::settled)
                .filter(m -> Double.isFinite(m.mape()))
                .ifPresent(m -> tiles.add(tile(
                        Numbers.percent(m.mape(), 1),
                        "mean error on unseen " + result.period() + "s",
                        "R² " + Numbers.fixed(m.rSquared(), 2))));
        tiles.add(health());
        return tag("div.tiles", tiles);
    }

    private Html health() {
        List<Diagnostic> checks = result.allChecks();
        Verdict worst = checks.stream().map(Diagnostic::verdict).reduce(Verdict.PASS, Verdict::and);
        long passed = checks.stream().filter(c -> c.verdict() == Verdict.PASS).count();
        return tag(
                        "a.tile",
                        tag("span.figure", Section.chip(worst)),
                        tag("span.what", "health"),
                        tag("span.ends", passed + " of " + checks.size() + " checks pass"))
                .with("href", "#health");
    }

    private static Html tile(String figure, String what, String ends) {
        return tag(
                "div.tile",
                tag("span.figure", figure),
                tag("span.what", what),
                ends.isEmpty() ? Html.nothing() : tag("span.ends", ends));
    }

    /** Of those that can be told from zero. */
    private static Optional<ChannelAnswer> best(
            List<ChannelAnswer> channels, Function<ChannelAnswer, Estimated> number) {
        return channels.stream()
                .filter(c -> number.apply(c).given() && number.apply(c).lower() > 0)
                .max(Comparator.comparingDouble(c -> number.apply(c).value()));
    }

    /** Says so where another channel has a larger number, which may be nothing but chance. */
    private String among(Function<ChannelAnswer, Estimated> number, ChannelAnswer best) {
        return answers.channels().stream()
                        .map(number)
                        .anyMatch(
                                e -> e.given() && e.value() > number.apply(best).value())
                ? " of those told from 0"
                : "";
    }

    /** The pictures and what to do. */
    Section section() {
        List<Html> cards = new ArrayList<>();
        card(cards, "Where " + answers.outcome() + " came from", waterfall());
        shares().ifPresent(c -> card(cards, "Share of spend and share of effect", c));
        roi().ifPresent(c -> card(cards, "ROI: " + answers.outcome() + " for a unit of spend", c));
        split().ifPresent(c -> card(cards, "At once, and carried over", c));
        List<Html> parts = new ArrayList<>();
        parts.add(tag("div.cards", cards));
        if (!answers.curves().isEmpty()) {
            parts.add(tag(
                    "div.card.wide",
                    tag("h3", "Response: what each would bring at other amounts"),
                    Html.figure(
                            curves(),
                            text((answers.curves().size() > CURVES ? "The " + CURVES + " with the most spend. " : "")
                                    + "Across: " + amounts()
                                    + ". Dot: as it was. Shaded: amounts that were seen; beyond them a"
                                    + " curve is the shape's word, not the data's."))));
        }
        List<Html> last = new ArrayList<>();
        card(last, "Observed and fitted", fit());
        last.add(actions());
        parts.add(tag("div.cards", last));
        return new Section("summary", "Summary", "On one page", Html.pieces(parts));
    }

    private static void card(List<Html> cards, String heading, Chart chart) {
        cards.add(tag("div.card", tag("h3", heading), tag("figure", new Html.Markup(chart.svg()))));
    }

    private Html actions() {
        List<Html> lines = result.words().actions().stream()
                .limit(ACTIONS)
                .map(a -> (Html) tag("li", a))
                .toList();
        return tag(
                "div.card.actions",
                tag("h3", "What to do"),
                lines.isEmpty() ? tag("p", "Nothing follows from these numbers alone.") : tag("ol", lines));
    }

    Waterfall waterfall() {
        List<Waterfall.Step> steps = new ArrayList<>();
        for (Parts.Part part : Parts.of(answers.decomposition())) {
            Estimated total = part.channel()
                    ? answers.channels().stream()
                            .filter(c -> c.name().equals(part.name()))
                            .map(ChannelAnswer::incremental)
                            .filter(Estimated::given)
                            .findFirst()
                            .map(e -> around(part.total().value(), e))
                            .orElse(part.total())
                    : part.total();
            steps.add(new Waterfall.Step(
                    part.name(), total.value(), total.lower(), total.upper(), part.channel() ? Ink.ACCENT : Ink.ZERO));
        }
        // Season and the like move the outcome to and fro and add up to nothing.
        steps.removeIf(s -> Math.abs(s.value()) < NOTHING * Math.abs(answers.observedOutcome()));
        double remainder = 0;
        for (double r : answers.decomposition().remainder()) remainder += r;
        if (Math.abs(remainder) > 0.005 * Math.abs(answers.observedOutcome())) {
            steps.add(new Waterfall.Step("remainder", remainder, Double.NaN, Double.NaN, Ink.MUTED));
        }
        Waterfall.Step whole =
                new Waterfall.Step("observed", answers.observedOutcome(), Double.NaN, Double.NaN, Ink.TEXT);
        return new Waterfall("Where " + answers.outcome() + " came from", steps, whole, Chart.HALF);
    }

    /** The sum of a channel's components with the uncertainty of its published total. */
    private static Estimated around(double value, Estimated published) {
        double shift = value - published.value();
        return new Estimated(
                value,
                published.standardError(),
                published.lower() + shift,
                published.upper() + shift,
                published.note());
    }

    Optional<Chart> shares() {
        double effect = answers.channels().stream()
                .map(ChannelAnswer::incremental)
                .filter(Estimated::given)
                .mapToDouble(Estimated::value)
                .sum();
        List<BarPairs.Row> rows = answers.channels().stream()
                .filter(c -> c.spend() > 0)
                .map(c -> new BarPairs.Row(c.name(), BarPairs.Bar.of(c.spendShare()), shareOf(c.incremental(), effect)))
                .toList();
        return rows.isEmpty() || effect <= 0
                ? Optional.empty()
                : Optional.of(new BarPairs(
                        "Share of spend and share of effect",
                        "share of spend",
                        "share of effect",
                        Unit.PERCENT,
                        rows,
                        Chart.HALF));
    }

    private static BarPairs.Bar shareOf(Estimated e, double whole) {
        return new BarPairs.Bar(e.value() / whole, e.lower() / whole, e.upper() / whole, "");
    }

    Optional<Chart> roi() {
        List<ForestPlot.Row> rows = answers.channels().stream()
                .filter(c -> c.spend() > 0 && c.roi().given())
                .sorted(Comparator.comparingDouble((ChannelAnswer c) -> c.roi().value())
                        .reversed())
                .map(c -> Shown.row(c.name(), c.roi(), answers.level()))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new ForestPlot(
                        "ROI",
                        answers.money()
                                ? "dashed: money back"
                                        + (most(rows) < Double.POSITIVE_INFINITY ? "; arrow: far beyond" : "")
                                : "",
                        rows,
                        answers.money() ? 1 : Double.NaN,
                        "money back",
                        most(rows),
                        Chart.HALF));
    }

    /** One return far above all others, such as that of e-mail, would leave no room to tell the others apart. */
    private static double most(List<ForestPlot.Row> rows) {
        double[] sizes =
                rows.stream().mapToDouble(r -> Math.abs(r.value())).sorted().toArray();
        double middle = sizes[sizes.length / 2];
        return sizes[sizes.length - 1] > FAR * middle ? 4 * middle : Double.POSITIVE_INFINITY;
    }

    Optional<Chart> split() {
        List<SplitBars.Row> rows = answers.channels().stream()
                .filter(c -> c.immediate().given() || c.carriedOver().given())
                .map(c -> new SplitBars.Row(
                        c.name(), c.immediate().value(), c.carriedOver().value()))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new SplitBars(
                        "At once, and carried over",
                        "in the same " + result.period(),
                        "carried over",
                        rows,
                        Chart.HALF));
    }

    private String amounts() {
        return answers.curves().getFirst().unit().replace("a period", "a " + result.period());
    }

    CurvePanel curves() {
        // Where not all have room, those on which most was spent; in the order of the study all the same.
        List<String> shown = answers.channels().stream()
                .sorted(Comparator.comparingDouble(ChannelAnswer::spend).reversed())
                .map(ChannelAnswer::name)
                .limit(CURVES)
                .toList();
        List<CurvePanel.Curve> curves = answers.curves().stream()
                .filter(c -> answers.curves().size() <= CURVES || shown.contains(c.channel()))
                .map(OnePage::curve)
                .toList();
        return new CurvePanel(
                "Response curves", answers.outcome() + " over the window", curves, columns(curves.size()));
    }

    /** One row for up to six curves, or else rows as even as can be. */
    private static int columns(int curves) {
        return curves <= 6 ? Math.max(3, curves) : (curves + 1) / 2;
    }

    static CurvePanel.Curve curve(ResponseCurve c) {
        List<Estimated> outcomes =
                c.points().stream().map(ResponseCurve.Point::outcome).toList();
        return new CurvePanel.Curve(
                c.channel(),
                c.points().stream().mapToDouble(ResponseCurve.Point::amount).toArray(),
                Shown.values(outcomes),
                Shown.lower(outcomes),
                Shown.upper(outcomes),
                c.current(),
                c.mostObserved());
    }

    LineChart fit() {
        Decomposition d = answers.decomposition();
        double[] days = LineChart.days(d.periods());
        return new LineChart(
                "Observed and fitted",
                "",
                "",
                Unit.DATE,
                Unit.NUMBER,
                List.of(
                        new LineChart.Line("observed", Ink.ZERO, LineChart.Style.SOLID, days, d.observed()),
                        new LineChart.Line("fitted", Ink.ACCENT, LineChart.Style.SOLID, days, d.fitted())),
                false,
                Chart.HALF,
                190);
    }
}

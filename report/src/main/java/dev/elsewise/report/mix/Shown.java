package dev.elsewise.report.mix;

import static dev.elsewise.report.page.Html.tag;
import static dev.elsewise.report.page.Html.text;

import dev.elsewise.effect.Interval;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.report.chart.BarPairs;
import dev.elsewise.report.chart.ForestPlot;
import dev.elsewise.report.page.Html;
import dev.elsewise.report.text.Numbers;
import java.util.List;
import java.util.Optional;

/** Numbers with their uncertainty, in tables and pictures. */
final class Shown {
    /** Stands where nothing is. */
    static final String NOTHING = "–";

    /** What stands beside almost every number of an equation with a penalty: there a mark says it. */
    private static final String PENALTY = "given the penalty";

    private static final String MARK = "†";

    /** What the mark means. */
    static final String MARKED =
            MARK + " given the penalty: the interval holds for the penalty that was chosen, and leaves out its pull.";

    private Shown() {}

    static boolean marked(Estimated e) {
        return e.given() && e.note().equals(PENALTY);
    }

    /** The number alone. */
    static String value(Estimated e) {
        return e.given() ? Numbers.within(e.value(), spread(e)) : NOTHING;
    }

    /** The number with its interval, for a sentence. */
    static String words(Estimated e) {
        return uncertain(e) ? value(e) + " " + interval(e) : value(e);
    }

    static String interval(Estimated e) {
        return "[" + Numbers.within(e.lower(), spread(e)) + ", " + Numbers.within(e.upper(), spread(e)) + "]";
    }

    /** Whether there is an interval. A ratio whose denominator comes near 0 in some draws has one without a standard error. */
    private static boolean uncertain(Estimated e) {
        return e.standardError() > 0
                || (Double.isNaN(e.standardError())
                        && Double.isFinite(e.lower())
                        && Double.isFinite(e.upper())
                        && e.lower() < e.upper());
    }

    /** By what digits are counted: the standard error, or where there is none a quarter of the interval. */
    private static double spread(Estimated e) {
        return Double.isNaN(e.standardError()) && uncertain(e) ? (e.upper() - e.lower()) / 4 : e.standardError();
    }

    /** Number, interval under it, and the note; or why there is none. */
    static Html cell(Estimated e) {
        if (!e.given()) {
            return withheld(e);
        }
        if (assumed(e)) {
            return tag("span.aside", e.note());
        }
        return with(e, value(e), interval(e));
    }

    /** The same for a share, in percent. */
    static Html share(Estimated e) {
        if (!e.given()) {
            return withheld(e);
        }
        return with(
                e,
                Numbers.percent(e.value(), 1),
                "[" + Numbers.percent(e.lower(), 1) + ", " + Numbers.percent(e.upper(), 1) + "]");
    }

    private static Html with(Estimated e, String value, String interval) {
        boolean marked = e.note().equals(PENALTY);
        Html note = e.note().isEmpty() || marked ? Html.nothing() : tag("span.aside", e.note());
        Html ends = uncertain(e) ? tag("span.ends", interval + (marked ? " " + MARK : "")) : Html.nothing();
        return Html.pieces(text(value), ends, note);
    }

    private static Html withheld(Estimated e) {
        return tag("span.aside", e.note().isEmpty() ? "withheld" : "withheld: " + e.note());
    }

    static String plain(double value) {
        return Double.isNaN(value) ? NOTHING : Numbers.within(value, 0);
    }

    static String percent(double share) {
        return Double.isNaN(share) ? NOTHING : Numbers.percent(share, 1);
    }

    static ForestPlot.Row row(String name, Estimated e, double level) {
        return new ForestPlot.Row(
                name, e.value(), new Interval(level, "draws", e.lower(), e.upper()), Optional.empty());
    }

    static BarPairs.Bar bar(Estimated e) {
        return uncertain(e)
                ? new BarPairs.Bar(e.value(), e.lower(), e.upper(), "")
                : new BarPairs.Bar(e.value(), Double.NaN, Double.NaN, assumed(e) ? e.note() : "");
    }

    /** Whether nobody estimated it because the graph says what it is. */
    static boolean assumed(Estimated e) {
        return e.given() && e.note().startsWith("assumed");
    }

    static double[] values(List<Estimated> all) {
        return all.stream().mapToDouble(Estimated::value).toArray();
    }

    static double[] lower(List<Estimated> all) {
        return all.stream().mapToDouble(Estimated::lower).toArray();
    }

    static double[] upper(List<Estimated> all) {
        return all.stream().mapToDouble(Estimated::upper).toArray();
    }
}

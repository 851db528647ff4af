package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import java.util.Locale;

/** How a number becomes a verdict: two bounds, the mild one and the severe one. */
final class Judgement {
    /** A p-value below it is worth a warning. */
    static final double UNLIKELY = 0.05;
    /** A p-value below it is hardly chance, even after looking at many series. */
    static final double HARDLY_CHANCE = 0.001;

    /** What to do about residuals that alternate. */
    static final String BEND_LESS =
            "let the trend or the season bend less, and take no differences of a series that does not wander.";

    private Judgement() {}

    /** PASS from {@link #UNLIKELY} up, FAIL below {@link #HARDLY_CHANCE}. */
    static Verdict ofPValue(double p) {
        return p >= UNLIKELY ? Verdict.PASS : p >= HARDLY_CHANCE ? Verdict.WARN : Verdict.FAIL;
    }

    /** PASS below the first bound, FAIL from the second up. */
    static Verdict ofSize(double size, double warn, double fail) {
        return size < warn ? Verdict.PASS : size < fail ? Verdict.WARN : Verdict.FAIL;
    }

    /** The bound that decided: the severe one of a FAIL, else the mild one. */
    static double bound(Verdict verdict, double warn, double fail) {
        return verdict == Verdict.FAIL ? fail : warn;
    }

    /** A check whose statistic is a p-value. */
    static Diagnostic byPValue(String name, double p, Verdict verdict, String advice) {
        return new Diagnostic(name, p, bound(verdict, UNLIKELY, HARDLY_CHANCE), verdict, advice);
    }

    /** Words with numbers in them, the same in every country. */
    static String words(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    /** A p-value as people write it. */
    static String p(double p) {
        return p < HARDLY_CHANCE ? "p < 0.001" : words("p = %.3f", p);
    }
}

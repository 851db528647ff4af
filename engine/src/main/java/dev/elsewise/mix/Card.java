package dev.elsewise.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A health card as it is being filled in. */
final class Card {
    private final List<Diagnostic> items = new ArrayList<>();

    void add(Diagnostic item) {
        items.add(item);
    }

    void add(String name, double statistic, double threshold, Verdict verdict, String advice) {
        items.add(new Diagnostic(name, statistic, threshold, verdict, advice));
    }

    /**
     * @param found what was found, whatever the verdict
     * @param doubt what that means and what to do about it: only said of what does not pass
     */
    void add(String name, double statistic, double threshold, Verdict verdict, String found, String doubt) {
        add(name, statistic, threshold, verdict, verdict == Verdict.PASS ? found : found + " " + doubt);
    }

    /** FAIL and WARN for what should be large. */
    static Verdict below(double value, double warn, double fail) {
        return value < fail ? Verdict.FAIL : value < warn ? Verdict.WARN : Verdict.PASS;
    }

    /** FAIL and WARN for what should be small. */
    static Verdict above(double value, double warn, double fail) {
        return value > fail ? Verdict.FAIL : value > warn ? Verdict.WARN : Verdict.PASS;
    }

    static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** How often one number holds another, for a sentence: "2.3 times"; nobody reads the digits of a thousand. */
    static String times(double ratio) {
        return ratio > 1000 ? "more than 1,000 times" : words("%.1f times", ratio);
    }

    List<Diagnostic> worstFirst() {
        List<Diagnostic> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparing((Diagnostic d) -> d.verdict()).reversed());
        return List.copyOf(sorted);
    }
}

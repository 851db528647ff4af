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

    List<Diagnostic> worstFirst() {
        List<Diagnostic> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparing((Diagnostic d) -> d.verdict()).reversed());
        return List.copyOf(sorted);
    }
}

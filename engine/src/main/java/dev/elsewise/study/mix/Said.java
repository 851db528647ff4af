package dev.elsewise.study.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.study.print.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Numbers with their uncertainty in sentences, and sentences that are made of several. */
final class Said {
    private static final String[] COUNTS = {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
    };
    private static final int NAMED = 5;
    /** It stands beside almost every number where it stands at all: a mark says it, and the cautions say what the mark means. */
    private static final String PENALTY = "given the penalty";

    private static final int MOST_DECIMALS = 6;

    private Said() {}

    /** "1.93 [1.41, 2.45]", with the note if there is one, "†" where it is given the penalty; what is withheld says why. */
    static String number(Estimated e) {
        return with(e, e.standardError(), Said::rounded);
    }

    /** The same as a percentage. */
    static String share(Estimated e) {
        return with(e, Math.max(100 * e.standardError(), 0.1), (x, error) -> rounded(100 * x, error) + " %");
    }

    /** The number alone: "1.93". */
    static String value(Estimated e) {
        return e.given() ? rounded(e.value(), e.standardError()) : "–";
    }

    private interface Print {
        String of(double value, double standardError);
    }

    private static String with(Estimated e, double error, Print print) {
        if (!e.given()) {
            return "withheld (" + (e.note().isEmpty() ? "no number" : e.note()) + ")";
        }
        if (e.note().startsWith("assumed")) {
            return e.note();
        }
        String interval = e.standardError() > 0
                ? " [" + print.of(e.lower(), error) + ", " + print.of(e.upper(), error) + "]"
                : "";
        String note = e.note().isEmpty() ? "" : e.note().equals(PENALTY) ? " †" : " (" + e.note() + ")";
        return print.of(e.value(), error) + interval + note;
    }

    /** No more digits than mean something: the error's second is the last. */
    private static String rounded(double value, double error) {
        if (!Double.isFinite(value) || !Double.isFinite(error) || error <= 0) {
            return plain(value);
        }
        int decimals = 1 - (int) Math.floor(Math.log10(error));
        if (decimals > MOST_DECIMALS) {
            return Numbers.effect(value);
        }
        double unit = Math.pow(10, Math.max(-decimals, 0));
        double whole = decimals < 0 ? Math.rint(value / unit) * unit : value;
        String shown = String.format(Locale.ROOT, "%,." + Math.max(decimals, 0) + "f", whole);
        return shown.matches("-[0.,]*") ? shown.substring(1) : shown;
    }

    /** A number that nobody estimated: three digits, whole from 1,000 on. */
    static String plain(double value) {
        if (!Double.isFinite(value) || Math.abs(value) >= 1000) {
            return Numbers.effect(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros();
        return Math.abs(value) > 0 && Math.abs(value) < 1e-4 ? Numbers.effect(value) : rounded.toPlainString();
    }

    /** The level of the intervals: "90 %". */
    static String level(double level) {
        return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    /** Whether the interval leaves the sign open. */
    static boolean open(Estimated e) {
        return e.given() && e.standardError() > 0 && e.lower() <= 0 && e.upper() >= 0;
    }

    static boolean overlap(Estimated a, Estimated b) {
        return a.lower() <= b.upper() && b.lower() <= a.upper();
    }

    /** The items that have a number, the largest first. */
    static <T> List<T> largestFirst(List<T> items, Function<T, Estimated> number) {
        return items.stream()
                .filter(i -> number.apply(i).given())
                .sorted(Comparator.comparingDouble((T i) -> number.apply(i).value())
                        .reversed())
                .toList();
    }

    /** "one check", "three checks". */
    static String counted(int n, String thing) {
        return (n < COUNTS.length ? COUNTS[n] : Integer.toString(n)) + " " + thing + (n == 1 ? "" : "s");
    }

    static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** "a", "a and b", "a, b and c". */
    static String listed(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /** The names of checks, the first few of many. */
    static String names(List<Diagnostic> checks) {
        List<String> names = checks.stream().map(Diagnostic::name).distinct().toList();
        return names.size() <= NAMED
                ? listed(names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }

    /** "1.8 weeks". */
    static String lag(Estimated periods, String period) {
        return periods.given() ? number(periods) + " " + period + "s" : number(periods);
    }

    /** Whether the split into direct and indirect may be used. */
    static boolean splits(MediationAnswer m) {
        return !m.split().rejected() && m.direct().given() && m.indirect().given();
    }

    /** A sentence that ends with one full stop. */
    static String sentence(String words) {
        String said = words.strip();
        return said.isEmpty() || said.matches("(?s).*[.!?]") ? said : said + ".";
    }
}

package dev.elsewise.study;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.study.print.Numbers;
import dev.elsewise.study.print.TextPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A result as text for a terminal: the answer in words, the estimates, the checks, the segments. */
public final class ResultText {
    private static final int SEGMENTS = 10;

    private final TextPage page = new TextPage();

    private ResultText() {}

    public static String of(Result result) {
        ResultText text = new ResultText();
        text.write(result);
        return text.page.toString();
    }

    private void write(Result r) {
        page.title(r.title());
        page.wrapped(r.words().headline(), "");
        page.line("");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("estimate", "effect", "std. error", "95 % interval", "rows"));
        for (Result.EstimateRow e : r.estimates()) {
            rows.add(List.of(
                    e.label() + (e.id().equals(e.estimator()) ? "" : " (" + e.id() + ")"),
                    Numbers.effect(e.value()),
                    Numbers.effect(e.standardError()),
                    Numbers.interval(e.interval().lower(), e.interval().upper()),
                    Numbers.count(e.rows())));
        }
        page.table(rows, 1);
        sample(r);
        checks(r.checks());
        segments(r);
    }

    private void sample(Result r) {
        StringBuilder words = new StringBuilder()
                .append(Numbers.count(r.sample().rows()))
                .append(" rows, ")
                .append(Numbers.percent(r.sample().treatedRate()))
                .append(" treated, mean outcome ")
                .append(Numbers.effect(r.sample().outcomeMean()));
        r.sample()
                .distinct()
                .forEach((column, count) -> words.append(", ")
                        .append(Numbers.count(count))
                        .append(" different ")
                        .append(column));
        page.wrapped(words.append(".").toString(), "");
        r.rows().forEach(k -> page.wrapped(Numbers.count(k.dropped()) + " rows left out: " + k.because(), "  "));
        page.line("");
    }

    private void checks(List<Diagnostic> checks) {
        if (checks.isEmpty()) {
            return;
        }
        page.line("Checks");
        long passed = checks.stream().filter(c -> c.verdict() == Verdict.PASS).count();
        checks.stream()
                .filter(c -> c.verdict() != Verdict.PASS)
                .sorted(Comparator.comparing(Diagnostic::verdict).reversed())
                .forEach(c -> page.wrapped(c.verdict() + "  " + c.name() + ": " + c.advice(), "  "));
        page.line("  " + passed + " of " + checks.size() + " checks pass.");
        page.line("");
    }

    private void segments(Result r) {
        if (r.segments().isEmpty()) {
            tooSmall(r);
            return;
        }
        List<Result.SegmentRow> sorted = r.segments().stream()
                .sorted(Comparator.comparingDouble(Result.SegmentRow::value).reversed())
                .toList();
        page.line(
                sorted.size() <= 2 * SEGMENTS
                        ? "Segments"
                        : "Segments: the " + SEGMENTS + " largest and the " + SEGMENTS + " smallest of "
                                + sorted.size());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("by", "segment", "rows", "naive", "effect", "95 % interval", "joint interval", "p differs"));
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.size() > 2 * SEGMENTS && i == SEGMENTS) {
                rows.add(List.of("…", "", "", "", "", "", "", ""));
                i = sorted.size() - SEGMENTS;
            }
            Result.SegmentRow s = sorted.get(i);
            rows.add(List.of(
                    s.by(),
                    s.segment(),
                    Numbers.count(s.rows()),
                    Numbers.effect(s.naive()),
                    Numbers.effect(s.value()),
                    Numbers.interval(s.interval().lower(), s.interval().upper()),
                    Numbers.interval(
                            s.jointInterval().lower(), s.jointInterval().upper()),
                    Numbers.pValue(s.pDifferenceHolm())));
        }
        page.table(rows, 2);
        page.wrapped(
                "The joint intervals cover all segments together with 95 %; \"p differs\" asks whether a segment differs from"
                        + " the rest of its dimension (heterogeneity), adjusted for the number of segments (Holm).",
                "");
        tooSmall(r);
    }

    /** A line for each dimension that has segments which are not shown. */
    private void tooSmall(Result r) {
        boolean several =
                r.tooSmall().stream().map(Result.TooSmall::estimate).distinct().count() > 1;
        for (Result.EstimateRow estimate : r.estimates()) {
            for (Result.Dimension dimension : r.dimensions()) {
                String words = dimension.notShown(r.tooSmall(), estimate.id(), Numbers::count);
                if (!words.isEmpty()) {
                    page.wrapped(dimension.by() + (several ? " (" + estimate.id() + ")" : "") + ": " + words, "");
                }
            }
        }
    }
}

package dev.elsewise.study;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A result as text for a terminal: the answer in words, the estimates, the checks, the segments. */
public final class ResultText {
    private static final int WIDTH = 100;
    private static final int SEGMENTS = 10;

    private final StringBuilder out = new StringBuilder();

    private ResultText() {}

    public static String of(Result result) {
        ResultText text = new ResultText();
        text.write(result);
        return text.out.toString();
    }

    private void write(Result r) {
        line(r.title());
        line("=".repeat(r.title().codePointCount(0, r.title().length())));
        line("");
        wrapped(r.words().headline(), "");
        line("");
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
        table(rows);
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
        wrapped(words.append(".").toString(), "");
        r.rows().forEach(k -> wrapped(Numbers.count(k.dropped()) + " rows left out: " + k.because(), "  "));
        line("");
    }

    private void checks(List<Diagnostic> checks) {
        if (checks.isEmpty()) {
            return;
        }
        line("Checks");
        long passed = checks.stream().filter(c -> c.verdict() == Verdict.PASS).count();
        checks.stream()
                .filter(c -> c.verdict() != Verdict.PASS)
                .sorted(Comparator.comparing(Diagnostic::verdict).reversed())
                .forEach(c -> wrapped(c.verdict() + "  " + c.name() + ": " + c.advice(), "  "));
        line("  " + passed + " of " + checks.size() + " checks pass.");
        line("");
    }

    private void segments(Result r) {
        if (r.segments().isEmpty()) {
            tooSmall(r);
            return;
        }
        List<Result.SegmentRow> sorted = r.segments().stream()
                .sorted(Comparator.comparingDouble(Result.SegmentRow::value).reversed())
                .toList();
        line(
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
        table(rows);
        wrapped(
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
                    wrapped(dimension.by() + (several ? " (" + estimate.id() + ")" : "") + ": " + words, "");
                }
            }
        }
    }

    /** The first column to the left, numbers to the right. */
    private void table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], length(row.get(c)));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder("  ");
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(r).get(c);
                String space = " ".repeat(width[c] - length(cell));
                boolean left = c == 0 || (columns == 8 && c == 1);
                line.append(left ? cell + space : space + cell).append("  ");
            }
            line(line.toString().stripTrailing());
            if (r == 0) {
                line("  " + "-".repeat(java.util.Arrays.stream(width).sum() + 2 * (columns - 1)));
            }
        }
        line("");
    }

    private static int length(String s) {
        return s.codePointCount(0, s.length());
    }

    private void wrapped(String words, String indent) {
        StringBuilder line = new StringBuilder(indent);
        int used = 0;
        for (String word : words.split(" ", -1)) {
            if (used > 0 && line.length() + word.length() + 1 > WIDTH) {
                line(line.toString());
                line = new StringBuilder(indent).append(indent.isEmpty() ? "" : "    ");
                used = 0;
            }
            line.append(used++ > 0 ? " " : "").append(word);
        }
        line(line.toString());
    }

    private void line(String s) {
        out.append(s).append('\n');
    }
}

package dev.elsewise.report.chart;

import dev.elsewise.check.Verdict;

/** How a verdict looks. */
final class Verdicts {
    private Verdicts() {}

    static Ink ink(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Ink.PASS;
            case WARN -> Ink.WARN;
            case FAIL -> Ink.FAIL;
        };
    }

    static Mark shape(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Mark.CIRCLE;
            case WARN -> Mark.TRIANGLE;
            case FAIL -> Mark.SQUARE;
        };
    }
}

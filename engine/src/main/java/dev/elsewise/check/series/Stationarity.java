package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;

/**
 * Whether a series returns to a level or a trend, by two tests that take opposite sides: {@link DickeyFuller} presumes that it
 * does not, {@link Kpss} that it does. They can agree, or leave it open. Cost: that of both.
 *
 * @param series its name
 */
public record Stationarity(String series, DickeyFuller unitRoot, Kpss steady) {
    /** What a series would return to. */
    public enum Around {
        /** Zero. */
        NOTHING,
        /** A constant. */
        LEVEL,
        /** A constant and a straight line. */
        TREND;

        /** How many terms a regression has for it. */
        int terms() {
            return switch (this) {
                case NOTHING -> 0;
                case LEVEL -> 1;
                case TREND -> 2;
            };
        }

        String noun() {
            return switch (this) {
                case NOTHING -> "zero";
                case LEVEL -> "level";
                case TREND -> "trend";
            };
        }
    }

    /** What both tests say together. */
    public enum Kind {
        /** No unit root by the one, steady by the other. */
        STATIONARY,
        /** They disagree, or neither has seen enough. */
        UNCLEAR,
        /** A unit root is not rejected, and steadiness is. */
        WANDERING
    }

    /** Around a level. */
    public static Stationarity of(String name, double[] series) {
        return of(name, series, Around.LEVEL);
    }

    /** Around a level or a trend. */
    public static Stationarity of(String name, double[] series, Around around) {
        return new Stationarity(name, DickeyFuller.of(series, around), Kpss.of(series, around));
    }

    public Kind kind() {
        boolean returns = unitRoot.pValue() < Judgement.UNLIKELY;
        boolean steady = this.steady.pValue() >= Judgement.UNLIKELY;
        return returns && steady ? Kind.STATIONARY : returns || steady ? Kind.UNCLEAR : Kind.WANDERING;
    }

    /** PASS where both tests say stationary, FAIL where both say wandering; the statistic is the p-value of Dickey–Fuller. */
    public Diagnostic diagnostic() {
        String found =
                Judgement.words("Dickey–Fuller %s, KPSS %.3f", Judgement.p(unitRoot.pValue()), steady.statistic());
        String noun = unitRoot.around().noun();
        String advice = switch (kind()) {
            case STATIONARY -> "\"" + series + "\" varies around a steady " + noun + " (" + found + ").";
            case UNCLEAR ->
                "It is not clear whether \"" + series + "\" returns to a " + noun + " (" + found
                        + "). Compare effects from levels with effects from changes.";
            case WANDERING ->
                "\"" + series + "\" wanders without returning to a " + noun + " (" + found
                        + "). Other series that wander will look related to it: give the model a trend that it can follow, and"
                        + " compare effects from levels with effects from changes.";
        };
        Verdict verdict = switch (kind()) {
            case STATIONARY -> Verdict.PASS;
            case UNCLEAR -> Verdict.WARN;
            case WANDERING -> Verdict.FAIL;
        };
        return new Diagnostic("stationarity of " + series, unitRoot.pValue(), Judgement.UNLIKELY, verdict, advice);
    }
}

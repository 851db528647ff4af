package dev.elsewise.learn.time;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadStudy;
import java.util.Locale;

/**
 * How often prediction intervals contain what happened, and how wide they are for it. The score of an interval [l, u] is
 * u − l + 2/(1 − level) · (its distance to y), smaller is better: T. Gneiting and A. E. Raftery, Journal of the American
 * Statistical Association 102 (2007) 359–378, DOI 10.1198/016214506000001437. Cost: one pass.
 *
 * @param level promised, such as 0.9
 * @param coverage share of the periods inside, the ends included
 * @param width mean of u − l, in the units of y
 * @param relativeWidth width over the mean of |y|; infinite where that is 0
 * @param score mean interval score, in the units of y
 */
public record IntervalCoverage(
        double level, double coverage, double width, double relativeWidth, double score, int periods) {
    /** A coverage this near to its level is good at any number of periods. */
    public static final double MILD = 0.05;

    public static final double SEVERE = 0.1;

    /** @throws BadStudy where an interval's ends are in the wrong order, or the level is not between 0 and 1 */
    public static IntervalCoverage of(double[] actual, double[] lower, double[] upper, double level) {
        ForecastMetrics.checked("An interval", actual, lower, upper);
        if (!(level > 0 && level < 1)) {
            throw new BadStudy("The level of an interval lies between 0 and 1; this one is " + level
                    + ".\nMaybe it was given in per cent.");
        }
        int n = actual.length;
        int inside = 0;
        double width = 0;
        double size = 0;
        double missed = 0;
        for (int t = 0; t < n; t++) {
            if (lower[t] > upper[t]) {
                throw new BadStudy("An interval's lower end must not exceed its upper end; in period " + (t + 1)
                        + " it is [" + lower[t] + ", " + upper[t] + "].\nMaybe the ends were swapped.");
            }
            double below = Math.max(0, lower[t] - actual[t]);
            double above = Math.max(0, actual[t] - upper[t]);
            inside += below == 0 && above == 0 ? 1 : 0;
            width += upper[t] - lower[t];
            size += Math.abs(actual[t]);
            missed += below + above;
        }
        return new IntervalCoverage(
                level,
                (double) inside / n,
                width / n,
                size == 0 ? Double.POSITIVE_INFINITY : width / size,
                (width + 2 / (1 - level) * missed) / n,
                n);
    }

    /**
     * PASS within 0.05 of the level or two standard errors √(level(1 − level)/n), whichever is more; FAIL where it falls short
     * by more than 0.1 and by more than three of them. Intervals that are too wide are worth a warning.
     */
    public Diagnostic diagnostic() {
        double chance = Math.sqrt(level * (1 - level) / periods);
        double mild = Math.max(MILD, 2 * chance);
        double severe = Math.max(SEVERE, 3 * chance);
        Verdict verdict = coverage < level - severe
                ? Verdict.FAIL
                : Math.abs(coverage - level) > mild ? Verdict.WARN : Verdict.PASS;
        String found = String.format(
                Locale.ROOT,
                "%.0f %% intervals contain %.0f %% of %d periods; their mean width is %.3g",
                100 * level,
                100 * coverage,
                periods,
                width);
        String advice = switch (verdict) {
            case PASS -> "Prediction intervals keep their promise: " + found + ".";
            case WARN ->
                coverage > level
                        ? "Prediction intervals are wider than they need to be: " + found + "."
                        : "Prediction intervals are somewhat too narrow: " + found
                                + ". Resample residuals in longer blocks, and check their autocorrelation.";
            case FAIL ->
                "Prediction intervals are too narrow: " + found
                        + ". Do not plan with them; the model misses something that moves the outcome, or its residuals depend"
                        + " on each other.";
        };
        double off = verdict == Verdict.FAIL ? severe : mild;
        return new Diagnostic(
                "coverage of the prediction intervals",
                coverage,
                coverage > level ? Math.min(1, level + off) : level - off,
                verdict,
                advice);
    }
}

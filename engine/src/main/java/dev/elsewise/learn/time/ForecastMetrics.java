package dev.elsewise.learn.time;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far predictions ŷ are from what happened, y; e = y − ŷ. Shares are shares, not per cent. What is not defined is
 * {@code NaN}, and {@link #because} says why. Cost: one pass.
 *
 * @param rSquared 1 − Σe²/Σ(y − ȳ)²: 0 for predicting the mean of these very periods, below 0 for worse
 * @param rmse √(Σe²/n), in the units of y
 * @param nrmseByRange rmse over max y − min y, as Robyn has it
 * @param nrmseByMean rmse over |ȳ|
 * @param mae Σ|e|/n, in the units of y
 * @param mape mean of |e|/|y|
 * @param weightedMape Σ|e|/Σ|y|
 * @param smape mean of 2|e|/(|y| + |ŷ|), a period where both are 0 counting 0: between 0 and 2
 * @param undefined why a metric is NaN, by its name
 */
public record ForecastMetrics(
        double rSquared,
        double rmse,
        double nrmseByRange,
        double nrmseByMean,
        double mae,
        double mape,
        double weightedMape,
        double smape,
        int periods,
        Map<String, String> undefined) {
    /** From here on a prediction explains most of what varies. */
    public static final double GOOD = 0.5;

    public ForecastMetrics {
        undefined = Map.copyOf(undefined);
    }

    /** @throws BadData where a value is not finite, BadStudy where the lengths differ or are 0 */
    public static ForecastMetrics of(double[] actual, double[] predicted) {
        checked("A prediction", actual, predicted);
        int n = actual.length;
        double sum = 0;
        double lowest = actual[0];
        double highest = actual[0];
        double squares = 0;
        double absolute = 0;
        double size = 0;
        double relative = 0;
        double symmetric = 0;
        int firstZero = -1;
        for (int t = 0; t < n; t++) {
            double y = actual[t];
            double e = Math.abs(y - predicted[t]);
            sum += y;
            lowest = Math.min(lowest, y);
            highest = Math.max(highest, y);
            squares += e * e;
            absolute += e;
            size += Math.abs(y);
            relative += e / Math.abs(y);
            symmetric += e == 0 ? 0 : 2 * e / (Math.abs(y) + Math.abs(predicted[t]));
            firstZero = firstZero < 0 && y == 0 ? t : firstZero;
        }
        double mean = sum / n;
        double total = 0;
        for (double y : actual) {
            total += (y - mean) * (y - mean);
        }
        double rmse = Math.sqrt(squares / n);
        double range = highest - lowest;
        Map<String, String> undefined = new LinkedHashMap<>();
        if (range == 0) {
            String constant = "the outcome is " + lowest + " in all " + n + " periods";
            undefined.put("rSquared", constant);
            undefined.put("nrmseByRange", constant);
        }
        if (mean == 0) {
            undefined.put("nrmseByMean", "the mean of the outcome is 0");
        }
        if (firstZero >= 0) {
            undefined.put("mape", "the outcome is 0 in period " + (firstZero + 1) + " of " + n);
        }
        if (size == 0) {
            undefined.put("weightedMape", "the outcome is 0 in all " + n + " periods");
        }
        return new ForecastMetrics(
                range == 0 ? Double.NaN : 1 - squares / total,
                rmse,
                range == 0 ? Double.NaN : rmse / range,
                mean == 0 ? Double.NaN : rmse / Math.abs(mean),
                absolute / n,
                firstZero >= 0 ? Double.NaN : relative / n,
                size == 0 ? Double.NaN : absolute / size,
                symmetric / n,
                n,
                undefined);
    }

    static void checked(String what, double[] actual, double[]... beside) {
        if (actual.length == 0) {
            throw new BadStudy(what + " needs at least one period to be judged by; there is none.\n"
                    + "Maybe the test period lies outside of the data.");
        }
        finite("The outcome", actual);
        for (double[] values : beside) {
            if (values.length != actual.length) {
                throw new BadStudy(what + " needs a value for each of the " + actual.length + " periods; it has "
                        + values.length + ".\nMaybe the training periods were left in.");
            }
            finite(what, values);
        }
    }

    private static void finite(String what, double[] values) {
        for (int t = 0; t < values.length; t++) {
            if (!Double.isFinite(values[t])) {
                throw new BadData(what + " must be a finite number; in period " + (t + 1) + " of " + values.length
                        + " it is " + values[t] + ".\nMaybe a value is missing there.");
            }
        }
    }

    /** Why a metric is NaN; empty where it is a number. */
    public Optional<String> because(String metric) {
        return Optional.ofNullable(undefined.get(metric));
    }

    /** By R²: PASS from 0.5 up, FAIL where the mean of the periods would have done as well. */
    public Diagnostic diagnostic() {
        Verdict verdict = rSquared >= GOOD ? Verdict.PASS : rSquared > 0 ? Verdict.WARN : Verdict.FAIL;
        if (Double.isNaN(rSquared)) {
            return new Diagnostic(
                    "prediction",
                    rSquared,
                    GOOD,
                    Verdict.WARN,
                    "R² is not defined, because " + undefined.get("rSquared")
                            + ". Predict periods in which it varies.");
        }
        String found = String.format(
                Locale.ROOT,
                "R² %.2f over %d periods, errors of %s of the outcome",
                rSquared,
                periods,
                Double.isNaN(weightedMape)
                        ? "unknown share"
                        : String.format(Locale.ROOT, "%.1f %%", 100 * weightedMape));
        String advice = switch (verdict) {
            case PASS -> "The predictions follow the outcome (" + found + ").";
            case WARN ->
                "The predictions follow the outcome only roughly (" + found
                        + "). Look at the weeks with the largest errors; an event or a price may be missing.";
            case FAIL ->
                "The predictions are no better than the mean of these periods (" + found
                        + "). Do not plan with this model: simplify it, or give it what moved the outcome.";
        };
        return new Diagnostic("prediction", rSquared, verdict == Verdict.FAIL ? 0 : GOOD, verdict, advice);
    }
}

package dev.elsewise.mix.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A series as it was before any model: whether it returns to its level, and what repeats in it every year. Of several units their sum.
 *
 * @param around "level", or "trend" where the baseline has one
 * @param dickeyFuller the statistic of the augmented Dickey–Fuller test, which presumes that the series wanders
 * @param unitRoot its p-value
 * @param kpss the statistic of the KPSS test, which presumes that it does not
 * @param steady its p-value, between 0.01 and 0.1
 * @param kind "stationary", "unclear", "wandering", or "not tested"
 * @param seasons its seasonal decomposition; for outcome and mediators with two years or more
 */
public record SeriesAnswer(
        String name,
        String around,
        double dickeyFuller,
        double unitRoot,
        double kpss,
        double steady,
        String kind,
        String words,
        Optional<Seasons> seasons) {

    /**
     * A seasonal decomposition by loess (STL), for looking at; no model uses it.
     *
     * @param period of the season, in periods of the data
     * @param trendStrength how much of what is not season the trend explains, 0 to 1
     * @param seasonalStrength how much of what is not trend the season explains, 0 to 1
     */
    public record Seasons(
            int period,
            List<LocalDate> periods,
            double[] observed,
            double[] trend,
            double[] seasonal,
            double[] remainder,
            double trendStrength,
            double seasonalStrength,
            String words) {}
}

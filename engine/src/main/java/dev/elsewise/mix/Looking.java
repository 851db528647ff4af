package dev.elsewise.mix;

import dev.elsewise.check.series.Decomposition;
import dev.elsewise.check.series.Stationarity;
import dev.elsewise.error.BadData;
import dev.elsewise.mix.answer.SeriesAnswer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The series as they are before any model: unit-root tests of the outcome and of what acts, and the season of what is explained. */
record Looking(FittedMix fit) {
    /** With fewer periods the tests say nothing. */
    private static final int ENOUGH = 30;

    /** A 0/1 column has nothing to wander with. */
    private static final int LEVELS = 3;

    List<SeriesAnswer> answers() {
        List<SeriesAnswer> answers = new ArrayList<>();
        answers.add(answer(fit.mix().outcome(), fit.data().column(fit.mix().outcome()), true));
        for (Input input : fit.mix().inputs()) {
            double[] series = sum(fit.data().column(input.column()));
            if (Arrays.stream(series).distinct().count() >= LEVELS) {
                answers.add(answer(
                        input.name(),
                        fit.data().column(input.column()),
                        fit.mix().explains(input.name())));
            }
        }
        return answers;
    }

    private SeriesAnswer answer(String name, double[] rows, boolean explained) {
        double[] series = sum(rows);
        Stationarity.Around around = Trending.around(fit);
        String word = around.name().toLowerCase(Locale.ROOT);
        Optional<SeriesAnswer.Seasons> seasons = explained ? seasons(series) : Optional.empty();
        if (series.length < ENOUGH) {
            return untested(name, word, "Fewer than " + ENOUGH + " periods say nothing about it.", seasons);
        }
        try {
            Stationarity both = Stationarity.of(name, series, around);
            return new SeriesAnswer(
                    name,
                    word,
                    both.unitRoot().statistic(),
                    both.unitRoot().pValue(),
                    both.steady().statistic(),
                    both.steady().pValue(),
                    both.kind().name().toLowerCase(Locale.ROOT),
                    both.diagnostic().advice(),
                    seasons);
        } catch (BadData untestable) {
            // A counter, or a line: its own past determines it.
            return untested(
                    name,
                    word,
                    Objects.requireNonNullElse(untestable.getMessage(), "")
                            .lines()
                            .findFirst()
                            .orElse(""),
                    seasons);
        }
    }

    private static SeriesAnswer untested(
            String name, String around, String because, Optional<SeriesAnswer.Seasons> seasons) {
        return new SeriesAnswer(
                name, around, Double.NaN, Double.NaN, Double.NaN, Double.NaN, "not tested", because, seasons);
    }

    private Optional<SeriesAnswer.Seasons> seasons(double[] series) {
        List<LocalDate> periods = fit.data()
                .periods()
                .subList(fit.data().history(), fit.data().periods().size());
        int year = year(periods);
        if (year == 0
                || series.length < 2 * year
                || Arrays.stream(series).distinct().count() < LEVELS) {
            return Optional.empty();
        }
        Decomposition parts = Decomposition.Stl.periodic(year).decompose(series);
        String words = String.format(
                Locale.ROOT,
                "Of what is not trend the season explains %.0f %%, of what is not season the trend %.0f %%.%s",
                100 * parts.seasonalStrength(),
                100 * parts.trendStrength(),
                series.length < 3 * year
                        ? " With fewer than three years much of such a season is chance: each "
                                + (year == 12 ? "month" : "week") + " of the year was seen twice."
                        : "");
        return Optional.of(new SeriesAnswer.Seasons(
                year,
                List.copyOf(periods),
                series,
                array(parts.trend()),
                array(parts.seasonal()),
                array(parts.remainder()),
                parts.trendStrength(),
                parts.seasonalStrength(),
                words));
    }

    /** Periods of a year: of weeks and months; days have a season of the week beside it, which one such curve would blur. */
    private static int year(List<LocalDate> periods) {
        if (periods.size() < 2) {
            return 0;
        }
        long days = ChronoUnit.DAYS.between(periods.getFirst(), periods.get(1));
        return days == 7 ? 52 : days >= 28 && days <= 31 ? 12 : 0;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** All units together, in the window. */
    private double[] sum(double[] rows) {
        double[] window = fit.window(rows);
        double[] sums = new double[fit.data().window()];
        for (int r = 0; r < window.length; r++) {
            sums[r % sums.length] += window[r];
        }
        return sums;
    }
}

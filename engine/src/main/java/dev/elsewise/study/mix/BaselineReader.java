package dev.elsewise.study.mix;

import dev.elsewise.mix.Baseline;
import dev.elsewise.study.yaml.Yaml;
import java.util.List;
import java.util.Locale;

/** Reads {@code baseline}. */
final class BaselineReader {
    private BaselineReader() {}

    /**
     * A baseline, and which parts of it the study says.
     *
     * @param trend whether its shape is said; otherwise it is there if the graph has it
     * @param season likewise
     */
    record Declared(Baseline baseline, boolean trend, boolean season) {
        static Declared nothing() {
            return new Declared(Baseline.withDefaults(), false, false);
        }
    }

    static Declared read(Yaml value) {
        if (value.isText()) {
            value.word(List.of("none"));
            return new Declared(new Baseline(Baseline.Trend.NONE, 0, 0, Baseline.WeekOfYear.NONE), true, true);
        }
        Yaml.Fields fields = value.fields("trend", "change-points", "fourier", "week-of-year");
        Baseline baseline = Baseline.withDefaults();
        if (fields.has("trend")) {
            baseline = baseline.withTrend(Baseline.Trend.valueOf(fields.require("trend")
                    .word(
                            List.of("none", "linear", "piecewise"),
                            "piecewise is near enough: its slope changes at the change points.")
                    .toUpperCase(Locale.ROOT)));
        }
        if (baseline.trend() != Baseline.Trend.PIECEWISE) {
            fields.find("change-points").ifPresent(points -> {
                throw points.wrong(points.what() + " belong to trend: piecewise.\nMaybe say so, or leave them out.");
            });
            baseline = baseline.withChangePoints(0);
        }
        if (fields.has("change-points")) {
            baseline = baseline.withChangePoints(fields.require("change-points").count(1, 1000));
        }
        if (fields.has("week-of-year")) {
            baseline = baseline.withWeekOfYear(Baseline.WeekOfYear.valueOf(fields.require("week-of-year")
                    .word(List.of("none", "cyclic", "quarters", "months"))
                    .toUpperCase(Locale.ROOT)));
            if (baseline.weekOfYear() != Baseline.WeekOfYear.NONE) {
                // Another encoding of the same season stands instead of Fourier pairs unless these are asked for.
                baseline = baseline.withFourier(0);
            }
        }
        if (fields.has("fourier")) {
            baseline = baseline.withFourier(fields.require("fourier").count(0, 26));
        }
        return new Declared(
                baseline,
                fields.has("trend") || fields.has("change-points"),
                fields.has("fourier") || fields.has("week-of-year"));
    }
}

package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Workspace;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.Estimated;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole studies of simulated data sets of PyMC-Marketing (Apache-2.0), whose true effects are in their generators' notebooks: see the
 * README of the data folder. The data are not in this repository.
 */
@Tag("extra-data")
@Tag("slow")
class PublishedMixTest {
    private static final Path FOLDER = Path.of(System.getProperty("elsewise.data", ""), "mix");

    private static MixResult run(String study) {
        try (Workspace workspace = Workspace.open()) {
            return MixRunner.run(MixStudy.parse("version: 1\n" + study, FOLDER), workspace);
        }
    }

    private static ChannelAnswer channel(MixResult result, String name) {
        return result.answers().channels().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void covers(Estimated estimated, double truth) {
        assertThat(estimated.lower()).isLessThan(truth);
        assertThat(estimated.upper()).isGreaterThan(truth);
    }

    private static Diagnostic health(MixResult result, String name) {
        return result.answers().health().stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** mmm_example: the true returns are 4967.8 and 2274.9; 5 % is the acceptance bound. */
    @Test
    void returnsOfTheExample() {
        MixResult result = run("""
                data: pymc-marketing/mmm_example.csv
                time: date_week
                mix:
                  outcome: y
                  channels: {x1: x1, x2: x2}
                  controls: {event_1: event_1, event_2: event_2}
                  carry-over: {geometric: {lags: 8}}
                  saturation: logistic
                  baseline: {trend: piecewise, fourier: 2}
                  draws: {count: 200}
                graph: |
                  x1, x2, event_1, event_2, trend, season -> y
                """);
        assertThat(channel(result, "x1").roi().value()).isCloseTo(4967.8, within(0.05 * 4967.8));
        assertThat(channel(result, "x2").roi().value()).isCloseTo(2274.9, within(0.05 * 2274.9));
        covers(channel(result, "x1").roi(), 4967.8);
        covers(channel(result, "x2").roi(), 2274.9);
    }

    /** mmm_roas_data without its confounder: true returns 93.39 and 171.41, and lift tests of 95 ± 5 and 170 ± 8. */
    @Test
    void liftsRepairAHiddenConfounder() {
        double one = 109.44061863775644;
        double two = 39.13380478349127;
        MixResult result = run(String.format(Locale.ROOT, """
                data: pymc-marketing/mmm_roas_data.csv
                time: date
                mix:
                  outcome: y
                  channels: {x1: x1, x2: x2}
                  carry-over: {geometric: {lags: 4}}
                  saturation: logistic
                  baseline: {trend: linear, fourier: 2}
                  draws: {count: 200}
                  lifts:
                    - {channel: x1, from: 2021-10-02, to: 2024-03-30, change: -1, effect: %f, standardError: %f}
                    - {channel: x2, from: 2021-10-02, to: 2024-03-30, change: -1, effect: %f, standardError: %f}
                graph: |
                  x1, x2, trend, season -> y
                  x1 <-> y
                """, -95 * one, 5 * one, -170 * two, 8 * two));
        assertThat(channel(result, "x1").roi().value()).isCloseTo(93.39, within(9.339));
        assertThat(channel(result, "x2").roi().value()).isCloseTo(171.41, within(17.141));
        covers(channel(result, "x1").roi(), 93.39);
        covers(channel(result, "x2").roi(), 171.41);
        assertThat(health(result, "experiment on x1").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(health(result, "experiment on x2").verdict()).isEqualTo(Verdict.PASS);
    }

    /** funnel_data: x1 → x2 .02, x1 → x3 .03, and switching x1 off loses 2.447; a regression in levels says 33 times as much. */
    @Test
    void theTrapOfLevelsIsSeen() {
        MixResult result = run("""
                data: pymc-marketing/funnel_data.csv
                time: date
                mix:
                  outcome: target_var
                  calendar: daily
                  channels:
                    x1: {spend: impressions_x1, carry-over: none, saturation: none, sign: any}
                    x4: {spend: impressions_x4, sign: any}
                  organic:
                    x2: {column: impressions_x2, carry-over: none, saturation: none, sign: any}
                    x3: {column: impressions_x3, carry-over: none, saturation: none, sign: any}
                  mediators: [x2, x3, x4]
                  differences: [x2, x3, x4, target_var]
                  events: {e1: event_2020_09, e2: event_2020_12, e3: event_2021_09, e4: event_2021_12, e5: event_2022_09}
                  carry-over: {geometric: {lags: 24, normalised: false}}
                  saturation: michaelis-menten
                  baseline: {trend: piecewise, fourier: 2}
                  draws: {count: 100}
                graph: |
                  x1 -> x2, x3
                  x2, x3 -> x4
                  x4, trend, season, e1, e2, e3, e4, e5 -> target_var
                """);
        covers(coefficient(result, "x2", "x1"), 0.02);
        covers(coefficient(result, "x3", "x1"), 0.03);
        covers(channel(result, "x1").incremental(), 2.447);
        assertThat(health(result, "levels of x1 and x4").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(health(result, "levels of x1 and x4").advice()).contains("0.07625", "0.005549");
        assertThat(result.words().headline()).contains("x1").contains("cannot be told from zero");
    }

    private static Estimated coefficient(MixResult result, String node, String term) {
        return result.answers().equations().stream()
                .filter(e -> e.node().equals(node))
                .flatMap(e -> e.terms().stream())
                .filter(t -> t.term().equals(term))
                .map(EquationAnswer.Term::coefficient)
                .findFirst()
                .orElseThrow();
    }
}

package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Workspace;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Worlds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
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

    /**
     * mmm_multidimensional_example, two regions: retentions and coefficients of their own, rates in common, all known (coefficients for outcomes divided by
     * their largest value). Noise drowns the effects: what is known of most parameters is that little is known, and the report says so.
     */
    @Test
    void parametersOfTwoRegions() {
        double[] retentions = {0.43520523, 0.51177309, 0.05473142, 0.39908586};
        double[] rates = {0.33768228, 0.58981241};
        double[] coefficients = {0.25681275, 0.26420588, 0.12257191, 0.12335252};
        MixStudy study = MixStudy.parse("""
                version: 1
                data: pymc-marketing/mmm_multidimensional_example.csv
                time: date
                unit: geo
                mix:
                  outcome: y
                  channels: {x1: x1, x2: x2}
                  controls: {event_1: event_1, event_2: event_2}
                  carry-over: {geometric: {lags: 7}}
                  saturation: {logistic: {rate: {from: 0.1, to: 10}}}
                  baseline: {trend: piecewise, change-points: 3, fourier: 2}
                  pooling: separate
                  draws: {count: 300}
                graph: |
                  x1, x2, event_1, event_2, trend, season -> y
                """, FOLDER);
        try (Workspace workspace = Workspace.open()) {
            MixRunner.Answered run = MixRunner.answered(study, workspace);
            double most = Arrays.stream(run.data().panel().column("y")).max().orElseThrow();
            int held = 0;
            for (int c = 0; c < 2; c++) {
                String channel = "x" + (c + 1);
                for (int u = 0; u < 2; u++) {
                    int unit = u;
                    held += holds(run, w -> w.mechanism("y").shape(channel, unit)[0], retentions[2 * c + u]);
                    held += holds(run, w -> coefficient(w, channel, unit) / most, coefficients[2 * c + u]);
                }
                held += holds(run, w -> w.mechanism("y").shape(channel, 0)[1], rates[c]);
            }
            assertThat(held).isGreaterThanOrEqualTo(7);
            assertThat(run.result().answers().equations().getFirst().shapes())
                    .anyMatch(s -> s.words().equals("saturation and scale are not separately identified"));
            for (ChannelAnswer channel : run.result().answers().channels()) {
                assertThat(channel.byUnit())
                        .hasSize(2)
                        .allSatisfy(unit -> assertThat(unit.incremental().upper())
                                .isGreaterThan(unit.incremental().lower()));
            }
        }
    }

    private static int holds(MixRunner.Answered run, ToDoubleFunction<Worlds> parameter, double truth) {
        Draws draws = run.fit().model().of(parameter);
        return draws.quantile(0.05) <= truth && truth <= draws.quantile(0.95) ? 1 : 0;
    }

    private static double coefficient(Worlds worlds, String channel, int unit) {
        return worlds.mechanism("y").contributions().stream()
                .filter(c -> c.column().equals(channel))
                .findFirst()
                .orElseThrow()
                .coefficients()[unit];
    }

    /**
     * Meridian's geo_all_channels: 40 regions × 156 weeks, truth not published. Its own published returns are driven by their priors, and are no
     * target; what is asked is that all is read, fitted and answered, and that the intervals say how little such spends tell.
     */
    @Test
    void fortyRegions() {
        MixResult result = run("""
                data: meridian/geo_all_channels.csv
                time: time
                unit: geo
                mix:
                  outcome: {column: conversions, value: revenue_per_conversion}
                  channels:
                    Channel0: {spend: Channel0_spend, exposure: Channel0_impression}
                    Channel1: {spend: Channel1_spend, exposure: Channel1_impression}
                    Channel2: {spend: Channel2_spend, exposure: Channel2_impression}
                    Channel3: {spend: Channel3_spend, exposure: Channel3_impression}
                    Channel4: {spend: Channel4_spend, exposure: Channel4_impression}
                  organic: {organic: Organic_channel0_impression}
                  controls:
                    competitor: competitor_sales_control
                    sentiment: sentiment_score_control
                    promo: Promo
                  carry-over: {geometric: {lags: 8}}
                  saturation: {hill: {slope: 1}}
                  baseline: {trend: piecewise, change-points: 4, fourier: 2}
                  draws: {count: 50}
                  plan: {goal: maximise}
                graph: |
                  Channel0, Channel1, Channel2, Channel3, Channel4, organic, competitor, sentiment, promo, trend, season -> conversions
                """);
        double[] spend = {40.50e6, 31.32e6, 12.08e6, 87.86e6, 47.73e6};
        for (int c = 0; c < spend.length; c++) {
            ChannelAnswer channel = channel(result, "Channel" + c);
            assertThat(channel.spend()).isCloseTo(spend[c], within(0.005e6));
            assertThat(channel.roi().upper()).isGreaterThan(channel.roi().lower());
            assertThat(channel.byUnit()).hasSize(40);
        }
        assertThat(result.plan()).isPresent();
    }

    /** Robyn's weekly data, whose makers say that search rises with the competitor's sales: read, fitted, answered; no figures are published. */
    @Test
    void weeklyDataOfRobyn() {
        MixResult result = run("""
                data: robyn/dt_simulated_weekly.csv
                time: DATE
                mix:
                  outcome: revenue
                  channels:
                    tv: tv_S
                    ooh: ooh_S
                    print: print_S
                    facebook: {spend: facebook_S, exposure: facebook_I}
                    search: {spend: search_S, exposure: search_clicks_P}
                  organic: {newsletter: newsletter}
                  controls: {competitor: competitor_sales_B}
                  carry-over: {geometric: {lags: 8}}
                  saturation: {hill: {slope: 1}}
                  baseline: {trend: linear, fourier: 2}
                  draws: {count: 100}
                graph: |
                  tv, ooh, print, facebook, search, newsletter, competitor, trend, season -> revenue
                  competitor -> search
                """);
        double[] spend = {3_087_488, 8_989_332, 775_556, 446_297, 1_230_427};
        String[] names = {"tv", "ooh", "print", "facebook", "search"};
        for (int c = 0; c < spend.length; c++) {
            assertThat(channel(result, names[c]).spend()).isCloseTo(spend[c], within(1.0));
        }
        assertThat(result.answers().observedOutcome()).isCloseTo(379_005_697, within(1.0));
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

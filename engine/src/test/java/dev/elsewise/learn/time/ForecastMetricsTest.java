package dev.elsewise.learn.time;

import static dev.elsewise.References.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.math.Streams;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Against scikit-learn and the definitions in NumPy, and against what is known by hand. */
class ForecastMetricsTest {
    private static final JsonNode FORECASTS = References.json("forecasts.json").get("forecasts");
    private static final Offset<Double> TIGHT = within(1e-10);

    @Test
    void errorsAreThoseOfScikitLearn() {
        assertThat(FORECASTS.size()).isEqualTo(3);
        for (JsonNode f : FORECASTS) {
            ForecastMetrics found = ForecastMetrics.of(numbers(f.get("actual")), numbers(f.get("predicted")));
            assertThat(found.rSquared()).isCloseTo(f.get("rSquared").asDouble(), TIGHT);
            assertThat(found.rmse()).isCloseTo(f.get("rmse").asDouble(), TIGHT);
            assertThat(found.nrmseByRange()).isCloseTo(f.get("nrmseByRange").asDouble(), TIGHT);
            assertThat(found.nrmseByMean()).isCloseTo(f.get("nrmseByMean").asDouble(), TIGHT);
            assertThat(found.mae()).isCloseTo(f.get("mae").asDouble(), TIGHT);
            assertThat(found.mape()).isCloseTo(f.get("mape").asDouble(), TIGHT);
            assertThat(found.weightedMape()).isCloseTo(f.get("weightedMape").asDouble(), TIGHT);
            assertThat(found.smape()).isCloseTo(f.get("smape").asDouble(), TIGHT);
            assertThat(found.undefined()).isEmpty();
        }
    }

    @Test
    void whatIsNotDefinedSaysWhy() {
        ForecastMetrics zero = ForecastMetrics.of(new double[] {4, 0, 2, 0}, new double[] {4, 0, 1, 1});
        assertThat(zero.mape()).isNaN();
        assertThat(zero.because("mape")).hasValue("the outcome is 0 in period 2 of 4");
        assertThat(zero.because("mae")).isEmpty();
        assertThat(zero.weightedMape()).isEqualTo(2.0 / 6);
        assertThat(zero.smape()).isCloseTo((0 + 0 + 2.0 / 3 + 2) / 4, TIGHT);
        ForecastMetrics constant = ForecastMetrics.of(new double[] {0, 0}, new double[] {1, -1});
        assertThat(constant.undefined().keySet())
                .containsExactlyInAnyOrder("rSquared", "nrmseByRange", "nrmseByMean", "mape", "weightedMape");
        assertThat(constant.rSquared()).isNaN();
        assertThat(constant.diagnostic().verdict()).isEqualTo(Verdict.WARN);
        assertThat(constant.diagnostic().advice()).contains("is 0.0 in all 2 periods");
    }

    @Test
    void aPredictionIsJudgedAgainstTheMean() {
        double[] y = {1, 2, 3, 4};
        assertThat(ForecastMetrics.of(y, y).diagnostic().verdict()).isEqualTo(Verdict.PASS);
        assertThat(ForecastMetrics.of(y, new double[] {1.7, 2.2, 2.8, 3.3})
                        .diagnostic()
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(ForecastMetrics.of(y, new double[] {2.1, 2.4, 2.6, 2.9})
                        .diagnostic()
                        .verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(ForecastMetrics.of(y, new double[] {2.5, 2.5, 2.5, 2.5}).diagnostic())
                .satisfies(d -> {
                    assertThat(d.verdict()).isEqualTo(Verdict.FAIL);
                    assertThat(d.statistic()).isEqualTo(0);
                    assertThat(d.threshold()).isEqualTo(0);
                });
    }

    @Test
    void theRankedProbabilityScoreIsItsIntegral() {
        for (JsonNode f : FORECASTS) {
            double[] y = numbers(f.get("actual"));
            double[][] draws =
                    f.get("draws").valueStream().map(References::numbers).toArray(double[][]::new);
            Crps ensemble = Crps.of(y, draws, Crps.Form.ENSEMBLE);
            Crps fair = Crps.of(y, draws);
            double[] integral = numbers(f.get("ensemble"));
            double[] pairs = numbers(f.get("fair"));
            for (int t = 0; t < y.length; t++) {
                assertThat(ensemble.periods().get(t)).isCloseTo(integral[t], TIGHT);
                assertThat(fair.periods().get(t)).isCloseTo(pairs[t], TIGHT);
                int period = t;
                double[] sorted = Arrays.stream(draws)
                        .mapToDouble(d -> d[period])
                        .sorted()
                        .toArray();
                assertThat(Crps.ofSorted(y[t], sorted)).isCloseTo(pairs[t], TIGHT);
            }
            assertThat(ensemble.mean())
                    .isCloseTo(Arrays.stream(integral).average().orElseThrow(), TIGHT);
            assertThat(fair.form()).isEqualTo(Crps.Form.FAIR);
        }
    }

    @Test
    void oneDrawScoresItsAbsoluteError() {
        Crps one = Crps.of(new double[] {3, -1}, new double[][] {{5, 2}}, Crps.Form.ENSEMBLE);
        assertThat(one.periods()).containsExactly(2.0, 3.0);
        assertThatThrownBy(() -> Crps.of(new double[] {3, -1}, new double[][] {{5, 2}}))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("at least 2 draws");
        assertThatThrownBy(() -> Crps.ofSorted(3, new double[] {5}))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("at least 2 draws");
    }

    /** The score of a standard normal forecast at 0 is (√2 − 1)/√π; the fair form has no bias even with three draws. */
    @Test
    void theFairFormHasNoBiasWithFewDraws() {
        int periods = 200_000;
        Streams normal = Streams.of(11, "crps");
        double[][] draws = new double[3][periods];
        for (int i = 0; i < draws.length; i++) {
            for (int t = 0; t < periods; t++) {
                draws[i][t] = normal.normal((long) i * periods + t);
            }
        }
        double known = (Math.sqrt(2) - 1) / Math.sqrt(Math.PI);
        Crps fair = Crps.of(new double[periods], draws);
        double squares = fair.periods().stream()
                .mapToDouble(s -> (s - fair.mean()) * (s - fair.mean()))
                .sum();
        double error = Math.sqrt(squares / periods / periods);
        assertThat(fair.mean()).isCloseTo(known, within(4 * error));
        assertThat(Crps.of(new double[periods], draws, Crps.Form.ENSEMBLE).mean())
                .isGreaterThan(known + 10 * error);
    }

    @Test
    void coverageCountsTheEnds() {
        for (JsonNode f : FORECASTS) {
            IntervalCoverage found = IntervalCoverage.of(
                    numbers(f.get("actual")),
                    numbers(f.get("lower")),
                    numbers(f.get("upper")),
                    f.get("level").asDouble());
            assertThat(found.coverage()).isCloseTo(f.get("coverage").asDouble(), TIGHT);
            assertThat(found.width()).isCloseTo(f.get("width").asDouble(), TIGHT);
            assertThat(found.score()).isCloseTo(f.get("score").asDouble(), TIGHT);
        }
        IntervalCoverage ends =
                IntervalCoverage.of(new double[] {1, 2, 3}, new double[] {1, 1, 3.5}, new double[] {2, 2, 4}, 0.9);
        assertThat(ends.coverage()).isEqualTo(2.0 / 3);
        assertThat(ends.relativeWidth()).isCloseTo(2.5 / 6, TIGHT);
    }

    @Test
    void intervalsAreJudgedByTheirPromise() {
        assertThat(covering(0.9, 100, 90).verdict()).isEqualTo(Verdict.PASS);
        assertThat(covering(0.9, 100, 85).verdict()).isEqualTo(Verdict.PASS);
        assertThat(covering(0.9, 100, 83).verdict()).isEqualTo(Verdict.WARN);
        assertThat(covering(0.9, 100, 79).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(covering(0.9, 100, 97).verdict()).isEqualTo(Verdict.WARN);
        assertThat(covering(0.9, 100, 97).advice()).contains("wider than");
        // Four weeks say little: two of four inside is within three standard errors.
        assertThat(covering(0.9, 4, 2).verdict()).isEqualTo(Verdict.WARN);
    }

    private static dev.elsewise.check.Diagnostic covering(double level, int periods, int inside) {
        double[] y = new double[periods];
        double[] lower = new double[periods];
        double[] upper = new double[periods];
        Arrays.fill(y, 5);
        Arrays.fill(upper, 10);
        Arrays.fill(lower, inside, periods, 6);
        return IntervalCoverage.of(y, lower, upper, level).diagnostic();
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> ForecastMetrics.of(new double[] {1, 2}, new double[] {1}))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("each of the 2 periods; it has 1")
                .hasMessageContaining("\nMaybe ");
        assertThatThrownBy(() -> ForecastMetrics.of(new double[0], new double[0]))
                .isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> ForecastMetrics.of(new double[] {1, Double.NaN}, new double[] {1, 2}))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("period 2 of 2");
        assertThatThrownBy(() -> IntervalCoverage.of(new double[] {1}, new double[] {2}, new double[] {1}, 0.9))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("[2.0, 1.0]");
        assertThatThrownBy(() -> IntervalCoverage.of(new double[] {1}, new double[] {0}, new double[] {1}, 90))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("Maybe it was given in per cent");
    }
}

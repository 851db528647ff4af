package dev.elsewise.check.series;

import static dev.elsewise.References.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.check.Verdict;
import dev.elsewise.check.series.Decomposition.Stl;
import dev.elsewise.error.BadStudy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DecompositionTest {
    private static final JsonNode REFERENCE = References.json("stl.json");

    /** Against R's stl: periods 12, 52, 7 and 2; periodic and finite windows; robust and not; degrees and rounds. */
    @Test
    void decompositionsAreThoseOfStl() {
        int fits = 0;
        for (JsonNode series : REFERENCE.get("series")) {
            double[] y = numbers(series.get("values"));
            for (JsonNode fit : series.get("fits")) {
                String name = series.get("period") + " " + fit.get("seasonalWindow") + " " + fit.get("robust");
                Stl settings = settings(series.get("period").asInt(), fit);
                Decomposition found =
                        settings.decompose(Arrays.copyOf(y, fit.get("seasonal").size()));
                check(name + " seasonal", found.seasonal(), fit.get("seasonal"));
                check(name + " trend", found.trend(), fit.get("trend"));
                check(name + " weights", found.weights(), fit.get("weights"));
                for (int t = 0; t < found.seasonal().size(); t++) {
                    assertThat(found.seasonal().get(t)
                                    + found.trend().get(t)
                                    + found.remainder().get(t))
                            .isCloseTo(y[t], within(1e-10));
                }
                fits++;
            }
        }
        assertThat(fits).isEqualTo(26);
    }

    /**
     * Against statsmodels' STL, for even numbers of rows: there R may take another number for the median of the residuals. (With
     * these settings and an odd number of rows, the two agree.)
     */
    @Test
    void robustDecompositionsOfEvenLengthAreThoseOfStatsmodels() {
        JsonNode cases = References.json("robust_stl.json").get("cases");
        assertThat(cases.size()).isEqualTo(12);
        for (JsonNode fit : cases) {
            double[] y = numbers(fit.get("values"));
            assertThat(y.length).isEven();
            Decomposition found = Stl.periodic(fit.get("period").asInt())
                    .withSeasonalWindow(fit.get("seasonalWindow").asInt())
                    .withLowPassWindow(fit.get("lowPassWindow").asInt())
                    .withRobustness()
                    .decompose(y);
            String name = fit.get("period") + " " + fit.get("seasonalWindow");
            check(name + " seasonal", found.seasonal(), fit.get("seasonal"));
            check(name + " trend", found.trend(), fit.get("trend"));
            check(name + " weights", found.weights(), fit.get("weights"));
        }
    }

    private static Stl settings(int period, JsonNode fit) {
        Stl settings = Stl.periodic(period);
        if (fit.get("seasonalWindow").isNumber()) {
            settings = settings.withSeasonalWindow(fit.get("seasonalWindow").asInt());
        }
        if (fit.get("robust").asString().equals("yes")) {
            settings = settings.withRobustness();
        }
        if (fit.has("inner")) {
            settings = settings.withRounds(
                            fit.get("inner").asInt(), fit.get("outer").asInt())
                    .withDegrees(
                            fit.get("seasonalDegree").asInt(),
                            fit.get("trendDegree").asInt(),
                            fit.get("lowPassDegree").asInt())
                    .withTrendWindow(fit.get("trendWindow").asInt())
                    .withLowPassWindow(fit.get("lowPassWindow").asInt());
        }
        return settings;
    }

    private static void check(String name, List<Double> found, JsonNode expected) {
        double[] values = numbers(expected);
        assertThat(found).hasSize(values.length);
        for (int t = 0; t < values.length; t++) {
            assertThat(found.get(t)).as("%s, row %d", name, t).isCloseTo(values[t], within(1e-8));
        }
    }

    /** A line plus a season that sums to 0 over its period is recovered exactly by local lines. */
    @Test
    void anExactSeasonOnALineIsFound() {
        double[] season = {3, -1, 4, -6};
        double[] y = IntStream.range(0, 40)
                .mapToDouble(t -> 2 + 0.5 * t + season[t % 4])
                .toArray();
        Decomposition found = Stl.periodic(4).withRounds(30, 0).decompose(y);
        for (int t = 0; t < y.length; t++) {
            assertThat(found.seasonal().get(t)).isCloseTo(season[t % 4], within(1e-6));
            assertThat(found.trend().get(t)).isCloseTo(2 + 0.5 * t, within(1e-6));
        }
        assertThat(found.seasonalStrength()).isCloseTo(1, within(1e-9));
        assertThat(found.trendStrength()).isCloseTo(1, within(1e-9));
        assertThat(found.diagnostic().verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void anOutlierLosesItsWeight() {
        double[] y = IntStream.range(0, 60)
                .mapToDouble(t -> 10 + t * 0.1 + (t % 4) + ((t * 37) % 11) * 0.02 + (t == 30 ? 25 : 0))
                .toArray();
        Decomposition plain = Stl.periodic(4).decompose(y);
        Decomposition robust = Stl.periodic(4).withRobustness().decompose(y);
        assertThat(plain.weights()).containsOnly(1.0);
        assertThat(robust.weights().get(30)).isZero();
        assertThat(robust.remainder().get(30)).isCloseTo(25, within(0.3));
        assertThat(plain.remainder().get(30)).isLessThan(24);
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> Stl.periodic(52).decompose(new double[103]))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("at least 104 rows; there are 103")
                .hasMessageContaining("\nMaybe ");
        assertThatThrownBy(() -> Stl.periodic(52).withSeasonalWindow(8))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("must be odd")
                .hasMessageContaining("Maybe 9");
        assertThatThrownBy(() -> Stl.periodic(1)).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> Stl.periodic(4).withDegrees(2, 1, 1)).isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> Stl.periodic(4).withRounds(0, 1)).isInstanceOf(BadStudy.class);
        assertThat(Stl.periodic(4).decompose(new double[20]).diagnostic().verdict())
                .isEqualTo(Verdict.PASS);
    }
}

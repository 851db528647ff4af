package dev.elsewise.check.series;

import static dev.elsewise.References.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.check.series.Decomposition.Stl;
import dev.elsewise.error.BadData;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Against statsmodels (Newey and West) and numpy (Driscoll and Kraay); and a season of two years. */
class AddedTermTest {
    private static final JsonNode REFERENCE = References.json("media_mix.json");
    private static final double[] Y = numbers(REFERENCE.get("y"));

    private static double[] x(int column) {
        return numbers(REFERENCE.get("x").get(column));
    }

    @Test
    void errorsAreNeweyAndWests() {
        JsonNode tests = REFERENCE.get("added");
        assertThat(tests.size()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            JsonNode test = tests.get(i);
            AddedTerm added = i % 2 == 0
                    ? AddedTerm.of(
                            "c", x(2), List.of(x(0), x(1)), Y, test.get("units").asInt())
                    : AddedTerm.of(
                            "a", x(0), List.of(x(1), x(2)), Y, test.get("units").asInt());
            assertThat(added.lags()).isEqualTo(test.get("lags").asInt());
            assertThat(added.coefficient()).isCloseTo(test.get("coefficient").asDouble(), within(1e-9));
            assertThat(added.standardError())
                    .isCloseTo(test.get("standardError").asDouble(), within(1e-9));
            double p = test.get("pValue").asDouble();
            assertThat(added.pValue()).isCloseTo(p, within(1e-6 * p));
            double plain = test.get("plainPValue").asDouble();
            assertThat(added.plainPValue()).isCloseTo(plain, within(1e-6 * plain));
            assertThat(added.cautious()).isEqualTo(Math.max(added.pValue(), added.plainPValue()));
        }
    }

    @Test
    void aColumnThatOthersDetermineSaysNothing() {
        double[] twice = java.util.Arrays.stream(x(0)).map(v -> 2 * v + 1).toArray();
        AddedTerm added = AddedTerm.of("again", twice, List.of(x(0)), Y, 1);
        assertThat(added.coefficient()).isZero();
        assertThat(added.pValue()).isNaN();
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> AddedTerm.of(
                        "c", new double[] {1, 2, 3}, List.of(new double[] {3, 1, 2}), new double[] {1, 5, 2}, 1))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("\nMaybe ");
    }

    /** R's stl wants one week more than two years; statsmodels does not. */
    @Test
    void twoYearsMakeASeason() {
        JsonNode season = REFERENCE.get("season");
        Decomposition parts = Stl.periodic(season.get("period").asInt()).decompose(numbers(season.get("values")));
        double[] seasonal = numbers(season.get("seasonal"));
        double[] trend = numbers(season.get("trend"));
        for (int t = 0; t < seasonal.length; t++) {
            assertThat(parts.seasonal().get(t)).isCloseTo(seasonal[t], within(1e-6));
            assertThat(parts.trend().get(t)).isCloseTo(trend[t], within(1e-6));
        }
    }
}

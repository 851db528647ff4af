package dev.elsewise.check.series;

import static dev.elsewise.References.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Against R: {@code shapiro.test}, tseries, lmtest, car, {@code Box.test}, {@code acf} and singular values. */
class ResidualsReferenceTest {
    private static final JsonNode REFERENCE = References.json("residuals.json");
    private static final JsonNode REGRESSION = REFERENCE.get("regression");
    private static final Offset<Double> TIGHT = within(1e-9);

    @Test
    void shortSamplesAreAsNormalAsRSays() {
        assertThat(REFERENCE.get("samples").size()).isEqualTo(21);
        for (JsonNode sample : REFERENCE.get("samples")) {
            checkNormality(numbers(sample.get("values")), sample);
        }
    }

    @Test
    void longSamplesAreAsNormalAsRSays() {
        for (JsonNode rule : REFERENCE.get("ruled")) {
            int power = rule.get("power").asInt();
            double[] values = IntStream.rangeClosed(1, rule.get("rows").asInt())
                    .mapToDouble(i -> (i * 7919L % 5003) / 5003.0)
                    .map(u -> power == 1 ? u : power == 2 ? u * u : u * u * u)
                    .toArray();
            checkNormality(values, rule);
        }
    }

    private static void checkNormality(double[] values, JsonNode expected) {
        ShapiroWilk shapiro = ShapiroWilk.of(values);
        assertThat(shapiro.w())
                .as("W of %d", values.length)
                .isCloseTo(expected.get("w").asDouble(), within(1e-8));
        assertThat(shapiro.pValue())
                .as("p of %d", values.length)
                .isCloseTo(expected.get("p").asDouble(), within(1e-7));
        JarqueBera jarque = JarqueBera.of(values);
        double jb = expected.get("jb").asDouble();
        assertThat(jarque.statistic()).isCloseTo(jb, within(1e-10 * Math.max(1, jb)));
        assertThat(jarque.pValue()).isCloseTo(expected.get("jbP").asDouble(), TIGHT);
    }

    @Test
    void autocorrelationsAreThoseOfAcf() {
        double[] acf = numbers(REGRESSION.get("acf"));
        Autocorrelation found = Autocorrelation.of(residuals(), acf.length, 0.95);
        for (int k = 0; k < acf.length; k++) {
            assertThat(found.lags().get(k)).isCloseTo(acf[k], TIGHT);
        }
        assertThat(found.first()).isEqualTo(found.lags().get(0));
        assertThat(found.band()).isCloseTo(1.959963984540054 / Math.sqrt(104), TIGHT);
        assertThat(Autocorrelation.of(residuals()).lags()).hasSize(20);
    }

    @Test
    void durbinWatsonIsThatOfDwtest() {
        double[][] columns = columns(REGRESSION);
        double[][] withConstant = new double[columns.length + 1][];
        withConstant[0] = LeastSquares.constant(columns[0].length);
        System.arraycopy(columns, 0, withConstant, 1, columns.length);
        DurbinWatson found = DurbinWatson.of(residuals(), withConstant);
        assertThat(found.statistic()).isCloseTo(REGRESSION.get("dw").asDouble(), TIGHT);
        assertThat(found.pValue()).isCloseTo(REGRESSION.get("dwP").asDouble(), TIGHT);
        // The exact distribution is near its normal approximation at 104 weeks.
        assertThat(found.pValue()).isCloseTo(REGRESSION.get("dwExactP").asDouble(), within(1e-3));
        assertThat(DurbinWatson.of(residuals()).statistic()).isEqualTo(found.statistic());
        assertThat(DurbinWatson.of(residuals()).pValue()).isNaN();
    }

    @Test
    void ljungBoxIsThatOfBoxTest() {
        for (JsonNode box : REGRESSION.get("box")) {
            LjungBox found = LjungBox.of(
                    residuals(), box.get("lags").asInt(), box.get("fitted").asInt());
            assertThat(found.statistic()).isCloseTo(box.get("statistic").asDouble(), TIGHT);
            assertThat(found.pValue()).isCloseTo(box.get("p").asDouble(), TIGHT);
        }
        assertThat(LjungBox.of(residuals()).lags()).isEqualTo(10);
    }

    @Test
    void breuschPaganIsThatOfBptest() {
        BreuschPagan found = BreuschPagan.of(residuals(), columns(REGRESSION));
        assertThat(found.statistic()).isCloseTo(REGRESSION.get("bp").asDouble(), TIGHT);
        assertThat(found.pValue()).isCloseTo(REGRESSION.get("bpP").asDouble(), TIGHT);
        assertThat(found.degrees()).isEqualTo(REGRESSION.get("bpDegrees").asInt());
        BreuschPagan fitted = BreuschPagan.of(residuals(), numbers(REGRESSION.get("fitted")));
        assertThat(fitted.statistic()).isCloseTo(REGRESSION.get("bpFitted").asDouble(), TIGHT);
        assertThat(fitted.pValue()).isCloseTo(REGRESSION.get("bpFittedP").asDouble(), TIGHT);
    }

    @Test
    void collinearityIsThatOfCarAndBelsley() {
        for (JsonNode data : List.of(REGRESSION, REFERENCE.get("longley"))) {
            List<String> names = names(data);
            VarianceInflation inflation = VarianceInflation.of(names, columns(data));
            double[] vif = numbers(data.get("vif"));
            for (int j = 0; j < vif.length; j++) {
                assertThat(inflation.factors().get(j).column()).isEqualTo(names.get(j));
                assertThat(inflation.factors().get(j).factor()).isCloseTo(vif[j], within(1e-8 * vif[j]));
            }
            ConditionNumber condition = ConditionNumber.of(names, columns(data));
            double[] indices = numbers(data.get("condition").get("indices"));
            for (int i = 0; i < indices.length; i++) {
                assertThat(condition.indices().get(i)).isCloseTo(indices[i], within(1e-8 * indices[i]));
            }
            double[] shares = numbers(data.get("condition").get("weakest"));
            assertThat(condition.involved())
                    .containsExactlyElementsOf(IntStream.range(0, shares.length)
                            .filter(j -> shares[j] >= 0.5)
                            .mapToObj(j -> j == 0 ? "(constant)" : names.get(j - 1))
                            .toList());
        }
    }

    /** Belsley, Kuh and Welsch's figure for Longley's data, as often printed: 43,275. */
    @Test
    void longleysConditionNumberIsThePublishedOne() {
        JsonNode longley = REFERENCE.get("longley");
        assertThat(ConditionNumber.of(names(longley), columns(longley)).value()).isCloseTo(43_275, within(1.0));
    }

    @Test
    void correlationsAreThoseOfCor() {
        List<String> names = names(REGRESSION);
        Correlations found = Correlations.of(names, columns(REGRESSION));
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < names.size(); j++) {
                assertThat(found.between(names.get(i), names.get(j)))
                        .isCloseTo(REGRESSION.get("cor").get(i).get(j).asDouble(), TIGHT);
            }
        }
        assertThat(found.pairs()).hasSize(6);
        assertThat(found.pairs().getFirst().one()).isEqualTo("facebook");
        assertThat(found.pairs().getFirst().other()).isEqualTo("tiktok");
    }

    private static double[] residuals() {
        return numbers(REGRESSION.get("residuals"));
    }

    private static double[][] columns(JsonNode data) {
        return data.get("columns").valueStream().map(References::numbers).toArray(double[][]::new);
    }

    private static List<String> names(JsonNode data) {
        return data.get("names").valueStream().map(JsonNode::asString).toList();
    }
}

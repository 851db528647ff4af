package dev.elsewise.check.series;

import static dev.elsewise.References.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.check.Verdict;
import dev.elsewise.check.series.Stationarity.Around;
import dev.elsewise.check.series.Stationarity.Kind;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Against statsmodels: {@code adfuller}, {@code kpss}, {@code coint}, {@code mackinnonp} and {@code mackinnoncrit}. */
class UnitRootsReferenceTest {
    private static final JsonNode REFERENCE = References.json("unit_roots.json");
    private static final Offset<Double> TIGHT = within(1e-8);

    @Test
    void dickeyFullerIsAdfuller() {
        assertThat(REFERENCE.get("tests").size()).isEqualTo(24);
        for (JsonNode test : REFERENCE.get("tests")) {
            String name = test.get("series").asString() + " around "
                    + test.get("around").asString();
            double[] series = series(test);
            DickeyFuller chosen = DickeyFuller.of(series, around(test));
            assertThat(chosen.lags()).as(name).isEqualTo(test.get("adfLags").asInt());
            assertThat(chosen.rows()).isEqualTo(test.get("adfRows").asInt());
            assertThat(chosen.statistic()).as(name).isCloseTo(test.get("adf").asDouble(), TIGHT);
            assertThat(chosen.pValue()).as(name).isCloseTo(test.get("adfP").asDouble(), TIGHT);
            assertThat(chosen.critical())
                    .as(name)
                    .isCloseTo(test.get("critical").asDouble(), TIGHT);
            DickeyFuller two = DickeyFuller.of(series, around(test), 2);
            assertThat(two.statistic()).as(name).isCloseTo(test.get("adf2").asDouble(), TIGHT);
            assertThat(two.pValue()).as(name).isCloseTo(test.get("adf2P").asDouble(), TIGHT);
            assertThat(two.rows()).isEqualTo(test.get("adf2Rows").asInt());
        }
    }

    @Test
    void kpssIsKpss() {
        for (JsonNode test : REFERENCE.get("tests")) {
            if (around(test) == Around.NOTHING) {
                continue;
            }
            String name = test.get("series").asString() + " around "
                    + test.get("around").asString();
            Kpss chosen = Kpss.of(series(test), around(test));
            assertThat(chosen.lags()).as(name).isEqualTo(test.get("kpssLags").asInt());
            assertThat(chosen.statistic()).as(name).isCloseTo(test.get("kpss").asDouble(), TIGHT);
            assertThat(chosen.pValue()).as(name).isCloseTo(test.get("kpssP").asDouble(), TIGHT);
            Kpss five = Kpss.withLags(series(test), around(test), 5);
            assertThat(five.statistic()).as(name).isCloseTo(test.get("kpss5").asDouble(), TIGHT);
            assertThat(five.pValue()).as(name).isCloseTo(test.get("kpss5P").asDouble(), TIGHT);
        }
    }

    @Test
    void engleGrangerIsCoint() {
        double[][] columns =
                REFERENCE.get("columns").valueStream().map(References::numbers).toArray(double[][]::new);
        assertThat(REFERENCE.get("together").size()).isEqualTo(20);
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        for (JsonNode test : REFERENCE.get("together")) {
            double[] outcome =
                    numbers(REFERENCE.get("outcomes").get(test.get("outcome").asString()));
            int count = test.get("columns").asInt();
            EngleGranger found = EngleGranger.of(around(test), outcome, Arrays.copyOf(columns, count));
            assertThat(found.series()).isEqualTo(count + 1);
            assertThat(found.statistic()).isCloseTo(test.get("statistic").asDouble(), TIGHT);
            assertThat(found.pValue()).isCloseTo(test.get("p").asDouble(), TIGHT);
            assertThat(found.critical()).isCloseTo(test.get("critical").asDouble(), TIGHT);
            double p = test.get("p").asDouble();
            Verdict verdict = p < 0.05 ? Verdict.PASS : p < 0.1 ? Verdict.WARN : Verdict.FAIL;
            assertThat(found.diagnostic().verdict()).isEqualTo(verdict);
            verdicts.add(verdict);
        }
        assertThat(verdicts).contains(Verdict.PASS, Verdict.FAIL);
    }

    @Test
    void aShortSeriesIsNotFittedToItsLastRow() {
        for (int rows = 7; rows < 30; rows++) {
            for (Around around : Around.values()) {
                double[] series = Arrays.copyOf(named("noise"), rows);
                DickeyFuller found = DickeyFuller.of(series, around);
                assertThat(found.statistic())
                        .as("%d rows around %s", rows, around)
                        .isFinite();
                assertThat(found.rows() - found.lags() - 1 - around.terms()).isGreaterThanOrEqualTo(3);
            }
        }
    }

    /** Against both regressions and the variance of their difference, written out in NumPy. */
    @Test
    void levelsAndChangesDifferByAsMuch() {
        double[][] columns =
                REFERENCE.get("columns").valueStream().map(References::numbers).toArray(double[][]::new);
        List<String> names = List.of("a", "b", "c", "d", "e");
        assertThat(REFERENCE.get("changes").size()).isEqualTo(6);
        for (JsonNode test : REFERENCE.get("changes")) {
            int count = test.get("columns").asInt();
            LevelsAndChanges found = LevelsAndChanges.of(
                    numbers(REFERENCE.get("outcomes").get(test.get("outcome").asString())),
                    names.subList(0, count),
                    Arrays.copyOf(columns, count));
            assertThat(found.rSquared()).isCloseTo(test.get("rSquared").asDouble(), TIGHT);
            assertThat(found.durbinWatson()).isCloseTo(test.get("durbinWatson").asDouble(), TIGHT);
            for (int j = 0; j < count; j++) {
                LevelsAndChanges.Term term = found.terms().get(j);
                assertThat(term.levels()).isCloseTo(test.get("levels").get(j).asDouble(), TIGHT);
                assertThat(term.changes()).isCloseTo(test.get("changes").get(j).asDouble(), TIGHT);
                assertThat(term.error()).isCloseTo(test.get("errors").get(j).asDouble(), TIGHT);
            }
        }
    }

    @Test
    void responseSurfacesAreMacKinnons() {
        for (JsonNode point : REFERENCE.get("surface")) {
            assertThat(MacKinnon.pValue(
                            point.get("statistic").asDouble(),
                            around(point),
                            point.get("series").asInt()))
                    .as(point.toString())
                    .isCloseTo(point.get("p").asDouble(), within(1e-12));
        }
        for (JsonNode point : REFERENCE.get("critical")) {
            assertThat(MacKinnon.critical(
                            around(point),
                            point.get("series").asInt(),
                            point.get("rows").asInt()))
                    .isCloseTo(point.get("value").asDouble(), within(1e-12));
        }
    }

    @Test
    void bothTestsTogetherTellNoiseFromAWalk() {
        assertThat(Stationarity.of("noise", named("noise")).kind()).isEqualTo(Kind.STATIONARY);
        assertThat(Stationarity.of("noise", named("noise")).diagnostic().verdict())
                .isEqualTo(Verdict.PASS);
        Stationarity drift = Stationarity.of("revenue", named("drift"));
        assertThat(drift.kind()).isEqualTo(Kind.WANDERING);
        assertThat(drift.diagnostic().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(drift.diagnostic().advice()).contains("\"revenue\" wanders");
        assertThat(Stationarity.of("sales", named("trend"), Around.TREND).kind())
                .isEqualTo(Kind.STATIONARY);
    }

    @Test
    void whatCannotBeTestedIsRefused() {
        double[] line = IntStream.range(0, 60).mapToDouble(t -> 3 + 2.0 * t).toArray();
        assertThatThrownBy(() -> DickeyFuller.of(line, Around.TREND))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("\nMaybe it is a counter");
        assertThatThrownBy(() -> Kpss.of(line, Around.TREND))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("all 60 values lie on a line");
        assertThatThrownBy(() -> DickeyFuller.of(new double[20]))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("all 20 are 0.0");
        assertThatThrownBy(() -> DickeyFuller.of(named("short"), Around.LEVEL, 11))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("of 26 rows takes 0 to 10 lags, not 11");
        assertThatThrownBy(() -> Kpss.of(named("noise"), Around.NOTHING)).isInstanceOf(BadStudy.class);
        double[] walk = named("walk");
        double[][] many = IntStream.range(0, 6)
                .mapToObj(j -> IntStream.range(0, walk.length)
                        .mapToDouble(t -> Math.pow(t / 156.0, j + 1))
                        .toArray())
                .toArray(double[][]::new);
        assertThatThrownBy(() -> EngleGranger.of(walk, many))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("1 to 5 independent columns");
        double[] twice = Arrays.stream(walk).map(v -> 2 * v + 1).toArray();
        assertThat(EngleGranger.of(twice, walk).statistic()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    private static double[] series(JsonNode test) {
        return named(test.get("series").asString());
    }

    private static double[] named(String name) {
        return numbers(REFERENCE.get("series").get(name));
    }

    private static Around around(JsonNode test) {
        return Around.valueOf(test.get("around").asString());
    }
}

package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.error.BadStudy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AdstockTest {
    private static final JsonNode REFERENCE = References.json("carry_over.json");
    private static final double[] X = References.numbers(REFERENCE.get("x"));

    static Adstock kernel(String name, int lags, boolean normalised) {
        return switch (name) {
            case "geometric" ->
                normalised
                        ? Kernel.Geometric.upToLag(lags)
                        : Kernel.Geometric.upToLag(lags).unnormalised();
            case "delayed" ->
                normalised
                        ? Kernel.Delayed.upToLag(lags)
                        : Kernel.Delayed.upToLag(lags).unnormalised();
            case "binomial" ->
                normalised
                        ? Kernel.Binomial.upToLag(lags)
                        : Kernel.Binomial.upToLag(lags).unnormalised();
            case "weibullCdf" ->
                normalised
                        ? Kernel.WeibullCdf.upToLag(lags)
                        : Kernel.WeibullCdf.upToLag(lags).unnormalised();
            case "weibullPdf" ->
                normalised
                        ? Kernel.WeibullPdf.upToLag(lags)
                        : Kernel.WeibullPdf.upToLag(lags).unnormalised();
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void kernelsHaveTheWeightsAndValuesOfTheirFormulas() {
        Set<String> seen = new TreeSet<>();
        for (JsonNode each : REFERENCE.get("kernels")) {
            String name = each.get("name").asString();
            int lags = each.get("lags").asInt();
            double[] at = References.numbers(each.get("at"));
            Adstock adstock = kernel(name, lags, each.get("normalised").asBoolean());
            Numbers.assertClose(
                    adstock.weights(at, lags + 1), References.numbers(each.get("weights")), 1e-12, each.toString());
            Numbers.assertClose(applied(adstock, at), References.numbers(each.get("values")), 1e-12, each.toString());
            seen.add(name);
        }
        assertThat(seen).containsExactly("binomial", "delayed", "geometric", "weibullCdf", "weibullPdf");
    }

    @Test
    void endlessCarryOverIsRobynsRecursionAndPandasRunningMean() {
        for (JsonNode each : REFERENCE.get("endless")) {
            Adstock.Recursive recursive = Adstock.Recursive.withDefaults();
            Adstock adstock = each.get("name").asString().equals("runningMean")
                    ? Adstock.RunningMean.withDefaults()
                    : each.get("normalised").asBoolean() ? recursive : recursive.unnormalised();
            Numbers.assertClose(
                    applied(adstock, References.numbers(each.get("at"))),
                    References.numbers(each.get("values")),
                    1e-12,
                    each.toString());
        }
    }

    @Test
    void robynsWeibullCountsItsScaleAsAShareOfTheSeries() {
        for (JsonNode each : REFERENCE.get("robyn")) {
            double shape = each.get("shape").asDouble();
            double share = each.get("share").asDouble();
            assertThat(Kernel.scaleOfShare(X.length, share))
                    .isEqualTo(each.get("scale").asDouble());
            Adstock adstock = each.get("name").asString().equals("weibullCdf")
                    ? Kernel.WeibullCdf.overSeries(X.length, shape, share)
                    : Kernel.WeibullPdf.overSeries(X.length, shape, share);
            assertThat(adstock.parameters()).allMatch(parameter -> parameter.fixed());
            Numbers.assertClose(
                    applied(adstock, Numbers.starts(adstock)),
                    References.numbers(each.get("values")),
                    1e-12,
                    each.toString());
        }
    }

    @Test
    void slopesAreThoseOfCentralDifferences() {
        for (JsonNode each : REFERENCE.get("kernels")) {
            double[] at = References.numbers(each.get("at"));
            if (at.length == 2 || (at[0] > 0 && at[0] < 1)) {
                Adstock adstock = kernel(
                        each.get("name").asString(),
                        each.get("lags").asInt(),
                        each.get("normalised").asBoolean());
                Numbers.assertSlopes(adstock, X, at, 1e-7);
            }
        }
        for (double retention : new double[] {0.1, 0.5, 0.9}) {
            double[] at = {retention};
            Numbers.assertSlopes(Adstock.Recursive.withDefaults(), X, at, 1e-7);
            Numbers.assertSlopes(Adstock.Recursive.withDefaults().unnormalised(), X, at, 1e-7);
            Numbers.assertSlopes(Adstock.RunningMean.withDefaults(), X, at, 1e-7);
        }
    }

    @Test
    void slopesAtTheBoundOfRetentionAreThoseOfTheNextLag() {
        double[] out = new double[X.length];
        for (Adstock adstock : List.of(
                Kernel.Geometric.upToLag(8).unnormalised(),
                Adstock.Recursive.withDefaults().unnormalised())) {
            adstock.slope(X, new double[] {0}, 0, out);
            assertThat(out[0]).isZero();
            for (int t = 1; t < X.length; t++) {
                assertThat(out[t]).isEqualTo(X[t - 1]);
            }
        }
        Kernel.Binomial.upToLag(8).slope(X, new double[] {0}, 0, out);
        assertThat(out).containsOnly(0);
        assertThat(applied(Kernel.Binomial.upToLag(8), new double[] {0})).isEqualTo(X);
    }

    @Test
    void theOutputMayBeTheInput() {
        for (Adstock adstock : all()) {
            double[] at = Numbers.starts(adstock);
            double[] same = X.clone();
            adstock.apply(same, at, same);
            assertThat(same).as("%s", adstock).isEqualTo(applied(adstock, at));
        }
    }

    @Test
    void zerosGiveZerosAndAConstantIsItsOwnNormalisedAdstock() {
        double[] constant = new double[60];
        Arrays.fill(constant, 3.7);
        for (Adstock adstock : all()) {
            double[] at = Numbers.starts(adstock);
            double[] out = new double[60];
            adstock.apply(new double[60], at, out);
            assertThat(out).as("%s", adstock).containsOnly(0);
            adstock.apply(constant, at, out);
            assertThat(out[59]).as("%s", adstock).isCloseTo(3.7, within(1e-12));
        }
    }

    @Test
    void aKernelLongerThanTheSeriesIsCutOff() {
        double[] x = {5, 0, 2};
        double[] out = new double[3];
        Kernel.Geometric.upToLag(10).unnormalised().apply(x, new double[] {0.5}, out);
        assertThat(out).containsExactly(5, 2.5, 3.25);
    }

    @Test
    void whatIsSaidOfAKernelIsWhatItsWeightsSay() {
        for (JsonNode each : REFERENCE.get("shares")) {
            Adstock adstock =
                    kernel(each.get("name").asString(), each.get("lags").asInt(), true);
            double[] at = References.numbers(each.get("at"));
            assertThat(adstock.immediateShare(at))
                    .isCloseTo(each.get("immediate").asDouble(), within(1e-12));
            assertThat(adstock.meanLag(at)).isCloseTo(each.get("meanLag").asDouble(), within(1e-12));
            assertThat(adstock.halfLife(at)).isCloseTo(each.get("halfLife").asDouble(), within(1e-12));
        }
    }

    @Test
    void aLongKernelTendsToTheOneWithoutEnd() {
        for (double retention : new double[] {0.3, 0.8}) {
            double[] at = {retention};
            Adstock endless = Adstock.Recursive.withDefaults();
            Adstock kernel = Kernel.Geometric.upToLag(200);
            assertThat(kernel.halfLife(at))
                    .isCloseTo(endless.halfLife(at), within(1e-9))
                    .isCloseTo(Math.log(0.5) / Math.log(retention), within(1e-9));
            assertThat(kernel.meanLag(at)).isCloseTo(endless.meanLag(at), within(1e-9));
            assertThat(kernel.immediateShare(at)).isCloseTo(endless.immediateShare(at), within(1e-9));
            Numbers.assertClose(kernel.weights(at, 30), endless.weights(at, 30), 1e-12, "weights");
        }
    }

    @Test
    void withoutCarryOverNothingIsDelayed() {
        double[] at = {0};
        for (Adstock adstock : List.of(Adstock.Recursive.withDefaults(), Kernel.Geometric.upToLag(8))) {
            assertThat(adstock.halfLife(at)).isZero();
            assertThat(adstock.meanLag(at)).isZero();
            assertThat(adstock.immediateShare(at)).isEqualTo(1);
        }
        assertThat(Adstock.none().halfLife(new double[0])).isZero();
        assertThat(Adstock.none().weights(new double[0], 3)).containsExactly(1, 0, 0);
    }

    @Test
    void peersCountTheirLagsDifferently() {
        assertThat(Kernel.Geometric.ofLength(8)).isEqualTo(Kernel.Geometric.upToLag(7));
        assertThat(Kernel.Delayed.ofLength(8).lags()).isEqualTo(7);
        assertThat(Kernel.Binomial.ofLength(8).lags()).isEqualTo(7);
        assertThat(Kernel.WeibullPdf.ofLength(8).lags()).isEqualTo(7);
    }

    @Test
    void parametersAreFixedOrFittedWithinBounds() {
        var fixed = Kernel.Geometric.upToLag(8).withRetention(0.5).parameters().getFirst();
        assertThat(fixed.fixed()).isTrue();
        assertThat(fixed.start()).isEqualTo(0.5);
        var fitted = Adstock.RunningMean.withDefaults()
                .withRetentionWithin(0.3, 0.8)
                .parameters()
                .getFirst();
        assertThat(fitted.fixed()).isFalse();
        assertThat(fitted.least()).isEqualTo(0.3);
        assertThat(fitted.most()).isEqualTo(0.8);
        assertThat(Kernel.Delayed.upToLag(4).withPeakWithin(1, 3).parameters())
                .extracting(parameter -> parameter.name())
                .containsExactly("retention", "peak");
    }

    @Test
    void aValueOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Kernel.Geometric.upToLag(8).withRetention(1.2))
                .isInstanceOf(BadStudy.class)
                .hasMessage("The retention must lie between 0.0 and 1.0; found 1.2.\n"
                        + "Maybe a decay or a weight is meant: retention = 1 - decay.");
        assertThatThrownBy(() -> Adstock.Recursive.withDefaults().withRetention(1))
                .isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> Adstock.Recursive.withDefaults().withRetention(Double.NaN))
                .isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> Kernel.Geometric.upToLag(8).withRetentionWithin(0.8, 0.3))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("0.8 to 0.3");
        assertThatThrownBy(() -> Kernel.Delayed.upToLag(4).withPeak(5))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("The peak must lie between 0.0 and 4.0");
        assertThatThrownBy(() -> Kernel.WeibullPdf.upToLag(4).withScale(0))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("The scale must be positive and finite; found 0.0.");
        assertThatThrownBy(() -> Kernel.Geometric.upToLag(-1))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\nMaybe");
        assertThatThrownBy(() -> Kernel.scaleOfShare(50, 3))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\nMaybe");
    }

    private static List<Adstock> all() {
        return List.of(
                Adstock.none(),
                Adstock.Recursive.withDefaults(),
                Adstock.RunningMean.withDefaults(),
                Kernel.Geometric.upToLag(8),
                Kernel.Delayed.upToLag(8),
                Kernel.Binomial.upToLag(8),
                Kernel.WeibullCdf.upToLag(8),
                Kernel.WeibullPdf.upToLag(8));
    }

    private static double[] applied(Adstock adstock, double[] at) {
        double[] out = new double[X.length];
        adstock.apply(X, at, out);
        return out;
    }
}

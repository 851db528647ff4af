package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.References;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CarryOverTest {
    private static final JsonNode REFERENCE = References.json("carry_over.json").get("carryOver");
    private static final double[] X = References.numbers(REFERENCE.get("series"));
    private static final double[] AT = References.numbers(REFERENCE.get("at"));

    private static final CarryOver BOTH = CarryOver.of(
            Kernel.Geometric.upToLag(8), Saturation.Hill.withDefaults().withSlopeWithin(0.5, 3));

    @Test
    void eitherOrderGivesTheValuesOfItsFormula() {
        Numbers.assertClose(
                applied(BOTH, AT), References.numbers(REFERENCE.get("carryOverFirst")), 1e-12, "carry-over first");
        Numbers.assertClose(
                applied(BOTH.withOrder(CarryOver.Order.SATURATION_FIRST), AT),
                References.numbers(REFERENCE.get("saturationFirst")),
                1e-12,
                "saturation first");
    }

    @Test
    void slopesAreThoseOfCentralDifferences() {
        for (CarryOver.Order order : CarryOver.Order.values()) {
            Numbers.assertSlopes(BOTH.withOrder(order), X, AT, 1e-6);
            CarryOver weibull = CarryOver.of(Kernel.WeibullPdf.upToLag(8), Saturation.Logistic.withDefaults())
                    .withOrder(order);
            Numbers.assertSlopes(weibull, X, new double[] {1.7, 3.1, 2.5}, 1e-6);
            CarryOver mean = CarryOver.of(Adstock.RunningMean.withDefaults(), Saturation.Root.withDefaults())
                    .withOrder(order);
            Numbers.assertSlopes(mean, X, new double[] {0.7, 0.6}, 1e-6);
            Numbers.assertSlopes(
                    CarryOver.of(Adstock.none(), Saturation.MichaelisMenten.withDefaults())
                            .withOrder(order),
                    X,
                    new double[] {0.4},
                    1e-6);
            Numbers.assertSlopes(
                    CarryOver.withDefaults().withOrder(order).withAdstock(Kernel.Delayed.upToLag(5)),
                    X,
                    new double[] {0.4, 1.3},
                    1e-6);
        }
    }

    @Test
    void aVerticalRiseFromZeroHasAFiniteSlope() {
        CarryOver root = CarryOver.of(Kernel.Geometric.upToLag(2), Saturation.Root.withDefaults());
        double[] out = new double[3];
        root.slope(new double[] {0, 4, 0}, new double[] {0, 0.5}, 0, out);
        assertThat(out[0]).isZero();
        assertThat(out[2]).isFinite().isPositive();
    }

    @Test
    void parametersAreThoseOfTheAdstockThenThoseOfTheSaturation() {
        assertThat(BOTH.parameters())
                .extracting(parameter -> parameter.name())
                .containsExactly("retention", "slope", "half saturation");
        assertThat(CarryOver.withDefaults().parameters()).hasSize(1);
        assertThat(CarryOver.of(Adstock.none(), Saturation.none()).parameters()).isEmpty();
    }

    @Test
    void noSpendHasNoEffectExactly() {
        for (Adstock adstock : List.of(
                Adstock.none(),
                Adstock.Recursive.withDefaults(),
                Adstock.RunningMean.withDefaults(),
                Kernel.Geometric.upToLag(8),
                Kernel.Delayed.upToLag(8),
                Kernel.Binomial.upToLag(8),
                Kernel.WeibullCdf.upToLag(8),
                Kernel.WeibullPdf.upToLag(8))) {
            for (Saturation saturation : List.of(
                    Saturation.none(),
                    Saturation.Hill.withDefaults(),
                    Saturation.Hill.withDefaults().withSlope(2),
                    Saturation.MichaelisMenten.withDefaults(),
                    Saturation.Logistic.withDefaults(),
                    Saturation.Tanh.withDefaults(),
                    Saturation.Root.withDefaults(),
                    Saturation.Log1p.withDefaults())) {
                for (CarryOver.Order order : CarryOver.Order.values()) {
                    CarryOver transform = CarryOver.of(adstock, saturation).withOrder(order);
                    double[] at = Numbers.starts(transform);
                    double[] out = new double[30];
                    transform.apply(new double[30], at, out);
                    assertThat(out).as("%s", transform).containsOnly(0);
                    for (int p = 0; p < at.length; p++) {
                        transform.slope(new double[30], at, p, out);
                        assertThat(out).as("%s, parameter %d", transform, p).containsOnly(0);
                    }
                }
            }
        }
    }

    @Test
    void whatIsSaidOfTheAdstockIsSaidOfTheWhole() {
        assertThat(BOTH.weights(AT, 4)).isEqualTo(BOTH.adstock().weights(AT, 4));
        assertThat(BOTH.halfLife(AT)).isEqualTo(BOTH.adstock().halfLife(AT));
        assertThat(BOTH.meanLag(AT)).isEqualTo(BOTH.adstock().meanLag(AT));
        assertThat(BOTH.immediateShare(AT)).isEqualTo(BOTH.adstock().immediateShare(AT));
    }

    private static double[] applied(CarryOver transform, double[] at) {
        double[] out = new double[X.length];
        transform.apply(X, at, out);
        return out;
    }
}

package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.error.BadStudy;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SaturationTest {
    private static final JsonNode REFERENCE = References.json("carry_over.json");
    private static final double[] POINTS = References.numbers(REFERENCE.get("points"));

    private static Saturation named(String name) {
        return switch (name) {
            case "hill" -> Saturation.Hill.withDefaults();
            case "logistic" -> Saturation.Logistic.withDefaults();
            case "michaelisMenten" -> Saturation.MichaelisMenten.withDefaults();
            case "tanh" -> Saturation.Tanh.withDefaults();
            case "root" -> Saturation.Root.withDefaults();
            case "log1p" -> Saturation.Log1p.withDefaults();
            case "identity" -> Saturation.none();
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void valuesAreThoseOfTheFormulas() {
        Set<String> seen = new TreeSet<>();
        for (JsonNode each : REFERENCE.get("saturations")) {
            Saturation curve = named(each.get("name").asString());
            double[] at = References.numbers(each.get("at"));
            double[] expected = References.numbers(each.get("values"));
            double[] out = new double[POINTS.length];
            curve.apply(POINTS, at, out);
            Numbers.assertClose(out, expected, 1e-12, each.toString());
            for (int i = 0; i < POINTS.length; i++) {
                assertThat(curve.value(POINTS[i], at)).isEqualTo(out[i]);
            }
            double[] same = POINTS.clone();
            curve.apply(same, at, same);
            assertThat(same).isEqualTo(out);
            seen.add(each.get("name").asString());
        }
        assertThat(seen).hasSize(7);
    }

    @Test
    void derivativesAreThoseOfCentralDifferences() {
        double[] positive = {1e-3, 0.02, 0.4, 0.8, 1, 1.7, 3, 12.5};
        for (JsonNode each : REFERENCE.get("saturations")) {
            Saturation curve = named(each.get("name").asString());
            double[] at = References.numbers(each.get("at"));
            Numbers.assertSlopes(curve, positive, at, 1e-8);
            for (double x : positive) {
                double expected = richardson(curve, x, at, 1e-3 * x);
                assertThat(curve.derivative(x, at))
                        .as("%s at %s", curve, x)
                        .isCloseTo(expected, within(1e-7 * expected + 1e-10));
            }
        }
    }

    @Test
    void nothingGivesNothing() {
        for (JsonNode each : REFERENCE.get("saturations")) {
            Saturation curve = named(each.get("name").asString());
            double[] at = References.numbers(each.get("at"));
            assertThat(curve.value(0, at)).isEqualTo(0);
            for (int p = 0; p < at.length; p++) {
                assertThat(curve.derivative(0, at, p)).isEqualTo(0);
            }
        }
    }

    @Test
    void theSlopeAtZeroIsItsLimit() {
        Saturation hill = Saturation.Hill.withDefaults();
        assertThat(hill.derivative(0, new double[] {1, 0.8})).isEqualTo(1.25);
        assertThat(hill.derivative(0, new double[] {2, 0.8})).isZero();
        assertThat(hill.derivative(0, new double[] {0.5, 0.8})).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Saturation.Root.withDefaults().derivative(0, new double[] {0.5}))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Saturation.Logistic.withDefaults().derivative(0, new double[] {3}))
                .isEqualTo(1.5);
    }

    @Test
    void belowZeroTheCurvesAreOdd() {
        for (JsonNode each : REFERENCE.get("saturations")) {
            Saturation curve = named(each.get("name").asString());
            double[] at = References.numbers(each.get("at"));
            for (double x : POINTS) {
                assertThat(curve.value(-x, at)).isEqualTo(-curve.value(x, at));
                assertThat(curve.derivative(-x, at)).isEqualTo(curve.derivative(x, at));
                for (int p = 0; p < at.length && x > 0; p++) {
                    assertThat(curve.derivative(-x, at, p)).isEqualTo(-curve.derivative(x, at, p));
                }
            }
        }
    }

    @Test
    void theInverseUndoesTheValue() {
        for (JsonNode each : REFERENCE.get("saturations")) {
            Saturation curve = named(each.get("name").asString());
            double[] at = References.numbers(each.get("at"));
            for (double x : new double[] {0, 0.02, 0.4, 1, 1.7, -0.4}) {
                assertThat(curve.inverse(curve.value(x, at), at))
                        .as("%s at %s", curve, x)
                        .isCloseTo(x, within(1e-11 * (1 + Math.abs(x))));
            }
            if (curve.ceiling() == 1) {
                assertThat(curve.inverse(1, at)).isEqualTo(Double.POSITIVE_INFINITY);
                assertThat(curve.inverse(1.01, at)).isNaN();
                assertThat(curve.value(curve.halfway(at), at)).isCloseTo(0.5, within(1e-14));
            } else {
                assertThat(curve.halfway(at)).isEqualTo(Double.POSITIVE_INFINITY);
            }
        }
        assertThat(Saturation.Logistic.withDefaults().halfway(new double[] {3}))
                .isCloseTo(Math.log(3) / 3, within(1e-15));
    }

    @Test
    void hillAndTheOthersSurviveExtremeValues() {
        Saturation hill = Saturation.Hill.withDefaults();
        double[] steep = {10, 1e-3};
        assertThat(hill.value(1e300, steep)).isEqualTo(1);
        assertThat(hill.derivative(1e300, steep)).isZero();
        assertThat(hill.derivative(1e300, steep, 0)).isZero();
        assertThat(hill.value(1e-300, steep)).isZero();
        assertThat(hill.derivative(1e-300, steep, 1)).isEqualTo(0);
        assertThat(Saturation.Logistic.withDefaults().derivative(1e5, new double[] {3}))
                .isZero();
    }

    @Test
    void restatedInMoneyTheCurveIsTheSame() {
        for (JsonNode each : REFERENCE.get("saturations")) {
            Saturation curve = named(each.get("name").asString());
            Saturation inMoney = curve.inUnitsOf(4000);
            double[] at = Numbers.starts(curve);
            double[] restated = Numbers.starts(inMoney);
            double ratio = inMoney.value(0.5 * 4000, restated) / inMoney.value(4000, restated);
            assertThat(ratio).isCloseTo(curve.value(0.5, at) / curve.value(1, at), within(1e-12));
            if (curve.ceiling() == 1) {
                assertThat(inMoney.halfway(restated)).isCloseTo(4000 * curve.halfway(at), within(1e-8));
            }
        }
        assertThat(Saturation.Hill.withDefaults()
                        .inUnitsOf(4000)
                        .halfSaturation()
                        .most())
                .isEqualTo(12000);
        assertThatThrownBy(() -> Saturation.Hill.withDefaults().inUnitsOf(0))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\nMaybe the series is zero throughout.");
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Saturation.Hill.withDefaults().withHalfSaturation(-1))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("The half saturation must be positive and finite; found -1.0.");
        assertThatThrownBy(() -> Saturation.Root.withDefaults().withExponent(1.5))
                .isInstanceOf(BadStudy.class);
        assertThatThrownBy(() -> Saturation.Logistic.withDefaults().withRateWithin(2, 1))
                .isInstanceOf(BadStudy.class);
    }

    private static double richardson(Saturation curve, double x, double[] at, double step) {
        double wide = (curve.value(x + step, at) - curve.value(x - step, at)) / (2 * step);
        double narrow = (curve.value(x + step / 2, at) - curve.value(x - step / 2, at)) / step;
        return (4 * narrow - wide) / 3;
    }
}

package dev.elsewise.learn.penalised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Paths and cross-validation against glmnet with {@code thresh = 1e-20}. */
class GlmnetTest {
    private static final double TOLERANCE = 1e-6;

    /** One case of the reference file. */
    record Case(String name, JsonNode asked) {
        Observations observations() {
            Table table = References.table(asked.get("file").asString());
            List<String> names = table.schema().names().stream()
                    .filter(n -> n.startsWith("x"))
                    .toList();
            Columns all = table.gather(table.schema().names());
            double[][] columns = names.stream().map(all::numbers).toArray(double[][]::new);
            Observations observations = Observations.of(columns, all.numbers("y"));
            return asked.get("weights").asBoolean() ? observations.withWeights(all.numbers("weight")) : observations;
        }

        List<Split> splits() {
            Table table = References.table(asked.get("file").asString());
            double[] fold = table.gather(List.of("fold")).numbers("fold");
            return Split.byFold(Arrays.stream(fold).mapToInt(f -> (int) f).toArray());
        }

        ElasticNet net() {
            ElasticNet net = ElasticNet.withDefaults()
                    .withMixing(asked.get("mixing").asDouble())
                    .withFactors(infinite(numbers("factors")))
                    .withLimits(infinite(numbers("lower")), infinite(numbers("upper")))
                    .withPenalties(new Penalties.Sequence(asked.get("count").asInt(), OptionalDouble.empty()));
            net = asked.get("given").asBoolean() ? net.withPenalties(numbers("penalties")) : net;
            net = asked.get("standardised").asBoolean() ? net : net.withoutStandardising();
            return asked.get("intercept").asBoolean() ? net : net.withoutIntercept();
        }

        double[] numbers(String key) {
            return References.numbers(asked.get(key));
        }

        private static double[] infinite(double[] values) {
            return Arrays.stream(values)
                    .map(v -> Math.abs(v) == 1e300 ? Math.signum(v) * Double.POSITIVE_INFINITY : v)
                    .toArray();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return References.json("glmnet.json")
                .get("cases")
                .valueStream()
                .map(c -> new Case(c.get("name").asString(), c));
    }

    static Stream<Case> validated() {
        return cases().filter(c -> c.asked.has("errors"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pathsAreGlmnets(Case of) {
        Path path = of.net().fit(of.observations());
        assertClose("penalties", path.penalties(), of.numbers("penalties"));
        assertClose("intercepts", path.intercepts(), of.numbers("intercepts"));
        assertClose("deviance explained", path.devianceExplained(), of.numbers("devianceExplained"));
        for (int k = 0; k < path.length(); k++) {
            assertClose(
                    "coefficients at penalty " + path.penalties()[k],
                    path.coefficients()[k],
                    References.numbers(of.asked.get("coefficients").get(k)));
            assertThat(path.degreesOfFreedom()[k])
                    .as("degrees of freedom at penalty %s", path.penalties()[k])
                    .isEqualTo(of.asked.get("degreesOfFreedom").get(k).asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("validated")
    void crossValidationIsGlmnets(Case of) {
        CrossValidation found = of.net().crossValidate(of.observations(), of.splits());
        assertClose("errors", found.errors(), of.numbers("errors"));
        assertClose("standard errors", found.standardErrors(), of.numbers("standardErrors"));
        assertThat(found.minimum()).isCloseTo(of.asked.get("minimum").asDouble(), within(TOLERANCE));
        assertThat(found.oneStandardError())
                .isCloseTo(of.asked.get("oneStandardError").asDouble(), within(TOLERANCE));
        LinearFit between = found.path().at(of.asked.get("between").asDouble());
        double[] expected = of.numbers("atBetween");
        assertThat(between.intercept()).isCloseTo(expected[0], within(TOLERANCE));
        assertClose("between", between.coefficients(), Arrays.copyOfRange(expected, 1, expected.length));
    }

    private static void assertClose(String what, double[] found, double[] expected) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i])
                    .as("%s [%d]", what, i)
                    .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
        }
    }
}

package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.Panel;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A penalty that is given as scikit-learn's alpha: {@code Ridge} and {@code Lasso} after {@code StandardScaler} or {@code RobustScaler}. */
class RidgeAlphaTest {
    private static final JsonNode REFERENCE = References.json("media_mix.json");

    @Test
    void coefficientsAreThoseOfScikitLearn() {
        double[] y = References.numbers(REFERENCE.get("y"));
        Panel panel = Weekly.panel(y.length).with("y", y);
        for (int c = 0; c < 3; c++) {
            panel = panel.with("x" + c, References.numbers(REFERENCE.get("x").get(c)));
        }
        assertThat(REFERENCE.get("penalised").size()).isEqualTo(6);
        for (JsonNode asked : REFERENCE.get("penalised")) {
            boolean ridge = asked.get("model").asString().equals("ridge");
            MediaMix mix = Weekly.with(
                    Weekly.mix("x0, x1, x2 -> y", Weekly.control("x0"), Weekly.control("x1"), Weekly.control("x2"))
                            .withFamily(new Family.ElasticNet(
                                    ridge ? 0 : 1,
                                    OptionalDouble.of(asked.get("alpha").asDouble()),
                                    false,
                                    false,
                                    ridge)),
                    asked.get("scaling").asString().equals("robust")
                            ? MediaMix.Scaling.ROBUST
                            : MediaMix.Scaling.STANDARD);
            List<FittedMechanism.Contribution> columns =
                    Weekly.fit(mix, panel, 0).model().mechanism("y").contributions();
            double[] expected = References.numbers(asked.get("coefficients"));
            for (int c = 0; c < 3; c++) {
                FittedMechanism.Contribution column = columns.get(c);
                assertThat(column.column()).isEqualTo("x" + c);
                assertThat(column.coefficients()[0] / column.scale())
                        .as(asked.toString())
                        .isCloseTo(expected[c], within(1e-7 * Math.max(1, Math.abs(expected[c]))));
            }
        }
    }
}

package dev.elsewise.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Joint critical values and adjusted p-values against R (mvtnorm, p.adjust). */
class JointReferenceTest {
    private static final JsonNode REFERENCE = References.json("joint.json");

    @Test
    void criticalValuesOfCorrelatedNormals() {
        for (JsonNode q : REFERENCE.get("quantiles")) {
            if (q.get("level").asDouble() != 0.95) {
                continue;
            }
            JsonNode rows = q.get("correlation");
            double[][] correlation = new double[rows.size()][];
            for (int i = 0; i < correlation.length; i++) {
                correlation[i] = References.numbers(rows.get(i));
            }
            // Four Monte-Carlo errors of a 95 % quantile from 20,000 draws.
            assertThat(JointNormal.critical(correlation, 0.95, 7))
                    .isCloseTo(q.get("quantile").asDouble(), within(0.05));
        }
    }

    @Test
    void aRepeatedSegmentCostsNothing() {
        double[][] two = {{1, 1}, {1, 1}};
        assertThat(JointNormal.critical(two, 0.95, 7)).isCloseTo(1.96, within(0.05));
    }

    @Test
    void holmAndBenjaminiHochberg() {
        double[] p = References.numbers(REFERENCE.get("p"));
        assertThat(Adjusted.holm(p)).containsExactly(References.numbers(REFERENCE.get("holm")), within(1e-12));
        assertThat(Adjusted.benjaminiHochberg(p))
                .containsExactly(References.numbers(REFERENCE.get("benjaminiHochberg")), within(1e-12));
    }
}

package dev.elsewise.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.question.Question;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Five hundred nodes and some thousand edges: answers by the definition would take for ever. */
class LargeGraphTest {
    @Test
    void fiveHundredNodes() {
        CausalGraph random = RandomGraphs.of(new SplittableRandom(500), 498, 0.03, 0, 0);
        StringBuilder text = new StringBuilder(random.toString()).append("\ntreatment -> outcome\n");
        for (int i = 0; i < 498; i += 3) {
            text.append('n').append(i).append(i % 2 == 0 ? " -> treatment\n" : " -> outcome\n");
        }
        CausalGraph graph = CausalGraph.parse(text.toString());
        assertThat(graph.nodes()).hasSize(500);
        assertThat(graph.edges()).hasSizeGreaterThan(3500);
        Question question = Question.effectOf("treatment").on("outcome");
        Adjustment adjustment = graph.adjustmentFor(question).orThrow();

        CausalGraph withoutEffect = CausalGraph.of(graph.edges().stream()
                .filter(edge -> !edge.equals(Edge.arrow("treatment", "outcome")))
                .toList());
        for (Adjustment each : List.of(
                adjustment,
                adjustment.minimal(),
                adjustment.canonical(),
                adjustment.parents().orElseThrow(),
                adjustment.optimal().orElseThrow())) {
            assertThat(withoutEffect.dSeparated("treatment", "outcome", each.covariates()))
                    .isTrue();
        }
        Set<String> minimal = adjustment.minimal().covariates();
        assertThat(minimal).isNotEmpty();
        for (String node : minimal) {
            Set<String> less = new HashSet<>(minimal);
            less.remove(node);
            assertThat(withoutEffect.dSeparated("treatment", "outcome", less))
                    .as("without %s", node)
                    .isFalse();
        }
        Set<String> causes = new HashSet<>(graph.parents("outcome"));
        causes.remove("treatment");
        assertThat(adjustment.covariates()).isEqualTo(causes);

        IdentificationReport report = IdentificationReport.of(graph, question);
        assertThat(report.implications()).hasSize(IdentificationReport.IMPLICATIONS);
        for (Independence each : report.implications()) {
            assertThat(graph.dSeparated(each.x(), each.y(), each.given())).isTrue();
        }
    }
}

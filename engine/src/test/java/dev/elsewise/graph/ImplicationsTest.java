package dev.elsewise.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImplicationsTest {
    static LongStream seeds() {
        return LongStream.range(2000, 2300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void listsExactlyThePairsThatAnObservedSetSeparates(long seed) {
        CausalGraph graph = RandomGraphs.small(seed);
        Definition definition = new Definition(graph);
        List<String> observed = new ArrayList<>(graph.nodes());
        observed.removeAll(graph.hidden());
        List<Independence> implied = graph.testableImplications(1000);
        for (int i = 0; i < observed.size(); i++) {
            for (int j = i + 1; j < observed.size(); j++) {
                String x = observed.get(i);
                String y = observed.get(j);
                List<String> others = new ArrayList<>(observed);
                others.removeAll(List.of(x, y));
                boolean separable = RandomGraphs.subsets(others).anyMatch(set -> definition.separated(x, y, set));
                assertThat(implied.stream()
                                .anyMatch(each -> each.x().equals(x) && each.y().equals(y)))
                        .as("seed %d: %s, %s in\n%s", seed, x, y, graph)
                        .isEqualTo(separable);
            }
        }
        for (Independence each : implied) {
            assertThat(RandomGraphs.subsets(List.copyOf(each.given()))
                            .filter(set -> definition.separated(each.x(), each.y(), set)))
                    .as("seed %d: %s is minimal in\n%s", seed, each, graph)
                    .map(Set::copyOf)
                    .containsExactly(each.given());
        }
    }

    @Test
    void stopsAtTheLimit() {
        CausalGraph graph = CausalGraph.parse("a, b, c, d");
        assertThat(graph.testableImplications(4)).hasSize(4);
        assertThat(graph.testableImplications(100)).hasSize(6).first().hasToString("a ⟂ b");
    }
}

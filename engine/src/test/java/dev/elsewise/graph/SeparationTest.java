package dev.elsewise.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.BadStudy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeparationTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheDefinitionOverAllPaths(long seed) {
        CausalGraph graph = RandomGraphs.small(seed);
        Definition definition = new Definition(graph);
        List<String> others = new ArrayList<>(graph.nodes());
        others.removeAll(List.of("n0", "n1"));
        RandomGraphs.subsets(others).forEach(given -> {
            boolean separated = definition.separated("n0", "n1", given);
            assertThat(graph.dSeparated("n0", "n1", Set.copyOf(given)))
                    .as("seed %d: n0 and n1 given %s in\n%s", seed, given, graph)
                    .isEqualTo(separated);
            assertThat(graph.openPath("n0", "n1", Set.copyOf(given)).isEmpty()).isEqualTo(separated);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOpenPathIsAPathAndOpen(long seed) {
        CausalGraph graph = RandomGraphs.small(seed);
        Definition definition = new Definition(graph);
        List<String> others = new ArrayList<>(graph.nodes());
        others.removeAll(List.of("n0", "n1"));
        RandomGraphs.subsets(others).forEach(given -> {
            Trail trail = graph.trail("n0", "n1", Set.copyOf(given));
            if (trail != null) {
                List<String> open = definition.paths("n0", "n1").stream()
                        .filter(path -> definition.open(path, given))
                        .map(SeparationTest::text)
                        .toList();
                assertThat(open)
                        .as("seed %d given %s in\n%s", seed, given, graph)
                        .contains(trail.text(graph::bare));
            }
        });
    }

    /** Answers of R bnlearn 4.8.1; see the README beside the files. */
    @Test
    void answersForTheProteinNetworkAsBnlearnDoes() throws IOException {
        List<Edge> arrows = rows("sachs_edges.csv").stream()
                .map(row -> Edge.arrow(row.get(0), row.get(1)))
                .toList();
        CausalGraph graph = CausalGraph.of(arrows);
        List<List<String>> queries = rows("sachs_dsep.csv");
        assertThat(queries).hasSize(30);
        for (List<String> query : queries) {
            Set<String> given =
                    query.get(2).isEmpty() ? Set.of() : Set.of(query.get(2).split(" ", -1));
            assertThat(graph.dSeparated(query.get(0), query.get(1), given))
                    .as("%s", query)
                    .isEqualTo(Boolean.parseBoolean(query.get(3)));
        }
    }

    @Test
    void separatesSetsFromSets() {
        CausalGraph graph = CausalGraph.parse("a, b -> m -> c, d; b -> d");
        assertThat(graph.dSeparated(Set.of("a"), Set.of("c", "d"), Set.of("m"))).isFalse();
        assertThat(graph.dSeparated(Set.of("a"), Set.of("c", "d"), Set.of("m", "b")))
                .isTrue();
        assertThat(graph.dSeparated(Set.of("a"), Set.of("b"), Set.of())).isTrue();
        assertThat(graph.dSeparated(Set.of("a"), Set.of("b"), Set.of("c"))).isFalse();
    }

    @Test
    void refusesSetsThatOverlapAndNodesThatAreNotThere() {
        CausalGraph graph = CausalGraph.parse("slate_size -> clicked -> dwell");
        assertThatThrownBy(() -> graph.dSeparated("clicked", "dwell", Set.of("dwell")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("no node in common");
        assertThatThrownBy(() -> graph.dSeparated("slate_sise", "dwell", Set.of()))
                .isInstanceOf(BadStudy.class)
                .hasMessage("The graph has no node \"slate_sise\"; it has slate_size, clicked, dwell."
                        + "\nMaybe you meant \"slate_size\".");
    }

    private static String text(Definition.Path path) {
        StringBuilder text = new StringBuilder(path.nodes().getFirst());
        for (int i = 0; i < path.heads().size(); i++) {
            boolean[] head = path.heads().get(i);
            text.append(head[0] ? " <-" : " -")
                    .append(head[1] ? "> " : " ")
                    .append(path.nodes().get(i + 1));
        }
        return text.toString();
    }

    private static List<List<String>> rows(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(SeparationTest.class.getResourceAsStream("/graph/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
        }
    }
}

package dev.elsewise.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** D-separations in networks that come with R bnlearn, whose licence keeps them out of this repository. */
@Tag("extra-data")
class PublishedNetworksTest {
    @ParameterizedTest
    @ValueSource(strings = {"dag_asia", "dag_gaussian_test", "dag_learning_test"})
    void answersAsBnlearnDoes(String name) throws IOException {
        Path folder = Path.of(System.getProperty("elsewise.data", ""), "causal", name);
        CausalGraph graph = CausalGraph.of(Files.readAllLines(folder.resolve(name + "_edges.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> Edge.arrow(cells[0], cells[1]))
                .toList());
        JsonNode expected = JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
        int separated = 0;
        int asked = 0;
        for (JsonNode result : expected.get("results")) {
            if (result.get("id").asString().equals("dsep_true_count")) {
                for (JsonNode query : result.get("extra").get("queries")) {
                    Set<String> given = new HashSet<>();
                    query.get("given").forEach(node -> given.add(node.asString()));
                    boolean found = graph.dSeparated(
                            query.get("x").asString(), query.get("y").asString(), given);
                    assertThat(found)
                            .as("%s", query)
                            .isEqualTo(query.get("dsep").asBoolean());
                    separated += found ? 1 : 0;
                    asked++;
                }
                assertThat(separated).isEqualTo(result.get("estimate").asInt());
            }
        }
        assertThat(asked).isEqualTo(30);
    }
}

package dev.elsewise.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Workspace;
import dev.elsewise.effect.Support;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a result says of segments that it does not show, and of nodes that nobody measured. */
class ResultFormatsTest {
    @TempDir
    static Path folder;

    private static Result result;

    /** Towns a to d of 120, 120, 50 and 10 rows, in each of which every other row is treated; but in c every fifth. */
    @BeforeAll
    static void run() throws IOException {
        Sheet.of(300)
                .category("town", List.of("a", "b", "c", "d"), r -> r < 120 ? 0 : r < 240 ? 1 : r < 290 ? 2 : 3)
                .truth("t", r -> r >= 240 && r < 290 ? (r % 5 == 0 ? 1 : 0) : r % 2)
                .number("y", r -> (r * 7) % 11)
                .csv(folder.resolve("log.csv"));
        Study study = Study.parse("""
                version: 1
                data: log.csv
                question: {treatment: t, outcome: y}
                graph: town, mood -> y; town -> t -> y; mood [latent]; weather -> y
                estimators: [aipw]
                segments: {town: levels}
                support: {rows: 40, treated: 20, control: 20}
                """, folder);
        try (Workspace workspace = Workspace.open()) {
            result = StudyRunner.run(study, workspace);
        }
    }

    @Test
    void segmentsBelowSupportAreListedWithWhatTheyLack() {
        assertThat(result.segments()).extracting(Result.SegmentRow::segment).containsExactlyInAnyOrder("a", "b");
        assertThat(result.dimensions()).containsExactly(new Result.Dimension("town", "town", new Support(40, 20, 20)));
        assertThat(result.tooSmall())
                .containsExactly(
                        new Result.TooSmall("aipw", "town", "c", 50, 10, 40, "too few treated rows"),
                        new Result.TooSmall("aipw", "town", "d", 10, 5, 5, "too few rows"));
        JsonNode json = JsonMapper.shared().readTree(ResultJson.of(result));
        assertThat(json.path("tooSmall")).hasSize(2);
        assertThat(json.path("tooSmall").path(0).toString())
                .isEqualTo("{\"estimate\":\"aipw\",\"by\":\"town\",\"segment\":\"c\",\"rows\":50,\"treated\":10,"
                        + "\"control\":40,\"because\":\"too few treated rows\"}");
        assertThat(json.path("dimensions")
                        .path(0)
                        .path("support")
                        .path("control")
                        .asInt())
                .isEqualTo(20);
        assertThat(ResultText.of(result).replaceAll("\\s+", " "))
                .contains("town: 2 segments below support (40 rows, 20 treated and 20 control) are not shown: c, d.");
    }

    @Test
    void whatIsNoColumnWasNotMeasured() {
        assertThat(result.graph().orElseThrow().hidden()).containsExactlyInAnyOrder("mood", "weather");
        JsonNode hidden = JsonMapper.shared()
                .readTree(ResultJson.of(result))
                .path("graph")
                .path("hidden");
        assertThat(hidden).hasSize(2);
    }
}

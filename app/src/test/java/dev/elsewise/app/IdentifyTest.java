package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the graph of a study lets us estimate, with the data at hand and without. */
class IdentifyTest {
    @TempDir
    Path folder;

    private Path study(String graph, String... more) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), """
                version: 1
                data: shop.csv
                question: {treatment: mailed, outcome: sales}
                estimators: [aipw]
                graph: "%s"
                %s
                """.formatted(graph, String.join("\n", more)));
    }

    @Test
    void withoutDataEveryNodeCountsAsMeasured() throws IOException {
        Ran ran = elsewise("identify", study("mood, age -> mailed, sales; mailed -> sales"));
        assertThat(ran.err().lines())
                .containsExactly(
                        "Every node counts as measured, since the data were not opened: The data file must exist;"
                                + " \"" + folder.resolve("shop.csv") + "\" does not.");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Identified by adjusting for", "mood", "age");
        Ran json = elsewise("identify", study("age -> mailed, sales; mailed -> sales"), "--json");
        assertThat(Json.tree(json.out()).path("identified").asBoolean()).isTrue();
    }

    @Test
    void aNodeThatIsNoColumnWasNotMeasured() throws IOException {
        new Shop(folder).data();
        String graph = "mood, age -> mailed, sales; mailed -> sales";
        Ran hidden = elsewise("identify", study(graph));
        assertThat(hidden.err()).isEmpty();
        assertThat(hidden.code()).isEqualTo(4);
        assertThat(hidden.out()).contains("mailed <- mood -> sales", "nobody measured \"mood\"");
        Ran run = elsewise("run", study(graph));
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("mailed <- mood -> sales");
    }

    /** The way round the node that was not measured is taken, as {@code run} takes it. */
    @Test
    void theSetIsThatOfTheColumns() throws IOException {
        new Shop(folder).data();
        Path study = study("mood -> mailed; mood -> age -> sales; mailed -> sales");
        JsonNode report = Json.tree(elsewise("identify", study, "--json").out());
        assertThat(report.path("sets").path(0).path("covariates").valueStream().map(JsonNode::asString))
                .containsExactly("age");
        assertThat(report.path("implications").toString()).doesNotContain("mood");
    }

    @Test
    void aDerivedColumnIsAColumn() throws IOException {
        new Shop(folder).data();
        String graph = "old -> mailed, sales; mailed -> sales";
        assertThat(elsewise("identify", study(graph)).code()).isEqualTo(4);
        Ran derived = elsewise("identify", study(graph, "derive: {old: \"age > 60\"}"));
        assertThat(derived.err()).isEmpty();
        assertThat(derived.code()).isZero();
        assertThat(derived.out()).contains("old");
    }

    @Test
    void columnsThatTheStudyNamesMustBeThere() throws IOException {
        new Shop(folder).data();
        Ran ran = elsewise("identify", study("agee -> mailed, sales; mailed -> sales", "covariates: [agee]"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("study.yaml line 6: the table has no column \"agee\"")
                .contains("Maybe you meant \"age\".");
    }

    @Test
    void anEffectThatIsNotIdentifiedHasItsCode() throws IOException {
        new Shop(folder).data();
        for (String option : List.of("--quiet", "--json")) {
            Ran ran = elsewise("identify", study("mailed <-> sales; mailed -> sales"), option);
            assertThat(ran.code()).isEqualTo(4);
            assertThat(ran.out()).contains("mailed", "sales");
        }
    }
}

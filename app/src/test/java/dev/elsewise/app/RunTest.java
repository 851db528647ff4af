package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A study from the command line to the result directory and back. */
class RunTest {
    @TempDir
    Path folder;

    private Path study = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void shop() throws IOException {
        study = new Shop(folder).data().study();
        out = folder.resolve("out");
    }

    @Test
    void theAnswerIsPrintedAndWritten() throws IOException {
        Ran run = elsewise("run", study, "--out", out);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "mailed",
                        "sales",
                        "95 % interval",
                        out.resolve("report.html").toString());
        assertThat(out.resolve("study.yaml")).hasContent(Shop.STUDY);
        assertThat(out.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(out.resolve("tables/estimates.csv"))
                .content()
                .startsWith("id,estimator,")
                .contains("\naipw,aipw,");
        JsonNode json = Json.tree(Files.readString(out.resolve("result.json")));
        assertThat(json.path("format").asInt()).isEqualTo(1);
        assertThat(json.path("estimates").size()).isEqualTo(2);
        assertThat(json.path("estimates").path(1).path("rows").asInt()).isEqualTo(400);
        assertThat(json.path("provenance").path("seed").asInt()).isEqualTo(42);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("out", "shop.csv", "study.yaml");
        }
    }

    @Test
    void aResultIsReproducedFromItsOwnRecord() throws IOException {
        assertThat(elsewise("run", study, "--out", out, "--threads", 2).code()).isZero();
        Files.delete(study);
        Ran same = elsewise("verify", out, "--threads", 1);
        assertThat(same.err()).isEmpty();
        assertThat(same.out()).contains("bit for bit");
        assertThat(same.code()).isZero();
    }

    @Test
    void aChangedNumberIsFound() throws IOException {
        elsewise("run", study, "--out", out);
        Path file = out.resolve("result.json");
        String json = Files.readString(file);
        String rate = Json.tree(json).path("sample").path("treatedRate").toString();
        Files.writeString(file, json.replace("\"treatedRate\" : " + rate, "\"treatedRate\" : 0.9"));
        Ran other = elsewise("verify", out);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("Different in 1 places", "sample.treatedRate: was 0.9, is " + rate);
    }

    @Test
    void changedDataAreSaid() throws IOException {
        elsewise("run", study, "--out", out);
        new Shop(folder).data((i, cells) -> {
            cells[2] = i == 5 ? "9" : cells[2];
            return cells;
        });
        Ran other = elsewise("verify", out);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("The data are not those of the result", "estimates[1].value: was ");
    }

    @Test
    void otherDataMayBeGivenAndAreRemembered() throws IOException {
        Path moved = Files.move(folder.resolve("shop.csv"), folder.resolve("moved.csv"));
        assertThat(elsewise("run", study).code()).isEqualTo(3);
        assertThat(elsewise("run", study, "--data", moved, "--out", out).code()).isZero();
        assertThat(elsewise("verify", out).code()).isZero();
        Path again = Files.move(moved, folder.resolve("again.csv"));
        assertThat(elsewise("verify", out).code()).isEqualTo(3);
        assertThat(elsewise("verify", out, "--data", again).code()).isZero();
    }

    @Test
    void strictMakesAFailedCheckAnExitCode() throws IOException {
        // Everyone above 50 and nobody else is treated: no check can pass that over.
        new Shop(folder).data((row, cells) -> {
            cells[1] = Double.parseDouble(cells[3]) > 50 ? "1" : "0";
            return cells;
        });
        Ran lenient = elsewise("run", study);
        assertThat(lenient.out()).contains("FAIL");
        assertThat(lenient.code()).isZero();
        assertThat(elsewise("run", study, "--strict").code()).isEqualTo(1);
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeTheWork() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("thesis.txt"), "mine");
        // The data are gone too: it is the place that is looked at first.
        Files.delete(folder.resolve("shop.csv"));
        Ran run = elsewise("run", study, "--out", out);
        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err()).contains("thesis.txt");
        assertThat(out.resolve("thesis.txt")).hasContent("mine");
    }

    @Test
    void aFailedRunLeavesTheEarlierResult() throws IOException {
        elsewise("run", study, "--out", out);
        byte[] before = Files.readAllBytes(out.resolve("result.json"));
        new Shop(folder).study(Shop.STUDY.replace("town", "twon"));
        Ran run = elsewise("run", study, "--out", out);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("study.yaml line 4", "Maybe you meant \"town\".");
        assertThat(out.resolve("result.json")).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("out", "shop.csv", "study.yaml");
        }
    }

    @Test
    void dataAreProfiledByFileOrByStudy() throws IOException {
        Ran text = elsewise("profile", folder.resolve("shop.csv"));
        assertThat(text.err()).isEmpty();
        assertThat(text.out()).contains("mailed", "sales", "age", "town", "400");
        assertThat(elsewise("profile", study).out()).isEqualTo(text.out());
        JsonNode json = Json.tree(
                elsewise("profile", folder.resolve("shop.csv"), "--json").out());
        assertThat(json.path("rows").asInt()).isEqualTo(400);
        assertThat(elsewise("profile", folder.resolve("shap.csv")).code()).isEqualTo(3);
    }

    @Test
    void verifyNeedsAResult() {
        assertThat(elsewise("verify", folder).code()).isEqualTo(2);
        assertThat(elsewise("verify", folder).err()).contains("result.json");
    }

    @Test
    void memoryAndThreadsAreChecked() {
        for (List<String> words : List.of(
                List.of("--memory", "lots"),
                List.of("--memory", "1m"),
                List.of("--threads", "0"),
                List.of("--threads", "x"))) {
            assertThat(elsewise("run", study, words.get(0), words.get(1)).code())
                    .isEqualTo(2);
        }
    }
}

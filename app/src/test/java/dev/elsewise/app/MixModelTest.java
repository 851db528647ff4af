package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The life of a media mix at the command line: run once, then asked, fitted to other data and validated. */
@Tag("slow")
class MixModelTest {
    private static final String SCENARIOS = """
            scenarios:
              - {name: more facebook, changes: {facebook: +20%}}
              - {name: dearer, changes: {price: 1, tiktok: {set: 0}}, from: 2023-06-01}
            """;

    private static final String PLAN = "plan: {bounds: {facebook: [0.8, 1.2]}, charging: [google]}\n";

    private static final int WEEKS = 204;

    @TempDir
    private static Path folder;

    private static List<String> rows = List.of();

    @TempDir
    private Path own;

    @BeforeAll
    static void answered() throws IOException {
        Path all = folder.resolve("all.csv");
        assertThat(elsewise("simulate", "mix", "--rows", WEEKS + 4, "--seed", 5, "--out", all)
                        .code())
                .isZero();
        rows = Files.readAllLines(all);
        Files.write(folder.resolve("shop.csv"), rows.subList(0, WEEKS + 1));
        Files.writeString(folder.resolve("study.yaml"), WeeklyShop.study(30, SCENARIOS + PLAN));
        Files.writeString(folder.resolve("plan.yaml"), SCENARIOS + PLAN);
        Ran run = elsewise("run", folder.resolve("study.yaml"), "--out", folder.resolve("result"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static Path result() {
        return folder.resolve("result");
    }

    private static JsonNode json(Path file) {
        try {
            return Json.tree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ran fine(Object... words) {
        Ran ran = elsewise(words);
        assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
        return ran;
    }

    /** The keys of the study and the verbs give the same bits: JSON numbers are exact. */
    @Test
    void aModelAnswersAsTheRunDid() {
        JsonNode run = json(result().resolve("result.json"));
        for (int threads : new int[] {1, 2}) {
            Path asked = own.resolve("asked" + threads);
            Ran ran = fine("scenario", result(), folder.resolve("plan.yaml"), "--out", asked, "--threads", threads);
            assertThat(ran.out()).contains("more facebook", "facebook +20 %", "answer.json");
            assertThat(json(asked.resolve("answer.json")).path("scenarios"))
                    .isEqualTo(run.path("mix").path("scenarios"));
            assertThat(asked.resolve("tables/scenarios.csv"))
                    .hasSameTextualContentAs(result().resolve("tables/scenarios.csv"));

            Path planned = own.resolve("planned" + threads);
            fine(
                    "allocate",
                    result().resolve("model.json"),
                    folder.resolve("plan.yaml"),
                    "--out",
                    planned,
                    "--threads",
                    threads);
            assertThat(json(planned.resolve("answer.json")).path("plan")).isEqualTo(run.path("plan"));
            assertThat(planned.resolve("tables/allocation.csv"))
                    .hasSameTextualContentAs(result().resolve("tables/allocation.csv"));
        }
        // Without a plan file the plan of its study is meant.
        fine("allocate", result(), "--out", own.resolve("again"));
        assertThat(json(own.resolve("again/answer.json")).path("plan")).isEqualTo(run.path("plan"));
    }

    @Test
    void optionsReplaceTheGoalOfAPlan() {
        double now = json(result().resolve("result.json"))
                .path("plan")
                .path("current")
                .asDouble();
        fine("allocate", result(), "--budget", 1.1 * now, "--out", own.resolve("more"));
        JsonNode more = json(own.resolve("more/answer.json")).path("plan");
        assertThat(more.path("proposed").asDouble()).isBetween(1.05 * now, 1.1 * now * (1 + 1e-9));
        fine("allocate", result(), "--budget", 1.1 * now * WEEKS, "--per", "total", "--out", own.resolve("total"));
        assertThat(json(own.resolve("total/answer.json"))
                        .path("plan")
                        .path("proposed")
                        .asDouble())
                .isBetween(1.05 * now, 1.1 * now * (1 + 1e-9));
        assertThat(fine("allocate", result(), "--target-roi", 1.5).out()).contains("a ROI of at least 1.5");
        assertThat(fine("allocate", result(), "--target-marginal-roi", 2).out()).contains("a marginal ROI of 2");
    }

    @Test
    void anAnswerDoesNotReplaceAResult() throws IOException {
        Ran ran = elsewise("scenario", result(), folder.resolve("plan.yaml"), "--out", result());
        assertThat(ran.code()).isEqualTo(6);
        assertThat(ran.err()).contains("holds", "\nMaybe");
        assertThat(result().resolve("model.json")).exists();
        fine("scenario", result(), folder.resolve("plan.yaml"), "--out", own.resolve("asked"));
        fine("scenario", result(), folder.resolve("plan.yaml"), "--out", own.resolve("asked"));
        assertThat(own.resolve("asked/answer.json")).exists();
    }

    private static void refused(int code, List<Object> words, String... said) {
        Ran ran = elsewise(words.toArray());
        assertThat(ran.err()).contains(said).contains("\nMaybe ").doesNotContain("\tat ", "Exception", "bug");
        assertThat(ran.code()).as(ran.err()).isEqualTo(code);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void badPlansAndModelsAreRefused() throws IOException {
        Path unknown =
                Files.writeString(own.resolve("unknown.yaml"), "scenarios: [{name: a, changes: {facebok: +20%}}]");
        refused(2, List.of("scenario", result(), unknown), "unknown.yaml line 1", "facebok", "facebook");
        Path poor = Files.writeString(own.resolve("poor.yaml"), "plan: {budget: 10}");
        refused(2, List.of("allocate", result(), poor), "budget");
        refused(2, List.of("scenario", result(), poor), "needs the key scenarios");
        Path asking = Files.writeString(own.resolve("asking.yaml"), SCENARIOS);
        refused(2, List.of("allocate", result(), asking), "needs the key plan");
        refused(2, List.of("allocate", result(), "--budget", -5), "--budget must be more than 0");
        refused(2, List.of("allocate", result(), "--budget", 5, "--target-roi", 2), "--budget and --target-roi");
        refused(2, List.of("allocate", result(), "--per", "week"), "--per must be period or total");
        refused(2, List.of("scenario", own, asking), "there is no", "model.json");
        refused(2, List.of("validate", own.resolve("none")), "there is no");
        String model = Files.readString(result().resolve("model.json"));
        Path cut = Files.writeString(own.resolve("cut.json"), model.substring(0, model.length() / 2));
        refused(3, List.of("scenario", cut, asking), "not whole JSON");
        Path edited = Files.writeString(own.resolve("edited.json"), model.replaceFirst("0\\.5", "0.6"));
        refused(3, List.of("refit", edited, "--data", folder.resolve("shop.csv")), "fingerprint");
        Path nothing = Files.writeString(own.resolve("nothing.json"), "{}");
        refused(3, List.of("allocate", nothing), "there is nothing in it");
        List<String> renamed = new ArrayList<>(rows);
        renamed.set(0, rows.getFirst().replace("tiktok", "ticktock"));
        Path other = Files.write(own.resolve("other.csv"), renamed);
        refused(3, List.of("refit", result(), "--data", other), "no column \"tiktok\"");
        refused(3, List.of("validate", result(), "--data", other), "no column \"tiktok\"");
        Path later =
                Files.writeString(own.resolve("later.json"), model.replaceFirst("\"format\" : 1", "\"format\" : 99"));
        refused(2, List.of("allocate", later), "format 99", "later version");
    }

    @Test
    void nothingMovesOnTheSameData() {
        Path again = own.resolve("again");
        Ran ran = fine("refit", result(), "--data", folder.resolve("shop.csv"), "--out", again);
        assertThat(ran.out())
                .contains("Nothing moved: all", "The data are those that the model was fitted to.", "report.html");
        JsonNode comparison = json(again.resolve("comparison.json"));
        assertThat(comparison.path("comparison"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("found").asString()).isEqualTo("SAME"));
        for (String file : List.of("result.json", "report.html", "model.json", "tables/comparison.csv")) {
            assertThat(again.resolve(file)).exists();
        }
        // The new model is a model: its numbers are those of the old one, and it can be asked and fitted again.
        JsonNode model = json(again.resolve("model.json"));
        JsonNode before = json(result().resolve("model.json"));
        for (String key : List.of("study", "data", "answers", "equations", "reduced", "draws")) {
            assertThat(model.path(key)).as(key).isEqualTo(before.path(key));
        }
        assertThat(fine("verify", again).out()).contains("bit for bit");
    }

    @Test
    void fourMoreWeeksAreComparedWithWhatWas() throws IOException {
        List<String> more = new ArrayList<>(rows);
        int column = List.of(rows.getFirst().split(",", -1)).indexOf("facebook");
        String[] cells = rows.get(10).split(",", -1);
        String day = cells[0];
        cells[column] = String.valueOf(Double.parseDouble(cells[column]) + 1000);
        more.set(10, String.join(",", cells));
        Path data = Files.write(own.resolve("more.csv"), more);
        Path out = own.resolve("out");
        Ran ran = fine("refit", result(), "--data", data, "--out", out);
        assertThat(ran.out()).contains("4 weeks added", "1 old value of facebook changed: " + day);
        JsonNode comparison = json(out.resolve("comparison.json"));
        assertThat(comparison.path("data").path("added").size()).isEqualTo(4);
        assertThat(comparison.path("data").path("changed").size()).isEqualTo(1);
        assertThat(out.resolve("tables/changed-values.csv"))
                .content()
                .startsWith("column,unit,period,before,after\nfacebook,all," + day);
        JsonNode row = comparison.path("comparison").path(0);
        double half = (row.path("before").path("upper").asDouble()
                        - row.path("before").path("lower").asDouble())
                / 2;
        double by = row.path("after").path("value").asDouble()
                - row.path("before").path("value").asDouble();
        assertThat(by).isNotZero();
        assertThat(row.path("moved").asDouble()).isEqualTo(by / half);
    }

    @Test
    void aGoodModelIsValid() throws IOException {
        Ran ran = fine("validate", result());
        assertThat(ran.out())
                .contains(
                        "prediction-error", "whiteness", "refresh", "inflation", "came out bit for bit", "items pass.")
                .doesNotContain("FAIL");
        // On new data what changed in the old weeks counts too: nothing did.
        assertThat(elsewise("validate", result(), "--data", folder.resolve("all.csv"))
                        .out())
                .contains("changed-values", "moved", "the 4 new periods");
    }

    @Test
    void aModelBeyondAToleranceIsNot() throws IOException {
        Path strict = Files.writeString(own.resolve("strict.yaml"), "prediction-error: 0.0001\nrefresh: 1000\n");
        Ran ran = elsewise("validate", result(), "--tolerances", strict);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("FAIL  prediction-error", "1 of ", "items fail.");
    }

    /** Trend and season left out of the equations stay in what they leave. */
    @Test
    void aModelThatLacksTheSeasonIsNot() throws IOException {
        Files.copy(folder.resolve("shop.csv"), own.resolve("shop.csv"));
        Path study = Files.writeString(
                own.resolve("study.yaml"),
                WeeklyShop.study(30, "")
                        .replace("  baseline: {trend: linear, fourier: 2}\n", "")
                        .replace(", trend, season", ""));
        fine("run", study, "--out", own.resolve("out"));
        Ran ran = elsewise("validate", own.resolve("out"));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("FAIL  whiteness, residuals of revenue", "items fail.");
    }
}

package dev.elsewise.study.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Source;
import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.mix.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and plans that cannot be used are refused with what must hold, what was found, and what to do. */
class BadModelTest {
    private static MixModel model;
    private static String json;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fitted(@TempDir Path data) throws IOException {
        MixStudy study = Shops.study(data, String.format(Shops.ONE, "saturation: none"), 40, 1);
        try (Workspace workspace = Shops.workspace(1)) {
            model = Shops.model(study, workspace);
            json = model.json();
        }
    }

    private static void refused(ThrowingCallable doing, Class<? extends Throwable> type, String... words) {
        assertThatThrownBy(doing).isInstanceOf(type).hasMessageContainingAll(words);
    }

    private void reading(String text, Class<? extends Throwable> type, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("model.json"), text);
        refused(() -> MixModel.read(file), type, words);
    }

    @Test
    void aModelThatIsNotThere() {
        refused(
                () -> MixModel.read(folder),
                BadStudy.class,
                "a result directory that holds one",
                "there is no",
                "model.json",
                "\nMaybe");
    }

    @Test
    void aModelThatWasCutOff() throws IOException {
        for (int share = 1; share < 10; share++) {
            reading(
                    json.substring(0, json.length() * share / 10),
                    BadData.class,
                    "it is not whole JSON from line",
                    "\nMaybe the file was edited or cut off");
        }
    }

    @Test
    void aModelWithNothingInIt() throws IOException {
        for (String nothing : new String[] {"", " \n", "{}"}) {
            reading(nothing, BadData.class, "there is nothing in it", "\nMaybe the file was edited or cut off");
        }
    }

    @Test
    void newDataWithoutAColumnOfTheStudy() throws IOException {
        String csv = Shops.csv(40, 1);
        Path other = Files.writeString(folder.resolve("other.csv"), csv.replaceFirst("radio", "wireless"));
        try (Workspace workspace = Shops.workspace(1)) {
            refused(
                    () -> model.studyOn(Source.of(other), workspace),
                    BadData.class,
                    "New data must have every column that the study reads",
                    "no column \"radio\"",
                    "\nMaybe");
        }
    }

    @Test
    void aModelWithOneDigitChanged() throws IOException {
        int at = json.indexOf("\"radio\" : [ ") + "\"radio\" : [ ".length();
        char digit = json.charAt(at);
        assertThat(digit).isBetween('0', '9');
        char other = digit == '7' ? '8' : '7';
        reading(json.substring(0, at) + other + json.substring(at + 1), BadData.class, "fingerprint", "\nMaybe");
    }

    @Test
    void theOrderOfKeysAndWhiteSpaceDoNotMatter() throws IOException {
        String title = "  \"title\" : \"A shop\",\n";
        assertThat(json).contains(title);
        String moved = json.replace(title, "")
                .replaceFirst("\\{", "{\"title\":\"A shop\",")
                .replace("\n", " ");
        Path file = Files.writeString(folder.resolve("model.json"), moved);
        assertThat(MixModel.read(file).json()).isEqualTo(json);
    }

    @Test
    void aLaterFormat() throws IOException {
        reading(
                json.replace("\"format\" : 1", "\"format\" : 2"),
                BadStudy.class,
                "of format 1 to 1",
                "is of format 2",
                "\nMaybe a later version wrote it");
    }

    @Test
    void somethingElse() throws IOException {
        reading("{\"format\": 1, \"kind\": \"mix\"}", BadStudy.class, "that elsewise run wrote", "\nMaybe");
        reading("[1, 2]", BadStudy.class, "that elsewise run wrote", "\nMaybe");
        Path file = folder.resolve("model.json");
        Files.write(file, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});
        refused(() -> MixModel.read(file), BadData.class, "not text in UTF-8", "\nMaybe");
    }

    /** As when a later version made other equations of the same study. */
    @Test
    void numbersOfOtherEquations() {
        MixStudy other = MixStudy.parse(model.study().source().replace("tv -> search", "tv, price -> search"), folder);
        MixModel mixed = new MixModel(
                other, model.panel(), model.numbers(), model.answers(), model.failed(), model.provenance());
        try (Workspace workspace = Shops.workspace(1)) {
            refused(
                    () -> mixed.fit(workspace),
                    BadData.class,
                    "for \"search\" there are coefficients of [tv], not of [tv, price]",
                    "\nMaybe the model was written by another version");
        }
    }

    private static void planning(String yaml, String... words) {
        refused(() -> PlanFile.parse(yaml, model.study()), BadStudy.class, words);
    }

    @Test
    void plansThatNameWhatIsNotThere() {
        planning(
                "version: 1\nscenarios:\n  - {name: more, changes: {tiktok: +20%}}",
                "plan.yaml line 3", "\"tiktok\"", "tv, radio, search, price");
        planning("plan: {bounds: {radoi: [0.7, 1.3]}}", "plan.yaml line 1", "\"radoi\"", "radio", "\nMaybe");
        planning(
                "scenario: []",
                "plan.yaml line 1: A plan file has no key \"scenario\"",
                "\nMaybe you meant \"scenarios\"");
        planning("version: 1", "neither", "\nMaybe");
        planning("version: 2\nplan: {}", "version must be 1", "\nMaybe");
        planning("plan: {split: units}", "a column of units", "\nMaybe");
        planning("plan: {budget: 10, goal: {roi: 2}}", "either the most for a budget or a return", "\nMaybe");
    }

    @Test
    void aBudgetThatCannotBeKept() {
        try (Workspace workspace = Shops.workspace(1)) {
            PlanFile plan = PlanFile.parse("plan: {budget: 1, per: week}", model.study());
            refused(
                    () -> ModelAnswer.of(
                            model, model.fit(workspace), plan.plan().orElseThrow()),
                    BadStudy.class,
                    "budget",
                    "\nMaybe");
        }
    }

    @Test
    void tolerancesThatAreNone() throws IOException {
        Path file = folder.resolve("tolerances.yaml");
        Files.writeString(file, "refresh: 2\nmemori: 0.5\n");
        refused(
                () -> Tolerances.read(file),
                BadStudy.class,
                "tolerances.yaml line 2: A file of tolerances has no key \"memori\"",
                "memory");
        Files.writeString(file, "refresh: -1\n");
        refused(() -> Tolerances.read(file), BadStudy.class, "refresh", "between 0", "\nMaybe");
        Files.writeString(file, "version: 1\nrefresh: 2.5\n");
        Tolerances tolerances = Tolerances.read(file);
        assertThat(tolerances.of(Tolerance.REFRESH)).isEqualTo(2.5);
        assertThat(tolerances.of(Tolerance.MEMORY)).isEqualTo(Tolerance.MEMORY.usual());
    }
}

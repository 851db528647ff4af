package dev.elsewise.study.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.data.Workspace;
import dev.elsewise.study.mix.MixRunner;
import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.mix.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What failed in a run is said by its model, too, whatever the model is asked. */
class FailedChecksTest {
    private static final String MARKED =
            String.format(Shops.ONE, "").replace("graph: |\n", "graph: |\n  radio <-> revenue\n");
    private static final String FAILED = "what is hidden behind radio";

    @TempDir
    private Path folder;

    private MixModel stored(String yaml, Workspace workspace) throws IOException {
        MixStudy study = Shops.study(folder, yaml, 80, 1);
        Path file = folder.resolve("model.json");
        Files.writeString(
                file, MixModel.of(study, MixRunner.answered(study, workspace)).json());
        return MixModel.read(file);
    }

    @Test
    void aModelRemembersThem() throws IOException {
        try (Workspace workspace = Shops.workspace(1)) {
            MixModel model = stored(MARKED, workspace);
            assertThat(model.failed()).contains(FAILED);
            ModelAnswer answer = ModelAnswer.of(
                    model,
                    model.fit(workspace),
                    PlanFile.parse(Shops.PLAN, model.study()).scenarios());
            assertThat(answer.text().replaceAll("\\s+", " ")).contains(FAILED, "not to be used yet");
            assertThat(answer.json()).contains("\"caution\"", FAILED);
            assertThat(ModelComparison.of(model, model).verdict()).contains("Nothing moved", FAILED);
            ModelValidation validation = ModelValidation.of(model, Tolerances.withDefaults(), workspace);
            assertThat(validation.passed()).isFalse();
            assertThat(validation.items())
                    .filteredOn(i -> i.of() == Tolerance.HEALTH)
                    .singleElement()
                    .satisfies(i -> {
                        assertThat(i.passed()).isFalse();
                        assertThat(i.reason()).contains(FAILED);
                    });
        }
    }

    @Test
    void whereNoneFailedNothingIsSaid() throws IOException {
        try (Workspace workspace = Shops.workspace(1)) {
            MixModel model = stored(String.format(Shops.ONE, ""), workspace);
            assertThat(model.failed()).isEqualTo(List.of());
            assertThat(model.caution()).isEmpty();
            assertThat(ModelComparison.of(model, model).verdict()).endsWith("are the same.");
        }
    }
}

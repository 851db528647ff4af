package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result of a recipe is rerun with the recipe as it was, which is in the result's own record. */
class RecipeTest {
    @TempDir
    Path folder;

    @Test
    void verifyReadsTheRecipeOfTheRecord() throws IOException {
        Path log = folder.resolve("log.csv");
        assertThat(elsewise("simulate", "slate", "--rows", 12_000, "--seed", 3, "--out", log)
                        .code())
                .isZero();
        Path study = Files.writeString(
                folder.resolve("study.yaml"), "version: 1\nrecipe: seed-002\ndata: log.csv\nsample: {rows: 8000}\n");
        Path out = folder.resolve("out");
        assertThat(elsewise("run", study, "--out", out).code()).isZero();
        assertThat(elsewise("verify", out).out()).contains("bit for bit");

        // As if the recipe of that day had held the propensity inside other bounds.
        Path file = out.resolve("result.json");
        String json = Files.readString(file);
        String other = json.replace("clip: 0.01", "clip: 0.3");
        assertThat(other).isNotEqualTo(json);
        Files.writeString(file, other);
        Ran verified = elsewise("verify", out);
        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out()).contains("Different in ", "Propensity scores run from");
    }
}

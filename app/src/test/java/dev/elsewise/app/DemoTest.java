package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    @Test
    void theDemoAnswersThreeStudiesAndLeavesTheirReports() throws IOException {
        Path out = folder.resolve("demo");
        Ran demo = elsewise("demo", "--out", out);
        assertThat(demo.err()).isEmpty();
        assertThat(demo.code()).isZero();
        assertThat(demo.out()).contains("401(k)", "top-three slot", "the effect is 0.0000");
        assertThat(out.resolve("pension/report.html")).isNotEmptyFile();
        assertThat(out.resolve("slate/report.html")).isNotEmptyFile();
        assertThat(demo.out()).contains("brand_search", "simulated by Google");
        assertThat(out.resolve("full-funnel/report.html")).isNotEmptyFile();
        assertThat(out.resolve("full-funnel/model.json")).isNotEmptyFile();
        assertThat(elsewise("verify", out.resolve("pension")).code()).isZero();
        // The popular recipe is caught by its checks.
        assertThat(elsewise("run", out.resolve("slate-recipe.yaml"), "--strict").code())
                .isEqualTo(1);

        Files.writeString(out.resolve("pension.yaml"), "# mine\n");
        Ran again = elsewise("demo", "--out", out);
        assertThat(again.code()).isEqualTo(6);
        assertThat(again.err()).contains("pension.yaml");
        assertThat(out.resolve("pension.yaml")).hasContent("# mine\n");
    }
}

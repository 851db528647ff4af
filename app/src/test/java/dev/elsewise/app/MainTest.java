package dev.elsewise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Cancelled;
import dev.elsewise.error.CannotWrite;
import dev.elsewise.error.EffectNotIdentified;
import dev.elsewise.error.EstimationFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    private Path study(String graph) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), """
                version: 1
                data: slots.csv
                question: {treatment: top3, outcome: clicked}
                estimators: [aipw]
                graph: "%s"
                """.formatted(graph));
    }

    @Test
    void helpIsAnAnswer() {
        Ran help = Ran.elsewise("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: elsewise", "identify");
        assertThat(help.err()).isEmpty();
        assertThat(Ran.elsewise("identify", "--help").out()).contains("STUDY.yaml", "--json");
    }

    @Test
    void badUsageIsSaidWithTheNearestCommand() {
        Ran misspelt = Ran.elsewise("identfy", "study.yaml");
        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.out()).isEmpty();
        assertThat(misspelt.err()).contains("identfy", "Did you mean", "identify");
        assertThat(Ran.elsewise().code()).isEqualTo(2);
        assertThat(Ran.elsewise("identify").code()).isEqualTo(2);
        assertThat(Ran.elsewise("identify", "a", "b").code()).isEqualTo(2);
        assertThat(Ran.elsewise("identify", "--jsn", "a").err()).contains("--jsn");
    }

    @Test
    void aBadStudyIsSaidWithoutAStackTrace() throws IOException {
        Ran cycle = Ran.elsewise("identify", study("top3 -> clicked -> top3"));
        assertThat(cycle.code()).isEqualTo(2);
        assertThat(cycle.err())
                .startsWith("study.yaml line 5: graph:")
                .contains("cycle")
                .doesNotContain("\tat ");
        Ran missing = Ran.elsewise("identify", folder.resolve("studi.yaml"));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no file", "Maybe you meant \"study.yaml\".");
    }

    @Test
    void everyErrorHasTheCodeOfTheDesign() {
        assertThat(ExitCode.of(new BadStudy("")).number()).isEqualTo(2);
        assertThat(ExitCode.of(new BadData("")).number()).isEqualTo(3);
        assertThat(ExitCode.of(new EffectNotIdentified("")).number()).isEqualTo(4);
        assertThat(ExitCode.of(new EstimationFailed("")).number()).isEqualTo(5);
        assertThat(ExitCode.of(new CannotWrite("")).number()).isEqualTo(6);
        assertThat(ExitCode.of(new Cancelled("")).number()).isEqualTo(130);
        assertThat(ExitCode.OUR_BUG.number()).isEqualTo(70);
    }

    @Test
    void sizesOfMemoryHaveUnits() {
        assertThat(Words.bytes("4g")).isEqualTo(4L << 30);
        assertThat(Words.bytes("512M")).isEqualTo(512L << 20);
        assertThat(Words.bytes("512MiB")).isEqualTo(512L << 20);
        assertThat(Words.bytes("1048576")).isEqualTo(1 << 20);
        for (String wrong : List.of("lots", "4 gigs", "-4g", "99999999999999t")) {
            assertThatThrownBy(() -> Words.bytes(wrong))
                    .isInstanceOf(BadStudy.class)
                    .hasMessageContaining("--memory must be a size such as 4g or 512m; found \"" + wrong);
        }
    }
}

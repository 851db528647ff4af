package dev.elsewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A media mix from the command line: a world is made, answered and verified. */
@Tag("slow")
class MixRunTest {
    private static final String STUDY = WeeklyShop.study(40, """
            scenarios: [{name: more facebook, changes: {facebook: +20%}}]
            plan: {goal: maximise}
            """);

    @Test
    void simulatedAnsweredAndVerified(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("shop.csv");
        assertThat(Ran.elsewise("simulate", "mix", "--rows", "130", "--seed", "5", "--out", data.toString())
                        .code())
                .isZero();
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        Path out = folder.resolve("out");
        Ran ran = Ran.elsewise("run", study.toString(), "--out", out.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Through the mediators", "Scenarios", "Plan for", "Health");
        assertThat(Files.readString(out.resolve("report.html"))).contains("On one page", "more facebook");
        assertThat(out.resolve("tables")).isNotEmptyDirectory();
        for (String picture : List.of("contributions", "roi", "response", "fit", "over-time", "graph")) {
            assertThat(out.resolve("charts").resolve(picture + ".svg"))
                    .content()
                    .startsWith("<svg");
        }
        Ran again = Ran.elsewise("verify", out.toString());
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("bit for bit");
    }

    /** Its folds are too short for a penalty to be chosen with many folds of their own; the answer says that little is known. */
    @Test
    void aShortSeriesIsAnsweredWithDoubts(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("shop.csv");
        assertThat(Ran.elsewise("simulate", "mix", "--rows", "36", "--seed", "3", "--out", data.toString())
                        .code())
                .isZero();
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                version: 1
                title: A short one
                data: shop.csv
                time: week
                mix:
                  outcome: revenue
                  channels: {facebook: facebook, google: google}
                  controls: {price: price}
                  mediators: [google]
                  draws: {count: 20}
                  validation: {scheme: expanding, folds: 3}
                graph: |
                  facebook -> google
                  facebook, google, price -> revenue
                """);
        Ran ran = Ran.elsewise("run", study.toString(), "--strict");
        assertThat(ran.err()).doesNotContain("Cross-validation");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("FAIL  periods for each parameter of revenue");
    }
}

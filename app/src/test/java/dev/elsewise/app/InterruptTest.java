package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt in the middle of a run, as a terminal sends it. */
class InterruptTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anInterruptedRunLeavesNothingBehind() throws IOException, InterruptedException {
        Path data = folder.resolve("slate.csv");
        assertThat(elsewise("simulate", "slate", "--set", "slates=2000", "--out", data)
                        .code())
                .isZero();
        // Forty estimates of 70,000 rows: minutes of work, interrupted in its first seconds.
        String estimators = IntStream.range(0, 40)
                .mapToObj(i -> "  - aipw: {id: number-" + i + ", outcome: logistic}\n")
                .collect(Collectors.joining());
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                version: 1
                data: slate.csv
                question: {treatment: is_top_3, outcome: clicked}
                covariates: [candidate_set_size, category, subcategory, hour]
                estimators:
                """ + estimators);
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path results = Files.createDirectory(folder.resolve("results"));
        Path out = results.resolve("out");
        Child run = Child.start(folder, Child.elsewise(temporary, "run", study.toString(), "--out", out.toString()));
        try {
            await(() -> !names(results).isEmpty()
                    && names(temporary).stream().anyMatch(name -> name.startsWith("elsewise-")));
            Thread.sleep(1_000);
            assertThat(run.process().isAlive()).as(run.text()).isTrue();
            Child.start(
                            folder,
                            List.of("kill", "-INT", Long.toString(run.process().pid())))
                    .code();
            assertThat(run.code()).as(run.text()).isEqualTo(130);
        } finally {
            run.process().destroyForcibly();
        }
        assertThat(run.text()).contains("interrupted").doesNotContain("\tat ");
        assertThat(names(results)).isEmpty();
        assertThat(names(temporary)).noneMatch(name -> name.startsWith("elsewise-"));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(condition.holds()).isTrue();
    }
}

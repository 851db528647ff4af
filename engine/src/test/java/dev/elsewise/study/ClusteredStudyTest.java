package dev.elsewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows whose cluster nobody knows. */
class ClusteredStudyTest {
    @TempDir
    Path folder;

    private void write() throws IOException {
        Sheet.of(200)
                .truth("t", r -> r % 2)
                .number("y", r -> r % 7)
                .number("x", r -> r % 5)
                .key("user", "U", r -> r < 3 ? -1 : r / 4)
                .number("store", r -> r < 3 ? Double.NaN : r % 50)
                .csv(folder.resolve("log.csv"));
    }

    private Result run(String cluster, String estimator, String more) {
        Study study = Study.parse("""
                version: 1
                data: log.csv
                question: {treatment: t, outcome: y}
                covariates: [x]
                estimators: [%s]
                cluster: %s
                %s
                """.formatted(estimator, cluster, more), folder);
        try (Workspace workspace = Workspace.open()) {
            return StudyRunner.run(study, workspace);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "store"})
    void areRefusedWithTheirNumber(String cluster) throws IOException {
        write();
        for (String estimator : new String[] {"aipw", "difference-in-means"}) {
            assertThatThrownBy(() -> run(cluster, estimator, ""))
                    .isInstanceOf(BadData.class)
                    .hasMessageContaining("\"" + cluster + "\" is missing in row 1, and in 3 of 200 rows in all.");
        }
    }

    @Test
    void mayBeLeftOutAsTheMessageSays() throws IOException {
        write();
        Result result = run("user", "aipw", "where: [{keep: '\"user\" IS NOT NULL', because: no user}]");
        assertThat(result.sample().rows()).isEqualTo(197);
    }
}

package dev.elsewise.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.math.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows a sample holds. */
class SamplingTest {
    private static final int ROWS = 5_000;
    private static final int WANTED = 700;

    @TempDir
    Path folder;

    /** The rows in the order of the file, or shuffled; {@code id} and {@code name} tell a row apart. */
    private void write(boolean shuffled) throws IOException {
        List<Integer> order = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
        if (shuffled) {
            Streams random = Streams.of(20_260_314, "shuffle");
            order.sort(Comparator.comparingLong((Integer i) -> random.bits(i)));
        }
        StringBuilder csv = new StringBuilder("id,name,t,y\n");
        order.forEach(i -> csv.append(i)
                .append(",n")
                .append(i)
                .append(',')
                .append(i % 2)
                .append(',')
                .append(i % 7)
                .append('\n'));
        Files.writeString(folder.resolve("d.csv"), csv);
    }

    private double[] sampled(String key, long seed) {
        Study study = Study.parse("""
                version: 1
                data: d.csv
                %s
                question: {treatment: t, outcome: y}
                columns: {id: number}
                sample: {rows: %d, seed: %d}
                estimators: difference-in-means
                """.formatted(key, WANTED, seed), folder);
        try (Workspace workspace = Workspace.open()) {
            Table table = StudyTable.open(study, workspace);
            Columns columns = table.gather(List.of("id"));
            double[] ids = columns.numbers("id").clone();
            Arrays.sort(ids);
            return ids;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"key: id", "key: name"})
    void aShuffledFileGivesTheSameSampleByKey(String key) throws IOException {
        write(false);
        double[] ids = sampled(key, 1);
        assertThat(ids).hasSize(WANTED).doesNotHaveDuplicates();
        assertThat(sampled(key, 2)).hasSize(WANTED).isNotEqualTo(ids);
        write(true);
        assertThat(sampled(key, 1)).isEqualTo(ids);
    }

    @Test
    void withoutAKeyARowsPlaceDecides() throws IOException {
        write(false);
        double[] ids = sampled("", 1);
        assertThat(ids).hasSize(WANTED);
        write(true);
        assertThat(sampled("", 1)).hasSize(WANTED).isNotEqualTo(ids);
    }
}

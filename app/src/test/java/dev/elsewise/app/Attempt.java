package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A study that may go wrong, run as a user would, where an earlier result lies already. */
record Attempt(Path folder) {
    private static final String EARLIER = "{\"format\": 1}";

    /** The shop's data, each row's cells changed. */
    Attempt data(BiFunction<Integer, String[], String[]> change) throws IOException {
        new Shop(folder).data(change);
        return this;
    }

    Attempt data() throws IOException {
        new Shop(folder).data();
        return this;
    }

    Attempt text(String csv) throws IOException {
        new Shop(folder).text("shop.csv", csv);
        return this;
    }

    /** The shop's study. */
    Attempt study() throws IOException {
        new Shop(folder).study();
        return this;
    }

    /** The shop's study with other words in it. */
    Attempt study(String wrong, String instead) throws IOException {
        assertThat(Shop.STUDY).contains(wrong);
        new Shop(folder).study(Shop.STUDY.replace(wrong, instead));
        return this;
    }

    /** Must end with this exit code, a message with these words and a hint; and leave the earlier result as it was. */
    void refused(int code, String... said) throws IOException {
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.writeString(out.resolve("result.json"), EARLIER);
        Files.writeString(Files.createDirectories(out.resolve("tables")).resolve("estimates.csv"), "id\n");
        List<String> before = files();
        Ran run = elsewise("run", folder.resolve("study.yaml"), "--out", out);
        assertThat(run.err()).contains(said).contains("\nMaybe ").doesNotContain("\tat ", "Exception", "bug");
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(files()).isEqualTo(before);
        assertThat(out.resolve("result.json")).hasContent(EARLIER);
    }

    /** Must be answered, whatever the checks say; what the result directory then holds is in {@code out}. */
    Ran answered(String... more) {
        return elsewise(Stream.concat(
                        Stream.of("run", folder.resolve("study.yaml"), "--out", folder.resolve("out")), Stream.of(more))
                .toArray());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    /** Puts a value in one column of one row, or of all when the row is negative. */
    static BiFunction<Integer, String[], String[]> cell(int column, String value, int row) {
        return (i, cells) -> {
            cells[column] = i == row || row < 0 ? value : cells[column];
            return cells;
        };
    }
}

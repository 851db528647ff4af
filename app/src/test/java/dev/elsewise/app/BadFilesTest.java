package dev.elsewise.app;

import static dev.elsewise.app.Attempt.cell;
import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what a study takes them for end in a sentence, a hint and an exit code. */
class BadFilesTest {
    @TempDir
    Path folder;

    private Attempt attempt = new Attempt(Path.of(""));
    private Path data = Path.of("");

    @BeforeEach
    void shop() throws IOException {
        attempt = new Attempt(folder).study();
        data = folder.resolve("shop.csv");
    }

    @Test
    void dataThatAreNotThere() throws IOException {
        attempt.refused(3, "The data file must exist; \"" + data + "\" does not.");
        Files.writeString(folder.resolve("shops.csv"), "id\n");
        attempt.refused(3, "Maybe you meant \"shops.csv\".");
    }

    @Test
    void dataWithoutRows() throws IOException {
        attempt.text("").refused(3, "must have a first line with the column names; \"" + data + "\" is empty.");
        attempt.text("\n\n").refused(3, "The first line of \"" + data + "\" must name the columns; it is empty.");
        attempt.text("id,mailed,sales,age,town\n")
                .refused(
                        3,
                        "A study needs rows; the data have none, only columns, of which it reads [mailed, sales, age, town].");
    }

    @Test
    void raggedLines() throws IOException {
        String ragged = "Every line must have 5 fields, as the header of \"" + data + "\" has; found ";
        attempt.data((i, cells) -> i == 40 ? Arrays.copyOf(cells, 4) : cells)
                .refused(3, ragged + "4 (line 42).", "Maybe the line was cut off");
        attempt.data(cell(4, "north,east", 41)).refused(3, ragged + "6 (line 43).", "lacks its quotes");
        // A word that the database also uses for bad encodings.
        attempt.data(cell(4, "the unicode shop,not utf-8 encoded", 7)).refused(3, ragged + "6 (line 9).");
        attempt.data(cell(4, "\"open", 5)).refused(3, "A quoted field must end", "(line 7)");
    }

    @Test
    void textInAnotherEncoding() throws IOException {
        attempt.data(cell(4, "caf\u00e9", 3));
        String text = Files.readString(data);
        Files.write(data, text.getBytes(StandardCharsets.ISO_8859_1));
        attempt.refused(
                3,
                "Text must be UTF-8; \"" + data + "\" is not (line 5).",
                "Maybe it is Latin-1: say encoding: latin-1.");
        Files.write(data, text.getBytes(StandardCharsets.UTF_16LE));
        attempt.refused(3, "Text must be UTF-8", "Maybe it is UTF-16: say encoding: utf-16.");
    }

    @Test
    void columnsTwice() throws IOException {
        attempt.data();
        String text = Files.readString(data);
        String words = "Column names must be unique, whatever their case; in the header of \"" + data + "\" ";
        attempt.text(text.replace("sales,age", "sales,sales"))
                .refused(3, words + "\"sales\" is column 3 and column 4.");
        attempt.text(text.replace("sales,age", "sales,Sales"))
                .refused(3, words + "\"Sales\" is column 3 and column 4.");
    }

    /** A folder, and a path that leads through a file, cannot be read by anyone, the superuser included. */
    @Test
    void pathsThatCannotBeRead() throws IOException {
        Files.createDirectory(data);
        attempt.refused(3, "The data must be a file; \"" + data + "\" is a folder.");
        Files.delete(data);
        attempt.study("data: shop.csv", "data: study.yaml/shop.csv").refused(3, "The data file must exist; \"");
        for (Map.Entry<String, String> study : Map.of(
                        "", "A study must be a file; ",
                        "study.yaml/study.yaml", "must be readable; it is not: ",
                        "studi.yaml", "Maybe you meant \"study.yaml\".")
                .entrySet()) {
            Ran run = elsewise("run", folder.resolve(study.getKey()), "--out", folder.resolve("new"));
            assertThat(run.err()).contains(study.getValue(), "\nMaybe ").doesNotContain("Exception");
            assertThat(run.code()).isEqualTo(2);
            assertThat(folder.resolve("new")).doesNotExist();
        }
    }

    @Test
    void studiesThatAreNoText() throws IOException {
        Path study = folder.resolve("study.yaml");
        Files.write(study, "title: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        attempt.refused(2, "A study must be text in UTF-8; \"" + study + "\" is not.");
        Files.writeString(study, "");
        attempt.refused(2, "study.yaml must say what to do; it is empty.");
        Files.writeString(study, "version: [1\n");
        attempt.refused(2, "study.yaml line 2, column 1: this is not YAML");
    }

    @Test
    void placesThatCannotBeWritten() throws IOException {
        attempt.data();
        byte[] before = Files.readAllBytes(data);
        for (Path out : new Path[] {data, data.resolve("out")}) {
            Ran run = elsewise("run", folder.resolve("study.yaml"), "--out", out);
            assertThat(run.err()).contains("shop.csv", "\nMaybe ").doesNotContain("Exception");
            assertThat(run.code()).isEqualTo(6);
            assertThat(data).hasBinaryContent(before);
        }
    }
}

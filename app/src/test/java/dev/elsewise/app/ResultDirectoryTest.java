package dev.elsewise.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.CannotWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultDirectoryTest {
    @TempDir
    Path folder;

    private void write(Path place, String json) {
        try (ResultDirectory result = ResultDirectory.at(place)) {
            result.write("result.json", json);
            result.write("tables/segments.csv", "by,segment\n");
            result.publish();
        }
    }

    private List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aResultMovesIntoPlaceWhole() throws IOException {
        Path place = folder.resolve("a/b");
        write(place, "1");
        assertThat(names(place)).containsExactly("result.json", "tables");
        assertThat(place.resolve("tables/segments.csv")).hasContent("by,segment\n");
        assertThat(names(folder.resolve("a"))).containsExactly("b");
    }

    @Test
    void anEarlierResultIsReplacedOnlyByACompleteOne() throws IOException {
        Path place = folder.resolve("r");
        write(place, "1");
        try (ResultDirectory result = ResultDirectory.at(place)) {
            result.write("result.json", "2");
            assertThat(place.resolve("result.json")).hasContent("1");
            // Not published: the run failed here.
        }
        assertThat(place.resolve("result.json")).hasContent("1");
        assertThat(names(folder)).containsExactly("r");
        write(place, "3");
        assertThat(place.resolve("result.json")).hasContent("3");
        assertThat(names(folder)).containsExactly("r");
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Path place = Files.createDirectory(folder.resolve("home"));
        write(place, "an empty folder will do");
        Files.writeString(place.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> ResultDirectory.at(place))
                .isInstanceOf(CannotWrite.class)
                .hasMessageContainingAll("notes.txt", "Maybe");
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("tables"));
        assertThatThrownBy(() -> ResultDirectory.at(other))
                .isInstanceOf(CannotWrite.class)
                .hasMessageContaining("holds tables");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> ResultDirectory.at(file))
                .isInstanceOf(CannotWrite.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> ResultDirectory.at(file.resolve("below"))).isInstanceOf(CannotWrite.class);
        assertThat(names(folder)).containsExactly("file", "home", "other");
    }

    @Test
    void aLinkToAResultStaysALink() throws IOException {
        Path real = folder.resolve("real");
        write(real, "1");
        Path link = Files.createSymbolicLink(folder.resolve("latest"), real);
        write(link, "2");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(real.resolve("result.json")).hasContent("2");
    }

    @Test
    void aFailedWriteLeavesTheEarlierResult() throws IOException {
        Path place = folder.resolve("r");
        write(place, "1");
        try (ResultDirectory result = ResultDirectory.at(place)) {
            result.write("result.json", "2");
            assertThatThrownBy(() -> result.write("result.json/below", "a file is no folder"))
                    .isInstanceOf(CannotWrite.class)
                    .hasMessageContaining("What was there is untouched.");
        }
        assertThat(place.resolve("result.json")).hasContent("1");
        assertThat(names(folder)).containsExactly("r");
    }
}

package dev.elsewise.app;

import static dev.elsewise.app.Ran.elsewise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk takes no more: the operating system's limit on a file's size stands for it, and fails writes in the same way. */
class FullDiskTest {
    @TempDir
    Path folder;

    private static final int LIMIT = 40 * 512;

    @Test
    void theEarlierResultStands() throws IOException, InterruptedException {
        Path study = new Shop(folder).data().study();
        Path out = folder.resolve("out");
        assertThat(elsewise("run", study, "--out", out).code()).isZero();
        byte[] before = Files.readAllBytes(out.resolve("result.json"));
        assertThat(Files.size(out.resolve("report.html"))).isGreaterThan(LIMIT);

        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Child run = Child.start(
                folder,
                Child.java(
                        temporary,
                        SmallFiles.class,
                        Integer.toString(LIMIT),
                        folder.resolve("shop.csv").toString(),
                        "run",
                        study.toString(),
                        "--out",
                        out.toString()));
        assertThat(run.code()).as(run.text()).isEqualTo(6);
        assertThat(run.text()).contains("What was there is untouched.", "Maybe the disk is full");
        assertThat(out.resolve("result.json")).hasBinaryContent(before);
        assertThat(hidden()).isEmpty();
    }

    /** The database's library is unpacked first; without room for it nothing else begins. */
    @Test
    void aTemporaryFolderWithoutRoomIsSaidSo() throws IOException, InterruptedException {
        Path study = new Shop(folder).data().study();
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 40 && exec \"$@\"", "sh"));
        limited.addAll(Child.elsewise(
                temporary,
                "run",
                study.toString(),
                "--out",
                folder.resolve("out").toString()));
        Child run = Child.start(folder, limited);
        assertThat(run.code()).as(run.text()).isEqualTo(6);
        assertThat(run.text())
                .contains("needs room for its native library", temporary.toString(), "\nMaybe ")
                .doesNotContain("\tat ", "bug");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(hidden()).isEmpty();
    }

    private List<String> hidden() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }
}

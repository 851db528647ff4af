package dev.elsewise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts find JDK 25, or say what to install; neither of these tests builds anything. */
class LaunchScriptTest {
    private static final Path HOME = Path.of("").toAbsolutePath().resolve("..").normalize();

    @TempDir
    Path outside;

    private Path folder = Path.of("");

    @BeforeEach
    void aFolderWithSpaces() throws IOException {
        folder = Files.createDirectory(outside.resolve("a folder"));
    }

    /** A folder that looks like a JDK of that version. */
    private Path jdk(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Path javac = Files.writeString(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(javac, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                jdk.resolve("release"), "IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"" + version + "\"\nSOURCE=\"\"\n");
        return jdk;
    }

    private String found(String... environment) throws IOException, InterruptedException {
        Child script = Child.start(
                folder,
                List.of("sh", "-c", ". \"$0\"; find_jdk && echo \"$JDK, $JDK_BUILD\"", HOME + "/scripts/find-jdk.sh"),
                environment);
        script.code();
        return script.text().strip();
    }

    @Test
    void theJdkAskedForIsTaken() throws IOException, InterruptedException {
        Path right = jdk("jdk 25", "25.0.9");
        Path old = jdk("jdk 17", "17.0.15");
        assertThat(found("ELSEWISE_JAVA_HOME=" + right)).isEqualTo(right + ", 25.0.9");
        assertThat(found("ELSEWISE_JAVA_HOME=", "JAVA_HOME=" + right)).isEqualTo(right + ", 25.0.9");
        assertThat(found("ELSEWISE_JAVA_HOME=" + old)).isEmpty();
        assertThat(found("ELSEWISE_JAVA_HOME=" + jdk("early", "25-ea"))).endsWith(", 25-ea");
        assertThat(found("ELSEWISE_JAVA_HOME=" + jdk("later", "250"))).isEmpty();
        assertThat(found("ELSEWISE_JAVA_HOME=", "JAVA_HOME=" + old)).doesNotContain(old.toString());
    }

    @Test
    void withoutAJdkTheMessageSaysWhatToInstall() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), HOME.resolve("elsewise"));
        Child launched = Child.start(folder, List.of(link.toString(), "--version"), "ELSEWISE_JAVA_HOME=" + folder);
        assertThat(launched.code()).isEqualTo(2);
        assertThat(launched.text()).contains("elsewise needs JDK 25", folder.toString(), "Maybe");
        Child built = Child.start(folder, List.of(HOME.resolve("build").toString()), "ELSEWISE_JAVA_HOME=" + folder);
        assertThat(built.code()).isEqualTo(2);
        assertThat(built.text()).contains("elsewise needs JDK 25");
    }
}

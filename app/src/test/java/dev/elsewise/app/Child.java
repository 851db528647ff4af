package dev.elsewise.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of its own, for what cannot be tried inside this JVM.
 *
 * @param said where its output and errors go
 */
record Child(Process process, Path said) {
    private static final long PATIENCE_SECONDS = 120;

    /** Starts a program in a folder. */
    static Child start(Path folder, List<String> command, String... environment) throws IOException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        for (String setting : environment) {
            int equals = setting.indexOf('=');
            builder.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new Child(builder.start(), said);
    }

    /** The words that run the command line in a JVM like this one. */
    static List<String> elsewise(Path temporary, String... words) {
        return java(temporary, Main.class, words);
    }

    /** The words that run a program in a JVM like this one. */
    static List<String> java(Path temporary, Class<?> program, String... words) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(words));
        return command;
    }

    /** Waits for its end, and returns its exit code. */
    int code() throws InterruptedException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Still running after " + PATIENCE_SECONDS + " seconds.");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    String text() throws IOException {
        return Files.readString(said);
    }
}

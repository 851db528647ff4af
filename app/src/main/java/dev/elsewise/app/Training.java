package dev.elsewise.app;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Answers several studies in one process, from which the launcher's cache of classes and profiles is made: what one kind of study
 * needs, the others may not.
 */
public final class Training {
    private Training() {}

    /** @param studies their files; each result goes into a folder beside its study */
    public static void main(String[] studies) {
        Terminal silent =
                new Terminal(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false);
        for (String study : studies) {
            Path out = Path.of(study).resolveSibling("answer");
            int code = Main.execute(new String[] {"run", study, "--quiet", "--out", out.toString()}, silent);
            if (code != ExitCode.FINE.number()) {
                System.exit(code);
            }
        }
    }
}

package dev.elsewise.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Elsewise at the command line. */
public final class Main {
    private Main() {}

    /** Runs one command and returns its exit code. */
    static int execute(String[] args, PrintWriter out, PrintWriter err) {
        CommandSpec root = CommandSpec.create().name("elsewise").mixinStandardHelpOptions(true);
        return new CommandLine(root).setOut(out).setErr(err).execute(args);
    }

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(args, out, err));
    }
}

package dev.elsewise.app;

import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadStudy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Opens the workspace of a command from its words. */
final class Workspaces {
    private static final long LEAST_MEMORY = 64L << 20;

    private Workspaces() {}

    /** Gives a command {@code --memory}, {@code --threads} and {@code --quiet}. */
    static CommandSpec with(CommandSpec spec) {
        List.of(
                        Words.option(
                                "--memory",
                                "SIZE",
                                String.class,
                                "Memory for our arrays and the database together, such as 4g (default: half the machine)."),
                        Words.option(
                                "--threads",
                                "N",
                                Integer.class,
                                "Threads (default: as many as processors); results do not depend on it."),
                        Words.flag("--quiet", "No progress bar."))
                .forEach(spec::addOption);
        return spec;
    }

    /** The command's workspace, which an interrupt cancels. */
    static Workspace open(ParseResult words, Terminal terminal) {
        Workspace.Options options = Workspace.Options.withDefaults();
        // The launcher has set the heap by the same number.
        @Nullable String memory = words.matchedOptionValue("--memory", System.getProperty("elsewise.memory"));
        if (memory != null) {
            long bytes = Words.bytes(memory);
            if (bytes < LEAST_MEMORY) {
                throw new BadStudy("--memory must be at least 64m; found \"" + memory + "\".");
            }
            options = options.withMemory(bytes);
        }
        @Nullable Integer threads = words.matchedOptionValue("--threads", null);
        if (threads != null) {
            if (threads < 1 || threads > 1024) {
                throw new BadStudy("--threads must be 1 to 1024; found " + threads + ".");
            }
            options = options.withThreads(threads);
        }
        boolean quiet = words.matchedOptionValue("--quiet", false);
        if (terminal.watched() && !quiet) {
            options = options.withProgress(new ProgressLine());
        }
        Workspace workspace = Workspace.open(options);
        Interruption.cancels(workspace);
        return workspace;
    }
}

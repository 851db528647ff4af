package dev.elsewise.app;

import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadStudy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What a command works with: a workspace as its words ask for, which an interrupt cancels, and a progress bar. */
record Session(Workspace workspace, Optional<ProgressLine> bar) implements AutoCloseable {
    private static final long LEAST_MEMORY = 64L << 20;

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

    static Session open(ParseResult words, Terminal terminal) {
        Workspace.Options options = Workspace.Options.withDefaults();
        // The launcher has set the heap by the same number.
        @Nullable String memory = words.matchedOptionValue("--memory", System.getProperty("elsewise.memory"));
        if (memory != null) {
            long bytes = Words.bytes(memory);
            if (bytes < LEAST_MEMORY) {
                throw new BadStudy("--memory must be at least 64m; found \"" + memory
                        + "\".\nMaybe the unit is missing, as in 4g.");
            }
            options = options.withMemory(bytes);
        }
        @Nullable Integer threads = words.matchedOptionValue("--threads", null);
        if (threads != null) {
            if (threads < 1 || threads > 1024) {
                throw new BadStudy("--threads must be 1 to 1024; found " + threads
                        + ".\nMaybe leave it out: then all processors work.");
            }
            options = options.withThreads(threads);
        }
        boolean quiet = words.matchedOptionValue("--quiet", false);
        Optional<ProgressLine> bar = terminal.watched() && !quiet ? Optional.of(new ProgressLine()) : Optional.empty();
        Workspace workspace = Workspace.open(bar.map(options::withProgress).orElse(options));
        Interruption.cancels(workspace);
        return new Session(workspace, bar);
    }

    /** Takes the bar away first: what is printed next stands alone. */
    @Override
    public void close() {
        bar.ifPresent(ProgressLine::close);
        workspace.close();
    }
}

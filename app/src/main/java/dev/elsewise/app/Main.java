package dev.elsewise.app;

import dev.elsewise.error.ElsewiseException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Elsewise at the command line. */
public final class Main {
    private static final List<Verb> VERBS = List.of(
            new Demo(),
            new Run(),
            new Profile(),
            new Identify(),
            new Simulate(),
            new Verify(),
            new AskScenarios(),
            new Allocate(),
            new Refit(),
            new Validate());

    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Interruption.listen();
        // The launcher looks whether standard error is a terminal; Java cannot.
        int code = execute(args, new Terminal(out, err, Boolean.getBoolean("elsewise.terminal")));
        Interruption.finished();
        System.exit(code);
    }

    /** Runs one command line, prints what it has to say, and returns the exit code. */
    static int execute(String[] args, Terminal terminal) {
        try {
            return dispatch(args, terminal).number();
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private static ExitCode dispatch(String[] args, Terminal terminal) {
        Map<String, Verb> verbs = new LinkedHashMap<>();
        CommandLine line = commandLine(verbs);
        ParseResult words;
        try {
            words = line.parseArgs(args);
        } catch (ParameterException e) {
            terminal.err().println(e.getMessage());
            if (!UnmatchedArgumentException.printSuggestions(e, terminal.err())) {
                terminal.err()
                        .println("Maybe see "
                                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help.");
            }
            return ExitCode.BAD_STUDY;
        }
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        if (CommandLine.executeHelpRequest(words) != null) {
            return ExitCode.FINE;
        }
        if (!words.hasSubcommand()) {
            line.usage(terminal.err());
            return ExitCode.BAD_STUDY;
        }
        ParseResult own = words.subcommand();
        Verb verb = verbs.get(own.commandSpec().name());
        if (verb == null) {
            throw new IllegalStateException(own.commandSpec().name());
        }
        return run(verb, own, terminal);
    }

    private static CommandLine commandLine(Map<String, Verb> verbs) {
        CommandSpec root =
                Words.command("elsewise", "What would have happened otherwise: effects, how sure, what next.");
        root.versionProvider(() -> new String[] {"elsewise " + version()});
        for (Verb verb : VERBS) {
            CommandSpec spec = verb.spec();
            verbs.put(spec.name(), verb);
            root.addSubcommand(spec.name(), spec);
        }
        CommandLine line = new CommandLine(root);
        line.setColorScheme(new ColorScheme.Builder(Ansi.OFF).build());
        line.setUsageHelpWidth(100);
        return line;
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static ExitCode run(Verb verb, ParseResult words, Terminal terminal) {
        try {
            return verb.run(words, terminal);
        } catch (ElsewiseException e) {
            if (Interruption.happened()) {
                return interrupted(terminal);
            }
            terminal.err().println(e.getMessage());
            return ExitCode.of(e);
        } catch (OutOfMemoryError e) {
            terminal.err()
                    .println(
                            "The memory must hold the study's arrays; "
                                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB of heap did not."
                                    + "\nMaybe give it more with --memory (the heap is 60 % of it), or fewer rows with sample:.");
            return ExitCode.ESTIMATION_FAILED;
        } catch (RuntimeException | Error e) {
            if (Interruption.happened()) {
                return interrupted(terminal);
            }
            terminal.err().println("This is a bug of elsewise, not of yours. Please report it with all that follows:");
            terminal.err()
                    .println("elsewise " + version() + ", Java " + Runtime.version() + ", "
                            + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
            e.printStackTrace(terminal.err());
            return ExitCode.OUR_BUG;
        }
    }

    /** Work that is stopped in the middle may fail in any way: its files are already being removed. */
    private static ExitCode interrupted(Terminal terminal) {
        terminal.err().println("The run was interrupted; nothing was written.");
        return ExitCode.INTERRUPTED;
    }
}

package dev.elsewise.app;

import dev.elsewise.error.BadStudy;
import dev.elsewise.simulate.Simulated;
import dev.elsewise.simulate.World;
import dev.elsewise.simulate.Worlds;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Rows from a world whose truth is known. */
final class Simulate implements Verb {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "simulate",
                "Makes rows from a world whose true effect is known, and writes the truth beside them in"
                        + " FILE.truth.json. Without --out it tells what the world is and which knobs it has.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("WORLD")
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .description("The name of a world: slate or mix.")
                .build());
        spec.addOption(OptionSpec.builder("--set")
                .paramLabel("KNOB=VALUE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1..*")
                .description("Turns knobs of the world.")
                .build());
        spec.addOption(Words.option("--rows", "N", Long.class, "About so many rows: units are kept whole."));
        spec.addOption(Words.option("--seed", "S", Long.class, "The same seed makes the same rows."));
        spec.addOption(Words.option("--out", "FILE.csv", Path.class, "Where the rows go."));
        return spec;
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        World world = Worlds.named(words.matchedPositionalValue(0, ""));
        for (String turned : words.matchedOptionValue("--set", List.<String>of())) {
            int equals = turned.indexOf('=');
            if (equals < 1) {
                throw new BadStudy("--set must be KNOB=VALUE; found \"" + turned + "\".\nMaybe one of "
                        + world.knobs().keySet() + ".");
            }
            world = world.with(turned.substring(0, equals), turned.substring(equals + 1));
        }
        @Nullable Long rows = words.matchedOptionValue("--rows", null);
        if (rows != null) {
            if (rows < 1) {
                throw new BadStudy("--rows must be at least 1; found " + rows
                        + ".\nMaybe leave it out: then the world has its own size.");
            }
            world = sized(world, rows, words.matchedOptionValue("--set", List.<String>of()));
        }
        @Nullable Long seed = words.matchedOptionValue("--seed", null);
        if (seed != null) {
            world = world.withSeed(seed);
        }
        @Nullable Path out = words.matchedOptionValue("--out", null);
        if (out == null) {
            tell(world, terminal);
        } else {
            write(world, out, terminal);
        }
        return ExitCode.FINE;
    }

    /** So many rows, unless a knob that was turned says otherwise. */
    private static World sized(World world, long rows, List<String> turned) {
        World sized = world.withRows(rows);
        for (String knob : world.knobs().keySet()) {
            boolean set = turned.stream().anyMatch(t -> t.startsWith(knob + "="));
            if (set && !world.knobs().get(knob).equals(sized.knobs().get(knob))) {
                throw new BadStudy("--rows and --set " + knob + " must not contradict each other; --rows " + rows
                        + " makes it " + sized.knobs().get(knob) + ", --set "
                        + world.knobs().get(knob)
                        + ".\nMaybe leave one of the two out.");
            }
        }
        return sized;
    }

    private static void tell(World world, Terminal terminal) {
        terminal.out().println(world.name() + ": " + world.summary());
        world.knobs().forEach((knob, value) -> terminal.out().printf(Locale.ROOT, "  %-16s %s%n", knob, value));
    }

    private static void write(World world, Path out, Terminal terminal) {
        Simulated made = world.generate();
        made.writeCsv(out);
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%,d rows in %s, their truth in %s%n",
                        made.truth().rows(),
                        out,
                        Simulated.truthBeside(out));
        terminal.out().println(made.truth().contrast());
        for (String line : made.truth().headlines()) {
            terminal.out().println("  " + line);
        }
    }
}

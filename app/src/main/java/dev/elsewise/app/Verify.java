package dev.elsewise.app;

import dev.elsewise.data.Source;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Reason;
import dev.elsewise.study.ResultJson;
import dev.elsewise.study.Study;
import dev.elsewise.study.StudyRunner;
import dev.elsewise.study.mix.MixResultJson;
import dev.elsewise.study.mix.MixRunner;
import dev.elsewise.study.mix.MixStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reruns a result from its own record, and compares every number. */
final class Verify implements Verb {
    private static final List<String> MACHINE = List.of("version", "jdk", "architecture", "system");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "verify",
                "Reruns a result from its own record and compares every number: equal bits, or within 1e-9 relative"
                        + " (1e-6 with trees). Exit code 1 when they differ.");
        spec.addPositional(Words.file("RESULT_DIR", "A result directory."));
        spec.addOption(Words.option("--data", "FILE", Path.class, "Where the data are now."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        Path directory = words.matchedPositionalValue(0, Path.of(""));
        JsonNode before = read(directory);
        JsonNode record = before.path("provenance");
        @Nullable Path moved = words.matchedOptionValue("--data", null);
        Optional<Source> data = moved != null
                ? Optional.of(Source.of(moved.toAbsolutePath().normalize()))
                : record.has("dataFile")
                        ? Optional.of(Source.of(Path.of(text(record, "dataFile", directory))))
                        : Optional.empty();
        try (Session session = Session.open(words, terminal)) {
            if (before.path("kind").asString("").equals("mix")) {
                MixStudy asked = mix(record, directory);
                MixStudy study = data.map(asked::withData).orElse(asked);
                JsonNode after = Json.tree(MixResultJson.of(MixRunner.run(study, session.workspace())));
                return report(before, after, Comparison.tolerance(study), terminal);
            }
            Study asked = study(record, directory);
            Study study = data.map(asked::withData).orElse(asked);
            JsonNode after = Json.tree(ResultJson.of(StudyRunner.run(study, session.workspace())));
            return report(before, after, Comparison.tolerance(study), terminal);
        }
    }

    /** The study with the recipe of its day, where it named one. */
    private static Study study(JsonNode record, Path directory) {
        String yaml = text(record, "study", directory);
        Path folder = folder(record, directory);
        return record.has("recipe")
                ? Study.parse(yaml, text(record, "recipe", directory), folder)
                : Study.parse(yaml, folder);
    }

    private static MixStudy mix(JsonNode record, Path directory) {
        String yaml = text(record, "study", directory);
        Path folder = folder(record, directory);
        return record.has("recipe")
                ? MixStudy.parse(yaml, text(record, "recipe", directory), folder)
                : MixStudy.parse(yaml, folder);
    }

    private static ExitCode report(JsonNode before, JsonNode after, double tolerance, Terminal terminal) {
        JsonNode then = before.path("provenance");
        JsonNode now = after.path("provenance");
        if (!then.path("dataFingerprint").equals(now.path("dataFingerprint"))) {
            terminal.out()
                    .println("The data are not those of the result: their fingerprint was "
                            + then.path("dataFingerprint") + ", and is " + now.path("dataFingerprint") + ".");
        }
        for (String key : MACHINE) {
            if (!then.path(key).equals(now.path(key))) {
                terminal.out().println(key + " was " + then.path(key) + ", and is " + now.path(key));
            }
        }
        Comparison comparison = Comparison.of(before, after, tolerance);
        terminal.out().println(comparison.text());
        return comparison.equal() ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }

    private static JsonNode read(Path directory) {
        Path file = directory.resolve("result.json");
        try {
            return Json.tree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw new BadStudy(
                    "verify needs a result directory, with a result.json that we wrote; \"" + directory + "\" is none ("
                            + (e instanceof IOException io ? Reason.of(io) : "its result.json is damaged")
                            + ").\nMaybe the folder that was given to run as --out is meant.",
                    e);
        }
    }

    private static String text(JsonNode record, String key, Path directory) {
        if (!record.path(key).isString()) {
            throw new BadStudy(
                    "verify needs the record of a run in result.json; in \"" + directory + "\" it has no provenance."
                            + key + ".\nMaybe it was written by hand: run the study again with --out.");
        }
        return record.path(key).asString();
    }

    private static Path folder(JsonNode record, Path directory) {
        Path file = Path.of(text(record, "studyFile", directory));
        return Objects.requireNonNullElse(file.getParent(), file);
    }
}

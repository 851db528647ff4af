package dev.elsewise.app;

import dev.elsewise.data.Source;
import dev.elsewise.study.model.MixModel;
import dev.elsewise.study.model.ModelValidation;
import dev.elsewise.study.model.Tolerance;
import dev.elsewise.study.model.Tolerances;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Puts a stored media mix on trial. */
final class Validate implements Verb {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "validate",
                "Validates a stored media mix: predictions of unseen periods, residuals, collinearity, stability, and"
                        + " whether its numbers come out again. Exit code 1 when an item goes beyond its tolerance.");
        spec.addPositional(Words.file("MODEL", 0, true, "A model.json, or the result directory that holds it."));
        spec.addOption(Words.option(
                "--data", "FILE", Path.class, "New data: the study is fitted to them and stands beside the model."));
        spec.addOption(Words.option(
                "--tolerances",
                "FILE.yaml",
                Path.class,
                "KEY: NUMBER, of "
                        + Stream.of(Tolerance.values()).map(Tolerance::key).collect(Collectors.joining(", ")) + "."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        MixModel model = MixModel.read(words.matchedPositionalValue(0, Path.of("")));
        Optional<Path> data = Optional.ofNullable(words.<@Nullable Path>matchedOptionValue("--data", null));
        Tolerances tolerances = Optional.ofNullable(words.<@Nullable Path>matchedOptionValue("--tolerances", null))
                .map(Tolerances::read)
                .orElse(Tolerances.withDefaults());
        ModelValidation validation;
        try (Session session = Session.open(words, terminal)) {
            validation = data.isPresent()
                    ? ModelValidation.of(
                            model, Source.of(data.get().toAbsolutePath().normalize()), tolerances, session.workspace())
                    : ModelValidation.of(model, tolerances, session.workspace());
        }
        terminal.out().print(validation.text());
        return validation.passed() ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }
}

package dev.elsewise.app;

import dev.elsewise.error.BadStudy;
import dev.elsewise.study.mix.PlanFile;
import dev.elsewise.study.model.MixModel;
import dev.elsewise.study.model.ModelAnswer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Asks a stored media mix what would happen if: nothing is fitted. */
final class AskScenarios implements Verb {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "scenario", "Answers the scenarios of a plan file by a stored media mix, without fitting it again.");
        spec.addPositional(Words.file("MODEL", 0, true, "A model.json, or the result directory that holds it."));
        spec.addPositional(Words.file("PLAN.yaml", 1, true, "scenarios: as under mix: in a study file."));
        spec.addOption(Words.option("--out", "DIR", Path.class, "Where answer.json and tables/scenarios.csv go."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        MixModel model = MixModel.read(words.matchedPositionalValue(0, Path.of("")));
        Path file = words.matchedPositionalValue(1, Path.of(""));
        PlanFile plan = PlanFile.read(file, model.study());
        if (plan.scenarios().isEmpty()) {
            throw new BadStudy("scenario needs the key scenarios in its plan file; \"" + file + "\" has none."
                    + "\nMaybe allocate is meant, which answers its plan.");
        }
        return answer(
                words, terminal, session -> ModelAnswer.of(model, model.fit(session.workspace()), plan.scenarios()));
    }

    /** How a model is asked. */
    interface Asking {
        ModelAnswer of(Session session);
    }

    /** Asks, prints the answer, and writes it if it shall be. */
    static ExitCode answer(ParseResult words, Terminal terminal, Asking asking) {
        Optional<Path> out = Optional.ofNullable(words.<@Nullable Path>matchedOptionValue("--out", null));
        ModelAnswer answer;
        try (Session session = Session.open(words, terminal)) {
            if (out.isEmpty()) {
                answer = asking.of(session);
            } else {
                try (ResultDirectory directory = ResultDirectory.ofAnswer(out.get())) {
                    answer = asking.of(session);
                    ResultFiles.write(answer, directory);
                    session.workspace().checkCancelled();
                    directory.publish();
                }
            }
        }
        terminal.out().print(answer.text());
        out.ifPresent(directory -> terminal.out().println("\nWritten: " + directory.resolve("answer.json")));
        return ExitCode.FINE;
    }
}

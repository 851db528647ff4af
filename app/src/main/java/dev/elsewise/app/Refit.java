package dev.elsewise.app;

import dev.elsewise.data.Source;
import dev.elsewise.study.mix.MixResult;
import dev.elsewise.study.mix.MixRunner;
import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.model.MixModel;
import dev.elsewise.study.model.ModelComparison;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Fits the study of a stored media mix to new data, and shows old against new. */
final class Refit implements Verb {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "refit",
                "Fits the study of a stored media mix to new data, as run would, and shows what moved and what had"
                        + " changed in the data.");
        spec.addPositional(Words.file("MODEL", 0, true, "A model.json, or the result directory that holds it."));
        spec.addOption(OptionSpec.builder("--data")
                .paramLabel("FILE")
                .type(Path.class)
                .required(true)
                .description("The new data.")
                .build());
        spec.addOption(Words.option(
                "--out",
                "DIR",
                Path.class,
                "Where the new result goes, with its model.json, comparison.json and tables/comparison.csv; an earlier"
                        + " result there is replaced."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        Path place = words.matchedPositionalValue(0, Path.of(""));
        Path data = words.matchedOptionValue("--data", Path.of(""));
        Optional<Path> out = Optional.ofNullable(words.<@Nullable Path>matchedOptionValue("--out", null));
        MixModel before = MixModel.read(place);
        ModelComparison comparison;
        try (Session session = Session.open(words, terminal)) {
            MixStudy study = before.studyOn(Source.of(data.toAbsolutePath().normalize()), session.workspace());
            if (out.isEmpty()) {
                comparison =
                        ModelComparison.of(before, MixModel.of(study, MixRunner.answered(study, session.workspace())));
            } else {
                try (ResultDirectory directory = ResultDirectory.at(out.get())) {
                    MixRunner.Answered run = MixRunner.answered(study, session.workspace());
                    MixResult result = Run.remembering(run, place, Optional.of(data));
                    MixModel after = MixModel.of(study, run.with(result));
                    comparison = ModelComparison.of(before, after);
                    ResultFiles.write(after, result, directory);
                    ResultFiles.write(comparison, directory);
                    session.workspace().checkCancelled();
                    directory.publish();
                }
            }
        }
        terminal.out().print(comparison.text());
        out.ifPresent(directory -> terminal.out().println("\nReport: " + directory.resolve("report.html")));
        return ExitCode.FINE;
    }
}

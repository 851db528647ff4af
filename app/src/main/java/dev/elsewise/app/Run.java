package dev.elsewise.app;

import dev.elsewise.check.Verdict;
import dev.elsewise.data.Source;
import dev.elsewise.data.Workspace;
import dev.elsewise.study.Result;
import dev.elsewise.study.ResultText;
import dev.elsewise.study.Study;
import dev.elsewise.study.StudyRunner;
import dev.elsewise.study.mix.MixResult;
import dev.elsewise.study.mix.MixRunner;
import dev.elsewise.study.mix.MixStudy;
import dev.elsewise.study.mix.MixText;
import dev.elsewise.study.mix.StudyFile;
import dev.elsewise.study.model.MixModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Answers a study: in the terminal, and in a result directory. */
final class Run implements Verb {
    /** The check that tells which covariates a model left out: constant ones, or combinations of others. */
    private static final String LEFT_OUT = "covariates";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command("run", "Answers a study: prints the answer, and writes a result directory.");
        spec.addPositional(Words.file("STUDY.yaml", "The study."));
        spec.addOption(Words.option(
                "--out",
                "DIR",
                Path.class,
                "Where result.json, report.html, study.yaml, tables/*.csv and charts/*.svg go, and the model.json of a media mix;"
                        + " an earlier result there is replaced."));
        spec.addOption(Words.option("--data", "FILE", Path.class, "Other data than the study names."));
        spec.addOption(Words.flag("--strict", "Exit code 1 when a check fails, or a model leaves out a covariate."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        Path file = words.matchedPositionalValue(0, Path.of(""));
        Optional<Path> data = Optional.ofNullable(words.<@Nullable Path>matchedOptionValue("--data", null));
        Optional<Path> out = Optional.ofNullable(words.<@Nullable Path>matchedOptionValue("--out", null));
        boolean failed = switch (StudyFile.read(file)) {
            case StudyFile.OfEffect(Study study) -> effect(study, file, data, out, words, terminal);
            case StudyFile.OfMix(MixStudy study) -> mix(study, file, data, out, words, terminal);
        };
        return failed && words.matchedOptionValue("--strict", false) ? ExitCode.CHECK_FAILED : ExitCode.FINE;
    }

    /** Whether a check failed. */
    private static boolean effect(
            Study asked, Path file, Optional<Path> data, Optional<Path> out, ParseResult words, Terminal terminal) {
        Study study = data.map(d -> asked.withData(other(d))).orElse(asked);
        Result result;
        try (Session session = Session.open(words, terminal)) {
            result = answer(study, file, data, out, session.workspace());
        }
        print(ResultText.of(result), out, terminal);
        return result.checks().stream()
                .anyMatch(check -> check.verdict() == Verdict.FAIL
                        || (check.verdict() == Verdict.WARN && check.name().equals(LEFT_OUT)));
    }

    private static boolean mix(
            MixStudy asked, Path file, Optional<Path> data, Optional<Path> out, ParseResult words, Terminal terminal) {
        MixStudy study = data.map(d -> asked.withData(other(d))).orElse(asked);
        MixResult result;
        try (Session session = Session.open(words, terminal)) {
            result = answer(study, file, data, out, session.workspace());
        }
        print(MixText.of(result), out, terminal);
        return !result.failed().isEmpty();
    }

    private static Source other(Path data) {
        return Source.of(data.toAbsolutePath().normalize());
    }

    private static void print(String text, Optional<Path> out, Terminal terminal) {
        terminal.out().print(text);
        out.ifPresent(directory -> terminal.out().println("\nReport: " + directory.resolve("report.html")));
    }

    /** The same for a media mix. */
    static MixResult answer(MixStudy study, Path file, Optional<Path> data, Optional<Path> out, Workspace workspace) {
        if (out.isEmpty()) {
            return MixRunner.run(study, workspace);
        }
        try (ResultDirectory directory = ResultDirectory.at(out.get())) {
            MixRunner.Answered run = MixRunner.answered(study, workspace);
            MixResult result = remembering(run, file, data);
            ResultFiles.write(MixModel.of(study, run.with(result)), result, directory);
            workspace.checkCancelled();
            directory.publish();
            return result;
        }
    }

    /** The result of a run, which remembers where its study and data were. */
    static MixResult remembering(MixRunner.Answered run, Path file, Optional<Path> data) {
        return run.result().withProvenance(remembering(run.result().provenance(), file, data));
    }

    /** Runs a study, and writes its result directory if there shall be one. */
    static Result answer(Study study, Path file, Optional<Path> data, Optional<Path> out, Workspace workspace) {
        if (out.isEmpty()) {
            return StudyRunner.run(study, workspace);
        }
        // The place is looked at first: nobody waits for an answer that cannot be written.
        try (ResultDirectory directory = ResultDirectory.at(out.get())) {
            Result found = StudyRunner.run(study, workspace);
            Result result = found.withProvenance(remembering(found.provenance(), file, data));
            ResultFiles.write(study, result, directory);
            workspace.checkCancelled();
            directory.publish();
            return result;
        }
    }

    /** Adds to the provenance what only the command line knows, and {@code verify} needs. */
    private static Map<String, Object> remembering(Map<String, Object> known, Path study, Optional<Path> data) {
        Map<String, Object> provenance = new LinkedHashMap<>(known);
        provenance.put("studyFile", study.toAbsolutePath().normalize().toString());
        data.ifPresent(
                d -> provenance.put("dataFile", d.toAbsolutePath().normalize().toString()));
        return provenance;
    }
}

package dev.elsewise.app;

import dev.elsewise.check.Verdict;
import dev.elsewise.data.Source;
import dev.elsewise.data.Workspace;
import dev.elsewise.study.Result;
import dev.elsewise.study.ResultText;
import dev.elsewise.study.Study;
import dev.elsewise.study.StudyRunner;
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
        spec.addOption(
                Words.option(
                        "--out",
                        "DIR",
                        Path.class,
                        "Where result.json, report.html, study.yaml, tables/*.csv and charts/*.svg go; an earlier result there is replaced."));
        spec.addOption(Words.option("--data", "FILE", Path.class, "Other data than the study names."));
        spec.addOption(Words.flag("--strict", "Exit code 1 when a check fails, or a model leaves out a covariate."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        Path file = words.matchedPositionalValue(0, Path.of(""));
        Optional<Path> data = Optional.ofNullable(words.<@Nullable Path>matchedOptionValue("--data", null));
        @Nullable Path out = words.matchedOptionValue("--out", null);
        Study asked = Study.read(file);
        Study study = data.map(d -> asked.withData(Source.of(d.toAbsolutePath().normalize())))
                .orElse(asked);
        Result result;
        try (Session session = Session.open(words, terminal)) {
            result = answer(study, file, data, Optional.ofNullable(out), session.workspace());
        }
        terminal.out().print(ResultText.of(result));
        if (out != null) {
            terminal.out().println("\nReport: " + out.resolve("report.html"));
        }
        boolean failed = result.checks().stream()
                .anyMatch(check -> check.verdict() == Verdict.FAIL
                        || (check.verdict() == Verdict.WARN && check.name().equals(LEFT_OUT)));
        return failed && words.matchedOptionValue("--strict", false) ? ExitCode.CHECK_FAILED : ExitCode.FINE;
    }

    /** Runs a study, and writes its result directory if there shall be one. */
    static Result answer(Study study, Path file, Optional<Path> data, Optional<Path> out, Workspace workspace) {
        if (out.isEmpty()) {
            return StudyRunner.run(study, workspace);
        }
        // The place is looked at first: nobody waits for an answer that cannot be written.
        try (ResultDirectory directory = ResultDirectory.at(out.get())) {
            Result result = remembering(StudyRunner.run(study, workspace), file, data);
            ResultFiles.write(study, result, directory);
            workspace.checkCancelled();
            directory.publish();
            return result;
        }
    }

    /** Adds to the provenance what only the command line knows, and {@code verify} needs. */
    private static Result remembering(Result result, Path study, Optional<Path> data) {
        Map<String, Object> provenance = new LinkedHashMap<>(result.provenance());
        provenance.put("studyFile", study.toAbsolutePath().normalize().toString());
        data.ifPresent(
                d -> provenance.put("dataFile", d.toAbsolutePath().normalize().toString()));
        return result.withProvenance(provenance);
    }
}

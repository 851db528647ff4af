package dev.elsewise.app;

import dev.elsewise.error.BadStudy;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.graph.IdentificationReport;
import dev.elsewise.study.Study;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What the graph of a study lets us estimate, and what it implies that data can test. */
final class Identify implements Verb {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "identify",
                "What the graph of a study lets us estimate, with which adjustment set, and what it implies that data can"
                        + " test. Exit code 4 when the effect is not identified.");
        spec.addPositional(Words.file("STUDY.yaml", "The study."));
        spec.addOption(Words.flag("--json", "The report as JSON."));
        return spec;
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        Path file = words.matchedPositionalValue(0, Path.of(""));
        Study study = Study.read(file);
        CausalGraph graph = study.graph()
                .orElseThrow(() -> new BadStudy("identify reads the graph of a study; \"" + file + "\" has none."
                        + "\nMaybe add graph: with lines such as a, b -> c."));
        IdentificationReport report = study.covariates().isEmpty()
                ? IdentificationReport.of(graph, study.question())
                : IdentificationReport.of(graph, study.question(), study.covariates());
        terminal.out().print(words.matchedOptionValue("--json", false) ? Json.pretty(report) + "\n" : report.text());
        boolean valid = report.identified()
                && report.review().map(IdentificationReport.Reviewed::valid).orElse(true);
        return valid ? ExitCode.FINE : ExitCode.NOT_IDENTIFIED;
    }
}

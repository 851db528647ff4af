package dev.elsewise.app;

import dev.elsewise.data.Schema;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.CannotWrite;
import dev.elsewise.error.EstimationFailed;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.graph.IdentificationReport;
import dev.elsewise.study.Study;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the graph of a study lets us estimate, and what it implies that data can test. A node that is no column of the data was
 * not measured; where the data cannot be opened every node counts as measured, and that is said.
 */
final class Identify implements Verb {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Words.command(
                "identify",
                "What the graph of a study lets us estimate, with which adjustment set, and what it implies that data can"
                        + " test. Exit code 4 when the effect is not identified.");
        spec.addPositional(Words.file("STUDY.yaml", "The study."));
        spec.addOption(Words.flag("--json", "The report as JSON."));
        return Session.with(spec);
    }

    @Override
    public ExitCode run(ParseResult words, Terminal terminal) {
        Path file = words.matchedPositionalValue(0, Path.of(""));
        Study study = Study.read(file);
        CausalGraph drawn = study.graph()
                .orElseThrow(() -> new BadStudy("identify reads the graph of a study; \"" + file + "\" has none."
                        + "\nMaybe add graph: with lines such as a, b -> c."));
        CausalGraph graph = schema(study, words, terminal)
                .map(schema -> drawn.observing(schema.names()))
                .orElse(drawn);
        IdentificationReport report = study.covariates().isEmpty()
                ? IdentificationReport.of(graph, study.question())
                : IdentificationReport.of(graph, study.question(), study.covariates());
        terminal.out().print(words.matchedOptionValue("--json", false) ? Json.pretty(report) + "\n" : report.text());
        boolean valid = report.identified()
                && report.review().map(IdentificationReport.Reviewed::valid).orElse(true);
        return valid ? ExitCode.FINE : ExitCode.NOT_IDENTIFIED;
    }

    /** The columns that the data have after {@code derive}, if they can be opened; those that the study names must be there. */
    private static Optional<Schema> schema(Study study, ParseResult words, Terminal terminal) {
        try (Session session = Session.open(words, terminal)) {
            Schema source;
            try {
                source = session.workspace().open(study.data()).schema();
            } catch (BadData | BadStudy | EstimationFailed | CannotWrite e) {
                terminal.err()
                        .println("Every node counts as measured, since the data were not opened: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""));
                return Optional.empty();
            }
            Schema schema = study.derivedFrom(source);
            study.checkColumns(schema);
            return Optional.of(schema);
        }
    }
}

package dev.elsewise.study;

import dev.elsewise.adjust.DifferenceInMeans;
import dev.elsewise.check.Diagnostic;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.InfluenceEstimate;
import dev.elsewise.effect.Segments;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.question.Question;
import dev.elsewise.study.data.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a study: data, identification, estimates, checks, segments, words. The one call behind {@code elsewise run}. */
public final class StudyRunner {
    private final Study study;
    private final Workspace workspace;
    private final List<Result.EstimateRow> estimates = new ArrayList<>();
    private final List<Result.SegmentRow> segments = new ArrayList<>();
    private final List<Result.TooSmall> tooSmall = new ArrayList<>();
    private final Map<String, Segments> effects = new HashMap<>();
    private final List<Diagnostic> checks = new ArrayList<>();
    private final List<Result.CalibrationRow> calibration = new ArrayList<>();
    private final List<Result.NuisanceRow> nuisances = new ArrayList<>();
    private final List<Result.FoldMetric> metrics = new ArrayList<>();
    private Optional<Result.Overlap> overlap = Optional.empty();

    private StudyRunner(Study study, Workspace workspace) {
        this.study = study;
        this.workspace = workspace;
    }

    /**
     * Everything that the study asks for.
     *
     * @throws dev.elsewise.error.ElsewiseException when the study, the data or the numbers do not allow it
     */
    public static Result run(Study study, Workspace workspace) {
        return new StudyRunner(study, workspace).run();
    }

    private Result run() {
        progress("reading data", 0);
        Table table = StudyTable.open(study, workspace);
        Optional<CausalGraph> graph = study.graph();
        Optional<Adjustment> adjustment = adjustment(graph, table);
        Table analysed = table;
        int done = 0;
        for (Estimation estimation : study.estimators()) {
            progress("estimating " + estimation.id(), done++);
            switch (estimation) {
                case Estimation.DifferenceInMeans naive -> difference(naive, table);
                case Estimation.Aipw aipw -> {
                    AipwAnalysis analysis = AipwAnalysis.of(study, aipw, table, adjustment.orElseThrow());
                    add(analysis);
                    analysed = analysis.table();
                }
            }
        }
        progress("writing words", done);
        Result.EstimateRow last = estimates.getLast();
        return new Result(
                study.title(),
                new Result.Asked(study.question().treatment(), study.question().outcome(), last.target()),
                Narrator.words(study, estimates, segments, effects, checks),
                SampleSummary.of(analysed, study.question(), study.distinct(), study.weights()),
                analysed.ledger(),
                estimates,
                study.segments().stream()
                        .map(s -> new Result.Dimension(
                                s.name(), s.column(), study.supports().of(s.name())))
                        .toList(),
                segments,
                tooSmall,
                checks,
                calibration,
                overlap,
                nuisances,
                metrics,
                graph.map(g -> view(g.observing(table.schema().names()), adjustment)),
                Provenance.of(
                        study.data(),
                        Fingerprint.of(table),
                        table.rows(),
                        study.source(),
                        study.recipe(),
                        study.seed()));
    }

    private void progress(String step, int done) {
        workspace.checkCancelled();
        workspace.options().progress().at(step, done, study.estimators().size() + 1L);
    }

    private Optional<Adjustment> adjustment(Optional<CausalGraph> graph, Table table) {
        Question question = study.question();
        List<String> given = study.covariates();
        if (graph.isPresent() && !given.isEmpty()) {
            // A node that is no column was not measured.
            return Optional.of(graph.get()
                    .observing(table.schema().names())
                    .review(question, given)
                    .orThrow());
        }
        if (graph.isPresent()) {
            return Optional.of(
                    graph.get().adjustmentFor(question, table.schema().names()).orThrow());
        }
        return given.isEmpty() ? Optional.empty() : Optional.of(Adjustment.assuming(question, given));
    }

    private void difference(Estimation.DifferenceInMeans asked, Table table) {
        DifferenceInMeans estimator = study.weights().isPresent()
                ? DifferenceInMeans.withDefaults().withWeights(study.weights().get())
                : DifferenceInMeans.withDefaults();
        InfluenceEstimate estimate = estimator.estimate(table, study.question());
        if (study.cluster().isPresent()) {
            estimate = estimate.clusteredBy(study.cluster().get());
        }
        estimates.add(row(estimate, asked.id(), List.of()));
    }

    private void add(AipwAnalysis analysis) {
        estimates.add(row(analysis.estimate(), analysis.estimate().description().id(), analysis.checks()));
        segments.addAll(analysis.segmentRows());
        tooSmall.addAll(analysis.tooSmallRows());
        effects.put(analysis.estimate().description().id(), analysis.segments());
        checks.addAll(analysis.checks());
        calibration.addAll(analysis.calibrationRows());
        nuisances.addAll(NuisanceTable.of(analysis.estimate().description().id(), analysis.fit(), study.weights()));
        metrics.addAll(analysis.metricRows());
        overlap = Optional.of(analysis.overlapRows());
    }

    private static Result.EstimateRow row(Estimate estimate, String id, List<Diagnostic> checks) {
        Estimate.Description d = estimate.description();
        return new Result.EstimateRow(
                id,
                d.estimator(),
                d.label(),
                d.target(),
                estimate.value(),
                estimate.standardError(),
                estimate.interval(),
                estimate.rows(),
                d.assumes(),
                checks);
    }

    private Result.GraphView view(CausalGraph graph, Optional<Adjustment> adjustment) {
        return new Result.GraphView(
                graph.nodes(),
                graph.edges().stream()
                        .map(e -> new Result.Edge(e.from(), e.to(), e.hidden()))
                        .toList(),
                study.question().treatment(),
                study.question().outcome(),
                adjustment.map(a -> List.copyOf(a.covariates())).orElse(List.of()),
                List.copyOf(graph.hidden()));
    }
}

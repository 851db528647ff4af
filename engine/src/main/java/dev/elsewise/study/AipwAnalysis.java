package dev.elsewise.study;

import dev.elsewise.adjust.Aipw;
import dev.elsewise.adjust.AipwFit;
import dev.elsewise.adjust.Recalibration;
import dev.elsewise.check.Calibration;
import dev.elsewise.check.DeterministicStrata;
import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Grouping;
import dev.elsewise.check.OutcomeDerived;
import dev.elsewise.check.Overlap;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Column;
import dev.elsewise.data.Splits;
import dev.elsewise.data.Table;
import dev.elsewise.effect.Clusters;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Segments;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.learn.CrossFitted;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.FoldMetrics;
import dev.elsewise.question.Question;
import java.util.ArrayList;
import java.util.List;

/** One AIPW estimation of a study with everything that is shown beside it. */
final class AipwAnalysis {
    private final Study study;
    private final Estimation.Aipw asked;
    private final List<Diagnostic> checks = new ArrayList<>();
    private final Table table;
    private final AipwFit fit;
    private final ScoredEstimate estimate;
    private final Segments segments;
    private final Calibration calibration;
    private final Overlap overlap;

    private AipwAnalysis(Study study, Estimation.Aipw asked, Table rows, Adjustment adjustment) {
        this.study = study;
        this.asked = asked;
        Question question = study.question();
        List<String> covariates = List.copyOf(adjustment.covariates());
        // Before any fit: nobody waits for models to learn that rows have no cluster.
        study.cluster().ifPresent(column -> Clusters.of(rows, column));
        DeterministicStrata strata = DeterministicStrata.of(
                rows,
                question.treatment(),
                asked.strata().isEmpty() ? covariates : asked.strata(),
                study.weights(),
                study.cluster());
        boolean exclude = asked.excludeDeterministic() && !strata.strata().isEmpty();
        table = exclude ? rows.where(strata.outside(), strata.words()) : rows;
        fit = aipw(rows, covariates).fit(table, adjustment);
        ScoredEstimate scored = study.cluster().isPresent()
                ? fit.estimate().clusteredBy(study.cluster().get())
                : fit.estimate();
        String target = exclude
                ? question.target().words() + " for whom the data hold a comparison"
                : scored.description().target();
        segments = scored.by(dimensions(), study.seed());
        List<Grouping> groupings = new ArrayList<>();
        Table grouped = group(covariates, groupings);
        calibration = Calibration.of(grouped, AipwFit.PROPENSITY, question.treatment(), groupings, study.weights());
        overlap = Overlap.of(
                fit.table(),
                AipwFit.PROPENSITY,
                question.treatment(),
                asked.clip(),
                question.target(),
                study.weights());
        Recalibration recalibration = Recalibration.of(fit, scored.standardError(), grouped, groupings, calibration);
        checks.addAll(calibration.diagnostics());
        checks.add(recalibration.diagnostic());
        checks.addAll(overlap.diagnostics());
        checks.add(strata.diagnostic(exclude));
        checks.add(OutcomeDerived.of(rows, question.outcome(), covariates, study.weights())
                .diagnostic());
        notes().forEach(note -> checks.add(new Diagnostic("covariates", Double.NaN, Double.NaN, Verdict.WARN, note)));
        estimate = scored.describedAs(
                scored.description().withId(asked.id()).withTarget(target).withChecks(checks));
    }

    static AipwAnalysis of(Study study, Estimation.Aipw asked, Table table, Adjustment adjustment) {
        return new AipwAnalysis(study, asked, table, adjustment);
    }

    private Aipw aipw(Table rows, List<String> covariates) {
        Features ofKinds = Features.of(rows.schema(), covariates);
        Aipw aipw = Aipw.withDefaults()
                .withFolds(splits())
                .withClip(asked.clip())
                .withPropensity(Learners.of(asked.propensity()))
                .withPropensityFeatures(
                        Learners.features(study, ofKinds, asked.propensity().inputs()))
                .withFeatures(Learners.features(
                        study, ofKinds, asked.outcome().map(Nuisance::inputs).orElse(Nuisance.Inputs.OF_THE_STUDY)))
                .withArms(asked.arms())
                .withDivisor(asked.divisor())
                .withSeed(study.seed());
        if (asked.outcome().isPresent()) {
            aipw = aipw.withOutcome(Learners.of(asked.outcome().get()));
        }
        if (asked.knownPropensity().isPresent()) {
            aipw = aipw.withKnownPropensity(asked.knownPropensity().get());
        }
        return study.weights().isPresent() ? aipw.withWeights(study.weights().get()) : aipw;
    }

    private Splits splits() {
        boolean clusters = study.cluster().isPresent() && asked.by() == Estimation.FoldsBy.CLUSTERS;
        Splits splits = switch (asked.folds()) {
            case FoldRule.None none -> Splits.none();
            case FoldRule.Hashed hashed ->
                clusters ? Splits.grouped(hashed.count(), study.cluster().get()) : Splits.hashed(hashed.count());
            case FoldRule.Stratified stratified ->
                clusters
                        ? Splits.grouped(stratified.count(), study.cluster().get())
                        : Splits.stratified(stratified.count(), study.question().treatment());
            case FoldRule.OfColumn column -> Splits.column(column.column());
            case FoldRule.OfRule rule -> Splits.rule(rule.expression());
        };
        return study.key().map(splits::keyedBy).orElse(splits);
    }

    private List<Segments.Dimension> dimensions() {
        List<Segments.Dimension> dimensions = new ArrayList<>();
        for (Segmentation segmentation : study.segments()) {
            dimensions.add(new Segments.Dimension(segmentation, study.supports().of(segmentation.name())));
        }
        return dimensions;
    }

    /** Every way to look at the propensity: its deciles, the study's segments, and each covariate that has no segments. */
    private Table group(List<String> covariates, List<Grouping> groupings) {
        List<Segmentation> all = new ArrayList<>();
        all.add(Segmentation.quantiles(AipwFit.PROPENSITY, 10, Segmentation.Ties.TOGETHER)
                .named("decile")
                .withLabels("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"));
        all.addAll(study.segments());
        for (String covariate : covariates) {
            if (study.segments().stream().noneMatch(s -> s.column().equals(covariate))) {
                Column column = fit.table().schema().column(covariate);
                all.add(
                        column.kind().coded() || column.kind() == Column.Kind.TRUTH
                                ? Segmentation.levels(covariate)
                                : Segmentation.quantiles(covariate, 10, Segmentation.Ties.TOGETHER));
            }
        }
        Table result = fit.table();
        for (Segmentation segmentation : all) {
            Segmentation.Assigned assigned = segmentation.assign(fit.table());
            result = result.with(assigned.code());
            String column = segmentation.column();
            groupings.add(new Grouping(
                    assigned.name(), column, covariates.contains(column), assigned.codeColumn(), assigned.labels()));
        }
        return result;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        fit.propensity().ifPresent(p -> p.notes().forEach(n -> notes.add("In the propensity model, " + n + ".")));
        for (CrossFitted outcome : fit.outcomes()) {
            for (String note : outcome.notes()) {
                String words = "In the outcome model, " + note + ".";
                if (!notes.contains(words)) {
                    notes.add(words);
                }
            }
        }
        return notes;
    }

    ScoredEstimate estimate() {
        return estimate;
    }

    Segments segments() {
        return segments;
    }

    Table table() {
        return table;
    }

    AipwFit fit() {
        return fit;
    }

    List<Diagnostic> checks() {
        return checks;
    }

    List<Result.CalibrationRow> calibrationRows() {
        return calibration.groups().stream()
                .map(g -> new Result.CalibrationRow(
                        asked.id(), g.by(), g.level(), g.rows(), g.expected(), g.observed(), g.verdict()))
                .toList();
    }

    Result.Overlap overlapRows() {
        return new Result.Overlap(
                asked.id(),
                overlap.edges(),
                overlap.treated(),
                overlap.control(),
                overlap.clip(),
                overlap.clippedRows(),
                overlap.effectiveTreated(),
                overlap.effectiveControl());
    }

    List<Result.TooSmall> tooSmallRows() {
        return segments.tooSmall().stream()
                .map(s -> new Result.TooSmall(
                        asked.id(), s.by(), s.segment(), s.rows(), s.treated(), s.control(), s.because()))
                .toList();
    }

    List<Result.SegmentRow> segmentRows() {
        return segments.rows().stream()
                .map(s -> Result.SegmentRow.of(asked.id(), s))
                .toList();
    }

    List<Result.FoldMetric> metricRows() {
        List<Result.FoldMetric> rows = new ArrayList<>();
        fit.propensity().ifPresent(p -> addMetrics(rows, "propensity", p));
        List<CrossFitted> outcomes = fit.outcomes();
        if (outcomes.size() == 1) {
            addMetrics(rows, "outcome", outcomes.getFirst());
        } else {
            addMetrics(rows, "outcome if treated", outcomes.get(0));
            addMetrics(rows, "outcome if not treated", outcomes.get(1));
        }
        return rows;
    }

    private void addMetrics(List<Result.FoldMetric> rows, String model, CrossFitted fitted) {
        for (FoldMetrics m : fitted.metrics()) {
            rows.add(new Result.FoldMetric(
                    asked.id(),
                    model,
                    fitted.models() == 1 ? 0 : m.fold() + 1,
                    m.rows(),
                    m.rocAuc(),
                    m.averagePrecision(),
                    m.brier(),
                    m.logLoss(),
                    m.rSquared()));
        }
    }
}

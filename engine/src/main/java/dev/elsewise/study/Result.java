package dev.elsewise.study;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Table;
import dev.elsewise.effect.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a study found, in plain records: what {@code result.json}, the text tables, the CSV tables and the HTML report
 * are made from. Nothing here refers to data.
 */
public record Result(
        String title,
        Asked asked,
        Words words,
        Sample sample,
        List<Table.Kept> rows,
        List<EstimateRow> estimates,
        List<SegmentRow> segments,
        List<Diagnostic> checks,
        List<CalibrationRow> calibration,
        Optional<Overlap> overlap,
        List<NuisanceRow> nuisances,
        List<FoldMetric> metrics,
        Optional<GraphView> graph,
        Map<String, Object> provenance) {

    /** The question as asked, after renaming the target where rows had to be left out. */
    public record Asked(String treatment, String outcome, String target) {}

    /**
     * The answers in words, all made from the numbers.
     *
     * @param headline one or two sentences: the answer, and whether to trust it
     * @param trustworthy false when a check says that the number is not to be used
     * @param questions product questions with their answers
     * @param cautions what remains to doubt
     */
    public record Words(String headline, boolean trustworthy, List<Answer> questions, List<String> cautions) {}

    /** A question and its answer. */
    public record Answer(String question, String answer) {}

    /**
     * The rows that were analysed.
     *
     * @param distinct how many different values the named columns have, such as users and items
     */
    public record Sample(long rows, double treatedRate, double outcomeMean, Map<String, Long> distinct) {}

    /**
     * One estimate.
     *
     * @param id unique in the study, such as "aipw"
     * @param estimator the study key of the estimator
     * @param label a name for people
     */
    public record EstimateRow(
            String id,
            String estimator,
            String label,
            String target,
            double value,
            double standardError,
            Interval interval,
            long rows,
            List<String> assumes,
            List<Diagnostic> checks) {}

    /**
     * One segment under one estimate.
     *
     * @param by the dimension
     * @param naive difference of the arms' mean outcomes, not adjusted
     * @param interval pointwise
     * @param jointInterval covers all segments of the study at once
     * @param pZeroHolm Holm-adjusted p-value of "the effect is zero"
     * @param pZeroBh the same after Benjamini–Hochberg
     * @param difference effect here minus the effect in the rest of the dimension's rows: heterogeneity
     * @param pDifferenceHolm Holm-adjusted p-value of "no different from the rest"
     * @param pDifferenceBh the same after Benjamini–Hochberg
     */
    public record SegmentRow(
            String estimate,
            String by,
            String segment,
            long rows,
            long treated,
            long control,
            double treatedMean,
            double controlMean,
            double naive,
            double value,
            double standardError,
            Interval interval,
            Interval jointInterval,
            double pZeroHolm,
            double pZeroBh,
            double difference,
            double differenceStandardError,
            double pDifferenceHolm,
            double pDifferenceBh) {}

    /**
     * Observed against expected treated share in one group of rows.
     *
     * @param by "decile" of the propensity score, or a segment dimension
     * @param expected mean propensity score
     * @param observed treated share
     */
    public record CalibrationRow(
            String estimate, String by, String level, long rows, double expected, double observed, Verdict verdict) {}

    /**
     * The propensity scores of both arms.
     *
     * @param edges of the histogram's bins, one more than there are counts
     * @param clip scores are held inside [clip, 1 − clip]
     * @param effectiveTreated (Σw)²/Σw² over the treated with weights 1/e
     * @param effectiveControl the same over the controls with weights 1/(1 − e)
     */
    public record Overlap(
            String estimate,
            List<Double> edges,
            List<Long> treated,
            List<Long> control,
            double clip,
            long clippedRows,
            double effectiveTreated,
            double effectiveControl) {}

    /** The distribution of one nuisance over the analysed rows. Standard deviation with n − 1. */
    public record NuisanceRow(
            String estimate,
            String name,
            long count,
            double mean,
            double sd,
            double min,
            double p01,
            double p05,
            double p10,
            double p50,
            double p90,
            double p95,
            double p99,
            double max) {}

    /**
     * How well a nuisance model predicts rows that it did not see; what does not apply is {@code NaN}.
     *
     * @param fold counted from 1; 0 for a model without folds
     */
    public record FoldMetric(
            String estimate,
            String model,
            int fold,
            long rows,
            double rocAuc,
            double averagePrecision,
            double brier,
            double logLoss,
            double rSquared) {}

    /**
     * The graph for drawing.
     *
     * @param adjusted the nodes that were adjusted for
     */
    public record GraphView(
            List<String> nodes, List<Edge> edges, String treatment, String outcome, List<String> adjusted) {}

    /** An arrow, or with {@code hidden} a common cause that nobody measured. */
    public record Edge(String from, String to, boolean hidden) {}
}

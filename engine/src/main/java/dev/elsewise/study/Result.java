package dev.elsewise.study;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.data.Table;
import dev.elsewise.effect.Interval;
import dev.elsewise.effect.Segments;
import dev.elsewise.effect.Support;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

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
        List<Dimension> dimensions,
        List<SegmentRow> segments,
        List<TooSmall> tooSmall,
        List<Diagnostic> checks,
        List<CalibrationRow> calibration,
        Optional<Overlap> overlap,
        List<NuisanceRow> nuisances,
        List<FoldMetric> metrics,
        Optional<GraphView> graph,
        Map<String, Object> provenance) {

    /** The same result with another provenance. */
    public Result withProvenance(Map<String, Object> value) {
        return new Result(
                title,
                asked,
                words,
                sample,
                rows,
                estimates,
                dimensions,
                segments,
                tooSmall,
                checks,
                calibration,
                overlap,
                nuisances,
                metrics,
                graph,
                value);
    }

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
     * @param rows each as often as its frequency weight says
     * @param treatedRate weighted where the study has weights
     * @param outcomeMean weighted likewise
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
     * A way in which the study splits its rows.
     *
     * @param by its name
     * @param column what it is made from
     * @param support what a segment must hold to be shown
     */
    public record Dimension(String by, String column, Support support) {
        private static final int NAMED = 8;

        /**
         * What support is, in words: "1,000 rows, 50 treated and 500 control".
         *
         * @param count how a number of rows is written
         */
        public String needs(LongFunction<String> count) {
            return count.apply(support.rows()) + " rows, " + count.apply(support.treated()) + " treated and "
                    + count.apply(support.control()) + " control";
        }

        /** Which of its segments an estimate does not show, in a sentence; nothing where it shows all. */
        public String notShown(List<TooSmall> all, String estimate, LongFunction<String> count) {
            List<String> names = all.stream()
                    .filter(s -> s.estimate().equals(estimate) && s.by().equals(by))
                    .map(TooSmall::segment)
                    .toList();
            if (names.isEmpty()) {
                return "";
            }
            String listed = names.size() <= NAMED
                    ? String.join(", ", names)
                    : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
            return (names.size() == 1 ? "1 segment" : names.size() + " segments") + " below support (" + needs(count)
                    + ") " + (names.size() == 1 ? "is" : "are") + " not shown: " + listed + ".";
        }
    }

    /**
     * A segment that is not shown under an estimate.
     *
     * @param because what it lacks, such as "too few rows"
     */
    public record TooSmall(
            String estimate, String by, String segment, long rows, long treated, long control, String because) {}

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
            double pDifferenceBh) {
        /** @param estimate the id of the estimate that the segment is part of */
        static SegmentRow of(String estimate, Segments.Row s) {
            return new SegmentRow(
                    estimate,
                    s.by(),
                    s.segment(),
                    s.rows(),
                    s.treated(),
                    s.control(),
                    s.treatedMean(),
                    s.controlMean(),
                    s.naive(),
                    s.value(),
                    s.standardError(),
                    s.interval(),
                    s.jointInterval(),
                    s.pZeroHolm(),
                    s.pZeroBh(),
                    s.difference(),
                    s.differenceStandardError(),
                    s.pDifferenceHolm(),
                    s.pDifferenceBh());
        }
    }

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
     * @param treated rows in each bin, each as often as its frequency weight says
     * @param clip scores are held inside [clip, 1 − clip]
     * @param effectiveTreated (Σv)²/Σv² over the treated; v is 1/e for an effect on everyone and 1 for one on the treated
     * @param effectiveControl the same over the controls; v is 1/(1 − e) or e/(1 − e)
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

    /**
     * The distribution of one nuisance over the analysed rows, each as often as its frequency weight says. Standard deviation
     * with n − 1.
     */
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
     * @param hidden the nodes that nobody measured
     */
    public record GraphView(
            List<String> nodes,
            List<Edge> edges,
            String treatment,
            String outcome,
            List<String> adjusted,
            List<String> hidden) {}

    /** An arrow, or with {@code hidden} a common cause that nobody measured. */
    public record Edge(String from, String to, boolean hidden) {}
}

package dev.elsewise.mix.answer;

import java.time.LocalDate;
import java.util.List;

/**
 * How well periods are predicted that the model had not seen.
 *
 * @param scheme "expanding, 5 folds"
 * @param folds in the order of time
 * @param inSample over all folds together
 * @param outOfSample likewise
 * @param settled out of sample over the folds that learned from at least half of the window, over all where none did: folds that learn from
 *     less ask for more than the model will ever have to do
 * @param mediators the same for the equations of the mediators, given their causes as they were
 * @param families the same for other model families, and what they say of the channels
 */
public record ValidationAnswer(
        String scheme,
        List<FoldRow> folds,
        Metrics inSample,
        Metrics outOfSample,
        Metrics settled,
        List<NodeRow> mediators,
        List<FamilyRow> families,
        String words) {
    /**
     * @param fold counted from 1
     * @param coverage the share of test periods inside their prediction interval
     */
    public record FoldRow(
            int fold,
            LocalDate trainFrom,
            LocalDate trainTo,
            LocalDate testFrom,
            LocalDate testTo,
            int trainPeriods,
            int testPeriods,
            Metrics in,
            Metrics out,
            double coverage) {
        /** Whether it learned from at least half of a window of so many periods. */
        public boolean learnedFromHalf(int window) {
            return 2 * trainPeriods >= window;
        }
    }

    /** NaN for what does not apply. */
    public record Metrics(
            double rSquared,
            double rmse,
            double nrmse,
            double mae,
            double mape,
            double weightedMape,
            double crps,
            double coverage) {}

    /** One mediator over all folds together. */
    public record NodeRow(String node, Metrics inSample, Metrics outOfSample) {}

    /** @param channels each channel's incremental outcome under that family */
    public record FamilyRow(String family, Metrics outOfSample, List<Named> channels) {}

    public record Named(String name, double value) {}
}

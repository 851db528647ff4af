package dev.elsewise.mix.answer;

import java.util.List;

/** What the answers do when something is changed that should not matter. */
public record StabilityAnswer(List<Row> rows, String words) {
    /**
     * @param change what was changed: "without the last 52 weeks", "retention of facebook +20 %", "four weeks fewer", "placebo channel"
     * @param subject whose answer this is
     * @param before the answer of the study
     * @param standardErrors (after − before) in standard errors of the study's answer; of a fit on half of the window in its own, because a
     *     half says far less than the whole
     */
    public record Row(String change, String subject, double before, double after, double standardErrors, String note) {}

    /**
     * A placebo in time: whether what a channel will do in the next period explains a node today, beside all that its equation holds. It
     * cannot cause it; where it explains, spend follows the node, or something unmeasured moves both.
     *
     * @param standardised the lead's coefficient times its sd over that of the node, in least squares on the equation's columns
     * @param p the larger of that with errors after Newey and West and that with independent ones
     * @param threshold of p: 5 % shared among all leads that were tried (Bonferroni)
     * @param explains whether p lies below it
     */
    public record Lead(
            String channel,
            String node,
            double standardised,
            double p,
            double threshold,
            boolean explains,
            String words) {}
}

package dev.elsewise.mix.answer;

/**
 * A placebo in time: whether what a channel will do in the next period explains a node today, beside all that its equation holds. It
 * cannot cause it; where it explains, spend follows the node, or something unmeasured moves both.
 *
 * @param standardised the lead's coefficient times its sd over that of the node, in least squares on the equation's columns
 * @param p the larger of that with errors after Newey and West and that with independent ones
 * @param threshold of p: 5 % shared among all leads that were tried (Bonferroni)
 * @param explains whether p lies below it
 */
public record LeadAnswer(
        String channel, String node, double standardised, double p, double threshold, boolean explains, String words) {}

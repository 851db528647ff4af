package dev.elsewise.mix.answer;

import java.util.List;

/**
 * How one channel's effect on the outcome comes about. All effects are outcome over the window, the channel as it was against
 * switched off. Where the test rejects the split, all that divides the total is withheld.
 *
 * @param published the total: of the reduced form with the mediator-aware kernel
 * @param structural the total that the equations together say
 * @param direct with the mediators held as they would be without the channel (pure natural direct effect)
 * @param indirect structural less direct (total natural indirect effect)
 * @param totalDirect with the mediators held as they were
 * @param pureIndirect structural less totalDirect
 * @param paths each way from channel to outcome
 * @param policies the total under other policies of the mediators: "float", "hold", "cap"
 * @param inducedSpend what the channel made its mediators spend
 * @param inducedPerMoney the same for a unit of the channel's own spend
 * @param grossRoi incremental money for a unit of the channel's spend
 * @param netRoi incremental money for a unit of it and of what it induced
 * @param proportion indirect ÷ structural; withheld when that means nothing
 * @param amplification structural ÷ direct; withheld when the direct effect is 0
 * @param split whether structural and reduced form agree
 * @param hiddenDemand how strong hidden demand would have to be
 * @param quarters the mediated share quarter by quarter
 */
public record MediationAnswer(
        String channel,
        List<String> mediators,
        Estimated published,
        Estimated structural,
        Estimated direct,
        Estimated indirect,
        Estimated totalDirect,
        Estimated pureIndirect,
        List<PathEffect> paths,
        List<PolicyEffect> policies,
        Estimated inducedSpend,
        Estimated inducedPerMoney,
        Estimated grossRoi,
        Estimated netRoi,
        Estimated proportion,
        Estimated amplification,
        SplitTest split,
        Sensitivity hiddenDemand,
        List<Quarter> quarters) {

    /**
     * One way from channel to outcome.
     *
     * @param path "facebook → google → revenue"
     * @param meanLag periods from a unit of spend to its effect, on average
     * @param impulse the effect of one extra unit of what acts in one period, period by period after it; none of a rejected split
     */
    public record PathEffect(String path, Estimated effect, Estimated meanLag, List<Double> impulse) {}

    /** The total under one policy of the mediators. */
    public record PolicyEffect(String policy, Estimated effect, Estimated inducedSpend) {}

    /**
     * A test of Hausman's kind.
     *
     * @param difference what passes the mediators by the equations less by the reduced form
     * @param standardError the standard deviation of that difference over paired draws
     * @param rejected at the 5 % level: then the split into direct and indirect is not to be used
     */
    public record SplitTest(
            double difference, double standardError, double statistic, double p, boolean rejected, String words) {}

    /**
     * What a correlation ρ of the errors of mediator and outcome would do to the indirect effect.
     *
     * @param zeroAt the ρ at which the indirect effect would be 0; NaN when there is none within (−1, 1)
     * @param curve the indirect effect at each ρ
     */
    public record Sensitivity(double zeroAt, List<AtRho> curve, String words) {}

    /** The indirect effect at one ρ. */
    public record AtRho(double rho, Estimated indirect) {}

    /** The mediated share in one quarter, such as "2021 Q3". */
    public record Quarter(String quarter, Estimated direct, Estimated indirect, Estimated share) {}
}

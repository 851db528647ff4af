package dev.elsewise.decide;

import dev.elsewise.error.BadStudy;
import java.util.Locale;

/**
 * How the draws of a plan's outcome become the one number that is maximised.
 *
 * <p>A quantile, the worst share and the chance of a gain are not smooth in the plan (each of a finite number of draws enters and leaves
 * at an edge). They are climbed through smooth copies: the draws' distribution function is blurred by a logistic kernel whose
 * width shrinks; the certificate gives the last width in money. What is reported is always the exact figure.
 */
public sealed interface Objective {
    /** The expected outcome. */
    record Mean() implements Objective {}

    /** The outcome that a share {@code level} of the draws stays below; 0.5 is the median. */
    record Quantile(double level) implements Objective {
        public Quantile {
            inside("The level of a quantile", level);
        }
    }

    /**
     * The mean of the worst {@code share} of the draws (conditional value at risk), concave where the response is: max over t of
     * t − mean(max(t − outcome, 0)) / share. R. T. Rockafellar, S. Uryasev, Journal of Risk 2 (2000), DOI 10.21314/JOR.2000.038.
     */
    record WorstShare(double share) implements Objective {
        public WorstShare {
            inside("The worst share", share);
        }
    }

    /** Mean − {@code times} · standard deviation over the draws. */
    record MeanLessDeviations(double times) implements Objective {
        public MeanLessDeviations {
            if (!(times >= 0) || Double.isInfinite(times)) {
                throw new BadStudy("The deviations to take off must be zero or more; found " + times + ".");
            }
        }
    }

    /** The share of draws in which the plan's outcome is above that of the current plan. */
    record ChanceOfGain() implements Objective {}

    /** In words: "the mean", "the mean of the worst 10 %". */
    default String words() {
        return switch (this) {
            case Mean() -> "the mean outcome";
            case Quantile(double level) ->
                level == 0.5
                        ? "the median outcome"
                        : String.format(Locale.ROOT, "the %.4g %% quantile of the outcome", 100 * level);
            case WorstShare(double share) ->
                String.format(Locale.ROOT, "the mean of the worst %.4g %% of outcomes", 100 * share);
            case MeanLessDeviations(double times) ->
                String.format(Locale.ROOT, "the mean outcome less %.4g standard deviations", times);
            case ChanceOfGain() -> "the chance of more outcome than now";
        };
    }

    private static void inside(String what, double share) {
        if (!(share > 0 && share < 1)) {
            throw new BadStudy(what + " must lie between 0 and 1; found " + share + ".");
        }
    }
}

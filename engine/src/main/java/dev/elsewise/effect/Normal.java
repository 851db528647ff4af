package dev.elsewise.effect;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal. */
final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    static double quantile(double p) {
        return STANDARD.inverseCumulativeProbability(p);
    }

    /** P(|Z| > |z|). */
    static double twoSided(double z) {
        return 2 * STANDARD.survivalProbability(Math.abs(z));
    }
}

package dev.elsewise.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How often something of known probability may happen in independent worlds: a right procedure falls outside with a
 * probability below 0.1 %.
 */
public record BinomialRegion(int worlds, double probability, int fewest, int most) {
    /** How many worlds the build can afford. */
    public static final int WORLDS = 200;

    public static BinomialRegion of(double probability) {
        BinomialDistribution count = BinomialDistribution.of(WORLDS, probability);
        return new BinomialRegion(
                WORLDS,
                probability,
                count.inverseCumulativeProbability(0.0005),
                count.inverseCumulativeProbability(0.9995));
    }

    /** In how many worlds it happens; their seeds are first, first + 1, …. */
    public static int count(long first, LongPredicate happens) {
        return (int) LongStream.range(first, first + WORLDS).filter(happens).count();
    }

    public void assertHolds(String what, int count) {
        assertThat(count).as("%s, of %d worlds", what, worlds).isBetween(fewest, most);
    }

    /** It happens more rarely than so: a trap that bites. */
    public void assertTooRare(String what, int count) {
        assertThat(count).as("%s, of %d worlds", what, worlds).isLessThan(fewest);
    }

    /** It does not happen more often than so. */
    public void assertAtMost(String what, int count) {
        assertThat(count).as("%s, of %d worlds", what, worlds).isLessThanOrEqualTo(most);
    }
}

package dev.elsewise.bench.validity;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** How many of so many independent worlds a right procedure covers, but for one case in a thousand. */
record BinomialRegion(int worlds, int fewest, int most) {
    static BinomialRegion of(int worlds, double probability) {
        BinomialDistribution count = BinomialDistribution.of(worlds, probability);
        return new BinomialRegion(
                worlds, count.inverseCumulativeProbability(0.0005), count.inverseCumulativeProbability(0.9995));
    }

    boolean contains(int count) {
        return fewest <= count && count <= most;
    }
}

package dev.elsewise.adjust;

import dev.elsewise.contract.BinomialRegion;
import dev.elsewise.contract.Sheet;
import dev.elsewise.effect.InfluenceEstimate;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.question.Question;
import org.junit.jupiter.api.Test;

/** In an experiment the interval of the difference in means covers, whatever the arms' sizes and shapes. */
class ExperimentCoverageTest {
    private static final int ROWS = 200;
    private static final double EFFECT = 0.5;

    /** Unequal arms; a control outcome that is skewed with variance 1, a treated one that is normal with variance 4. */
    private static Sheet world(long seed) {
        double[] y = new double[ROWS];
        double[] t = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
            RandomStream stream = Streams.of(seed, "experiment", r);
            t[r] = stream.bernoulli(0.4) ? 1 : 0;
            y[r] = t[r] == 1 ? 1 + EFFECT + 2 * stream.normal() : stream.exponential();
        }
        return Sheet.of(ROWS).truth("t", r -> t[r]).number("y", r -> y[r]);
    }

    @Test
    void neymansIntervalCovers() {
        int covered = BinomialRegion.count(
                11_000, seed -> estimate(world(seed)).interval().contains(EFFECT));
        BinomialRegion.of(0.95).assertHolds("covered", covered);
    }

    @Test
    void soDoesTheEightyPercentInterval() {
        int covered = BinomialRegion.count(
                12_000, seed -> estimate(world(seed)).interval(0.8).contains(EFFECT));
        BinomialRegion.of(0.8).assertHolds("covered", covered);
    }

    private static InfluenceEstimate estimate(Sheet sheet) {
        return DifferenceInMeans.withDefaults()
                .estimate(sheet.table(), Question.effectOf("t").on("y"));
    }
}

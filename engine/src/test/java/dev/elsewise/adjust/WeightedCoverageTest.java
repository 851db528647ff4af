package dev.elsewise.adjust;

import dev.elsewise.contract.BinomialRegion;
import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.Estimate;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.question.Question;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Rows sampled with unequal chances, the likelier the larger their effect: weights bring the population back. */
class WeightedCoverageTest {
    private static final int ROWS = 800;
    private static final double EFFECT = 1;

    /** Of people with x uniform on [−1, 1], each is kept with probability 0.1 + 0.8 · (x + 1)/2; the weight is 7 over it. */
    private static Table world(long seed, double confounding) {
        double[] x = new double[ROWS];
        double[] t = new double[ROWS];
        double[] y = new double[ROWS];
        double[] w = new double[ROWS];
        int rows = 0;
        for (long person = 0; rows < ROWS; person++) {
            RandomStream stream = Streams.of(seed, "survey", person);
            double of = 2 * stream.uniform() - 1;
            double kept = 0.1 + 0.4 * (of + 1);
            if (stream.bernoulli(kept)) {
                x[rows] = of;
                w[rows] = 7 / kept;
                t[rows] = stream.bernoulli(1 / (1 + Math.exp(-confounding * of))) ? 1 : 0;
                y[rows] = t[rows] * (EFFECT + 1.5 * of) + of + stream.normal();
                rows++;
            }
        }
        return Sheet.of(ROWS)
                .number("x", r -> x[r])
                .truth("t", r -> t[r])
                .number("y", r -> y[r])
                .number("w", r -> w[r])
                .table();
    }

    private static final Question QUESTION = Question.effectOf("t").on("y");

    private static void weightedCovers(
            long firstSeed, Function<Long, Estimate> weighted, Function<Long, Estimate> plain) {
        BinomialRegion region = BinomialRegion.of(0.95);
        region.assertHolds(
                "covered with weights",
                BinomialRegion.count(
                        firstSeed, seed -> weighted.apply(seed).interval().contains(EFFECT)));
        region.assertTooRare(
                "covered without weights",
                BinomialRegion.count(
                        firstSeed, seed -> plain.apply(seed).interval().contains(EFFECT)));
    }

    @Test
    void differenceInMeans() {
        DifferenceInMeans plain = DifferenceInMeans.withDefaults();
        DifferenceInMeans weighted = plain.withWeights(Weights.sampling("w"));
        weightedCovers(
                41_000,
                seed -> weighted.estimate(world(seed, 0), QUESTION),
                seed -> plain.estimate(world(seed, 0), QUESTION));
    }

    @Test
    void aipw() {
        Aipw plain = Aipw.withDefaults().withArms(Arms.SEPARATE).withFolds(2);
        Aipw weighted = plain.withWeights(Weights.sampling("w"));
        Adjustment adjustment = Adjustment.assuming(QUESTION, List.of("x"));
        weightedCovers(
                42_000,
                seed -> weighted.estimate(world(seed, 1.2), adjustment),
                seed -> plain.estimate(world(seed, 1.2), adjustment));
    }
}

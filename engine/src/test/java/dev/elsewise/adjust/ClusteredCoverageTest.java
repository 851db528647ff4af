package dev.elsewise.adjust;

import dev.elsewise.contract.BinomialRegion;
import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Splits;
import dev.elsewise.data.Table;
import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.Uncertainty.Divisor;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.question.Question;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Shops that are treated as a whole and share a shock: errors that take customers for independent are too small. */
class ClusteredCoverageTest {
    private static final int SHOPS = 150;
    private static final double EFFECT = 1;

    /** 2 to 14 customers a shop; size x of the shop moves treatment, outcome and effect. */
    private static Table world(long seed, double slope) {
        int[] shop = new int[SHOPS * 14];
        double[] x = new double[shop.length];
        double[] t = new double[shop.length];
        double[] y = new double[shop.length];
        int rows = 0;
        for (int s = 0; s < SHOPS; s++) {
            RandomStream stream = Streams.of(seed, "shops", s);
            double size = 2 * stream.uniform() - 1;
            double treated = stream.bernoulli(1 / (1 + Math.exp(-slope * size))) ? 1 : 0;
            double shock = stream.normal();
            int customers = 2 + stream.below(13);
            for (int c = 0; c < customers; c++) {
                shop[rows] = s;
                x[rows] = size;
                t[rows] = treated;
                y[rows++] = treated * (EFFECT + 0.5 * size) + size + shock + stream.normal();
            }
        }
        return Sheet.of(rows)
                .key("shop", "S", r -> shop[r])
                .number("x", r -> x[r])
                .truth("t", r -> t[r])
                .number("y", r -> y[r])
                .table();
    }

    private static void clustersCoverAndRowsDoNot(long firstSeed, Function<Long, Estimate> estimate) {
        BinomialRegion region = BinomialRegion.of(0.95);
        int rows = BinomialRegion.count(
                firstSeed, seed -> estimate.apply(seed).interval().contains(EFFECT));
        region.assertTooRare("covered by errors of rows", rows);
        int clusters = BinomialRegion.count(
                firstSeed,
                seed -> estimate.apply(seed).clusteredBy("shop").interval().contains(EFFECT));
        region.assertHolds("covered by errors of clusters", clusters);
    }

    @Test
    void differenceInMeans() {
        clustersCoverAndRowsDoNot(
                31_000,
                seed -> DifferenceInMeans.withDefaults()
                        .estimate(world(seed, 0), Question.effectOf("t").on("y")));
    }

    @Test
    void aipw() {
        Aipw aipw = Aipw.withDefaults()
                .withFolds(Splits.grouped(3, "shop"))
                .withArms(Arms.SEPARATE)
                .withDivisor(Divisor.N_MINUS_1);
        clustersCoverAndRowsDoNot(
                32_000,
                seed -> aipw.estimate(
                        world(seed, 1),
                        Adjustment.assuming(Question.effectOf("t").on("y"), List.of("x"))));
    }
}

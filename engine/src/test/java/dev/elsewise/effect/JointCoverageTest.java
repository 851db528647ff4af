package dev.elsewise.effect;

import dev.elsewise.contract.BinomialRegion;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Twelve segments of two overlapping dimensions, with users' errors: the joint intervals cover all of them at once. */
class JointCoverageTest {
    private static final double SPREAD = 0.1;
    private static final double SLOPE = 0.6;
    private static final double[] CUTS = {-0.5, 0, 0.5};

    private static Segments segments(long seed) {
        return SegmentWorld.estimate(seed, SPREAD, SLOPE, 0.7)
                .by(
                        List.of(
                                new Segments.Dimension(Segmentation.levels("region"), Support.NONE),
                                new Segments.Dimension(
                                        Segmentation.cuts("x", CUTS).withLabels("-0.75", "-0.25", "0.25", "0.75"),
                                        Support.NONE)),
                        seed);
    }

    /** By region the mean of x is 0; by x the mean of the regions' numbers 0 to 7 is 3.5. Labels of x are the bins' means. */
    private static double truth(Segments.Row row) {
        return row.by().equals("region")
                ? 1 + SPREAD * (Integer.parseInt(row.segment().substring("region ".length())) - 1)
                : 1 + SPREAD * 3.5 + SLOPE * Double.parseDouble(row.segment());
    }

    private static boolean allCovered(Segments segments, Function<Segments.Row, Interval> which) {
        return segments.rows().size() == 12
                && segments.rows().stream().allMatch(row -> which.apply(row).contains(truth(row)));
    }

    @Test
    void jointIntervalsCoverTogetherAndPointwiseOnesDoNot() {
        BinomialRegion region = BinomialRegion.of(0.95);
        List<Segments> worlds = java.util.stream.LongStream.range(51_000, 51_000 + region.worlds())
                .mapToObj(JointCoverageTest::segments)
                .toList();
        region.assertHolds("all twelve covered", (int) worlds.stream()
                .filter(w -> allCovered(w, Segments.Row::jointInterval))
                .count());
        region.assertTooRare("all twelve covered pointwise", (int) worlds.stream()
                .filter(w -> allCovered(w, Segments.Row::interval))
                .count());
        for (int segment = 0; segment < SegmentWorld.REGIONS; segment++) {
            String name = SegmentWorld.region(segment);
            region.assertHolds(name + " covered", (int) worlds.stream()
                    .flatMap(w -> w.of("region").stream())
                    .filter(row -> row.segment().equals(name) && row.interval().contains(truth(row)))
                    .count());
        }
    }
}

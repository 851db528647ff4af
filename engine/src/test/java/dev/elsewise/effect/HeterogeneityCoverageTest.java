package dev.elsewise.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.contract.BinomialRegion;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Where the effect is the same everywhere, no more segments are called different than the level allows. */
class HeterogeneityCoverageTest {
    private static List<Segments> worlds(long first, int count, double spread, double shock) {
        return LongStream.range(first, first + count)
                .mapToObj(seed ->
                        SegmentWorld.estimate(seed, spread, 0, shock).by(Segmentation.levels("region"), Support.NONE))
                .toList();
    }

    private static int anyBelow(List<Segments> worlds, java.util.function.ToDoubleFunction<Segments.Row> p) {
        return (int) worlds.stream()
                .filter(w -> w.rows().stream().anyMatch(row -> p.applyAsDouble(row) < 0.05))
                .count();
    }

    @Test
    void pValuesAreUniformWhereNothingDiffers() {
        List<Segments> worlds = worlds(61_000, BinomialRegion.WORLDS, 0, 0.7);
        for (double level : new double[] {0.05, 0.2, 0.5, 0.8}) {
            String name = SegmentWorld.region(2);
            int below = (int) worlds.stream()
                    .flatMap(w -> w.rows().stream())
                    .filter(row -> row.segment().equals(name))
                    .filter(row -> Normal.twoSided(row.difference() / row.differenceStandardError()) < level)
                    .count();
            BinomialRegion.of(level).assertHolds("p below " + level, below);
        }
        BinomialRegion falseCalls = BinomialRegion.of(0.05);
        falseCalls.assertAtMost("worlds with a false call, Holm", anyBelow(worlds, Segments.Row::pDifferenceHolm));
        falseCalls.assertAtMost(
                "worlds with a false call, Benjamini and Hochberg", anyBelow(worlds, Segments.Row::pDifferenceBh));
        assertThat(worlds)
                .allSatisfy(w -> assertThat(w.rows()).allSatisfy(row -> {
                    assertThat(row.pZeroHolm())
                            .as("the effect itself is not zero")
                            .isLessThan(0.05);
                    assertThat(row.pDifferenceBh()).isLessThanOrEqualTo(row.pDifferenceHolm());
                }));
    }

    @Test
    void whatDiffersIsFound() {
        List<Segments> worlds = worlds(62_000, 20, 0.3, 0);
        assertThat(anyBelow(worlds, Segments.Row::pDifferenceHolm)).isEqualTo(20);
    }
}

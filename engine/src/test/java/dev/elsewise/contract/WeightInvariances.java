package dev.elsewise.contract;

import dev.elsewise.data.Weights;
import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Segments;
import dev.elsewise.effect.Support;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;

/** What each kind of weight means. */
final class WeightInvariances {
    private static final int ROWS = 2_000;

    private WeightInvariances() {}

    /** The copies of a row lie in one fold; they count in every error, in every segment. */
    static void frequencyWeightsAreDuplicates(Subject subject) {
        Sheet sheet = People.withGaps(ROWS);
        double[] weight = sheet.numbers("weight");
        int[] copies = IntStream.range(0, ROWS)
                .flatMap(r -> IntStream.generate(() -> r).limit((long) weight[r]))
                .toArray();
        Estimate weighted = subject.estimate(sheet.table(), subject.roles().withWeights(Weights.frequency("weight")));
        Estimate repeated = subject.estimate(sheet.at(copies));
        Close.assertSame(weighted, repeated, Close.SOLVER);
        Close.assertSame(weighted.clusteredBy("user"), repeated.clusteredBy("user"), Close.SOLVER);
        Assertions.assertThat(weighted.rows()).isEqualTo(copies.length);
        Assertions.assertThat(weighted.clusteredBy("user").rows()).isEqualTo(copies.length);
        if (weighted instanceof ScoredEstimate one && repeated instanceof ScoredEstimate other) {
            assertSegmentsAgree(one, other);
            assertSegmentsAgree(one.clusteredBy("user"), other.clusteredBy("user"));
        }
    }

    private static void assertSegmentsAgree(ScoredEstimate weighted, ScoredEstimate repeated) {
        Segmentation places = Segmentation.levels("place");
        // The islands have some 20 people who stand for some 50: support counts those.
        Support enough = Support.rows(40);
        Assertions.assertThat(weighted.by(places, enough).tooSmall())
                .isEqualTo(repeated.by(places, enough).tooSmall());
        Assertions.assertThat(weighted.by(places, enough).rows())
                .hasSameSizeAs(repeated.by(places, enough).rows());
        Segments one = weighted.by(places, Support.NONE);
        Segments other = repeated.by(places, Support.NONE);
        Assertions.assertThat(one.rows()).hasSameSizeAs(other.rows()).hasSizeGreaterThan(3);
        for (int i = 0; i < one.rows().size(); i++) {
            Segments.Row a = one.rows().get(i);
            Segments.Row b = other.rows().get(i);
            Assertions.assertThat(a.segment()).isEqualTo(b.segment());
            Assertions.assertThat(new long[] {a.rows(), a.treated(), a.control()})
                    .containsExactly(b.rows(), b.treated(), b.control());
            double unit = Close.SOLVER * b.standardError();
            Assertions.assertThat(new double[] {
                        a.value(), a.standardError(), a.naive(), a.difference(), a.differenceStandardError()
                    })
                    .as("%s", a.segment())
                    .containsExactly(
                            new double[] {
                                b.value(), b.standardError(), b.naive(), b.difference(), b.differenceStandardError()
                            },
                            Assertions.within(unit));
        }
    }

    static void equalWeightsAreNone(Subject subject) {
        Sheet sheet = People.withGaps(ROWS);
        Estimate plain = subject.estimate(sheet);
        for (Weights ones : new Weights[] {Weights.frequency("all"), Weights.sampling("all")}) {
            Close.assertSame(subject.estimate(sheet.table(), subject.roles().withWeights(ones)), plain, Close.ROUNDING);
        }
    }

    /** A survey's weights may add up to the sample, to the country or to 1: they say the same. */
    static void samplingWeightsHaveNoScale(Subject subject) {
        Sheet sheet = People.withGaps(ROWS);
        Subject.Roles roles = subject.roles().withWeights(Weights.sampling("sampling"));
        Estimate expected = subject.estimate(sheet.table(), roles);
        double total = 0;
        for (double w : sheet.numbers("sampling")) {
            total += w;
        }
        for (double sum : new double[] {1, 1e8}) {
            double scale = sum / total;
            Estimate found =
                    subject.estimate(sheet.map("sampling", w -> w * scale).table(), roles);
            Close.assertSame(found, expected, Close.SOLVER);
            Close.assertSame(found.clusteredBy("user"), expected.clusteredBy("user"), Close.SOLVER);
        }
    }
}

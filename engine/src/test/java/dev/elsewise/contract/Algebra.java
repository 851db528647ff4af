package dev.elsewise.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.InfluenceEstimate;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Segments;
import dev.elsewise.effect.Support;
import dev.elsewise.effect.Uncertainty.Divisor;
import java.util.List;
import org.assertj.core.data.Percentage;

/** What segments, clusters and differences must agree on. */
final class Algebra {
    private static final int ROWS = 3_000;

    private Algebra() {}

    static void clustersOfOneAreRows(Subject subject) {
        Estimate rows = subject.estimate(People.withGaps(ROWS));
        Estimate clusters = rows.clusteredBy("id");
        Close.assertBits(clusters.value(), rows.value());
        Close.assertSame(clusters, rows, Close.ROUNDING);
        assertThat(rows.clusteredBy("user").standardError())
                .isNotCloseTo(rows.standardError(), Percentage.withPercentage(1e-6));
    }

    /** θ = Σ Aₛθₛ / ΣAₛ: Aₛ counts everyone, or the treated. */
    static void segmentsAddUp(Subject subject) {
        ScoredEstimate whole = subject.scored(People.withGaps(ROWS).table());
        boolean treated = whole.description().target().equals("the treated");
        for (Segmentation partition : List.of(
                Segmentation.levels("place"),
                Segmentation.cuts("age", 25, 38, 60),
                Segmentation.quantiles("income", 5, Segmentation.Ties.FIRST))) {
            Segments segments = whole.by(partition, Support.NONE);
            double sum = 0;
            double units = 0;
            long rows = 0;
            for (Segments.Row s : segments.rows()) {
                double a = treated ? s.treated() : s.rows();
                sum += a * s.value();
                units += a;
                rows += s.rows();
            }
            assertThat(segments.tooSmall()).isEmpty();
            assertThat(rows).isEqualTo(ROWS);
            assertThat(sum / units).as(partition.name()).isCloseTo(whole.value(), within(1e-12));
            for (Segments.Row s : segments.rows()) {
                double a = treated ? s.treated() : s.rows();
                double rest = (units * whole.value() - a * s.value()) / (units - a);
                assertThat(s.difference()).as(s.segment()).isCloseTo(s.value() - rest, within(1e-11));
            }
        }
    }

    static void oneSegmentIsTheWhole(Subject subject) {
        ScoredEstimate rows = subject.scored(People.withGaps(ROWS).table());
        for (ScoredEstimate whole : List.of(rows, rows.clusteredBy("user"))) {
            Segments segments = whole.by(Segmentation.levels("all"), Support.NONE);
            assertThat(segments.rows()).singleElement().satisfies(s -> {
                assertThat(s.value()).isCloseTo(whole.value(), within(1e-13));
                assertThat(s.standardError()).isCloseTo(whole.standardError(), within(1e-13));
                assertThat(s.jointInterval().lower()).isEqualTo(s.interval().lower());
                assertThat(s.interval().lower()).isCloseTo(whole.interval().lower(), within(1e-12));
                assertThat(s.difference()).as("there is no rest").isNaN();
                assertThat(s.pDifferenceHolm()).as("and no hypothesis").isNaN();
            });
        }
    }

    /** Clusters of one row: the same errors of segments and of their differences, though by another way. */
    static void clusteredSegmentsOfRows(Subject subject) {
        ScoredEstimate rows = subject.scored(People.withGaps(ROWS).table());
        List<Segments.Dimension> dimensions = List.of(
                new Segments.Dimension(Segmentation.levels("place"), Support.NONE),
                new Segments.Dimension(Segmentation.cuts("income", 0.6, 1.1), Support.NONE));
        Segments plain = rows.by(dimensions, 4);
        Segments clustered = rows.clusteredBy("id").by(dimensions, 4);
        assertThat(plain.rows()).hasSize(9);
        assertThat(clustered.jointCritical()).isCloseTo(plain.jointCritical(), within(1e-9));
        for (int i = 0; i < plain.rows().size(); i++) {
            Segments.Row a = plain.rows().get(i);
            Segments.Row b = clustered.rows().get(i);
            assertThat(b.segment()).isEqualTo(a.segment());
            assertThat(b.standardError()).isCloseTo(a.standardError(), within(1e-12));
            assertThat(b.difference()).isCloseTo(a.difference(), within(1e-12));
            assertThat(b.differenceStandardError()).isCloseTo(a.differenceStandardError(), within(1e-12));
        }
    }

    static void minusItselfIsZero(Subject subject) {
        ScoredEstimate estimate = subject.scored(People.withGaps(ROWS).table());
        for (ScoredEstimate whole : List.of(estimate, estimate.clusteredBy("user"))) {
            InfluenceEstimate nothing = whole.minus(whole);
            assertThat(nothing.value()).isZero();
            assertThat(nothing.standardError()).isZero();
            assertThat(nothing.rows()).isEqualTo(ROWS);
        }
    }

    /** Segments of clusters overlap: the change between two has the error of the difference of their influences. */
    static void changesKnowTheirCovariance(Subject subject) {
        ScoredEstimate estimate = subject.scored(People.withGaps(ROWS).table());
        for (ScoredEstimate whole : List.of(estimate, estimate.clusteredBy("user"))) {
            Segments two = whole.by(Segmentation.cuts("income", 1), Support.NONE);
            Segments.Row low = two.rows().getFirst();
            Segments.Row high = two.rows().getLast();
            Segments.Change change = two.change(high, low);
            // Of two segments each is the other's rest, whose error is added up in another way.
            assertThat(change.value()).isCloseTo(low.difference(), within(1e-12));
            // There the divisor n − 1 is that of the one segment for both.
            double se = low.differenceStandardError();
            boolean n = whole.uncertainty().divisor() == Divisor.N;
            assertThat(change.standardError()).isCloseTo(se, within(n ? 1e-12 : 0.005 * se));
        }
    }
}

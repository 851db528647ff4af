package dev.elsewise.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Segments;
import dev.elsewise.effect.Support;
import java.util.List;

/** When two estimates count as the same. */
final class Close {
    /** Of the solvers: their last relative step is below 1e-9. */
    static final double SOLVER = 1e-7;

    /** Of sums in another order. */
    static final double ROUNDING = 1e-10;

    private Close() {}

    /** The same number and errors, up to a part of the standard error. */
    static void assertSame(Estimate found, Estimate expected, double tolerance) {
        assertScaled(found, expected, 1, tolerance);
    }

    /** The second is the first in another unit, {@code scale} to one. */
    static void assertScaled(Estimate found, Estimate expected, double scale, double tolerance) {
        double unit = Math.abs(scale) * expected.standardError();
        assertThat(unit).isPositive().isFinite();
        assertThat(found.value()).as("value").isCloseTo(scale * expected.value(), within(tolerance * unit));
        assertThat(found.standardError()).as("standard error").isCloseTo(unit, within(tolerance * unit));
    }

    /** The same bits in everything that an estimate can be asked. */
    static void assertSameBits(Estimate found, Estimate expected) {
        assertBits(found.value(), expected.value());
        assertBits(found.standardError(), expected.standardError());
        assertThat(found.interval(0.9)).isEqualTo(expected.interval(0.9));
        assertBits(
                found.clusteredBy("user").standardError(),
                expected.clusteredBy("user").standardError());
        if (found instanceof ScoredEstimate one && expected instanceof ScoredEstimate other) {
            assertThat(segments(one)).isEqualTo(segments(other));
            assertThat(segments(one.clusteredBy("user"))).isEqualTo(segments(other.clusteredBy("user")));
        } else {
            assertThat(found).hasSameClassAs(expected);
        }
    }

    static void assertBits(double found, double expected) {
        assertThat(Double.doubleToLongBits(found))
                .as("%s and %s", found, expected)
                .isEqualTo(Double.doubleToLongBits(expected));
    }

    private static Segments segments(ScoredEstimate estimate) {
        return estimate.by(
                List.of(
                        new Segments.Dimension(Segmentation.levels("place"), Support.rows(10)),
                        new Segments.Dimension(Segmentation.cuts("income", 0.7, 1.2), Support.NONE)),
                3);
    }
}

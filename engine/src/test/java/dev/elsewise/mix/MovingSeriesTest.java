package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.scm.Parameter;
import dev.elsewise.scm.Transform;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several series filtered at once are each filtered as if it stood alone, and their slopes are those of the values. */
class MovingSeriesTest {
    private static final int PERIODS = 37;
    private static final int SERIES = 6;

    static Stream<Transform> transforms() {
        Saturation.Hill steep = Saturation.Hill.withDefaults().withSlopeWithin(0.5, 3);
        return Stream.of(
                CarryOver.of(Kernel.Geometric.upToLag(8), Saturation.Hill.withDefaults()),
                CarryOver.of(Kernel.Geometric.upToLag(8).unnormalised(), Saturation.none()),
                CarryOver.of(Kernel.Geometric.upToLag(0), steep),
                // Reaches back beyond the beginning of every series.
                CarryOver.of(Kernel.Geometric.upToLag(PERIODS + 3), Saturation.Tanh.withDefaults()),
                CarryOver.of(Kernel.Delayed.upToLag(5), Saturation.Root.withDefaults()),
                CarryOver.of(Kernel.WeibullPdf.upToLag(7), Saturation.Log1p.withDefaults()),
                CarryOver.of(Adstock.Recursive.withDefaults(), Saturation.Logistic.withDefaults()),
                CarryOver.of(Adstock.RunningMean.withDefaults(), steep),
                CarryOver.of(Kernel.Geometric.upToLag(8), steep).withOrder(CarryOver.Order.SATURATION_FIRST),
                CarryOver.of(Kernel.Geometric.upToLag(8), steep).held(0, 0.6));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void filtersEachSeriesByItself(Transform transform) {
        double[] x = series();
        double[] at = at(transform, 0.4);
        double[] all = new double[x.length];
        transform.moving(x, PERIODS).values(at, all);
        for (int s = 0; s < SERIES; s++) {
            double[] alone = new double[PERIODS];
            transform.apply(Arrays.copyOfRange(x, s * PERIODS, (s + 1) * PERIODS), at, alone);
            assertThat(Arrays.copyOfRange(all, s * PERIODS, (s + 1) * PERIODS)).containsExactly(alone, within(1e-15));
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void slopesAreThoseOfTheValues(Transform transform) {
        double[] x = series();
        double[] at = at(transform, 0.4);
        Transform.Moving moving = transform.moving(x, PERIODS);
        double[][] slopes = new double[at.length][];
        for (int k = 0; k < at.length; k++) {
            slopes[k] = new double[transform.parameters().get(k).fixed() ? 0 : x.length];
        }
        moving.values(at(transform, 0.7), new double[x.length]);
        moving.values(at, new double[x.length]);
        moving.slopes(slopes);
        double step = 1e-6;
        for (int k = 0; k < at.length; k++) {
            if (slopes[k].length > 0) {
                double[] up = new double[x.length];
                double[] down = new double[x.length];
                transform.moving(x, PERIODS).values(moved(at, k, step), up);
                transform.moving(x, PERIODS).values(moved(at, k, -step), down);
                for (int t = 0; t < x.length; t++) {
                    assertThat(slopes[k][t])
                            .as("parameter %d, place %d", k, t)
                            .isCloseTo((up[t] - down[t]) / (2 * step), within(1e-7));
                }
            }
        }
    }

    /** A root rises vertically: of what rounding might leave after a flight it would make a fiftieth of the flight. */
    @Test
    void nothingIsLeftWhenACarryOverHasEnded() {
        CarryOver root = CarryOver.of(
                Kernel.Geometric.upToLag(8), Saturation.Root.withDefaults().withExponent(0.1));
        RandomStream random = Streams.of(20261122, "flights", 0);
        double[] x = new double[SERIES * PERIODS];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % PERIODS >= 3 && i % PERIODS < 9 ? random.uniform() : 0;
        }
        double[] at = {0.7, 0.1};
        Transform.Moving moving = root.moving(x, PERIODS);
        double[] values = new double[x.length];
        double[][] slopes = {new double[x.length], new double[0]};
        moving.values(at, values);
        moving.slopes(slopes);
        for (int i = 0; i < x.length; i++) {
            int week = i % PERIODS;
            boolean works = week >= 3 && week < 9 + 8;
            assertThat(values[i] != 0).as("week %d", week).isEqualTo(works);
            assertThat(works || slopes[0][i] == 0).as("slope in week %d", week).isTrue();
        }
    }

    /** Weeks of zeros in each, and one series of nothing else. */
    private static double[] series() {
        RandomStream random = Streams.of(20261122, "series to filter", 0);
        double[] x = new double[SERIES * PERIODS];
        for (int i = 0; i < x.length; i++) {
            double spent = random.uniform();
            x[i] = i / PERIODS == 2 || i % 5 == 3 ? 0 : spent;
        }
        return x;
    }

    /** Every parameter that is fitted so far up between its bounds, the others where they are. */
    private static double[] at(Transform transform, double share) {
        return transform.parameters().stream()
                .mapToDouble((Parameter p) ->
                        p.fixed() ? p.start() : p.least() + share * (Math.min(p.most(), 3) - p.least()))
                .toArray();
    }

    private static double[] moved(double[] at, int parameter, double by) {
        double[] moved = at.clone();
        moved[parameter] += by;
        return moved;
    }
}

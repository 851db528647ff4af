package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.scm.Panel;
import org.junit.jupiter.api.Test;

/** Levels that move together for no reason are a trap only where they wander about what the baseline follows. */
class TrendingTest {
    private static final int WEEKS = 200;

    private static boolean trapped(Panel panel, Baseline.Trend trend) {
        String parents = trend == Baseline.Trend.NONE ? "x" : "x, trend";
        MediaMix mix = Weekly.mix(parents + " -> y", Weekly.channel("x"));
        MediaMix with = new MediaMix(
                mix.outcome(),
                mix.value(),
                mix.link(),
                mix.inputs(),
                mix.mediators(),
                mix.baseline().withTrend(trend),
                mix.interactions(),
                mix.lags(),
                mix.differenced(),
                mix.graph(),
                mix.family(),
                mix.families(),
                mix.pooling(),
                mix.lifts(),
                mix.uncertainty(),
                mix.design(),
                mix.scaling());
        return Trending.of(Weekly.fit(with, with.baseline().on(panel), 0), "y")
                .getFirst()
                .trap();
    }

    /** Both grow steadily, and have nothing else to do with each other. */
    @Test
    void aTrendThatTheBaselineHoldsIsNoWandering() {
        double[] x = noise(WEEKS, 91, "x");
        double[] y = noise(WEEKS, 91, "y");
        Panel panel = Weekly.panel(WEEKS)
                .with("x", series(WEEKS, t -> 50 + 0.2 * t + x[t]))
                .with("y", series(WEEKS, t -> 300 + t + y[t]));
        assertThat(trapped(panel, Baseline.Trend.NONE)).isTrue();
        assertThat(trapped(panel, Baseline.Trend.LINEAR)).isFalse();
    }

    /** Sums of chance, of which a trend makes nothing steady: y follows x's changes by 0.1, and a sum of its own that goes with x's level. */
    @Test
    void seriesThatWanderAreATrapWithATrend() {
        double[] chance = noise(WEEKS, 92, "walk");
        double[] own = noise(WEEKS, 92, "y");
        double[] x = new double[WEEKS];
        double[] y = new double[WEEKS];
        for (int t = 0; t < WEEKS; t++) {
            x[t] = (t == 0 ? 200 : x[t - 1]) + chance[t];
            y[t] = t == 0 ? 500 : y[t - 1] + 0.1 * chance[t] + 0.2 * (x[t - 1] - 200) / 5 + 0.1 * own[t];
        }
        Panel panel = Weekly.panel(WEEKS).with("x", x).with("y", y);
        assertThat(trapped(panel, Baseline.Trend.LINEAR)).isTrue();
    }
}

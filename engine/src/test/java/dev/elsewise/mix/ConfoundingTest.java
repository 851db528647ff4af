package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Transform;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How strong hidden demand would have to be, and where the data do not let it be so strong. */
class ConfoundingTest {
    private static final int WEEKS = 156;
    private static final double[] TV = series(WEEKS, t -> 50 + 10 * noise(WEEKS, 61, "tv")[t]);
    private static final double[] LUCK = noise(WEEKS, 61, "search");
    private static final double[] SEARCH = series(WEEKS, t -> 30 + 0.8 * TV[t] + 6 * LUCK[t]);
    private static final double[] ERROR = noise(WEEKS, 61, "y");

    private static MediationAnswer.Sensitivity sensitivity(
            double[] y, @org.jspecify.annotations.Nullable Transform shape) {
        Panel panel = Weekly.panel(WEEKS).with("tv", TV).with("search", SEARCH).with("y", y);
        MediaMix mix = Weekly.with(
                Weekly.mix("tv -> search, y\nsearch -> y", Weekly.channel("tv"), Weekly.channel("search", shape)),
                MediaMix.Link.IDENTITY,
                List.of(Mediator.floating("search")),
                List.of());
        return Confounding.of(Weekly.fit(mix, panel, 0), List.of("tv")).answer("tv");
    }

    /** Everything at once: any correlation is possible, and the zero is the correlation of the residuals (Imai, Keele, Yamamoto). */
    @Test
    void atOnePointInTimeEveryCorrelationIsPossible() {
        double[] y = series(WEEKS, t -> 200 + 2 * TV[t] + 1.5 * SEARCH[t] + 9 * ERROR[t]);
        MediationAnswer.Sensitivity s = sensitivity(y, null);
        assertThat(s.curve())
                .hasSize(19)
                .allSatisfy(at -> assertThat(at.indirect().given()).isTrue());
        assertThat(s.zeroAt()).isCloseTo(correlation(left(SEARCH), left(y)), within(0.01));
        assertThat(s.words()).doesNotContain("are shown");
    }

    /** Search that acts for weeks: what is left of it this week stands outside its column, and the data speak against a large ρ. */
    @Test
    void carryOverSpeaksAgainstAStrongOne() {
        double[] stock = SEARCH.clone();
        for (int t = 1; t < WEEKS; t++) {
            stock[t] = SEARCH[t] + 0.7 * stock[t - 1];
        }
        double[] y = series(WEEKS, t -> 200 + 2 * TV[t] + 1.5 * 0.3 * stock[t] + 9 * ERROR[t]);
        CarryOver shape = CarryOver.of(Kernel.Geometric.upToLag(12).withRetention(0.7), new Saturation.Identity());
        MediationAnswer.Sensitivity s = sensitivity(y, shape);
        assertThat(s.curve().getFirst().indirect().given()).isFalse();
        assertThat(s.curve().getFirst().indirect().note()).contains("the data speak against it");
        assertThat(s.curve().getLast().indirect().given()).isFalse();
        assertThat(s.curve().get(9).indirect().given()).isTrue();
        assertThat(s.words()).contains("Only correlations between −0.", "are shown");
    }

    /** What tv leaves of a series. */
    private static double[] left(double[] y) {
        double x = mean(TV);
        double m = mean(y);
        double xy = 0;
        double xx = 0;
        for (int t = 0; t < WEEKS; t++) {
            xy += (TV[t] - x) * (y[t] - m);
            xx += (TV[t] - x) * (TV[t] - x);
        }
        double slope = xy / xx;
        return series(WEEKS, t -> y[t] - m - slope * (TV[t] - x));
    }

    private static double mean(double[] v) {
        return java.util.Arrays.stream(v).average().orElseThrow();
    }

    private static double correlation(double[] a, double[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int t = 0; t < WEEKS; t++) {
            ab += a[t] * b[t];
            aa += a[t] * a[t];
            bb += b[t] * b[t];
        }
        return ab / Math.sqrt(aa * bb);
    }
}

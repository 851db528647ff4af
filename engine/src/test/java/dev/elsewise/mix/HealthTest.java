package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.mix.MediaMix.Interaction;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.scm.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final int WEEKS = 130;
    private static final double[] TV = series(WEEKS, t -> 40 + 8 * Math.sin(0.9 * t) + 8 * Math.cos(2.1 * t));
    private static final double[] RADIO = series(WEEKS, t -> 30 + 8 * Math.sin(0.4 * t) + 5 * Math.cos(1.7 * t));

    /** Search that is nothing but what tv was for some weeks: not refused, since it is no multiple of tv, but failed. */
    @Test
    void aMediatorThatCarryOverDeterminesFails() {
        CarryOver shape = CarryOver.of(Kernel.Geometric.upToLag(4).withRetention(0.5), new Saturation.Identity());
        double[] error = noise(WEEKS, 71, "y");
        double[] search = new double[WEEKS];
        for (int t = 0; t < WEEKS; t++) {
            double weights = 0;
            for (int l = 0; l <= 4; l++) {
                search[t] += t < l ? 0 : Math.pow(0.5, l) * TV[t - l];
                weights += Math.pow(0.5, l);
            }
            search[t] = 10 + 3 * search[t] / weights;
        }
        double[] y = series(WEEKS, t -> 300 + 2 * TV[t] + 1.5 * search[t] + 5 * error[t]);
        Panel panel = Weekly.panel(WEEKS).with("tv", TV).with("search", search).with("y", y);
        MediaMix mix = Weekly.with(
                Weekly.mix("tv -> search, y\nsearch -> y", Weekly.channel("tv", shape), Weekly.channel("search")),
                MediaMix.Link.IDENTITY,
                List.of(Mediator.floating("search")),
                List.of());
        MixAnswers answers = Answered.of(mix, panel, 20);
        Diagnostic own = Answered.check(answers, "own variation of search");
        assertThat(own.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(own.statistic()).isCloseTo(0, within(1e-6));
        // Nothing is lost: every part of the answer is there, and the total of tv is that of 2 + 1.5 · 3 a unit of its
        // carry-over.
        assertThat(answers.mediation()).hasSize(1);
        double total = answers.channels().getFirst().incremental().value();
        assertThat(total)
                .isCloseTo(
                        6.5 * Arrays.stream(TV).sum(),
                        within(0.1 * 6.5 * Arrays.stream(TV).sum()));
    }

    /** A product goes with its factors by construction; that their columns are far from collinear stays visible. */
    @Test
    void aProductIsNoCollinearity() {
        double[] error = noise(WEEKS, 72, "y");
        double[] y = series(WEEKS, t -> 300 + 2 * TV[t] + 3 * RADIO[t] + 0.1 * TV[t] * RADIO[t] + 5 * error[t]);
        Panel panel = Weekly.panel(WEEKS).with("tv", TV).with("radio", RADIO).with("y", y);
        MediaMix mix = Weekly.with(
                Weekly.mix("tv, radio -> y", Weekly.channel("tv"), Weekly.channel("radio")),
                MediaMix.Link.IDENTITY,
                List.of(),
                List.of(new Interaction(List.of("tv", "radio"))));
        MixAnswers answers = Answered.of(mix, panel, 0);
        assertThat(answers.collinearity().getFirst().columns()).containsExactlyInAnyOrder("tv", "radio");
        assertThat(Answered.check(answers, "collinearity in y").statistic()).isLessThan(1.2);
    }

    /** A ridge of three independent columns of one size leaves each d²/(d² + α) of a parameter, and the intercept whole. */
    @Test
    void aPenaltyLeavesLessThanItsParameters() {
        double[] error = noise(WEEKS, 73, "y");
        double[] y = series(WEEKS, t -> 300 + 2 * TV[t] + 3 * RADIO[t] + 5 * error[t]);
        Panel panel = Weekly.panel(WEEKS).with("tv", TV).with("radio", RADIO).with("y", y);
        double alpha = 50;
        MediaMix mix = Weekly.mix("tv, radio -> y", Weekly.channel("tv"), Weekly.channel("radio"))
                .withFamily(new Family.ElasticNet(0, OptionalDouble.of(alpha), false, false, true));
        FittedMix fit = Weekly.fit(mix, panel, 0);
        // Of standardised columns the eigenvalues of X'X are n(1 ± r).
        double r = correlation(TV, RADIO);
        double expected = 1 + WEEKS * (1 + r) / (WEEKS * (1 + r) + alpha) + WEEKS * (1 - r) / (WEEKS * (1 - r) + alpha);
        assertThat(fit.freedom("y")).isCloseTo(expected, within(1e-6));
        assertThat(Answered.check(Answered.of(mix, panel, 0), "periods for each parameter of y")
                        .advice())
                .startsWith("Of 3 parameters the penalty leaves the freedom of 2.4");
    }

    private static double correlation(double[] a, double[] b) {
        double ma = Arrays.stream(a).average().orElseThrow();
        double mb = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int t = 0; t < a.length; t++) {
            ab += (a[t] - ma) * (b[t] - mb);
            aa += (a[t] - ma) * (a[t] - ma);
            bb += (b[t] - mb) * (b[t] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }
}

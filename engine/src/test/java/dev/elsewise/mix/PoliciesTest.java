package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.mix.answer.ScenarioAnswer;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.scm.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** search = 10 + 0.5 tv + u and y = 300 + 2 tv + 1.5 search: what ten more of tv a week do depends on what search may do. */
class PoliciesTest {
    private static final int WEEKS = 120;
    private static final double[] TV = series(WEEKS, t -> 40 + 8 * Math.sin(0.9 * t) + 8 * Math.cos(2.1 * t));
    private static final double[] SEARCH = search();

    private static double[] search() {
        double[] u = noise(WEEKS, 95, "search");
        return series(WEEKS, t -> 10 + 0.5 * TV[t] + u[t]);
    }

    private static FittedMix fit(Mediator mediator) {
        double[] error = noise(WEEKS, 95, "y");
        Panel panel = Weekly.panel(WEEKS)
                .with("tv", TV)
                .with("search", SEARCH)
                .with("y", series(WEEKS, t -> 300 + 2 * TV[t] + 1.5 * SEARCH[t] + 1e-6 * error[t]));
        return Weekly.fit(
                Weekly.with(
                        Weekly.mix("tv -> search, y\nsearch -> y", Weekly.channel("tv"), Weekly.channel("search")),
                        MediaMix.Link.IDENTITY,
                        List.of(mediator),
                        List.of()),
                panel,
                0);
    }

    private static ScenarioAnswer tenMore(FittedMix fit) {
        return new Asked("ten more", List.of("tv: +10"), List.of(new Intervention.Shift("tv", 10, Periods.ALL)))
                .answer(fit);
    }

    /** Search follows tv by what the sample says, which is 0.5 but for the luck of u. */
    private static double follows() {
        double x = Arrays.stream(TV).average().orElseThrow();
        double m = Arrays.stream(SEARCH).average().orElseThrow();
        double cross = 0;
        double square = 0;
        for (int t = 0; t < WEEKS; t++) {
            cross += (TV[t] - x) * (SEARCH[t] - m);
            square += (TV[t] - x) * (TV[t] - x);
        }
        return cross / square;
    }

    @Test
    void whatFollowsAddsWhatItBrings() {
        ScenarioAnswer answer = tenMore(fit(Mediator.floating("search")));
        double more = 10 * follows() * WEEKS;
        assertThat(answer.outcome().value()).isCloseTo(20 * WEEKS + 1.5 * more, within(0.01));
        assertThat(answer.inducedSpend().value()).isCloseTo(more, within(0.01));
    }

    @Test
    void whatIsHeldStays() {
        FittedMix fit = fit(new Mediator("search", Mediator.Policy.HOLD, OptionalDouble.empty()));
        ScenarioAnswer answer = tenMore(fit);
        assertThat(answer.outcome().value()).isCloseTo(20 * WEEKS, within(0.01));
        assertThat(answer.inducedSpend().value()).isZero();
        // A budget counts the same: half as much tv again.
        LeverCurves curves = LeverCurves.of(fit, LeverCurves.Split.CHANNELS);
        double spent = Arrays.stream(TV).sum();
        double[] now = new double[1];
        double[] then = new double[1];
        double[][] induced = new double[1][1];
        curves.respond(new double[] {spent}, 0, 1, now, induced);
        curves.respond(new double[] {1.5 * spent}, 0, 1, then, induced);
        assertThat(then[0] - now[0]).isCloseTo(spent, within(0.01));
        assertThat(induced[0][0]).isZero();
    }

    /** But where a scenario changes it, it does as it is told. */
    @Test
    void whatIsHeldMayStillBeSet() {
        FittedMix fit = fit(new Mediator("search", Mediator.Policy.HOLD, OptionalDouble.empty()));
        ScenarioAnswer answer = new Asked(
                        "more search", List.of("search: +4"), List.of(new Intervention.Shift("search", 4, Periods.ALL)))
                .answer(fit);
        assertThat(answer.outcome().value()).isCloseTo(6 * WEEKS, within(0.01));
    }

    @Test
    void whatIsCappedFollowsUpToIt() {
        double cap = 33;
        ScenarioAnswer answer = tenMore(fit(new Mediator("search", Mediator.Policy.CAP, OptionalDouble.of(cap))));
        double more = 0;
        for (double s : SEARCH) {
            more += Math.min(s + 10 * follows(), cap) - Math.min(s, cap);
        }
        assertThat(more).isLessThan(10 * follows() * WEEKS - 10);
        assertThat(answer.outcome().value()).isCloseTo(20 * WEEKS + 1.5 * more, within(0.01));
        assertThat(answer.inducedSpend().value()).isCloseTo(more, within(0.01));
    }
}

package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.mix.Input.Cost;
import dev.elsewise.mix.Input.Role;
import dev.elsewise.mix.answer.ScenarioAnswer;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.scm.Panel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who spends what in a scenario: google = 20 + 0.5 tv + e, revenue = 2 tv + 3 google + radio + 40 promotion, with no noise beyond that. */
class ScenariosTest {
    private static final int WEEKS = 120;
    private static final double[] TV = series(WEEKS, t -> 60 + 40 * Math.sin(0.7 * t));
    private static final double[] RADIO = series(WEEKS, t -> 30 + 10 * Math.cos(1.1 * t));
    private static final double[] PROMOTION = series(WEEKS, t -> t % 9 == 0 ? 1 : 0);
    private static final double[] E = noise(WEEKS, 21, "search");
    private static final double[] GOOGLE = series(WEEKS, t -> 20 + 0.5 * TV[t] + 3 * E[t]);
    private static final double[] Y =
            series(WEEKS, t -> 2 * TV[t] + 3 * GOOGLE[t] + RADIO[t] + 40 * PROMOTION[t] + 1e-6 * E[(t * 7) % WEEKS]);
    private static final FittedMix FIT = fit();

    private static FittedMix fit() {
        Panel panel = Weekly.panel(WEEKS)
                .with("tv", TV)
                .with("radio", RADIO)
                .with("google", GOOGLE)
                .with("promotion", PROMOTION)
                .with("y", Y);
        return Weekly.fit(
                Weekly.with(
                        Weekly.mix(
                                "tv -> google; tv, radio, google, promotion -> y",
                                Weekly.channel("tv"),
                                Weekly.channel("radio"),
                                Weekly.channel("google"),
                                Weekly.control("promotion", Role.PROMOTION, new Cost.Free())),
                        MediaMix.Link.IDENTITY,
                        List.of(Mediator.floating("google")),
                        List.of()),
                panel,
                0);
    }

    private static ScenarioAnswer asked(Intervention... on) {
        return new Asked("asked", List.of(), List.of(on)).answer(FIT);
    }

    private static Intervention plus(String node, double by) {
        return new Intervention.Shift(node, by, Periods.ALL);
    }

    private static double sum(double[] x) {
        return Arrays.stream(x).sum();
    }

    @Test
    void aMediatorThatIsChangedSpendsItsOwnChange() {
        ScenarioAnswer answer = asked(Intervention.scale("google", 1.1));
        assertThat(answer.spendChange()).isCloseTo(0.1 * sum(GOOGLE), within(1e-6));
        assertThat(answer.inducedSpend().value()).isCloseTo(0, within(1e-6));
        assertThat(answer.roi().value()).isCloseTo(3, within(1e-3));
    }

    /** Half of tv's ten comes on top of google, and google's tenth on top of that. */
    @Test
    void whatAMediatorSpendsBeyondItsOwnChangeIsInduced() {
        ScenarioAnswer answer = asked(plus("tv", 10), Intervention.scale("google", 1.1));
        double slope = slope();
        assertThat(slope).isCloseTo(0.5, within(0.05));
        assertThat(answer.spendChange()).isCloseTo(10 * WEEKS + 0.1 * sum(GOOGLE), within(1e-6));
        assertThat(answer.inducedSpend().value()).isCloseTo(1.1 * 10 * slope * WEEKS, within(1e-6));
    }

    /** Google on tv by ordinary least squares. */
    private static double slope() {
        double x = sum(TV) / WEEKS;
        double y = sum(GOOGLE) / WEEKS;
        double products = 0;
        double squares = 0;
        for (int t = 0; t < WEEKS; t++) {
            products += (TV[t] - x) * (GOOGLE[t] - y);
            squares += (TV[t] - x) * (TV[t] - x);
        }
        return products / squares;
    }

    @Test
    void moneyThatIsTakenBackHasNoReturn() {
        ScenarioAnswer answer = asked(plus("tv", -1000), Intervention.set("promotion", 1));
        assertThat(answer.spendChange()).isCloseTo(-sum(TV), within(1e-6));
        assertThat(answer.roi().given()).isFalse();
        assertThat(answer.roi().note()).contains("less is spent");
        assertThat(answer.warnings())
                .contains(
                        "tv cannot fall below 0: in 120 of 120 periods it was less than what is taken away, and is set"
                                + " to 0 there.");
    }

    @Test
    void moneyThatIsMovedAboutHasNoReturn() {
        ScenarioAnswer answer = asked(plus("radio", 10), plus("google", -9.9));
        assertThat(answer.roi().given()).isFalse();
        assertThat(answer.roi().note()).contains("hardly changes");
        assertThat(asked(Intervention.set("promotion", 1)).roi().note()).isEqualTo("nothing more is spent");
    }

    @Test
    void aReturnThatCountsWhatIsFreeSaysSo() {
        ScenarioAnswer answer = asked(plus("radio", 1), Intervention.set("promotion", 1));
        assertThat(answer.roi().given()).isTrue();
        assertThat(answer.warnings()).contains("The return counts what promotion would bring too, at no cost.");
        assertThat(asked(plus("radio", 1)).warnings()).noneMatch(w -> w.contains("at no cost"));
    }

    @Test
    void howFarBeyondIsNeverNothing() {
        double most = Arrays.stream(RADIO).max().orElseThrow();
        assertThat(asked(plus("radio", 0.0025 * most)).warnings())
                .singleElement()
                .asString()
                .startsWith("radio would go 0.25 % beyond the most that was seen");
        assertThat(asked(plus("radio", 0.25 * most)).warnings())
                .singleElement()
                .asString()
                .startsWith("radio would go 25 % beyond");
    }
}

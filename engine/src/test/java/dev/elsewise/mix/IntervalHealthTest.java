package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.scm.Panel;
import dev.elsewise.study.mix.fixture.Changed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An estimate beside its own interval is not passed over. */
class IntervalHealthTest {
    private static final int WEEKS = 80;
    private static final FittedMix FIT = fit();
    private static final ChannelAnswer TV = Answered.of(FIT, 20).channels().getFirst();

    private static FittedMix fit() {
        double[] tv = series(WEEKS, t -> 40 + 8 * Math.sin(0.9 * t));
        double[] error = noise(WEEKS, 76, "y");
        Panel panel = Weekly.panel(WEEKS).with("tv", tv).with("y", series(WEEKS, t -> 300 + 2 * tv[t] + error[t]));
        return Weekly.fit(Weekly.mix("tv -> y", Weekly.channel("tv")), panel, 20);
    }

    private static List<Diagnostic> items(ChannelAnswer channel) {
        Card card = new Card();
        new EffectHealth(FIT, card).returns(List.of(channel));
        return card.worstFirst().stream()
                .filter(d -> d.name().startsWith("interval of"))
                .toList();
    }

    @Test
    void anEstimateOutsideItsIntervalWarns() {
        assertThat(items(Changed.incremental(TV, new Estimated(10, 1, 11, 14, ""))))
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.name()).isEqualTo("interval of tv: what it brings");
                    assertThat(d.verdict()).isEqualTo(Verdict.WARN);
                    assertThat(d.advice())
                            .contains("Of tv the estimate", "10.0", "from 11.0 to 14.0", "Rely on neither");
                });
        assertThat(items(Changed.incremental(TV, new Estimated(15, 1, 11, 14, ""))))
                .hasSize(1);
    }

    @Test
    void oneInsideAndOneWithoutAnIntervalDoNot() {
        assertThat(items(TV)).isEmpty();
        assertThat(items(Changed.incremental(TV, Estimated.known(10, "")))).isEmpty();
        assertThat(items(Changed.incremental(TV, Estimated.withheld("for a reason"))))
                .isEmpty();
    }
}

package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.study.mix.fixture.Changed;
import dev.elsewise.study.mix.fixture.MadeUpMix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The headline says that a channel brings most only where no estimate is larger. */
class HeadlineTest {
    private static String headline(Map<String, Estimated> roi) {
        MixResult full = MadeUpMix.full();
        List<ChannelAnswer> channels = full.answers().channels().stream()
                .map(c -> Changed.returns(
                        c, roi.getOrDefault(c.name(), Estimated.withheld("not asked")), c.marginalRoi()))
                .toList();
        return Changed.channels(full, channels).words().headline();
    }

    @Test
    void aLargerEstimateThatIsNotSureIsNamed() {
        assertThat(headline(Map.of(
                        "email", new Estimated(33, 30, -10, 76, ""),
                        "google", new Estimated(3.8, 0.6, 2.8, 4.8, ""),
                        "facebook", new Estimated(2.6, 0.5, 1.8, 3.4, ""))))
                .startsWith(
                        "Of the channels whose return can be told from zero, for each unit of money google brings most, "
                                + "3.80 [2.80, 4.80]")
                .contains("; email (33) may bring more, but cannot be told from zero")
                .contains("; facebook (2.60) may bring as much, since the intervals overlap.");
    }

    @Test
    void aLossIsNotTheMost() {
        assertThat(headline(Map.of(
                        "email", new Estimated(-2, 0.3, -2.5, -1.5, ""), "google", new Estimated(-1, 2, -4, 2, ""))))
                .startsWith(
                        "No channel's return can be told to be above zero; the largest estimate is that of google, ");
    }
}

package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.series.DickeyFuller;
import dev.elsewise.check.series.Kpss;
import dev.elsewise.mix.answer.SeriesAnswer;
import dev.elsewise.scm.Panel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookingTest {
    private static final int WEEKS = 156;

    private static List<SeriesAnswer> looked(int weeks) {
        double[] step = noise(weeks, 51, "walk");
        double[] walk = step.clone();
        Arrays.parallelPrefix(walk, Double::sum);
        double[] error = noise(weeks, 51, "y");
        double[] promotion = series(weeks, t -> t % 9 == 0 ? 1 : 0);
        double[] counter = series(weeks, t -> 1000 + 3 * t);
        Panel panel = Weekly.panel(weeks)
                .with("walk", series(weeks, t -> 200 + 5 * walk[t]))
                .with("promotion", promotion)
                .with("counter", counter)
                .with(
                        "y",
                        series(weeks, t -> 500 + 30 * Math.sin(2 * Math.PI * t / 52) + 20 * promotion[t] + error[t]));
        MediaMix mix = Weekly.mix(
                "walk, promotion, counter -> y",
                Weekly.channel("walk"),
                Weekly.control("promotion"),
                Weekly.control("counter"));
        return new Looking(Weekly.fit(mix, panel, 0)).answers();
    }

    private static SeriesAnswer of(String name, List<SeriesAnswer> looked) {
        return looked.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void theVerdictsAreThoseOfTheTests() {
        List<SeriesAnswer> looked = looked(WEEKS);
        // A column of 0 and 1 is not tested.
        assertThat(looked).extracting(SeriesAnswer::name).containsExactlyInAnyOrder("y", "walk", "counter");
        SeriesAnswer walk = of("walk", looked);
        double[] step = noise(WEEKS, 51, "walk");
        Arrays.parallelPrefix(step, Double::sum);
        double[] series = series(WEEKS, t -> 200 + 5 * step[t]);
        assertThat(walk.around()).isEqualTo("level");
        assertThat(walk.unitRoot()).isEqualTo(DickeyFuller.of(series).pValue());
        assertThat(walk.kpss()).isEqualTo(Kpss.of(series).statistic());
        assertThat(walk.kind()).isNotEqualTo("stationary");
        assertThat(of("counter", looked).kind()).isEqualTo("not tested");
        assertThat(of("counter", looked).words()).isNotEmpty();
    }

    @Test
    void theSeasonOfTheOutcomeIsShown() {
        SeriesAnswer.Seasons seasons = of("y", looked(WEEKS)).seasons().orElseThrow();
        assertThat(seasons.period()).isEqualTo(52);
        assertThat(seasons.seasonalStrength()).isGreaterThan(0.8);
        for (int t = 0; t < WEEKS; t++) {
            assertThat(seasons.trend()[t] + seasons.seasonal()[t] + seasons.remainder()[t])
                    .isCloseTo(seasons.observed()[t], within(1e-9));
        }
        assertThat(seasons.words()).doesNotContain("chance");
        assertThat(of("y", looked(104)).seasons().orElseThrow().words()).contains("seen twice");
        assertThat(of("y", looked(103)).seasons()).isEmpty();
        assertThat(of("walk", looked(WEEKS)).seasons()).isEmpty();
    }

    @Test
    void aShortSeriesIsNotTested() {
        List<String> kinds =
                looked(20).stream().map(SeriesAnswer::kind).distinct().toList();
        assertThat(kinds).containsExactly("not tested");
    }
}

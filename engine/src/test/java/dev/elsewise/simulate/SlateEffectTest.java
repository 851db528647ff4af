package dev.elsewise.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Columns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlateEffectTest {
    private static final SlateWorld WORLD = SlateWorld.withDefaults().withSlates(3_000);

    @Test
    void withoutAKnobTurnedTheTruthIsZeroEverywhere() {
        AverageEffects truth = truth(WORLD.generate());
        assertThat(truth.effects())
                .hasSize(12)
                .allSatisfy(e -> assertThat(e.value()).isZero());
        assertThat(truth.effects().stream()
                        .filter(e -> e.target().equals("everyone") && !e.by().equals("all"))
                        .mapToLong(AverageEffects.Effect::rows)
                        .sum())
                .isEqualTo(rowsWithControls(WORLD.generate().columns()));
    }

    /**
     * The treated share is known given the size, so the difference between the first three and the rest of each slate,
     * averaged by rows, estimates the effect without any model: it must agree with the truth.
     */
    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 0.02, 0.15})
    void theTruthIsWhatAStratifiedContrastFinds(double effect) {
        int worlds = 40;
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < worlds; seed++) {
            Simulated made = WORLD.withEffect(effect).withSeed(seed).generate();
            double error = stratified(made.columns()) - made.truth().effect("everyone");
            sum += error;
            squares += error * error;
        }
        double mean = sum / worlds;
        double standardError = Math.sqrt((squares / worlds - mean * mean) / (worlds - 1));
        assertThat(Math.abs(mean)).isLessThan(3.5 * standardError);
        assertThat(standardError).isLessThan(0.001);
    }

    @Test
    void anEffectThatFitsIntoTheProbabilitiesIsTheSameInEverySlate() {
        AverageEffects truth = truth(WORLD.withEffect(0.05).generate());
        assertThat(truth.effects()).allSatisfy(e -> assertThat(e.value()).isCloseTo(0.05, within(1e-14)));
    }

    @Test
    void anEffectLargerThanTheClickRateTakesAllClicksAndNotMore() {
        Simulated made = WORLD.withEffect(-0.9).generate();
        Columns log = made.columns();
        double clicksAmongTopThree = 0;
        for (int row = 0; row < log.rows(); row++) {
            clicksAmongTopThree += log.numbers("is_top_3")[row] * log.numbers("clicked")[row];
        }
        assertThat(clicksAmongTopThree).isZero();
        // A slate of more than 100 has at most 3 clicks on average, a slate of 4 to 10 at least one.
        assertThat(truth(made).effect("treated", "candidate_set_size", "101+")).isBetween(-0.03, -0.01);
        assertThat(truth(made).effect("treated", "candidate_set_size", "1-10")).isBetween(-0.25, -0.1);
        assertThat(truth(made).effect("treated")).isLessThan(truth(made).effect("everyone"));
    }

    @Test
    void theKnobMovesTopThreeClicksAndNothingElse() {
        Columns none = WORLD.generate().columns();
        Columns some = WORLD.withEffect(0.1).generate().columns();
        for (String name : none.schema().names()) {
            if (none.schema().column(name).kind().coded()) {
                assertThat(some.codes(name)).isEqualTo(none.codes(name));
            } else if (!name.equals("clicked")) {
                assertThat(some.numbers(name)).isEqualTo(none.numbers(name));
            }
        }
        long gained = 0;
        for (int row = 0; row < none.rows(); row++) {
            double change = some.numbers("clicked")[row] - none.numbers("clicked")[row];
            if (none.numbers("is_top_3")[row] == 0) {
                assertThat(change).isZero();
            } else {
                assertThat(change).isIn(0.0, 1.0);
                gained += (long) change;
            }
        }
        double treated = 0.0795 * none.rows();
        assertThat((double) gained).isCloseTo(0.1 * treated, within(4 * Math.sqrt(0.1 * treated)));
    }

    private static double stratified(Columns log) {
        double[] size = log.numbers("candidate_set_size");
        double[] clicked = log.numbers("clicked");
        double sum = 0;
        long rows = 0;
        for (int begin = 0; begin < log.rows(); begin += (int) size[begin]) {
            int k = (int) size[begin];
            if (k > 3) {
                double top = 0;
                double rest = 0;
                for (int row = begin; row < begin + k; row++) {
                    if (row < begin + 3) {
                        top += clicked[row] / 3;
                    } else {
                        rest += clicked[row] / (k - 3);
                    }
                }
                sum += k * (top - rest);
                rows += k;
            }
        }
        return sum / rows;
    }

    private static long rowsWithControls(Columns log) {
        long rows = 0;
        for (double size : log.numbers("candidate_set_size")) {
            rows += size > 3 ? 1 : 0;
        }
        return rows;
    }

    private static AverageEffects truth(Simulated made) {
        return (AverageEffects) made.truth();
    }
}

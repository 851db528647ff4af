package dev.elsewise.learn.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadStudy;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values plus errors: the same as all their sums, put in order. */
class SummedDrawsTest {
    private static double[] sums(double[] values, double[] errors) {
        return Arrays.stream(values)
                .flatMap(v -> Arrays.stream(errors).map(e -> v + e))
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 50", "2, 3", "7, 40", "40, 170"})
    void scoresAsTheSumsInOrderDo(int values, int errors) {
        Random luck = new Random(values * 1000L + errors);
        double[] e = luck.doubles(errors, -30, 50).toArray();
        double[] m = luck.doubles(values, 990, 1010).toArray();
        SummedDraws draws = new SummedDraws(e);
        for (double y : new double[] {900, 985, 1000, 1003.5, 1200}) {
            assertThat(draws.score(y, m)).isCloseTo(Crps.ofSorted(y, sums(m, e)), within(1e-9));
        }
    }

    /** By hand: the sums are 0, 1, 2, 3; distances from 0 are 1.5 on average, those of six pairs 10 in all. */
    @Test
    void scoresByHand() {
        assertThat(new SummedDraws(new double[] {1, 0}).score(0, new double[] {0, 2}))
                .isCloseTo(1.5 - 10.0 / 12, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1, 21", "4, 21", "10, 33"})
    void holdsWhatTheSumsInOrderHold(int values, int errors) {
        Random luck = new Random(17);
        double[] e = luck.ints(errors, -20, 20).asDoubleStream().toArray();
        double[] m = luck.ints(values, 95, 105).asDoubleStream().toArray();
        double[] sums = sums(m, e);
        double low = sums[(int) Math.floor(0.05 * (sums.length - 1))];
        double high = sums[(int) Math.ceil(0.95 * (sums.length - 1))];
        SummedDraws draws = new SummedDraws(e);
        for (double y = 70; y <= 130; y += 0.5) {
            assertThat(draws.holds(y, m, 0.05, 0.95))
                    .as("%s in [%s, %s]", y, low, high)
                    .isEqualTo(y >= low && y <= high);
        }
    }

    @Test
    void leavesWhatItWasGivenAsItWas() {
        double[] errors = {3, 1, 2};
        new SummedDraws(errors);
        assertThat(errors).containsExactly(3, 1, 2);
    }

    @Test
    void needsTwoErrors() {
        assertThatThrownBy(() -> new SummedDraws(new double[] {1}))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("there are 1")
                .hasMessageContaining("Maybe");
    }
}

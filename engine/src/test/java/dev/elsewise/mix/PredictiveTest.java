package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both ways of looking at what was predicted say the same, and shares grow with what is expected. */
class PredictiveTest {
    private static final double[] EXPECTS = {98, 100, 103, 101.5};

    private static double[] errors(int n) {
        return new Random(5).doubles(n, -20, 20).toArray();
    }

    @Test
    void manyErrorsAreJudgedAsFewAre() {
        double[] errors = errors(Predictive.FEW);
        Predictive few = Predictive.ofErrors(errors);
        Predictive many = Predictive.Ordered.of(errors, false);
        assertThat(few).isInstanceOf(Predictive.Summed.class);
        for (double y : new double[] {60, 82.5, 100, 118, 130}) {
            assertThat(few.judged(y, EXPECTS).score())
                    .isCloseTo(many.judged(y, EXPECTS).score(), within(1e-9));
            assertThat(few.judged(y, EXPECTS).held())
                    .isEqualTo(many.judged(y, EXPECTS).held());
        }
        assertThat(Predictive.ofErrors(errors(Predictive.FEW + 1))).isInstanceOf(Predictive.Ordered.class);
    }

    /** Of one expectation of 1, shares are errors; of 100, they are a hundred times as large. */
    @Test
    void sharesAreErrorsOfWhatIsExpected() {
        double[] shares = Arrays.stream(errors(50)).map(e -> e / 100).toArray();
        double[] errors = Arrays.stream(shares).map(e -> 100 * e).toArray();
        for (double y : new double[] {75, 99, 121}) {
            Predictive.Judged judged = Predictive.ofShares(shares).judged(y, new double[] {100});
            assertThat(judged.score())
                    .isCloseTo(
                            Predictive.ofErrors(errors)
                                    .judged(y, new double[] {100})
                                    .score(),
                            within(1e-9));
        }
    }
}

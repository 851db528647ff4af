package dev.elsewise.check.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LevelsAndChangesTest {
    private static final int WORLDS = 200;
    private static final int WEEKS = 156;

    /**
     * Two walks that know nothing of each other, the classic of Granger and Newbold: where the regression of levels claims an
     * effect (a t value beyond 2), as it does mostly, the check fails it in most cases.
     */
    @Test
    void unrelatedWalksThatClaimAnEffectFail() {
        int claimed = 0;
        int failed = 0;
        for (int w = 0; w < WORLDS; w++) {
            RandomStream random = Streams.of(31, "walks", w);
            double[] y = walk(random);
            double[] x = walk(random);
            if (Math.abs(LeastSquares.of(new double[][] {x, LeastSquares.constant(WEEKS)}, y)
                            .tValue(0))
                    > 2) {
                claimed++;
                failed += judged(y, x) == Verdict.FAIL ? 1 : 0;
            }
        }
        assertThat(claimed).isGreaterThan(WORLDS / 2);
        assertThat(failed).isGreaterThan(claimed * 6 / 10);
    }

    /** A right model with independent errors, of a column that wanders or not: a FAIL is rarer than one in fifty. */
    @Test
    void aRightModelSeldomFails() {
        long failed = IntStream.range(0, WORLDS)
                .filter(w -> {
                    RandomStream random = Streams.of(32, "right", w);
                    double[] x = w % 2 == 0 ? walk(random) : noise(random);
                    double[] y = new double[WEEKS];
                    for (int t = 0; t < WEEKS; t++) {
                        y[t] = 5 + 2 * x[t] + 3 * random.normal();
                    }
                    return judged(y, x) == Verdict.FAIL;
                })
                .count();
        assertThat(failed).isLessThanOrEqualTo(WORLDS / 50);
    }

    private static Verdict judged(double[] y, double[] x) {
        return LevelsAndChanges.of(y, List.of("x"), new double[][] {x})
                .diagnostic()
                .verdict();
    }

    private static double[] walk(RandomStream random) {
        double[] walk = noise(random);
        for (int t = 1; t < WEEKS; t++) {
            walk[t] += walk[t - 1];
        }
        return walk;
    }

    private static double[] noise(RandomStream random) {
        double[] noise = new double[WEEKS];
        for (int t = 0; t < WEEKS; t++) {
            noise[t] = random.normal();
        }
        return noise;
    }

    @Test
    void coefficientsAreThoseOfTheTwoRegressions() {
        LevelsAndChanges found =
                LevelsAndChanges.of(new double[] {1, 3, 4, 6}, List.of("x"), new double[][] {{1, 2, 4, 4}});
        LevelsAndChanges.Term term = found.terms().getFirst();
        // Σ(x − 2.75)(y − 3.5) = 8.5 and Σ(x − 2.75)² = 6.75; ΣΔxΔy = 4 and ΣΔx² = 5.
        assertThat(term.levels()).isCloseTo(8.5 / 6.75, within(1e-12));
        assertThat(term.changes()).isCloseTo(4.0 / 5, within(1e-12));
        assertThat(found.rSquared()).isCloseTo(8.5 * 8.5 / 6.75 / 13, within(1e-12));
    }

    @Test
    void aColumnThatNeverChangesIsNotCompared() {
        double[] one = new double[30];
        java.util.Arrays.fill(one, 4);
        double[] y = IntStream.range(0, 30).mapToDouble(t -> (t * 7) % 5).toArray();
        LevelsAndChanges found = LevelsAndChanges.of(y, List.of("constant"), new double[][] {one});
        assertThat(found.terms().getFirst().pValue()).isNaN();
        assertThat(found.pValue()).isEqualTo(1);
        assertThat(found.diagnostic().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void anOutcomeThatItsColumnsDetermineIsRefused() {
        double[] x = IntStream.range(0, 30).mapToDouble(t -> (t * 7) % 5).toArray();
        double[] y = IntStream.range(0, 30).mapToDouble(t -> 3 * x[t] + 1).toArray();
        assertThatThrownBy(() -> LevelsAndChanges.of(y, List.of("x"), new double[][] {x}))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("\nMaybe one of the columns is computed from the outcome");
    }
}

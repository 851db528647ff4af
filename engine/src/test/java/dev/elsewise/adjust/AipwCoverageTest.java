package dev.elsewise.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.contract.BinomialRegion;
import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Splits;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Confounding that is removed: AIPW covers where the plain difference does not. */
class AipwCoverageTest {
    private static final int ROWS = 1_000;

    private static Question question(Target target) {
        return Question.effectOf("t").on("y").among(target);
    }

    static Stream<Arguments> settings() {
        Aipw separate = Aipw.withDefaults().withArms(Arms.SEPARATE);
        return Stream.of(
                Arguments.of("both models right, 3 folds", Target.EVERYONE, separate.withFolds(3), 21_000),
                Arguments.of("both models right, no folds", Target.EVERYONE, separate.withFolds(Splits.none()), 22_000),
                Arguments.of("both models right, 3 folds", Target.TREATED, separate.withFolds(3), 23_000),
                Arguments.of("both models right, no folds", Target.TREATED, separate.withFolds(Splits.none()), 24_000),
                Arguments.of(
                        "only the propensity right",
                        Target.EVERYONE,
                        Aipw.withDefaults().withArms(Arms.POOLED).withFolds(2),
                        25_000));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("settings")
    void covers(String models, Target target, Aipw aipw, int firstSeed) {
        double truth =
                target == Target.EVERYONE ? ConfoundedWorld.averageEffect() : ConfoundedWorld.effectOnTheTreated();
        int covered = BinomialRegion.count(
                firstSeed,
                seed -> aipw.estimate(
                                ConfoundedWorld.sheet(ROWS, seed).table(),
                                Adjustment.assuming(question(target), List.of("x", "z")))
                        .interval()
                        .contains(truth));
        BinomialRegion.of(0.95).assertHolds("covered", covered);
    }

    @Test
    void withoutAdjustmentNothingCovers() {
        double truth = ConfoundedWorld.averageEffect();
        int covered = BinomialRegion.count(
                21_000,
                seed -> DifferenceInMeans.withDefaults()
                        .estimate(ConfoundedWorld.sheet(ROWS, seed).table(), question(Target.EVERYONE))
                        .interval()
                        .contains(truth));
        BinomialRegion.of(0.95).assertTooRare("covered by the plain difference", covered);
    }

    /** The integrals against a sample: the two targets are different questions. */
    @Test
    void theTruthIsTheMeanOverRows() {
        Sheet many = ConfoundedWorld.sheet(400_000, 1);
        double[] x = many.numbers("x");
        double[] t = many.numbers("t");
        int[] z = many.codes("z");
        double all = 0;
        double treated = 0;
        double count = 0;
        for (int r = 0; r < x.length; r++) {
            double effect = ConfoundedWorld.outcome(1, x[r], z[r]) - ConfoundedWorld.outcome(0, x[r], z[r]);
            all += effect / x.length;
            treated += t[r] * effect;
            count += t[r];
        }
        assertThat(ConfoundedWorld.averageEffect()).isCloseTo(all, within(0.001));
        assertThat(ConfoundedWorld.effectOnTheTreated()).isCloseTo(treated / count, within(0.001));
        assertThat(all - treated / count).isGreaterThan(0.02);
    }
}

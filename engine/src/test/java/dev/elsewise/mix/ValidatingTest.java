package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.mix.answer.ValidationAnswer.FoldRow;
import dev.elsewise.scm.Bootstrap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Figures of all folds, and of those that learned from at least half of the window. */
class ValidatingTest {
    private static final int WEEKS = 120;

    private static ValidationAnswer answer(TimeFolds folds) {
        double[] tv = Weekly.noise(WEEKS, 3, "tv");
        double[] luck = Weekly.noise(WEEKS, 3, "luck");
        FittedMix fit = Weekly.fit(
                Weekly.mix("tv -> y", Weekly.channel("tv")),
                Weekly.panel(WEEKS)
                        .with("tv", Weekly.series(WEEKS, t -> 10 + tv[t]))
                        .with("y", Weekly.series(WEEKS, t -> 100 + 5 * tv[t] + 3 * luck[t])),
                0);
        return new Validating(fit, folds, "some", Bootstrap.withDefaults().withDraws(0), List.of())
                .answer()
                .answer();
    }

    private static double mean(List<FoldRow> folds, ToDoubleFunction<FoldRow> of) {
        return folds.stream()
                        .mapToDouble(f -> of.applyAsDouble(f) * f.testPeriods())
                        .sum()
                / folds.stream().mapToDouble(FoldRow::testPeriods).sum();
    }

    @Test
    void foldsThatLearnedFromLittleHaveNoPartInWhatIsSettled() {
        ValidationAnswer v = answer(TimeFolds.expanding(5));
        List<FoldRow> learned =
                v.folds().stream().filter(f -> f.trainPeriods() >= WEEKS / 2).toList();
        assertThat(learned).hasSizeBetween(1, 4);
        assertThat(v.settled().mae()).isCloseTo(mean(learned, f -> f.out().mae()), within(1e-9));
        assertThat(v.settled().coverage()).isCloseTo(mean(learned, FoldRow::coverage), within(1e-9));
        assertThat(v.outOfSample().mae()).isCloseTo(mean(v.folds(), f -> f.out().mae()), within(1e-9));
        assertThat(v.words()).contains("Over the folds that learned from at least half of the window");
    }

    @Test
    void whereAllLearnedFromHalfThereIsOneFigure() {
        ValidationAnswer v = answer(TimeFolds.blocked(4));
        assertThat(v.settled()).isEqualTo(v.outOfSample());
        assertThat(v.words()).doesNotContain("at least half");
    }
}

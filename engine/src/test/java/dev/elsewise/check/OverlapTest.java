package dev.elsewise.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Weights;
import dev.elsewise.question.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {
    private static Sheet sheet(double[] scores, int treated) {
        return Sheet.of(scores.length).number("e", r -> scores[r]).truth("t", r -> r < treated ? 1 : 0);
    }

    /** Treated weights 2, 4, 10 (the last held at 0.1): 16²/120. Control weights 2, 4/3, 1/0.99 → 1/0.9. */
    @Test
    void theEffectiveSampleSizeIsTheSquareOfTheSumOverTheSumOfSquares() {
        Overlap overlap = Overlap.of(
                sheet(new double[] {0.5, 0.25, 0.02, 0.5, 0.25, 0.01}, 3).table(), "e", "t", 0.1);
        double[] control = {2, 4.0 / 3, 1 / 0.9};
        double sum = control[0] + control[1] + control[2];
        double squares = control[0] * control[0] + control[1] * control[1] + control[2] * control[2];
        assertThat(overlap.effectiveTreated()).isCloseTo(256.0 / 120, within(1e-12));
        assertThat(overlap.effectiveControl()).isCloseTo(sum * sum / squares, within(1e-12));
        assertThat(overlap.lowest()).isEqualTo(0.01);
        assertThat(overlap.highest()).isEqualTo(0.5);
        assertThat(overlap.clippedRows()).isEqualTo(2);
        assertThat(overlap.rows()).isEqualTo(6);
    }

    @Test
    void equalScoresLoseNothing() {
        Overlap overlap =
                Overlap.of(sheet(new double[] {0.3, 0.3, 0.3, 0.3, 0.3}, 2).table(), "e", "t", 0.01);
        assertThat(overlap.effectiveTreated()).isCloseTo(2, within(1e-12));
        assertThat(overlap.effectiveControl()).isCloseTo(3, within(1e-12));
        assertThat(overlap.diagnostics()).extracting(Diagnostic::verdict).containsOnly(Verdict.PASS);
    }

    @Test
    void everyRowStandsInOneBinOfItsArm() {
        Overlap overlap = Overlap.of(
                sheet(new double[] {0, 0.019, 0.02, 1, 0.999, 0.5}, 3).table(), "e", "t", 0.01);
        assertThat(overlap.edges()).hasSize(51).startsWith(0.0, 0.02).endsWith(1.0);
        assertThat(overlap.treated()).hasSize(50).startsWith(2L, 1L);
        assertThat(overlap.control()).endsWith(2L);
        assertThat(overlap.control().get(25)).isEqualTo(1);
        assertThat(sum(overlap.treated()) + sum(overlap.control())).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"10, PASS", "11, WARN", "100, WARN", "101, FAIL"})
    void rowsOutsideTheClipAreCounted(int outside, Verdict verdict) {
        double[] scores = new double[1000];
        for (int r = 0; r < 1000; r++) {
            scores[r] = r < outside ? 0.001 : 0.4;
        }
        Diagnostic range = Overlap.of(sheet(scores, 500).table(), "e", "t", 0.01)
                .diagnostics()
                .getFirst();
        assertThat(range.name()).isEqualTo("propensity range");
        assertThat(range.statistic()).isEqualTo(outside / 1000.0);
        assertThat(range.verdict()).isEqualTo(verdict);
    }

    /** One treated row of weight 100 among 100 of weight 2: (200 + 98)² / (4 · 99 + 100²) = 8.5 of 100. */
    @Test
    void fewRowsWithMostOfTheWeightAreWarnedOf() {
        double[] scores = new double[200];
        java.util.Arrays.fill(scores, 0.5);
        scores[0] = 0.01;
        Overlap overlap = Overlap.of(sheet(scores, 100).table(), "e", "t", 0.01);
        assertThat(overlap.effectiveTreated()).isCloseTo(298.0 * 298 / 10_396, within(1e-9));
        Diagnostic check = overlap.diagnostics().getLast();
        assertThat(check.name()).isEqualTo("effective sample size");
        assertThat(check.statistic()).isCloseTo(298.0 * 298 / 10_396 / 100, within(1e-9));
        assertThat(check.verdict()).isEqualTo(Verdict.WARN);
    }

    private static final double[] SCORES = {0.5, 0.25, 0.02, 0.5, 0.25, 0.01};

    private static Sheet weighted() {
        double[] w = {1, 3, 2, 4, 1, 2};
        return sheet(SCORES, 3).number("w", r -> w[r]);
    }

    /** Three rows of weight 4 and not one of weight 12: (2 + 3·4 + 2·10)² / (4 + 3·16 + 2·100). */
    @Test
    void frequencyWeightsMakeAsManyRows() {
        Overlap overlap =
                Overlap.of(weighted().table(), "e", "t", 0.1, Target.EVERYONE, Optional.of(Weights.frequency("w")));
        assertThat(overlap.effectiveTreated()).isCloseTo(34.0 * 34 / 252, within(1e-12));
        Sheet copies = weighted().at(0, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 5, 5);
        assertThat(overlap)
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class)
                .isEqualTo(Overlap.of(copies.table(), "e", "t", 0.1));
        assertThat(overlap.rows()).isEqualTo(13);
        assertThat(overlap.clippedRows()).isEqualTo(4);
    }

    /** A sampling weight multiplies the row's own: 1·2, 3·4 and 2·10; the rows stay three. */
    @Test
    void samplingWeightsMultiply() {
        Overlap overlap =
                Overlap.of(weighted().table(), "e", "t", 0.1, Target.EVERYONE, Optional.of(Weights.sampling("w")));
        assertThat(overlap.effectiveTreated()).isCloseTo(34.0 * 34 / (4 + 144 + 400), within(1e-12));
        double[] control = {4 * 2, 4.0 / 3, 2 / 0.9};
        double sum = control[0] + control[1] + control[2];
        double squares = control[0] * control[0] + control[1] * control[1] + control[2] * control[2];
        assertThat(overlap.effectiveControl()).isCloseTo(sum * sum / squares, within(1e-12));
        assertThat(overlap.rows()).isEqualTo(6);
        assertThat(sum(overlap.treated())).isEqualTo(3);
    }

    /** The treated have weight 1; controls e/(1 − e): 1, 1/3 and, held at 0.1, 1/9. */
    @Test
    void forTheTreatedTheControlsAreWeightedByTheirOdds() {
        Overlap overlap = Overlap.of(sheet(SCORES, 3).table(), "e", "t", 0.1, Target.TREATED, Optional.empty());
        assertThat(overlap.effectiveTreated()).isCloseTo(3, within(1e-12));
        double sum = 1 + 1.0 / 3 + 1.0 / 9;
        assertThat(overlap.effectiveControl()).isCloseTo(sum * sum / (1 + 1.0 / 9 + 1.0 / 81), within(1e-12));
    }

    /** Where no one would be treated there is no one whose effect is asked for: only e near 1 lacks a comparison. */
    @Test
    void theTreatedNeedControlsAndNotTheOtherWayRound() {
        double[] scores = {0.5, 0.001, 0.001, 0.001, 0.4, 0.5};
        Overlap everyone = Overlap.of(sheet(scores, 3).table(), "e", "t", 0.01);
        Overlap treated = Overlap.of(sheet(scores, 3).table(), "e", "t", 0.01, Target.TREATED, Optional.empty());
        assertThat(everyone.diagnostics().getFirst().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(treated.diagnostics().getFirst().verdict()).isEqualTo(Verdict.PASS);
        assertThat(treated.clippedRows()).isEqualTo(3);
        scores[5] = 0.999;
        Diagnostic range = Overlap.of(sheet(scores, 3).table(), "e", "t", 0.01, Target.TREATED, Optional.empty())
                .diagnostics()
                .getFirst();
        assertThat(range.statistic()).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(range.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(range.advice()).contains("above 0.99").doesNotContain("ask for the effect on the treated");
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}

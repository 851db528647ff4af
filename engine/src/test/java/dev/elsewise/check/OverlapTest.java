package dev.elsewise.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.contract.Sheet;
import java.util.List;
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

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}

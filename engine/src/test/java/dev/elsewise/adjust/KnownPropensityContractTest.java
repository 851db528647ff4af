package dev.elsewise.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Splits;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.error.BadData;
import dev.elsewise.error.EstimationFailed;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.question.Question;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A propensity score that comes with the data is checked like the data. */
class KnownPropensityContractTest {
    private static final double[] TREATED = {1, 0, 0, 1, 0, 1, 0, 0, 1, 0};
    private static final double[] OUTCOME = {5, 1, 2, 7, 3, 6, 2, 4, 9, 1};
    private static final double[] SCORE = {0.5, 0.2, 0.3, 0.6, 0.4, 0.8, 0.1, 0.5, 0.7, 0.3};

    private static Sheet sheet(IntToDoubleFunction propensity) {
        return Sheet.of(10)
                .truth("t", r -> TREATED[r])
                .number("y", r -> OUTCOME[r])
                .number("propensity", propensity);
    }

    private static ScoredEstimate estimate(Sheet sheet, double clip) {
        return Aipw.withDefaults()
                .withFolds(Splits.none())
                .withClip(clip)
                .withKnownPropensity("propensity")
                .estimate(
                        sheet.table(),
                        Adjustment.assuming(Question.effectOf("t").on("y"), List.of()));
    }

    /** Without covariates the outcome models are the arms' means, 27/4 and 13/6. */
    @Test
    void theScoreIsTheFormula() {
        double mu1 = 27.0 / 4;
        double mu0 = 13.0 / 6;
        double[] b = new double[10];
        double sum = 0;
        for (int r = 0; r < 10; r++) {
            double e = Math.clamp(SCORE[r], 0.25, 0.75);
            b[r] = mu1 - mu0 + (TREATED[r] == 1 ? (OUTCOME[r] - mu1) / e : -(OUTCOME[r] - mu0) / (1 - e));
            sum += b[r];
        }
        double squares = 0;
        for (double score : b) {
            squares += (score - sum / 10) * (score - sum / 10);
        }
        ScoredEstimate estimate = estimate(sheet(r -> SCORE[r]), 0.25);
        assertThat(estimate.value()).isCloseTo(sum / 10, within(1e-10));
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(squares) / 10, within(1e-10));
    }

    @Test
    void missingOrImpossibleScoresAreRefusedWithTheirRow() {
        assertThatThrownBy(() -> estimate(sheet(r -> r == 6 ? Double.NaN : SCORE[r]), 0.01))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("propensity score must be from 0 to 1; \"propensity\" is missing in row 7");
        assertThatThrownBy(() -> estimate(sheet(r -> r == 2 ? 30 : SCORE[r]), 0.01))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("\"propensity\" is 30.0 in row 3");
        assertThatThrownBy(() ->
                        estimate(sheet(r -> 0).category("propensity", List.of("high", "low"), r -> r % 2), 0.01))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("propensity score must be a number")
                .hasMessageContaining("[high, low]");
    }

    @Test
    void aTreatedRowThatCouldNotBeTreatedIsNoNumber() {
        Sheet contradiction = sheet(r -> r == 3 ? 0 : SCORE[r]);
        assertThatThrownBy(() -> estimate(contradiction, 0))
                .isInstanceOf(EstimationFailed.class)
                .hasMessageContaining("must be finite")
                .hasMessageContaining("\nMaybe ");
        assertThat(estimate(contradiction, 0.01).value()).isFinite();
    }
}

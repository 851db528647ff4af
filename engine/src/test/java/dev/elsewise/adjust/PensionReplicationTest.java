package dev.elsewise.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Splits;
import dev.elsewise.data.Table;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.effect.Uncertainty.Divisor;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.learn.LinearRegression;
import dev.elsewise.learn.LogisticRegression;
import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * 401(k) eligibility and net financial assets, against DoubleML 0.7.1 with given folds (row index mod 5) and against R; the
 * expected values and tolerances are those of {@code examples/data/pension_401k/expected.json}.
 */
class PensionReplicationTest {
    private static final List<String> COVARIATES = List.of(
            "age", "inc", "educ", "fsize", "age2", "inc2", "educ2", "fsize2", "marr", "twoearn", "db", "pira", "hown");

    private static Table pension() {
        return Table.open(Path.of("../examples/data/pension_401k/pension_401k.csv")
                        .toString())
                .with("age2", "age * age")
                .with("inc2", "inc::DOUBLE * inc")
                .with("educ2", "educ * educ")
                .with("fsize2", "fsize * fsize");
    }

    private static Aipw parametric() {
        return Aipw.withDefaults()
                .withClip(0)
                .withArms(Arms.SEPARATE)
                .withPropensity(LogisticRegression.withDefaults().withoutPenalty())
                .withOutcome(LinearRegression.withDefaults());
    }

    private static Adjustment adjustment(Target target) {
        return Adjustment.assuming(Question.effectOf("e401").on("net_tfa").among(target), COVARIATES);
    }

    @Test
    void crossFittedAverageEffectEqualsDoubleMl() {
        ScoredEstimate ate = parametric()
                .withFolds(Splits.column("fold"))
                .estimate(withFold(pension()), adjustment(Target.EVERYONE));
        assertThat(ate.value()).isCloseTo(8545.96220037257, within(0.0855));
        assertThat(ate.standardError()).isCloseTo(1263.560319902941, within(0.1264));
        assertThat(ate.rows()).isEqualTo(9915);
    }

    @Test
    void crossFittedEffectOnTheTreatedEqualsDoubleMl() {
        ScoredEstimate atte =
                parametric().withFolds(Splits.column("fold")).estimate(withFold(pension()), adjustment(Target.TREATED));
        assertThat(atte.value()).isCloseTo(12015.435123448686, within(0.1202));
        assertThat(atte.standardError()).isCloseTo(1594.2529286510378, within(0.1594));
    }

    @Test
    void withoutFoldsEqualsR() {
        ScoredEstimate ate = parametric()
                .withFolds(Splits.none())
                .withDivisor(Divisor.N_MINUS_1)
                .estimate(pension(), adjustment(Target.EVERYONE));
        assertThat(ate.value()).isCloseTo(8667.81829769199, within(0.05));
        assertThat(ate.standardError()).isCloseTo(1256.10468314246, within(0.05));
    }

    private static Table withFold(Table table) {
        double[] fold = new double[(int) table.rows()];
        for (int r = 0; r < fold.length; r++) {
            fold[r] = r % 5;
        }
        return table.with("fold", dev.elsewise.data.Values.of(fold));
    }
}

package dev.elsewise.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.check.Calibration;
import dev.elsewise.check.Grouping;
import dev.elsewise.check.Verdict;
import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Shape;
import dev.elsewise.math.Streams;
import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A treatment and an outcome that both rise with x², in which a straight line sees nothing; the true effect is zero. */
class RecalibrationContractTest {
    private static final int ROWS = 4_000;

    private static Sheet world(long seed) {
        Sheet x = Sheet.of(ROWS).number("x", r -> 4 * Streams.of(seed, "x").uniform(r) - 2);
        double[] of = x.numbers("x");
        return x.truth("t", r -> Streams.of(seed, "t").uniform(r) < 0.1 + 0.15 * of[r] * of[r] ? 1 : 0)
                .number("y", r -> of[r] * of[r] + Streams.of(seed, "y").normal(r))
                .number("w", r -> 0.5 + Streams.of(seed, "w").uniform(r));
    }

    private record Checked(AipwFit fit, Calibration calibration, Recalibration recalibration, Table table) {
        static Checked of(Sheet sheet, Aipw aipw, Target target) {
            AipwFit fit = aipw.withFolds(2)
                    .fit(
                            sheet.table(),
                            Adjustment.assuming(Question.effectOf("t").on("y").among(target), List.of("x")));
            Segmentation.Assigned cut =
                    Segmentation.cuts("x", -1.5, -1, -0.5, 0.5, 1, 1.5).assign(fit.table());
            Table table = fit.table().with(cut.code());
            List<Grouping> groups = List.of(new Grouping("x", cut.codeColumn(), cut.labels()));
            Calibration calibration = Calibration.of(
                    table, AipwFit.PROPENSITY, "t", groups, fit.configuration().weights());
            return new Checked(
                    fit,
                    calibration,
                    Recalibration.of(fit, fit.estimate().standardError(), table, groups, calibration),
                    table);
        }

        Verdict verdict() {
            return recalibration.diagnostic().verdict();
        }
    }

    private static Aipw straight() {
        return Aipw.withDefaults();
    }

    private static Aipw curved() {
        return straight().withFeatures(Features.of(Features.number("x", Shape.spline(6))));
    }

    @Test
    void aStraightLineIsFoundOutAndTheRecalibratedEstimateIsNearTheTruth() {
        for (int seed = 0; seed < 10; seed++) {
            Checked checked = Checked.of(world(seed), straight(), Target.EVERYONE);
            double found = checked.fit.estimate().value();
            double mended = java.util.Objects.requireNonNull(
                    checked.recalibration.values().get("x"));
            assertThat(found).as("seed %d", seed).isGreaterThan(0.3);
            assertThat(Math.abs(mended)).as("seed %d", seed).isLessThan(found / 2);
            assertThat(checked.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(checked.recalibration.diagnostic().advice()).contains("by x moves the estimate");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"EVERYONE", "TREATED"})
    void aRightModelIsLeftInPeace(Target target) {
        for (int seed = 100; seed < 120; seed++) {
            Checked checked = Checked.of(world(seed), curved(), target);
            assertThat(checked.verdict()).as("seed %d", seed).isEqualTo(Verdict.PASS);
            assertThat(checked.recalibration.original())
                    .isEqualTo(checked.fit.estimate().value());
        }
    }

    /** Odds times k = odds(observed) / odds(expected) in each group, then the score's formula. */
    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"EVERYONE", "TREATED"})
    void theValueIsTheFormula(Target target) {
        Checked checked = Checked.of(world(7), straight().withWeights(Weights.sampling("w")), target);
        List<String> names = List.of(
                "t",
                "y",
                "w",
                AipwFit.PROPENSITY,
                AipwFit.TREATED_OUTCOME,
                AipwFit.CONTROL_OUTCOME,
                checked.table.schema().names().getLast());
        Columns c = checked.table.gather(names);
        double[] group = c.numbers(names.getLast());
        double[] k = new double[7];
        for (int g = 0; g < 7; g++) {
            double w = 0;
            double wt = 0;
            double we = 0;
            for (int r = 0; r < ROWS; r++) {
                if (group[r] == g) {
                    w += c.numbers("w")[r];
                    wt += c.numbers("w")[r] * c.numbers("t")[r];
                    we += c.numbers("w")[r] * c.numbers(AipwFit.PROPENSITY)[r];
                }
            }
            k[g] = (wt / (w - wt)) / (we / (w - we));
        }
        double sum = 0;
        double units = 0;
        for (int r = 0; r < ROWS; r++) {
            double t = c.numbers("t")[r];
            double y = c.numbers("y")[r];
            double mu1 = c.numbers(AipwFit.TREATED_OUTCOME)[r];
            double mu0 = c.numbers(AipwFit.CONTROL_OUTCOME)[r];
            double e = c.numbers(AipwFit.PROPENSITY)[r];
            double odds = k[(int) group[r]] * e / (1 - e);
            double held = Math.clamp(odds / (1 + odds), 0.01, 0.99);
            double b = target == Target.EVERYONE
                    ? mu1 - mu0 + t * (y - mu1) / held - (1 - t) * (y - mu0) / (1 - held)
                    : t * (y - mu0) - (1 - t) * (y - mu0) * held / (1 - held);
            sum += c.numbers("w")[r] * b;
            units += c.numbers("w")[r] * (target == Target.EVERYONE ? 1 : t);
        }
        assertThat(java.util.Objects.requireNonNull(
                        checked.recalibration.values().get("x")))
                .isCloseTo(sum / units, within(1e-10));
        assertThat(checked.calibration.of("x")).hasSize(7);
        assertThat(checked.fit.configuration().weights()).isEqualTo(Optional.of(Weights.sampling("w")));
    }
}

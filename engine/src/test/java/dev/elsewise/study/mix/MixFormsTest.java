package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Family;
import dev.elsewise.mix.Kernel;
import dev.elsewise.mix.Saturation;
import dev.elsewise.scm.Transform;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The forms that carry-over, models and plans of a study have. */
class MixFormsTest {
    private static MixStudy with(String more) {
        return MixStudy.parse(MixStudyTest.SHORTEST.replace("graph:", more.indent(2) + "graph:"), MixStudyTest.FOLDER);
    }

    private static Transform shape(String keys) {
        return MixStudy.parse(
                        MixStudyTest.SHORTEST.replace(
                                "facebook: facebook_spend", "facebook: {spend: facebook_spend, " + keys + "}"),
                        MixStudyTest.FOLDER)
                .mix()
                .inputs()
                .getFirst()
                .carryOver()
                .orElseThrow();
    }

    private static Family family(String model) {
        return MixStudy.parse(
                        MixStudyTest.SHORTEST.replace("channels:", "model: {" + model + "}\n  channels:"),
                        MixStudyTest.FOLDER)
                .mix()
                .family();
    }

    @Test
    void carryOverHasItsForms() {
        assertThat(shape(
                        "carry-over: {geometric: {lags: endless, normalised: false, retention: {from: 0.3, to: 0.8}}}"))
                .isEqualTo(CarryOver.of(
                        Adstock.Recursive.withDefaults().unnormalised().withRetentionWithin(0.3, 0.8),
                        Saturation.Logistic.withDefaults()));
        assertThat(shape("carry-over: {running-mean: {retention: 0.7}}, saturation: none"))
                .isEqualTo(CarryOver.of(Adstock.RunningMean.withDefaults().withRetention(0.7), Saturation.none()));
        assertThat(shape("carry-over: {delayed: {lags: 12, peak: 2, retention: fit}}, saturation: tanh"))
                .isEqualTo(CarryOver.of(Kernel.Delayed.upToLag(12).withPeak(2), Saturation.Tanh.withDefaults()));
        assertThat(shape("carry-over: binomial, saturation: {michaelis-menten: {half-saturation: 0.5}}"))
                .isEqualTo(CarryOver.of(
                        Kernel.Binomial.upToLag(8),
                        Saturation.MichaelisMenten.withDefaults().withHalfSaturation(0.5)));
        assertThat(shape("carry-over: {weibull-cdf: {shape: 2, scale: {from: 1, to: 4}}}, saturation: root"))
                .isEqualTo(CarryOver.of(
                        Kernel.WeibullCdf.upToLag(8).withShape(2).withScaleWithin(1, 4),
                        Saturation.Root.withDefaults()));
        assertThat(shape("carry-over: {weibull-pdf: {lags: 5, normalised: false}}, saturation: log1p"))
                .isEqualTo(CarryOver.of(Kernel.WeibullPdf.upToLag(5).unnormalised(), Saturation.Log1p.withDefaults()));
        assertThat(shape("carry-over: none, saturation: {hill: {slope: {from: 0.5, to: 3}, half-saturation: fit}}"))
                .isEqualTo(CarryOver.of(
                        Adstock.none(), Saturation.Hill.withDefaults().withSlopeWithin(0.5, 3)));
        assertThat(shape("saturation: {logistic: {rate: 4}}, carry-over: {geometric: {lags: 0}}"))
                .isEqualTo(CarryOver.of(
                        Kernel.Geometric.upToLag(0),
                        Saturation.Logistic.withDefaults().withRate(4)));
    }

    @Test
    void modelsHaveTheirForms() {
        assertThat(with("model: ridge").mix().family())
                .isEqualTo(new Family.ElasticNet(0, OptionalDouble.empty(), false));
        assertThat(with("model: {ridge: {penalty: 1.0}}").mix().family())
                .isEqualTo(new Family.ElasticNet(0, OptionalDouble.of(1), false));
        assertThat(with("model: {lasso: {choice: one-standard-error}}").mix().family())
                .isEqualTo(new Family.ElasticNet(1, OptionalDouble.empty(), true));
        assertThat(with("model: {elastic-net: {mixing: 0.3, penalty: cross-validated, choice: best}}")
                        .mix()
                        .family())
                .isEqualTo(new Family.ElasticNet(0.3, OptionalDouble.empty(), false));
        assertThat(with("model: {forest: {trees: 100, depth: 10}}").mix().family())
                .isEqualTo(new Family.Forest(100, 10));
        assertThat(
                        with("model: {boosting: {trees: 50, learningRate: 0.08, depth: 4, subsample: 0.85, columns: 0.9, l1: 0.05, l2: 0.8}}")
                                .mix()
                                .family())
                .isEqualTo(new Family.Boosting(50, 0.08, 4, 0.85, 0.9, 0.05, 0.8));
    }

    @Test
    void plansHaveTheirForms() {
        assertThat(with("plan: {}").plan()).contains(BudgetPlan.withDefaults());
        assertThat(with("plan: {budget: 9, per: total, risk: {worst: 0.2}, charging: none}")
                        .plan())
                .hasValueSatisfying(plan -> {
                    assertThat(plan.per()).isEqualTo(BudgetPlan.Per.TOTAL);
                    assertThat(plan.risk()).isEqualTo(new BudgetPlan.Risk.Worst(0.2));
                    assertThat(plan.charging()).contains(List.of());
                });
        assertThat(with("plan: {goal: {roi: 2}}").plan().orElseThrow().goal()).isEqualTo(new BudgetPlan.Goal.Roi(2));
        assertThat(with("plan: {goal: {marginal-roi: 1}}").plan().orElseThrow().goal())
                .isEqualTo(new BudgetPlan.Goal.MarginalRoi(1));
    }

    @Test
    void aPenaltyMayBeCountedAsScikitLearnDoes() {
        assertThat(family("ridge: {alpha: 1}"))
                .isEqualTo(new Family.ElasticNet(0, OptionalDouble.of(1), false, false, true));
        assertThat(family("lasso: {alpha: 0.1}"))
                .isEqualTo(new Family.ElasticNet(1, OptionalDouble.of(0.1), false, false, false));
    }
}

package dev.elsewise.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.adjust.Aipw;
import dev.elsewise.adjust.Arms;
import dev.elsewise.adjust.DifferenceInMeans;
import dev.elsewise.data.Table;
import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.Uncertainty.Divisor;
import dev.elsewise.error.ElsewiseException;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.LinearRegression;
import dev.elsewise.learn.LogisticRegression;
import dev.elsewise.learn.Shape;
import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every estimator of a binary treatment keeps the same contract. One that cannot keep a part of it says why; the reason is
 * tried too, so that an exemption which is no longer needed is found.
 */
class EstimatorContractTest {
    private static final String INFLUENCE = "its units carry influence values, from which segments do not follow";
    private static final String ZERO_OR_ONE = "a logistic outcome is 0 or 1 and has no other unit";
    private static final String OWN_ARM = "the model of an arm fills gaps with the median of that arm";
    private static final String OTHER_TARGET = "with the labels flipped the treated are the others";

    private static List<Subject> subjects() {
        return List.of(
                Subject.of("difference in means", "spent", EstimatorContractTest::differenceInMeans)
                        .except(Invariance.SEGMENTS_ADD_UP, INFLUENCE)
                        .except(Invariance.ONE_SEGMENT_IS_THE_WHOLE, INFLUENCE)
                        .except(Invariance.CLUSTERED_SEGMENTS_OF_ROWS, INFLUENCE)
                        .except(Invariance.CHANGES_KNOW_THEIR_COVARIANCE, INFLUENCE)
                        .except(Invariance.MINUS_ITSELF_IS_ZERO, INFLUENCE),
                aipw("logistic, pooled", "bought", Target.EVERYONE, Aipw.withDefaults())
                        .except(Invariance.AFFINE_OUTCOME, ZERO_OR_ONE),
                aipw(
                                "logistic, separate",
                                "bought",
                                Target.EVERYONE,
                                Aipw.withDefaults().withArms(Arms.SEPARATE).withDivisor(Divisor.N_MINUS_1))
                        .except(Invariance.AFFINE_OUTCOME, ZERO_OR_ONE)
                        .except(Invariance.MISSING_COVARIATES_IMPUTED, OWN_ARM),
                aipw("linear, pooled", "spent", Target.EVERYONE, Aipw.withDefaults()),
                aipw(
                                "splines, no penalty, linear, separate",
                                "spent",
                                Target.EVERYONE,
                                covariates -> Aipw.withDefaults()
                                        .withArms(Arms.SEPARATE)
                                        .withPropensity(LogisticRegression.withDefaults()
                                                .withoutPenalty())
                                        .withFeatures(Features.of(
                                                Features.number(covariates.get(0), Shape.spline(4)),
                                                Features.number(covariates.get(1), Shape.LOG, Shape.bins(4)))))
                        .except(Invariance.MISSING_COVARIATES_IMPUTED, OWN_ARM),
                aipw("treated, logistic, pooled", "bought", Target.TREATED, Aipw.withDefaults())
                        .except(Invariance.AFFINE_OUTCOME, ZERO_OR_ONE)
                        .except(Invariance.LABEL_FLIP, OTHER_TARGET),
                aipw(
                                "treated, linear, separate",
                                "spent",
                                Target.TREATED,
                                Aipw.withDefaults()
                                        .withArms(Arms.SEPARATE)
                                        .withOutcome(
                                                LinearRegression.withDefaults().withPenalty(3)))
                        .except(Invariance.LABEL_FLIP, OTHER_TARGET)
                        .except(Invariance.MISSING_COVARIATES_IMPUTED, OWN_ARM));
    }

    private static Estimate differenceInMeans(Table table, Subject.Roles roles) {
        DifferenceInMeans plain = DifferenceInMeans.withDefaults();
        return roles.weights()
                .map(plain::withWeights)
                .orElse(plain)
                .estimate(table, Question.effectOf(roles.treatment()).on(roles.outcome()));
    }

    private static Subject aipw(String name, String outcome, Target target, Aipw aipw) {
        return aipw(name, outcome, target, covariates -> aipw);
    }

    private static Subject aipw(String name, String outcome, Target target, Function<List<String>, Aipw> aipw) {
        return Subject.of("aipw, " + name, outcome, (table, roles) -> {
            Aipw set = aipw.apply(roles.covariates()).withFolds(roles.folds()).withSeed(roles.seed());
            return roles.weights()
                    .map(set::withWeights)
                    .orElse(set)
                    .estimate(
                            table,
                            Adjustment.assuming(
                                    Question.effectOf(roles.treatment())
                                            .on(roles.outcome())
                                            .among(target),
                                    roles.covariates()));
        });
    }

    static Stream<Arguments> held() {
        List<Arguments> all = new ArrayList<>();
        for (Subject subject : subjects()) {
            for (Invariance invariance : Invariance.values()) {
                if (!subject.exempt().containsKey(invariance)) {
                    all.add(Arguments.of(subject, invariance));
                }
            }
        }
        return all.stream();
    }

    static Stream<Arguments> exempt() {
        return subjects().stream()
                .flatMap(s -> s.exempt().entrySet().stream()
                        .map((Map.Entry<Invariance, String> e) -> Arguments.of(s, e.getKey(), e.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("held")
    void holds(Subject subject, Invariance invariance) throws Exception {
        invariance.check(subject);
    }

    @ParameterizedTest(name = "{0} is exempt from {1}: {2}")
    @MethodSource("exempt")
    void theExemptionIsNeeded(Subject subject, Invariance invariance, String because) {
        assertThat(because).isNotBlank();
        assertThatThrownBy(() -> invariance.check(subject))
                .isInstanceOfAny(AssertionError.class, ElsewiseException.class);
    }
}

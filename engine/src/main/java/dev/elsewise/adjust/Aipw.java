package dev.elsewise.adjust;

import dev.elsewise.data.Folds;
import dev.elsewise.data.Splits;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.effect.Uncertainty.Divisor;
import dev.elsewise.error.BadStudy;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.learn.CrossFitted;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Learner;
import dev.elsewise.learn.LinearRegression;
import dev.elsewise.learn.LogisticRegression;
import dev.elsewise.learn.Problem;
import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Augmented inverse propensity weighting with cross-fitting: the doubly robust effect of a treatment under adjustment.
 *
 * <p>With e(x) the propensity score, held inside [clip, 1 − clip], and μ₁(x), μ₀(x) the outcome in each arm, each predicted
 * by models that did not see the row, the scores are, for everyone, b = μ₁ − μ₀ + t(y − μ₁)/e − (1 − t)(y − μ₀)/(1 − e) and a =
 * 1; for the treated, b = t(y − μ₀) − (1 − t)(y − μ₀)e/(1 − e) and a = t. The estimate is Σb/Σa; its influence needs no
 * correction for the nuisances, which are orthogonal to it. J. M. Robins, A. Rotnitzky, L. P. Zhao (1994), DOI
 * 10.1080/01621459.1994.10476818; V. Chernozhukov et al. (2018), DOI 10.1111/ectj.12097.
 *
 * <p>It assumes: no common cause of treatment and outcome beyond the covariates; both treatments possible everywhere; one
 * version of the treatment and no spill-over; and that the product of the errors of e and μ vanishes faster than 1/√n. Missing
 * covariates are imputed by the learners; missing treatments and outcomes are refused. Cost: two or three fits for all folds
 * together, and two passes over the scores.
 *
 * <pre>{@code
 * ScoredEstimate effect = Aipw.withDefaults().withFolds(3).estimate(impressions, adjustment);
 * effect.clusteredBy("user_id").interval();
 * }</pre>
 *
 * @param folds which rows each nuisance model does not see
 * @param clip how near 0 and 1 a propensity score may come, in the scores only
 * @param minFrequency levels of a category with fewer training rows are pooled
 * @param features overrides how covariates enter, by column
 * @param knownPropensity a column that holds e(x), instead of a model
 */
public record Aipw(
        Splits folds,
        double clip,
        Learner propensity,
        Optional<Learner> outcome,
        Arms arms,
        Divisor divisor,
        int minFrequency,
        Features features,
        Optional<Features> propensityFeatures,
        Optional<String> knownPropensity,
        Optional<Weights> weights,
        long seed) {
    static final String FOLD = "\u0001fold";

    public Aipw {
        if (!(clip >= 0 && clip < 0.5)) {
            throw new BadStudy("The clip must lie in [0, 0.5); found " + clip + ".");
        }
        if (!propensity.tasks().contains(Learner.Task.PROBABILITY)) {
            throw new BadStudy("A propensity needs a learner of probabilities; " + propensity.describe() + " is none.");
        }
    }

    /**
     * Five folds, clip 0.01, logistic propensity with C = 1; the outcome by a logistic regression
     * when it is 0 and 1, else a linear one; pooled arms.
     */
    public static Aipw withDefaults() {
        return new Aipw(
                Splits.hashed(5),
                0.01,
                LogisticRegression.withDefaults(),
                Optional.empty(),
                Arms.POOLED,
                Divisor.N,
                Features.MIN_FREQUENCY,
                Features.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    public Aipw withFolds(int count) {
        return withFolds(count < 2 ? Splits.none() : Splits.hashed(count));
    }

    public Aipw withFolds(Splits value) {
        return new Aipw(
                value,
                clip,
                propensity,
                outcome,
                arms,
                divisor,
                minFrequency,
                features,
                propensityFeatures,
                knownPropensity,
                weights,
                seed);
    }

    public Aipw withClip(double value) {
        return new Aipw(
                folds,
                value,
                propensity,
                outcome,
                arms,
                divisor,
                minFrequency,
                features,
                propensityFeatures,
                knownPropensity,
                weights,
                seed);
    }

    public Aipw withPropensity(Learner value) {
        return new Aipw(
                folds,
                clip,
                value,
                outcome,
                arms,
                divisor,
                minFrequency,
                features,
                propensityFeatures,
                knownPropensity,
                weights,
                seed);
    }

    public Aipw withOutcome(Learner value) {
        return new Aipw(
                folds,
                clip,
                propensity,
                Optional.of(value),
                arms,
                divisor,
                minFrequency,
                features,
                propensityFeatures,
                knownPropensity,
                weights,
                seed);
    }

    public Aipw withArms(Arms value) {
        return new Aipw(
                folds,
                clip,
                propensity,
                outcome,
                value,
                divisor,
                minFrequency,
                features,
                propensityFeatures,
                knownPropensity,
                weights,
                seed);
    }

    public Aipw withDivisor(Divisor value) {
        return new Aipw(
                folds,
                clip,
                propensity,
                outcome,
                arms,
                value,
                minFrequency,
                features,
                propensityFeatures,
                knownPropensity,
                weights,
                seed);
    }

    /** How many training rows a level of a category needs, for it not to be pooled with the other rare ones. */
    public Aipw withMinFrequency(int value) {
        return new Aipw(
                folds,
                clip,
                propensity,
                outcome,
                arms,
                divisor,
                value,
                features,
                propensityFeatures,
                knownPropensity,
                weights,
                seed);
    }

    /** How some covariates enter both nuisances, instead of as their kind suggests. */
    public Aipw withFeatures(Features value) {
        return new Aipw(
                folds,
                clip,
                propensity,
                outcome,
                arms,
                divisor,
                minFrequency,
                value,
                propensityFeatures,
                knownPropensity,
                weights,
                seed);
    }

    /** How some covariates enter the propensity, where that differs from the outcome. */
    public Aipw withPropensityFeatures(Features value) {
        return new Aipw(
                folds,
                clip,
                propensity,
                outcome,
                arms,
                divisor,
                minFrequency,
                features,
                Optional.of(value),
                knownPropensity,
                weights,
                seed);
    }

    /** Uses a column as the propensity score: a design that is known needs no model. */
    public Aipw withKnownPropensity(String column) {
        return new Aipw(
                folds,
                clip,
                propensity,
                outcome,
                arms,
                divisor,
                minFrequency,
                features,
                propensityFeatures,
                Optional.of(column),
                weights,
                seed);
    }

    public Aipw withWeights(Weights value) {
        return new Aipw(
                folds,
                clip,
                propensity,
                outcome,
                arms,
                divisor,
                minFrequency,
                features,
                propensityFeatures,
                knownPropensity,
                Optional.of(value),
                seed);
    }

    public Aipw withSeed(long value) {
        return new Aipw(
                folds,
                clip,
                propensity,
                outcome,
                arms,
                divisor,
                minFrequency,
                features,
                propensityFeatures,
                knownPropensity,
                weights,
                value);
    }

    /** The effect under an adjustment. */
    public ScoredEstimate estimate(Table table, Adjustment adjustment) {
        return fit(table, adjustment).estimate();
    }

    /** The effect together with the fitted nuisances that it came from. */
    public AipwFit fit(Table table, Adjustment adjustment) {
        Question question = adjustment.question();
        if (question.target() != Target.EVERYONE && question.target() != Target.TREATED) {
            throw new BadStudy("AIPW estimates the effect on everyone or on the treated; the target is "
                    + question.target().words() + ".\nMaybe set target: everyone.");
        }
        Units units = Units.of(table, question, weights);
        knownPropensity.ifPresent(column -> Units.requireProbabilities(table, column));
        List<String> covariates = new ArrayList<>(adjustment.covariates());
        Folds assigned = folds.assign(table, FOLD, seed);
        Table folded = assigned.table();
        Problem.Folds cells =
                assigned.count() < 2 ? Problem.Folds.NONE : new Problem.Folds(assigned.column(), assigned.count());
        Features plain = Features.of(table.schema(), covariates).withMinFrequency(minFrequency);
        Features ofOutcome = override(plain, features);
        Features ofPropensity = override(ofOutcome, propensityFeatures.orElse(Features.of()));
        Optional<CrossFitted> propensityFit = knownPropensity.isPresent()
                ? Optional.empty()
                : Optional.of(propensity.fit(new Problem(
                        folded, ofPropensity, question.treatment(), weights, cells, Optional.empty(), seed)));
        return new AipwFit(
                this, adjustment, units, folded, propensityFit, outcomes(folded, question, units, ofOutcome, cells));
    }

    private List<CrossFitted> outcomes(
            Table table, Question question, Units units, Features features, Problem.Folds cells) {
        Learner learner = outcome.orElseGet(
                () -> units.binary() ? LogisticRegression.withDefaults() : LinearRegression.withDefaults());
        Problem problem = new Problem(table, features, question.outcome(), weights, cells, Optional.empty(), seed);
        if (arms == Arms.POOLED) {
            return List.of(learner.fit(problem.withFeatures(features.with(Features.number(question.treatment())))));
        }
        return List.of(
                learner.fit(problem.withGiven(question.treatment(), 1)),
                learner.fit(problem.withGiven(question.treatment(), 0)));
    }

    /** The plain features, with those columns replaced for which something else was asked. */
    private static Features override(Features plain, Features with) {
        Features result = plain;
        for (Features.Feature feature : with.list()) {
            if (plain.find(feature.column()).isPresent()) {
                result = result.with(feature);
            }
        }
        return result;
    }
}

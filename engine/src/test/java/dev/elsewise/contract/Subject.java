package dev.elsewise.contract;

import dev.elsewise.data.Splits;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.effect.Estimate;
import dev.elsewise.effect.ScoredEstimate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/**
 * An estimator as the contract sees it.
 *
 * @param outcome which of the sheet's outcomes it is tried on
 * @param exempt the invariances that do not hold for it, each with the reason
 */
record Subject(String name, String outcome, Estimator estimator, Map<Invariance, String> exempt) {

    /** Runs the estimator in the roles that a check gives to the columns. */
    interface Estimator {
        Estimate estimate(Table table, Roles roles);
    }

    /** Which column plays which part. */
    record Roles(
            String treatment,
            String outcome,
            List<String> covariates,
            Splits folds,
            Optional<Weights> weights,
            long seed) {
        Roles withTreatment(String value) {
            return new Roles(value, outcome, covariates, folds, weights, seed);
        }

        Roles withFolds(Splits value) {
            return new Roles(treatment, outcome, covariates, value, weights, seed);
        }

        Roles withWeights(Weights value) {
            return new Roles(treatment, outcome, covariates, folds, Optional.of(value), seed);
        }

        Roles withSeed(long value) {
            return new Roles(treatment, outcome, covariates, folds, weights, value);
        }
    }

    static Subject of(String name, String outcome, Estimator estimator) {
        return new Subject(name, outcome, estimator, new EnumMap<>(Invariance.class));
    }

    Subject except(Invariance invariance, String because) {
        Map<Invariance, String> more = new EnumMap<>(Invariance.class);
        more.putAll(exempt);
        more.put(invariance, because);
        return new Subject(name, outcome, estimator, more);
    }

    /** The usual roles: folds given as a column. */
    Roles roles() {
        return new Roles(
                "treated",
                outcome,
                List.of("age", "income", "place"),
                Splits.column("fold"),
                Optional.empty(),
                20_251_122);
    }

    Estimate estimate(Table table, Roles roles) {
        return estimator.estimate(table, roles);
    }

    Estimate estimate(Sheet sheet) {
        return estimate(sheet.table(), roles());
    }

    /** The estimate, which must be one of those that have segments and differences. */
    ScoredEstimate scored(Table table) {
        Estimate estimate = estimate(table, roles());
        Assertions.assertThat(estimate).as(name).isInstanceOf(ScoredEstimate.class);
        return (ScoredEstimate) estimate;
    }

    @Override
    public String toString() {
        return name;
    }
}

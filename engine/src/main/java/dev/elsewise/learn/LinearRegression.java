package dev.elsewise.learn;

import dev.elsewise.error.BadStudy;
import java.util.Set;

/**
 * Linear regression with an optional ridge penalty, on standardised features and one indicator a level.
 *
 * <p>Minimises ½ Σ wᵢ (yᵢ − α − xᵢβ)² + (λ/2) Σⱼ βⱼ², the objective of scikit-learn's {@code Ridge(alpha = λ)}, sampling
 * weights first divided by their mean; without a
 * penalty it is ordinary least squares, the first level of each category left out, collinear columns left out in order and
 * reported. The cross products of all folds come from one pass; a second pass computes the residuals' gradient and refines
 * the solution, which brings it to the accuracy of an orthogonal decomposition.
 *
 * <p>Cost: 2 or 3 passes, each O(rows × (d² + d × factors + factors²)) for d numbers; memory whatever the rows.
 *
 * @param penalty λ; 0 for none
 */
public record LinearRegression(double penalty) implements Learner {
    public LinearRegression {
        if (!(penalty >= 0) || Double.isInfinite(penalty)) {
            throw new BadStudy("The ridge penalty must be 0 or positive; found " + penalty + ".");
        }
    }

    /** Ordinary least squares. */
    public static LinearRegression withDefaults() {
        return new LinearRegression(0);
    }

    public LinearRegression withPenalty(double value) {
        return new LinearRegression(value);
    }

    @Override
    public CrossFitted fit(Problem problem) {
        return GeneralisedLinear.fit(problem, Link.IDENTITY, penalty, describe());
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.MEAN, Task.PROBABILITY);
    }

    @Override
    public String describe() {
        return penalty == 0 ? "linear regression" : "ridge regression, penalty " + Words.number(penalty);
    }
}

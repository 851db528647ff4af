package dev.elsewise.learn;

import dev.elsewise.error.BadStudy;
import java.util.Set;

/**
 * Logistic regression with an optional ridge penalty, on standardised features and one indicator a level.
 *
 * <p>Minimises Σ wᵢ [log(1 + exp ηᵢ) − yᵢ ηᵢ] + (1/2C) Σⱼ βⱼ² with ηᵢ = α + xᵢβ: the objective of scikit-learn's {@code
 * LogisticRegression(C)}, the intercept α not penalised; sampling weights are first divided by their mean. Without a penalty it is maximum likelihood as R's {@code glm}, the
 * first level of each category left out, collinear columns left out in order and reported. Newton steps with halving on the
 * penalised likelihood, accumulated in the same pass; a step below 1e-8 relative ends it, so the answer does not depend on
 * the start. Separation, where no finite maximum exists, is an error that names a column.
 *
 * <p>Cost: about 10 passes for all folds together, each O(rows × (d² + d × factors + factors²)) for d numbers; memory O(d²
 * + levels × d + levels₁ × levels₂), whatever the rows.
 *
 * @param c the inverse penalty C of scikit-learn; infinite for none
 */
public record LogisticRegression(double c) implements Learner {
    public LogisticRegression {
        if (!(c > 0)) {
            throw new BadStudy("The inverse penalty C must be positive; found " + c + ".");
        }
    }

    /** C = 1, as scikit-learn. */
    public static LogisticRegression withDefaults() {
        return new LogisticRegression(1);
    }

    public LogisticRegression withC(double value) {
        return new LogisticRegression(value);
    }

    /** Maximum likelihood. */
    public LogisticRegression withoutPenalty() {
        return new LogisticRegression(Double.POSITIVE_INFINITY);
    }

    @Override
    public CrossFitted fit(Problem problem) {
        return GeneralisedLinear.fit(problem, Link.LOGIT, 1 / c, describe());
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.PROBABILITY);
    }

    @Override
    public String describe() {
        return "logistic regression, " + (Double.isInfinite(c) ? "no penalty" : "C = " + Words.number(c));
    }
}

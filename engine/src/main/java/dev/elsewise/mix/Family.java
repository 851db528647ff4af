package dev.elsewise.mix;

import java.util.OptionalDouble;

/** How the equations of a media mix are fitted. */
public sealed interface Family {
    /**
     * Penalised non-linear least squares: the shapes of carry-over and saturation are fitted with the coefficients.
     *
     * @param ridge the penalty on standardised coefficients of inputs; it keeps collinear ones apart
     * @param starts how many starting points
     */
    record LeastSquares(double ridge, int starts) implements Family {}

    /**
     * Elastic net over the columns that the shapes make; the shapes are those of a least-squares fit unless they are fixed.
     *
     * @param mixing 0 ridge, 1 lasso
     * @param penalty chosen by time-series cross-validation when empty
     * @param oneStandardError whether the choice is the largest penalty within a standard error of the best
     * @param recursive whether columns are dropped one by one, the weakest first, as long as that predicts better
     * @param summed whether a penalty that is given stands beside the sum of squares, as scikit-learn's alpha of a ridge does, instead of
     *     half their mean, as glmnet's lambda does: λ = α · sd(y) / n
     */
    record ElasticNet(
            double mixing, OptionalDouble penalty, boolean oneStandardError, boolean recursive, boolean summed)
            implements Family {
        /** With a penalty as glmnet counts it. */
        public ElasticNet(double mixing, OptionalDouble penalty, boolean oneStandardError, boolean recursive) {
            this(mixing, penalty, oneStandardError, recursive, false);
        }

        /** With all columns. */
        public ElasticNet(double mixing, OptionalDouble penalty, boolean oneStandardError) {
            this(mixing, penalty, oneStandardError, false);
        }
    }

    /**
     * Random forest over the same columns.
     *
     * @param depth 0 for no limit
     */
    record Forest(int trees, int depth) implements Family {}

    /** Boosted trees over the same columns. */
    record Boosting(int rounds, double learningRate, int depth, double subsample, double columns, double l1, double l2)
            implements Family {}

    /** Ridge at the penalty that predicts best. */
    static Family ridge() {
        return new ElasticNet(0, OptionalDouble.empty(), false);
    }

    /** Least squares with a slight ridge and six starts. */
    static Family withDefaults() {
        return new LeastSquares(1e-4, 6);
    }
}

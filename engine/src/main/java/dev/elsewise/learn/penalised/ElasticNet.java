package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadStudy;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Linear regression with an elastic-net penalty, along a path of penalties.
 *
 * <p>For each penalty λ it minimises
 *
 * <p>Σ wᵢ (yᵢ − b₀ − xᵢβ)² / (2 Σ wᵢ) + λ Σ fⱼ [ (1 − α) βⱼ² / (2 s) + α |βⱼ| ] subject to lⱼ ≤ βⱼ ≤ uⱼ,
 *
 * <p>on columns that are first divided by their standard deviation (with divisor Σ w); the coefficients come back on the
 * columns' own scale. s is the standard deviation of the outcome, so that λ is in units of the outcome under any mixing. The
 * intercept b₀ is not penalised. The mixing α is 1 for the lasso, 0 for ridge. This is what R's glmnet computes for a Gaussian
 * outcome (its page leaves s out), to whose answers ours are equal when it is run to convergence.
 *
 * <p>Coordinate descent on cross products, warm from penalty to penalty (J. Friedman, T. Hastie and R. Tibshirani,
 * "Regularization paths for generalized linear models via coordinate descent", Journal of Statistical Software 33 (2010), DOI
 * 10.18637/jss.v033.i01). Where columns are correlated and descent is slow, the equations of the coefficients that are not 0
 * are solved instead, so that the answer is good to the tolerance and not only the last step small. A column that does not
 * vary has coefficient 0. Missing values are refused.
 *
 * <p>Cost: rows × columns² / 2 once, then for each penalty a few sweeps of (coefficients not 0) × columns.
 *
 * @param mixing α, from 0 (ridge) to 1 (lasso)
 * @param penalties which λ are visited
 * @param standardised whether columns are divided by their standard deviation before they are penalised
 * @param intercept whether there is b₀
 * @param factors f, rescaled to mean 1; 0 for a column that is not penalised, infinite for one that is left out; empty for all 1
 * @param lower l, each ≤ 0; empty for none, one value for all columns, or one a column
 * @param upper u, each ≥ 0, likewise
 * @param tolerance largest error of a coefficient, in standard deviations of the outcome for one of the column
 */
public record ElasticNet(
        double mixing,
        Penalties penalties,
        boolean standardised,
        boolean intercept,
        double[] factors,
        double[] lower,
        double[] upper,
        double tolerance) {
    public ElasticNet {
        if (!(mixing >= 0 && mixing <= 1)) {
            throw new BadStudy(
                    "The mixing must lie between 0 (ridge) and 1 (lasso); found " + mixing + ".\nMaybe 0.5.");
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new BadStudy("The tolerance must lie between 0 and 1; found " + tolerance + ".\nMaybe 1e-10.");
        }
        for (double f : factors) {
            if (!(f >= 0)) {
                throw new BadStudy(
                        "A penalty factor must be ≥ 0; found " + f + ".\nMaybe 0, for a column that is not penalised.");
            }
        }
        for (double l : lower) {
            if (!(l <= 0)) {
                throw new BadStudy("A lower limit of a penalised coefficient must be ≤ 0; found " + l
                        + ".\nMaybe use BoundedLeastSquares, whose limits need not hold 0.");
            }
        }
        for (double u : upper) {
            if (!(u >= 0)) {
                throw new BadStudy("An upper limit of a penalised coefficient must be ≥ 0; found " + u
                        + ".\nMaybe use BoundedLeastSquares, whose limits need not hold 0.");
            }
        }
    }

    /** The lasso over glmnet's sequence of penalties, no limits, every column penalised alike. */
    public static ElasticNet withDefaults() {
        return new ElasticNet(1, Penalties.sequence(), true, true, new double[0], new double[0], new double[0], 1e-10);
    }

    /** {@link #withDefaults} with mixing 1. */
    public static ElasticNet lasso() {
        return withDefaults();
    }

    /** {@link #withDefaults} with mixing 0. */
    public static ElasticNet ridge() {
        return withDefaults().withMixing(0);
    }

    public ElasticNet withMixing(double value) {
        return new ElasticNet(value, penalties, standardised, intercept, factors, lower, upper, tolerance);
    }

    public ElasticNet withPenalties(Penalties value) {
        return new ElasticNet(mixing, value, standardised, intercept, factors, lower, upper, tolerance);
    }

    /** Exactly these penalties, in any order. */
    public ElasticNet withPenalties(double... values) {
        return withPenalties(Penalties.of(values));
    }

    /** Penalises the coefficients of the columns as they are. */
    public ElasticNet withoutStandardising() {
        return new ElasticNet(mixing, penalties, false, intercept, factors, lower, upper, tolerance);
    }

    /** Through the origin. */
    public ElasticNet withoutIntercept() {
        return new ElasticNet(mixing, penalties, standardised, false, factors, lower, upper, tolerance);
    }

    /** One factor for each column. */
    public ElasticNet withFactors(double... values) {
        return new ElasticNet(mixing, penalties, standardised, intercept, values.clone(), lower, upper, tolerance);
    }

    /** Limits for each column; one value serves all, none is no limit. */
    public ElasticNet withLimits(double[] least, double[] most) {
        return new ElasticNet(
                mixing, penalties, standardised, intercept, factors, least.clone(), most.clone(), tolerance);
    }

    /** No coefficient below 0. */
    public ElasticNet nonNegative() {
        return withLimits(new double[] {0}, new double[0]);
    }

    public ElasticNet withTolerance(double value) {
        return new ElasticNet(mixing, penalties, standardised, intercept, factors, lower, upper, value);
    }

    /** The same for some of the columns, in the given order: what is said column by column goes with them. */
    ElasticNet only(int[] columns) {
        return new ElasticNet(
                mixing,
                penalties,
                standardised,
                intercept,
                only(factors, columns, 0),
                only(lower, columns, 1),
                only(upper, columns, 1),
                tolerance);
    }

    private static double[] only(double[] values, int[] columns, int forAll) {
        return values.length <= forAll
                ? values
                : java.util.Arrays.stream(columns).mapToDouble(j -> values[j]).toArray();
    }

    /**
     * The coefficients at every penalty.
     *
     * @throws dev.elsewise.error.BadData if the outcome does not vary
     */
    public Path fit(Observations observations) {
        CrossProducts products = CrossProducts.of(observations);
        return Standardised.of(products, this).path(penalties);
    }

    /**
     * The path on all rows, and the error of each of its penalties on rows that a fit did not see.
     *
     * @param splits what each fit learns from and is judged on
     */
    public CrossValidation crossValidate(Observations observations, List<Split> splits) {
        return crossValidate(observations, splits, Runnable::run, 1);
    }

    /**
     * The same, with the splits shared among threads; the result has the same bits for any number of them.
     *
     * @param pool lends the threads; the calling thread works too, so that it may be one of the pool
     * @param threads at most so many at a time
     */
    public CrossValidation crossValidate(Observations observations, List<Split> splits, Executor pool, int threads) {
        return CrossValidation.of(this, observations, splits, pool, threads);
    }
}

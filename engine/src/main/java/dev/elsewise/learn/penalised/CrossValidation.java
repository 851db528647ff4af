package dev.elsewise.learn.penalised;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * How well each penalty of a path predicts rows that its fit did not see.
 *
 * <p>The error of a penalty is the mean squared error of each split's test rows, averaged over splits with the weights of
 * their test rows; its standard error is √(weighted mean of squared deviations / (splits − 1)). With fewer than three test
 * rows a split on average, every test row counts as a split of its own. These are the rules of glmnet's {@code cv.glmnet} when
 * it is given the penalties.
 *
 * @param path the fits on all rows
 * @param errors mean squared error of each penalty
 * @param standardErrors of each error
 * @param minimum the penalty with the least error, the largest of several
 * @param oneStandardError the largest penalty whose error is within one standard error of the least
 */
public record CrossValidation(
        Path path, double[] errors, double[] standardErrors, double minimum, double oneStandardError) {

    static CrossValidation of(ElasticNet net, Observations of, List<Split> splits, Executor pool, int threads) {
        SplitProducts products = SplitProducts.of(of, splits, pool, threads);
        Path path = Standardised.of(products.all(), net).path(net.penalties());
        Penalties.Given penalties = new Penalties.Given(path.penalties());
        boolean byRow = ErrorCurve.byRow(splits);
        ErrorCurve curve = ErrorCurve.of(Shared.map(splits.size(), pool, threads, s -> {
            Path fitted = Standardised.of(products.train(s), net).path(penalties);
            List<LinearFit> fits =
                    IntStream.range(0, fitted.length()).mapToObj(fitted::fit).toList();
            return ErrorCurve.judge(fits, of, splits.get(s).test(), byRow);
        }));
        return of(path, curve.errors(), curve.standardErrors());
    }

    private static CrossValidation of(Path path, double[] errors, double[] standardErrors) {
        int best = 0;
        for (int k = 1; k < errors.length; k++) {
            best = errors[k] < errors[best] ? k : best;
        }
        int simplest = 0;
        while (errors[simplest] > errors[best] + standardErrors[best]) {
            simplest++;
        }
        return new CrossValidation(path, errors, standardErrors, path.penalties()[best], path.penalties()[simplest]);
    }

    /** The fit on all rows at the penalty with the least error. */
    public LinearFit best() {
        return path.at(minimum);
    }

    /** The fit on all rows at the largest penalty within one standard error of the least error. */
    public LinearFit simplest() {
        return path.at(oneStandardError);
    }
}

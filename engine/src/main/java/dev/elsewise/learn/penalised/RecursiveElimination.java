package dev.elsewise.learn.penalised;

import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * Recursive feature elimination: fits, drops the column with the smallest |standardised coefficient| (the first of equals),
 * and fits again, until one column or only kept ones are left.
 *
 * <p>How many to drop is judged on rows not seen. As the order of dropping is learnt from data too, every split drops by its
 * training rows alone; the error after d drops is the average over splits of fits that may differ in their columns. The order
 * reported is that of all rows. I. Guyon et al., "Gene selection for cancer classification using support vector machines",
 * Machine Learning 46 (2002), DOI 10.1023/A:1012487302797; on selection inside the folds, C. Ambroise and G. J. McLachlan, "Selection
 * bias in gene extraction", PNAS 99 (2002), DOI 10.1073/pnas.102102699.
 *
 * <p>Cost: cross products once; then for each split one small fit a column. Penalty factors are rescaled among the columns that are left.
 *
 * @param net what is fitted; of its penalties only {@code penalty} is used
 * @param penalty λ of every fit; 0 for least squares
 * @param kept columns that are never dropped
 */
public record RecursiveElimination(ElasticNet net, double penalty, int[] kept) {
    public RecursiveElimination {
        if (!(penalty >= 0) || Double.isInfinite(penalty)) {
            throw new BadStudy("The penalty of an elimination must be a number ≥ 0; found " + penalty
                    + ".\nMaybe take the one that cross-validation chose.");
        }
    }

    /** By least squares. */
    public static RecursiveElimination withDefaults() {
        return new RecursiveElimination(ElasticNet.ridge(), 0, new int[0]);
    }

    /** By a penalised fit. */
    public RecursiveElimination withFit(ElasticNet value, double lambda) {
        return new RecursiveElimination(value, lambda, kept);
    }

    /** Never drops these columns. */
    public RecursiveElimination keeping(int... columns) {
        return new RecursiveElimination(net, penalty, columns.clone());
    }

    /** Drops and judges on one thread. */
    public Elimination run(Observations observations, List<Split> splits) {
        return run(observations, splits, Runnable::run, 1);
    }

    /**
     * The same, with the splits shared among threads; the result has the same bits for any number of them.
     *
     * @param pool lends the threads; the calling thread works too
     * @param threads at most so many at a time
     */
    public Elimination run(Observations observations, List<Split> splits, Executor pool, int threads) {
        check(observations.width());
        SplitProducts products = SplitProducts.of(observations, splits, pool, threads);
        boolean byRow = ErrorCurve.byRow(splits);
        ErrorCurve curve = ErrorCurve.of(Shared.map(splits.size(), pool, threads, s -> {
            List<LinearFit> fits = drop(products.train(s)).fits;
            return ErrorCurve.judge(fits, observations, splits.get(s).test(), byRow);
        }));
        Dropped all = drop(products.all());
        int[] order = all.order.stream().mapToInt(Integer::intValue).toArray();
        return new Elimination(observations.width(), order, curve.errors(), curve.standardErrors());
    }

    private record Dropped(List<LinearFit> fits, List<Integer> order) {}

    private Dropped drop(CrossProducts of) {
        int width = of.q - 1;
        int[] left = IntStream.range(0, width).toArray();
        Dropped dropped = new Dropped(new ArrayList<>(), new ArrayList<>());
        while (true) {
            LinearFit fit = Standardised.of(of.only(left), net.only(left))
                    .path(Penalties.of(penalty))
                    .fit(0);
            double[] spread = new double[width];
            int weakest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < left.length; i++) {
                int j = left[i];
                spread[j] = fit.coefficients()[i];
                double size = Math.abs(spread[j]) * of.deviation(j);
                if (size < least && !stays(j)) {
                    weakest = j;
                    least = size;
                }
            }
            dropped.fits.add(new LinearFit(penalty, fit.intercept(), spread));
            if (weakest < 0 || left.length == 1) {
                return dropped;
            }
            dropped.order.add(weakest);
            int gone = weakest;
            left = Arrays.stream(left).filter(j -> j != gone).toArray();
        }
    }

    private boolean stays(int column) {
        return Arrays.stream(kept).anyMatch(k -> k == column);
    }

    private void check(int width) {
        if (width == 0) {
            throw new BadStudy(
                    "An elimination needs at least one column; there is none.\nMaybe a filter dropped them all.");
        }
        for (int k : kept) {
            if (k < 0 || k >= width) {
                throw new BadStudy("Columns to keep are numbered 0 to " + (width - 1) + "; found " + k
                        + ".\nMaybe it belongs to another table.");
            }
        }
    }
}

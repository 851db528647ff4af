package dev.elsewise.check.series;

import dev.elsewise.error.BadData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether one more column explains what a regression leaves: its coefficient in least squares beside all others, with a standard error
 * that knows that errors depend on each other over time (W. K. Newey and K. D. West, Econometrica 55 (1987) 703–708, DOI
 * 10.2307/1913610), times √(n/(n − k)). Of several units the scores of one period are added up before, so that a shock may hit all units
 * at once (J. C. Driscoll and A. C. Kraay, Review of Economics and Statistics 80 (1998) 549–560, DOI 10.1162/003465398557825). Cost: one
 * regression.
 *
 * @param coefficient 0 where the other columns determine this one
 * @param standardError NaN there
 * @param pValue of a coefficient of 0, by Student's t with n − k degrees of freedom; NaN there
 * @param plainPValue the same as if errors were independent
 * @param lags over which errors may depend on each other: ⌊4(T/100)^(2/9)⌋ of T periods
 * @param rows n, all units together
 */
public record AddedTerm(
        String column,
        double coefficient,
        double standardError,
        double pValue,
        double plainPValue,
        int lags,
        int rows) {
    private static final String CHECK = "The test of an added column";

    /**
     * A constant for each unit is added to the others.
     *
     * @param name of the column that is tested
     * @param others the columns that stand beside it
     * @param units how many units follow one another in the rows, each with as many periods
     * @throws BadData where there are not more rows than columns plus units plus two
     */
    public static AddedTerm of(String name, double[] column, List<double[]> others, double[] y, int units) {
        Demand.varying(CHECK, y, others.size() + units + 3);
        int n = y.length;
        List<double[]> columns = new ArrayList<>();
        for (int u = 0; u < units; u++) {
            double[] own = new double[n];
            Arrays.fill(own, u * (n / units), (u + 1) * (n / units), 1);
            columns.add(own);
        }
        columns.addAll(others);
        columns.add(column);
        double[][] x = columns.toArray(double[][]::new);
        Demand.beside(CHECK, x, n);
        LeastSquares fit = LeastSquares.of(x, y);
        int last = x.length - 1;
        int periods = n / units;
        int lags = Math.min((int) (4 * Math.pow(periods / 100.0, 2.0 / 9)), periods - 1);
        if (!fit.keeps(last)) {
            return new AddedTerm(name, 0, Double.NaN, Double.NaN, Double.NaN, lags, n);
        }
        double[] scores = new double[periods];
        double[] influence = fit.influence(last);
        for (int r = 0; r < n; r++) {
            scores[r % periods] += influence[r];
        }
        double free = n - fit.rank();
        double variance = periods * LongRun.variance(scores, lags) * n / free;
        double coefficient = fit.coefficients()[last];
        double error = Math.sqrt(variance);
        TDistribution t = TDistribution.of(free);
        return new AddedTerm(
                name,
                coefficient,
                error,
                2 * t.survivalProbability(Math.abs(coefficient) / error),
                2 * t.survivalProbability(Math.abs(fit.tValue(last))),
                lags,
                n);
    }

    /**
     * The larger of both p-values: with few rows a column, errors that are estimated with their memory come out too small (J. D. Angrist
     * and J.-S. Pischke, Mostly Harmless Econometrics, Princeton 2009, chapter 8).
     */
    public double cautious() {
        return Math.max(pValue, plainPValue);
    }

    /** Coefficient over standard error. */
    public double tValue() {
        return coefficient / standardError;
    }
}

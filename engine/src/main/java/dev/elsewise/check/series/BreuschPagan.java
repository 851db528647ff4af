package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadData;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Breusch and Pagan's test of constant variance, studentised by Koenker so that it does not need normal errors: n·R² of the
 * squared residuals on the regressors, against χ² with as many degrees of freedom as they have independent columns. R.
 * Koenker, Journal of Econometrics 17 (1981) 107–112, DOI 10.1016/0304-4076(81)90062-2. Cost: 2nk².
 *
 * @param degrees independent columns besides the constant
 */
public record BreuschPagan(double statistic, double pValue, int degrees, int rows) {
    /**
     * Tests residuals against columns that may move their variance; a constant is added.
     *
     * @throws BadData where the columns do not vary, or there are not more rows than columns
     */
    public static BreuschPagan of(double[] residuals, double[]... columns) {
        String name = "The Breusch–Pagan test";
        Demand.finite(name, residuals, 3);
        int n = residuals.length;
        Demand.beside(name, columns, n);
        double[][] x = new double[columns.length + 1][];
        x[0] = LeastSquares.constant(n);
        System.arraycopy(columns, 0, x, 1, columns.length);
        double[] squares = new double[n];
        for (int t = 0; t < n; t++) {
            squares[t] = residuals[t] * residuals[t];
        }
        double total = LeastSquares.squares(LeastSquares.centred(squares));
        LeastSquares fit = LeastSquares.of(x, squares);
        int degrees = fit.rank() - 1;
        if (degrees < 1 || n <= fit.rank()) {
            throw new BadData(name + " needs at least one column that varies, and more rows than columns; it has "
                    + degrees + " such columns and " + n + " rows.\nMaybe test against the fitted values alone.");
        }
        // Squares that are all alike do not depend on anything.
        double statistic = total > 0 ? n * Math.max(0, 1 - fit.squares() / total) : 0;
        double p = ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
        return new BreuschPagan(statistic, p, degrees, n);
    }

    /** PASS from p = 0.05 up, FAIL below 0.001. */
    public Diagnostic diagnostic() {
        Verdict verdict = Judgement.ofPValue(pValue);
        String found = Judgement.words("%.1f on %d degrees, %s", statistic, degrees, Judgement.p(pValue));
        String advice = switch (verdict) {
            case PASS -> "The residuals vary about as much in all weeks (" + found + ").";
            case WARN ->
                "The residuals vary more in some weeks than in others (" + found
                        + "). Plot them against the fitted values; the logarithm of the outcome may even them out.";
            case FAIL ->
                "The residuals vary much more in some weeks than in others (" + found
                        + "), so that intervals of one width are wrong. Model the logarithm of the outcome, or add what"
                        + " is special about those weeks.";
        };
        return Judgement.byPValue("constant variance (Breusch–Pagan)", pValue, verdict, advice);
    }
}

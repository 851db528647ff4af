package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.check.series.Stationarity.Around;
import dev.elsewise.error.BadStudy;

/**
 * Engle and Granger's test that series which wander do so together: the {@link DickeyFuller} statistic of the residuals of one on
 * the others and the deterministic terms, with p-values that know they are residuals. A low one says that levels may be related;
 * otherwise their regression is likely to be spurious. R. F. Engle and C. W. J. Granger, Econometrica 55 (1987) 251–276, DOI
 * 10.2307/1913236. Cost: a regression, and one a lag that is tried.
 *
 * @param statistic −∞ where the series determine each other, so that nothing is left to test
 * @param critical the statistic at which p is 5 %
 * @param series that are independent of each other, the outcome among them
 */
public record EngleGranger(
        double statistic, double pValue, double critical, int lags, int series, Around around, int rows) {
    private static final String NAME = "The Engle–Granger test";
    private static final double DETERMINED = 100 * Math.sqrt(Math.ulp(1.0));

    /** With a level. */
    public static EngleGranger of(double[] outcome, double[]... columns) {
        return of(Around.LEVEL, outcome, columns);
    }

    /**
     * With a level, or a level and a trend.
     *
     * @throws BadStudy for more than five independent columns, for which no p-values are known
     */
    public static EngleGranger of(Around around, double[] outcome, double[]... columns) {
        Demand.varying(NAME, outcome, 7);
        int n = outcome.length;
        Demand.beside(NAME, columns, n);
        if (around == Around.NOTHING) {
            throw new BadStudy(NAME + " needs a level or a trend.\nMaybe take the level.");
        }
        double[][] x = new double[around.terms() + columns.length][n];
        for (int t = 0; t < n; t++) {
            for (int d = 0; d < around.terms(); d++) {
                x[d][t] = d == 0 ? 1 : t + 1;
            }
        }
        System.arraycopy(columns, 0, x, around.terms(), columns.length);
        LeastSquares fit = LeastSquares.of(x, outcome);
        int series = fit.rank() - around.terms() + 1;
        if (series < 2 || series > MacKinnon.MOST_SERIES) {
            throw new BadStudy(NAME + " takes 1 to " + (MacKinnon.MOST_SERIES - 1)
                    + " independent columns beside the outcome; there are " + (series - 1)
                    + ".\nMaybe add up the channels, or test the outcome against each of them.");
        }
        double critical = MacKinnon.critical(around, series, n - 1);
        double whole = LeastSquares.squares(LeastSquares.centred(outcome));
        if (fit.squares() <= DETERMINED * whole) {
            return new EngleGranger(Double.NEGATIVE_INFINITY, 0, critical, 0, series, around, n);
        }
        DickeyFuller rest = DickeyFuller.of(fit.residuals(), Around.NOTHING);
        return new EngleGranger(
                rest.statistic(),
                MacKinnon.pValue(rest.statistic(), around, series),
                critical,
                rest.lags(),
                series,
                around,
                n);
    }

    /** For series that wander: PASS below p = 0.05, FAIL from 0.1 up. */
    public Diagnostic diagnostic() {
        Verdict verdict = pValue < Judgement.UNLIKELY ? Verdict.PASS : pValue < 0.1 ? Verdict.WARN : Verdict.FAIL;
        String found = statistic == Double.NEGATIVE_INFINITY
                ? "one is a combination of the others"
                : Judgement.words(
                        "Engle–Granger %.2f against %.2f at 5 %%, %s", statistic, critical, Judgement.p(pValue));
        String advice = switch (verdict) {
            case PASS -> "The series move together in the long run (" + found + ").";
            case WARN ->
                "It is not clear that the series move together in the long run (" + found
                        + "). Compare the regression of their levels with that of their changes.";
            case FAIL ->
                "Nothing holds the series together in the long run (" + found
                        + "): if they wander, a regression of their levels is likely to be spurious. Use their changes, or"
                        + " give the model a trend that it can follow.";
        };
        return new Diagnostic(
                "cointegration (Engle–Granger)", pValue, verdict == Verdict.FAIL ? 0.1 : 0.05, verdict, advice);
    }
}

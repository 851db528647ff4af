package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.check.series.Stationarity.Around;
import dev.elsewise.error.BadData;

/**
 * The augmented Dickey–Fuller test of a unit root: the t value of γ in Δyₜ = deterministic terms + γyₜ₋₁ + Σδᵢ Δyₜ₋ᵢ + eₜ. A
 * low value speaks against a unit root, so for a series that returns to its level or trend. S. E. Said and D. A. Dickey,
 * Biometrika 71 (1984) 599–607, DOI 10.1093/biomet/71.3.599; p-values of {@link MacKinnon}. It has little power in short series:
 * not to reject is weak evidence. Cost: as many regressions as lags are tried.
 *
 * @param critical the statistic at which p is 5 % with so many rows
 * @param lags of the differences
 * @param rows that the regression had
 */
public record DickeyFuller(double statistic, double pValue, double critical, int lags, Around around, int rows) {
    private static final String NAME = "The Dickey–Fuller test";

    /** Around a level; the lags are those of the lowest AIC. */
    public static DickeyFuller of(double[] series) {
        return of(series, Around.LEVEL);
    }

    /**
     * With the lags of the lowest AIC, up to ⌈12(n/100)^¼⌉ where the series is long enough; all candidates are compared on the same rows, then the best is
     * fitted on all it can use.
     *
     * @throws BadData where the series is too short, constant, or an exact line
     */
    public static DickeyFuller of(double[] series, Around around) {
        Demand.varying(NAME, series, 7);
        int most = Math.min(most(series.length, around), (int) Math.ceil(12 * Math.pow(series.length / 100.0, 0.25)));
        double best = Double.POSITIVE_INFINITY;
        int lags = 0;
        for (int k = 0; k <= most; k++) {
            LeastSquares fit = regression(series, around, k, most);
            int n = fit.residuals().length;
            double aic = n * Math.log(fit.squares() / n) + 2.0 * fit.rank();
            if (aic < best) {
                best = aic;
                lags = k;
            }
        }
        return of(series, around, lags);
    }

    /** With so many lags. */
    public static DickeyFuller of(double[] series, Around around, int lags) {
        Demand.varying(NAME, series, 7);
        Demand.lags(NAME, lags, most(series.length, around), series.length);
        LeastSquares fit = regression(series, around, lags, lags);
        int rows = fit.residuals().length;
        double[] steps = new double[series.length - 1];
        for (int t = 0; t < steps.length; t++) {
            steps[t] = series[t + 1] - series[t];
        }
        double statistic = fit.tValue(around.terms());
        if (Double.isNaN(statistic) || fit.squares() <= 1e-20 * LeastSquares.squares(steps)) {
            throw new BadData(NAME + " needs a series that is not determined by its own past; after " + lags
                    + " lags nothing is left of this one in " + rows + " rows.\n"
                    + "Maybe it is a counter or a trend line, which needs no test.");
        }
        return new DickeyFuller(
                statistic,
                MacKinnon.pValue(statistic, around, 1),
                MacKinnon.critical(around, 1, rows),
                lags,
                around,
                rows);
    }

    /** So that the longest regression has at least three rows more than columns. */
    private static int most(int rows, Around around) {
        return Math.max(0, (rows - 5 - around.terms()) / 2);
    }

    /** On the rows that {@code most} lags leave. */
    private static LeastSquares regression(double[] y, Around around, int lags, int most) {
        int rows = y.length - 1 - most;
        int terms = around.terms();
        double[][] x = new double[terms + 1 + lags][rows];
        double[] steps = new double[rows];
        for (int r = 0; r < rows; r++) {
            int t = most + 1 + r;
            steps[r] = y[t] - y[t - 1];
            for (int d = 0; d < terms; d++) {
                x[d][r] = d == 0 ? 1 : r + 1;
            }
            x[terms][r] = y[t - 1];
            for (int i = 1; i <= lags; i++) {
                x[terms + i][r] = y[t - i] - y[t - i - 1];
            }
        }
        return LeastSquares.of(x, steps);
    }

    /** PASS below p = 0.05, otherwise WARN: alone it is never more, since the test has little power. */
    public Diagnostic diagnostic() {
        Verdict verdict = pValue < Judgement.UNLIKELY ? Verdict.PASS : Verdict.WARN;
        String found = Judgement.words(
                "%.2f against %.2f at 5 %%, %s, %d lags", statistic, critical, Judgement.p(pValue), lags);
        String advice = verdict == Verdict.PASS
                ? "The series returns to its " + around.noun() + " (Dickey–Fuller " + found + ")."
                : "The series may wander without returning to a " + around.noun() + " (Dickey–Fuller " + found
                        + "). Two such series look related when they are not: compare levels with changes from week to week.";
        return new Diagnostic("unit root (Dickey–Fuller)", pValue, Judgement.UNLIKELY, verdict, advice);
    }
}

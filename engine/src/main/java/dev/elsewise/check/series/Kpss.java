package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.check.series.Stationarity.Around;
import dev.elsewise.error.BadStudy;

/**
 * The test of Kwiatkowski, Phillips, Schmidt and Shin that a series is stationary around a level or a trend: Σ(partial sums of
 * its residuals)²/n² over their long-run variance; large values speak against it. Journal of Econometrics 54 (1992) 159–178, DOI
 * 10.1016/0304-4076(92)90104-Y. The lags of the long-run variance are those of B. Hobijn, P. H. Franses and M. Ooms, Statistica
 * Neerlandica 58 (2004) 483–502, DOI 10.1111/j.1467-9574.2004.00272.x, without prewhitening. Cost: n times the number of lags.
 *
 * @param pValue between 0.01 and 0.1, where the published table ends: 0.01 stands for less, 0.1 for more
 */
public record Kpss(double statistic, double pValue, int lags, Around around, int rows) {
    private static final String NAME = "The KPSS test";
    private static final double[] P = {0.1, 0.05, 0.025, 0.01};
    private static final double[] LEVEL = {0.347, 0.463, 0.574, 0.739};
    private static final double[] TREND = {0.119, 0.146, 0.176, 0.216};

    /** Around a level. */
    public static Kpss of(double[] series) {
        return of(series, Around.LEVEL);
    }

    /** With lags chosen from the data. */
    public static Kpss of(double[] series, Around around) {
        double[] e = residuals(series, around);
        return of(e, around, LongRun.lags(e));
    }

    /** With so many lags of the long-run variance. */
    public static Kpss withLags(double[] series, Around around, int lags) {
        return of(residuals(series, around), around, Demand.lags(NAME, lags, series.length - 1, series.length));
    }

    private static double[] residuals(double[] series, Around around) {
        Demand.varying(NAME, series, 4);
        return switch (around) {
            case NOTHING ->
                throw new BadStudy(NAME
                        + " is of stationarity around a level or a trend, not around nothing.\nMaybe take the level.");
            case LEVEL -> LeastSquares.centred(series);
            case TREND -> {
                double[] time = new double[series.length];
                for (int t = 0; t < time.length; t++) {
                    time[t] = t + 1;
                }
                double[] e = LeastSquares.of(new double[][] {LeastSquares.constant(time.length), time}, series)
                        .residuals();
                // An exact line leaves rounding only, which has no memory to be judged by.
                if (LeastSquares.squares(e) <= 1e-24 * LeastSquares.squares(series)) {
                    throw new dev.elsewise.error.BadData(
                            NAME + " around a trend needs a series that leaves its trend; all " + time.length
                                    + " values lie on a line.\nMaybe it is a counter, which needs no test.");
                }
                yield e;
            }
        };
    }

    private static Kpss of(double[] e, Around around, int lags) {
        int n = e.length;
        double partial = 0;
        double sum = 0;
        for (double value : e) {
            partial += value;
            sum += partial * partial;
        }
        double statistic = sum / ((double) n * n) / LongRun.variance(e, lags);
        return new Kpss(statistic, pValue(statistic, around == Around.TREND ? TREND : LEVEL), lags, around, n);
    }

    /** On straight lines between the entries of the table. */
    private static double pValue(double statistic, double[] critical) {
        if (!(statistic > critical[0])) {
            return P[0];
        }
        for (int i = 1; i < P.length; i++) {
            if (statistic <= critical[i]) {
                double share = (statistic - critical[i - 1]) / (critical[i] - critical[i - 1]);
                return P[i - 1] + share * (P[i] - P[i - 1]);
            }
        }
        return P[P.length - 1];
    }

    /** PASS from p = 0.05 up, otherwise WARN: alone it is never more, since it also rejects what is merely slow to return. */
    public Diagnostic diagnostic() {
        Verdict verdict = pValue >= Judgement.UNLIKELY ? Verdict.PASS : Verdict.WARN;
        String p = pValue <= P[P.length - 1] ? "p ≤ 0.01" : pValue >= P[0] ? "p ≥ 0.1" : Judgement.p(pValue);
        String found = Judgement.words("KPSS %.3f, %s, %d lags", statistic, p, lags);
        String advice = verdict == Verdict.PASS
                ? "The series may well vary around a steady " + around.noun() + " (" + found + ")."
                : "The series does not vary around a steady " + around.noun() + " (" + found
                        + "). Give the model a trend or a season that it can follow, or look at changes from week to week.";
        return new Diagnostic("stationarity (KPSS)", pValue, Judgement.UNLIKELY, verdict, advice);
    }
}

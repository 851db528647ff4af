package dev.elsewise.check.series;

import dev.elsewise.check.series.Stationarity.Around;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The distribution of Dickey and Fuller's t statistic, alone or on the residuals of a regression among n series, by response
 * surfaces. P-values: J. G. MacKinnon, Journal of Business and Economic Statistics 12 (1994) 167–176, DOI
 * 10.1080/07350015.1994.10510005, tables 3 and 4, asymptotic. Critical values of 5 %, for the number of rows: J. G. MacKinnon,
 * "Critical values for cointegration tests", Queen's University working paper 1227 (2010), tables 1 to 3; without deterministic
 * terms those of 1996.
 */
final class MacKinnon {
    /** As many series as both tables hold. */
    static final int MOST_SERIES = 6;

    /**
     * One row of the table of p-values.
     *
     * @param least the statistic below which p is 0
     * @param star up to which the left tail's polynomial is used
     * @param most the statistic above which p is 1
     * @param left coefficients of 1, τ, τ² in z, where p = Φ(z)
     * @param right coefficients of 1, τ, τ², τ³
     */
    private record Surface(double least, double star, double most, double[] left, double[] right) {
        double pValue(double statistic) {
            if (statistic > most) {
                return 1;
            }
            if (statistic < least) {
                return 0;
            }
            double[] coefficients = statistic <= star ? left : right;
            return NormalDistribution.of(0, 1).cumulativeProbability(polynomial(coefficients, statistic));
        }
    }

    private static final Surface NOTHING =
            surface(-19.04, -1.04, Double.POSITIVE_INFINITY, new double[] {0.6344, 1.2378, 0.032496}, new double[] {
                0.4797, 0.93557, -0.06999, 0.033066
            });

    private static final Surface[] LEVEL = {
        surface(-18.83, -1.61, 2.74, left(2.1659, 1.4412, 3.8269), right(1.7339, 9.3202, -1.2745, -1.0368)),
        surface(-18.86, -2.62, 0.92, left(2.92, 1.5012, 3.9796), right(2.1945, 6.4695, -2.9198, -4.2377)),
        surface(-23.48, -3.13, 0.55, left(3.4699, 1.4856, 3.164), right(2.5893, 4.5168, -3.6529, -5.0074)),
        surface(-28.07, -3.47, 0.61, left(3.9673, 1.4777, 2.6315), right(3.0387, 4.5452, -3.3666, -4.1921)),
        surface(-25.96, -3.78, 0.79, left(4.5509, 1.5338, 2.9545), right(3.5049, 5.2098, -2.9158, -3.3468)),
        surface(-23.27, -3.93, 1, left(5.1399, 1.6036, 3.4445), right(3.9489, 5.8933, -2.5359, -2.721))
    };

    private static final Surface[] TREND = {
        surface(-16.18, -2.89, 0.7, left(3.2512, 1.6047, 4.9588), right(2.5261, 6.1654, -3.7956, -6.0285)),
        surface(-21.15, -3.19, 0.63, left(3.6646, 1.5419, 3.6448), right(2.85, 5.272, -3.6622, -5.1695)),
        surface(-25.37, -3.5, 0.71, left(4.0983, 1.5173, 2.9898), right(3.221, 5.255, -3.2685, -4.1501)),
        surface(-26.63, -3.65, 0.93, left(4.5844, 1.5338, 2.8796), right(3.652, 5.9758, -2.7483, -3.2081)),
        surface(-26.53, -3.8, 1.19, left(5.0722, 1.5634, 2.9472), right(4.0712, 6.6428, -2.3464, -2.546)),
        surface(-26.18, -4.36, 1.42, left(5.53, 1.5914, 3.0392), right(4.4735, 7.1757, -2.0681, -2.1196))
    };

    /** Coefficients of 1, 1/rows, 1/rows², 1/rows³. */
    private static final double[] NOTHING_5 = {-1.941, -0.2686, -3.365, 31.223};

    private static final double[][] LEVEL_5 = {
        {-2.86154, -2.8903, -4.234, -40.04},
        {-3.33613, -6.1101, -6.823, 0},
        {-3.74066, -8.5632, -10.852, 27.982},
        {-4.096, -11.2349, -11.175, 0},
        {-4.41519, -14.0405, -12.575, 0},
        {-4.70693, -16.9178, -17.492, 60.007}
    };
    private static final double[][] TREND_5 = {
        {-3.41049, -4.3904, -9.036, -45.374},
        {-3.78057, -9.5106, -12.074, 0},
        {-4.1189, -11.8922, -19.031, 77.332},
        {-4.42871, -14.5876, -18.228, 39.647},
        {-4.71537, -17.3569, -22.66, 91.359},
        {-4.98228, -20.305, -25.224, 132.03}
    };

    private MacKinnon() {}

    private static Surface surface(double least, double star, double most, double[] left, double[] right) {
        return new Surface(least, star, most, left, right);
    }

    /** As printed: the last in hundredths. */
    private static double[] left(double c, double b, double a) {
        return new double[] {c, b, a / 100};
    }

    /** As printed: the middle ones in tenths, the last in hundredths. */
    private static double[] right(double d, double c, double b, double a) {
        return new double[] {d, c / 10, b / 10, a / 100};
    }

    /**
     * The chance of a statistic as low.
     *
     * @param series 1 for a single one, up to {@link #MOST_SERIES} in a regression
     */
    static double pValue(double statistic, Around around, int series) {
        return switch (around) {
            case NOTHING -> NOTHING.pValue(statistic);
            case LEVEL -> LEVEL[series - 1].pValue(statistic);
            case TREND -> TREND[series - 1].pValue(statistic);
        };
    }

    /** The statistic that has a p-value of 5 % with so many rows. */
    static double critical(Around around, int series, int rows) {
        double[] coefficients = switch (around) {
            case NOTHING -> NOTHING_5;
            case LEVEL -> LEVEL_5[series - 1];
            case TREND -> TREND_5[series - 1];
        };
        return polynomial(coefficients, 1.0 / rows);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}

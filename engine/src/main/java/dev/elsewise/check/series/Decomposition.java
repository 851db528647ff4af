package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadStudy;
import java.util.List;

/**
 * A series as the sum of a season, a trend and a remainder, for looking at it: STL of R. B. Cleveland, W. S. Cleveland, J. E.
 * McRae and I. Terpenning, Journal of Official Statistics 6 (1990) 3–73, with the defaults of R's {@code stl}
 * (for an even number of rows, R's robust weights may rest on another number than the median of the residuals; these do not). Not a model: the
 * season takes with it whatever else repeats every year, campaigns among them.
 *
 * @param weights that the last round gave each row, 0 for what fits neither season nor trend; all 1 without outer rounds
 */
public record Decomposition(
        Stl settings, List<Double> seasonal, List<Double> trend, List<Double> remainder, List<Double> weights) {
    /** A strength from here on is visible in a plot. */
    public static final double VISIBLE = 0.64;

    public Decomposition {
        seasonal = List.copyOf(seasonal);
        trend = List.copyOf(trend);
        remainder = List.copyOf(remainder);
        weights = List.copyOf(weights);
    }

    /**
     * How to decompose. Windows are odd numbers of points: of the season, points of one week of the year over the years.
     *
     * @param period of the season, such as 52 weeks
     * @param seasonalWindow 0 for a season that is the same every year
     * @param seasonalDegree 0 for local means, 1 for local lines; the same for the trend and the low-pass filter
     * @param trendWindow 0 for the smallest odd number from 1.5 period/(1 − 1.5/seasonalWindow)
     * @param lowPassWindow 0 for the smallest odd number from the period
     * @param inner rounds of season and trend within each round of weights
     * @param outer rounds of robustness weights; 0 for none
     */
    public record Stl(
            int period,
            int seasonalWindow,
            int seasonalDegree,
            int trendWindow,
            int trendDegree,
            int lowPassWindow,
            int lowPassDegree,
            int inner,
            int outer) {
        private static final int ROBUST_ROUNDS = 15;

        public Stl {
            atLeast("the period", period, 2);
            window("the seasonal window", seasonalWindow, 7);
            window("the trend window", trendWindow, 3);
            window("the low-pass window", lowPassWindow, 3);
            degree("the season", seasonalDegree);
            degree("the trend", trendDegree);
            degree("the low-pass filter", lowPassDegree);
            atLeast("the number of inner rounds", inner, 1);
            atLeast("the number of outer rounds", outer, 0);
        }

        /** The same season every year, a trend of local lines, no robustness. */
        public static Stl periodic(int period) {
            return new Stl(period, 0, 0, 0, 1, 0, 1, 2, 0);
        }

        /** A season that may change: the smaller the window, the faster. */
        public Stl withSeasonalWindow(int points) {
            atLeast("the seasonal window", points, 7);
            return new Stl(
                    period,
                    points,
                    seasonalDegree,
                    trendWindow,
                    trendDegree,
                    lowPassWindow,
                    lowPassDegree,
                    inner,
                    outer);
        }

        public Stl withTrendWindow(int points) {
            atLeast("the trend window", points, 3);
            return new Stl(
                    period,
                    seasonalWindow,
                    seasonalDegree,
                    points,
                    trendDegree,
                    lowPassWindow,
                    lowPassDegree,
                    inner,
                    outer);
        }

        public Stl withLowPassWindow(int points) {
            atLeast("the low-pass window", points, 3);
            return new Stl(
                    period,
                    seasonalWindow,
                    seasonalDegree,
                    trendWindow,
                    trendDegree,
                    points,
                    lowPassDegree,
                    inner,
                    outer);
        }

        public Stl withDegrees(int season, int trend, int lowPass) {
            return new Stl(period, seasonalWindow, season, trendWindow, trend, lowPassWindow, lowPass, inner, outer);
        }

        public Stl withRounds(int inner, int outer) {
            return new Stl(
                    period,
                    seasonalWindow,
                    seasonalDegree,
                    trendWindow,
                    trendDegree,
                    lowPassWindow,
                    lowPassDegree,
                    inner,
                    outer);
        }

        /** Weeks that fit neither season nor trend lose their weight: one inner and 15 outer rounds. */
        public Stl withRobustness() {
            return withRounds(1, ROBUST_ROUNDS);
        }

        /**
         * Decomposes a series.
         *
         * @throws BadStudy where it is not longer than two periods
         * @throws dev.elsewise.error.BadData where a value is not finite
         */
        public Decomposition decompose(double[] series) {
            if (series.length < 2L * period) {
                throw new BadStudy("A season of " + period + " needs at least " + 2L * period + " rows; there are "
                        + series.length + ".\nMaybe describe the season by a few Fourier terms instead.");
            }
            Demand.finite("The decomposition", series, 1);
            return new SeasonalRounds(this, series).decomposition();
        }

        private static void window(String what, int points, int least) {
            if (points != 0 && (points < least || points % 2 == 0)) {
                throw new BadStudy(what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1)
                        + " must be odd and at least " + least + "; it is " + points + ".\nMaybe "
                        + Math.max(least, points + 1) + ".");
            }
        }

        private static void degree(String of, int degree) {
            if (degree != 0 && degree != 1) {
                throw new BadStudy("The degree of " + of + " must be 0 (local means) or 1 (local lines); it is "
                        + degree + ".\nMaybe 1.");
            }
        }

        private static void atLeast(String what, int number, int least) {
            if (number < least) {
                throw new BadStudy(what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1)
                        + " must be at least " + least + "; it is " + number + ".\nMaybe " + least + ".");
            }
        }
    }

    /**
     * How much of what is not trend the season explains: max(0, 1 − var(remainder)/var(seasonal + remainder)). X. Wang, K. Smith
     * and R. Hyndman, Data Mining and Knowledge Discovery 13 (2006) 335–364, DOI 10.1007/s10618-005-0039-x.
     */
    public double seasonalStrength() {
        return strength(seasonal);
    }

    /** How much of what is not season the trend explains, likewise. */
    public double trendStrength() {
        return strength(trend);
    }

    private double strength(List<Double> part) {
        double[] rest = new double[part.size()];
        double[] both = new double[part.size()];
        for (int t = 0; t < rest.length; t++) {
            rest[t] = remainder.get(t);
            both[t] = part.get(t) + rest[t];
        }
        double whole = LeastSquares.squares(LeastSquares.centred(both));
        return whole == 0 ? 0 : Math.max(0, 1 - LeastSquares.squares(LeastSquares.centred(rest)) / whole);
    }

    /** Says how strong the season is; a visible one is a warning to give the model a season, never more. */
    public Diagnostic diagnostic() {
        double strength = seasonalStrength();
        Verdict verdict = strength < VISIBLE ? Verdict.PASS : Verdict.WARN;
        String found = Judgement.words("strength %.2f of 1 with period %d", strength, settings.period);
        String advice = verdict == Verdict.PASS
                ? "The series has no strong season (" + found + ")."
                : "The series has a strong season (" + found
                        + "). A model of it needs season terms; a channel that is spent in season borrows its effect without"
                        + " them.";
        return new Diagnostic("season", strength, VISIBLE, verdict, advice);
    }
}

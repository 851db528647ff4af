package dev.elsewise.check.series;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.error.BadStudy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A series as the sum of a season, a trend and a remainder, for looking at it: STL of R. B. Cleveland, W. S. Cleveland, J. E.
 * McRae and I. Terpenning, Journal of Official Statistics 6 (1990) 3–73, with the defaults of R's {@code stl}. Not a model: the
 * season takes with it whatever else repeats every year, campaigns among them.
 *
 * @param weights that the last round gave each row, 0 for what fits neither season nor trend; all 1 without outer rounds
 */
public record Decomposition(
        Stl settings,
        List<Double> seasonal,
        List<Double> trend,
        List<Double> remainder,
        List<Double> weights) {
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
                    period, points, seasonalDegree, trendWindow, trendDegree, lowPassWindow, lowPassDegree, inner, outer);
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
            return new Stl(
                    period, seasonalWindow, season, trendWindow, trend, lowPassWindow, lowPass, inner, outer);
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
            if (series.length <= 2L * period) {
                throw new BadStudy("A season of " + period + " needs more than " + 2L * period + " rows; there are "
                        + series.length + ".\nMaybe describe the season by a few Fourier terms instead.");
            }
            Demand.finite("The decomposition", series, 1);
            return new Rounds(this, series).decomposition();
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
                throw new BadStudy("The degree of " + of + " must be 0 (local means) or 1 (local lines); it is " + degree
                        + ".\nMaybe 1.");
            }
        }

        private static void atLeast(String what, int number, int least) {
            if (number < least) {
                throw new BadStudy(what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1)
                        + " must be at least " + least + "; it is " + number + ".\nMaybe " + least + ".");
            }
        }
    }

    /** The iteration. */
    private static final class Rounds {
        private final Stl settings;
        private final double[] y;
        private final Loess season;
        private final Loess filter;
        private final Loess bend;
        private double[] seasonal;
        private double[] trend;
        private double @Nullable [] weights;

        Rounds(Stl settings, double[] y) {
            this.settings = settings;
            this.y = y;
            int n = y.length;
            // A window far longer than the series makes the season's means over the years almost plain ones.
            int points = settings.seasonalWindow == 0 ? 10 * n + 1 : settings.seasonalWindow;
            season = loess(points, settings.seasonalWindow == 0 ? 0 : settings.seasonalDegree);
            int lowPass = settings.lowPassWindow == 0 ? odd(settings.period) : settings.lowPassWindow;
            filter = loess(lowPass, settings.lowPassDegree);
            int slow = settings.trendWindow == 0
                    ? odd((int) Math.ceil(1.5 * settings.period / (1 - 1.5 / points)))
                    : settings.trendWindow;
            bend = loess(slow, settings.trendDegree);
            seasonal = new double[n];
            trend = new double[n];
        }

        private static Loess loess(int window, int degree) {
            return new Loess(window, degree, Math.ceilDiv(window, 10));
        }

        private static int odd(int number) {
            return number % 2 == 0 ? number + 1 : number;
        }

        Decomposition decomposition() {
            int n = y.length;
            double[] robust = new double[n];
            Arrays.fill(robust, 1);
            for (int round = 0; round <= settings.outer; round++) {
                for (int i = 0; i < settings.inner; i++) {
                    once();
                }
                if (round < settings.outer) {
                    robust = Loess.robustness(minus(y, plus(seasonal, trend)));
                    weights = robust;
                }
            }
            double[] steady = settings.seasonalWindow == 0 ? meansByPlace(seasonal) : seasonal;
            return new Decomposition(
                    settings,
                    list(steady),
                    list(trend),
                    list(minus(minus(y, steady), trend)),
                    list(robust));
        }

        /** A season from what the trend leaves, then a trend from what the season leaves. */
        private void once() {
            int n = y.length;
            int period = settings.period;
            double[] cycle = cycle(minus(y, trend));
            double[] level = Loess.movingMeans(cycle, period);
            level = Loess.movingMeans(level, period);
            level = filter.smooth(Loess.movingMeans(level, 3), null);
            seasonal = minus(Arrays.copyOfRange(cycle, period, period + n), level);
            trend = bend.smooth(minus(y, seasonal), weights);
        }

        /** Every place of the period smoothed over the years, with one year more at each end. */
        private double[] cycle(double[] x) {
            int n = x.length;
            int period = settings.period;
            double[] cycle = new double[n + 2 * period];
            for (int place = 0; place < period; place++) {
                int years = (n - place - 1) / period + 1;
                double[] sub = new double[years];
                double[] subWeights = weights == null ? null : new double[years];
                for (int k = 0; k < years; k++) {
                    sub[k] = x[k * period + place];
                    if (subWeights != null && weights != null) {
                        subWeights[k] = weights[k * period + place];
                    }
                }
                double[] smooth = season.smoothBeyond(sub, subWeights);
                for (int k = 0; k < smooth.length; k++) {
                    cycle[k * period + place] = smooth[k];
                }
            }
            return cycle;
        }

        private double[] meansByPlace(double[] x) {
            int period = settings.period;
            double[] means = new double[x.length];
            for (int place = 0; place < period; place++) {
                double sum = 0;
                int years = 0;
                for (int t = place; t < x.length; t += period) {
                    sum += x[t];
                    years++;
                }
                for (int t = place; t < x.length; t += period) {
                    means[t] = sum / years;
                }
            }
            return means;
        }

        private static double[] minus(double[] a, double[] b) {
            return IntStream.range(0, a.length).mapToDouble(t -> a[t] - b[t]).toArray();
        }

        private static double[] plus(double[] a, double[] b) {
            return IntStream.range(0, a.length).mapToDouble(t -> a[t] + b[t]).toArray();
        }

        private static List<Double> list(double[] x) {
            return Arrays.stream(x).boxed().toList();
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

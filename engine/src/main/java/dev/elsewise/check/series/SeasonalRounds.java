package dev.elsewise.check.series;

import dev.elsewise.check.series.Decomposition.Stl;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a {@link Decomposition}: in turn a season from what the trend leaves and a trend from what the season leaves,
 * and around them robustness weights from what both leave.
 */
final class SeasonalRounds {
    private final Stl settings;
    private final double[] y;
    private final Loess season;
    private final Loess filter;
    private final Loess bend;
    private double[] seasonal;
    private double[] trend;
    private double @Nullable [] weights;

    SeasonalRounds(Stl settings, double[] y) {
        this.settings = settings;
        this.y = y;
        int n = y.length;
        // A window far longer than the series makes the season's means over the years almost plain ones.
        int points = settings.seasonalWindow() == 0 ? 10 * n + 1 : settings.seasonalWindow();
        season = loess(points, settings.seasonalWindow() == 0 ? 0 : settings.seasonalDegree());
        int lowPass = settings.lowPassWindow() == 0 ? odd(settings.period()) : settings.lowPassWindow();
        filter = loess(lowPass, settings.lowPassDegree());
        int slow = settings.trendWindow() == 0
                ? odd((int) Math.ceil(1.5 * settings.period() / (1 - 1.5 / points)))
                : settings.trendWindow();
        bend = loess(slow, settings.trendDegree());
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
        for (int round = 0; round <= settings.outer(); round++) {
            for (int i = 0; i < settings.inner(); i++) {
                once();
            }
            if (round < settings.outer()) {
                robust = Loess.robustness(minus(y, plus(seasonal, trend)));
                weights = robust;
            }
        }
        double[] steady = settings.seasonalWindow() == 0 ? meansByPlace(seasonal) : seasonal;
        return new Decomposition(
                settings, list(steady), list(trend), list(minus(minus(y, steady), trend)), list(robust));
    }

    /** A season from what the trend leaves, then a trend from what the season leaves. */
    private void once() {
        int n = y.length;
        int period = settings.period();
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
        int period = settings.period();
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
        int period = settings.period();
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

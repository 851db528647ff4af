package dev.elsewise.mix;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.series.Autocorrelation;
import dev.elsewise.check.series.BreuschPagan;
import dev.elsewise.check.series.ConditionNumber;
import dev.elsewise.check.series.DurbinWatson;
import dev.elsewise.check.series.JarqueBera;
import dev.elsewise.check.series.LjungBox;
import dev.elsewise.check.series.ShapiroWilk;
import dev.elsewise.check.series.VarianceInflation;
import dev.elsewise.mix.answer.CollinearityAnswer;
import dev.elsewise.mix.answer.ResidualAnswer;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.Worlds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the equations leave over, and how far their columns can be told apart. */
record Residuals(FittedMix fit) {
    private static final int LAGS = 10;
    private static final int LONGEST_TESTED = 5000;

    List<ResidualAnswer> answers() {
        return fit.explained().stream().map(this::answer).toList();
    }

    private ResidualAnswer answer(String node) {
        Worlds worlds = fit.model().worlds();
        int window = fit.data().window();
        double[] all = fit.window(worlds.residuals(node));
        // Series in time are one unit's each; several units' residuals are averaged for what is asked of a series.
        double[] series = new double[window];
        for (int r = 0; r < all.length; r++) {
            series[r % window] += all[r] / fit.data().units().size();
        }
        int[] periods = java.util.stream.IntStream.range(
                        fit.data().history(), fit.data().periods().size())
                .toArray();
        double[] fitted = fit.byPeriod(worlds.expected(node, periods));
        int lags = Math.min(LAGS, window / 5);
        Autocorrelation acf = Autocorrelation.of(series, Math.min(26, window / 3), 0.95);
        List<Diagnostic> tests = new ArrayList<>();
        tests.add(ShapiroWilk.of(all.length > LONGEST_TESTED ? series : all).diagnostic());
        tests.add(JarqueBera.of(all).diagnostic());
        tests.add(DurbinWatson.of(series).diagnostic());
        tests.add(LjungBox.of(series, lags, 0).diagnostic());
        tests.add(acf.diagnostic());
        double[] linear = fit.window(linear(worlds, node));
        if (Arrays.stream(linear).distinct().count() > 1) {
            tests.add(BreuschPagan.of(all, linear).diagnostic());
        }
        List<LocalDate> dates = fit.data()
                .periods()
                .subList(fit.data().history(), fit.data().periods().size());
        return new ResidualAnswer(
                node,
                List.copyOf(dates),
                fitted,
                series,
                acf.lags().stream().mapToDouble(Double::doubleValue).toArray(),
                acf.band(),
                tests);
    }

    /** The sum of terms, by rows; of trees what they predict. */
    private double[] linear(Worlds worlds, String node) {
        double[] sum = new double[fit.data().rows()];
        if (worlds.mechanism(node).contributions().isEmpty()) {
            double[] left = worlds.residuals(node);
            double[] y = fit.compiled().panel().column(node);
            boolean log = worlds.mechanism(node).link() == dev.elsewise.scm.Link.LOG;
            java.util.Arrays.setAll(sum, r -> (log ? Math.log(y[r]) : y[r]) - left[r]);
        }
        for (double[] contribution : worlds.contributions(node)) {
            for (int r = 0; r < sum.length; r++) {
                sum[r] += contribution[r];
            }
        }
        return sum;
    }

    List<CollinearityAnswer> collinearity() {
        return fit.explained().stream().map(this::collinearity).toList();
    }

    private CollinearityAnswer collinearity(String node) {
        List<FittedMechanism.Contribution> terms = fit.model().mechanism(node).contributions();
        List<double[]> contributions = fit.model().worlds().columns(node);
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int c = 0; c < terms.size(); c++) {
            double[] column = fit.window(contributions.get(c));
            // A product goes with its factors by construction: that is no want of variation in what was spent.
            boolean product = terms.get(c).nodes().size() > 1;
            if (!product
                    && !terms.get(c).aliased()
                    && Arrays.stream(column).distinct().count() > 1) {
                names.add(terms.get(c).column());
                columns.add(centredByUnit(column));
            }
        }
        double[][] matrix = columns.toArray(double[][]::new);
        if (matrix.length == 0) {
            return new CollinearityAnswer(node, List.of(), new double[0], new double[0][0], 1);
        }
        VarianceInflation inflation = VarianceInflation.of(names, matrix);
        double[][] correlation = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                correlation[i][j] = correlation(matrix[i], matrix[j]);
            }
        }
        return new CollinearityAnswer(
                node,
                names,
                inflation.factors().stream()
                        .mapToDouble(VarianceInflation.Factor::factor)
                        .toArray(),
                correlation,
                ConditionNumber.of(names, matrix).value());
    }

    private double[] centredByUnit(double[] column) {
        int window = fit.data().window();
        double[] out = column.clone();
        for (int u = 0; u < fit.data().units().size(); u++) {
            double mean = Arrays.stream(column, u * window, (u + 1) * window)
                    .average()
                    .orElse(0);
            for (int t = 0; t < window; t++) {
                out[u * window + t] -= mean;
            }
        }
        return out;
    }

    private static double correlation(double[] a, double[] b) {
        double cross = 0;
        double left = 0;
        double right = 0;
        for (int r = 0; r < a.length; r++) {
            cross += a[r] * b[r];
            left += a[r] * a[r];
            right += b[r] * b[r];
        }
        return left > 0 && right > 0 ? cross / Math.sqrt(left * right) : 0;
    }
}

package dev.elsewise.study.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is left of a series when others have explained what they can of it. */
final class Remainder {
    /** A column that earlier ones leave so little of is a combination of them. */
    private static final double NOTHING = 1e-20;

    private Remainder() {}

    /**
     * 1 − R² of the linear regression of y on an intercept and columns, by Gram–Schmidt, twice, so that what is left of nearly equal
     * columns is right too. 0 for a constant y. Cost: rows × columns².
     */
    static double of(double[] y, List<double[]> columns) {
        List<double[]> basis = new ArrayList<>();
        for (double[] column : columns) {
            double[] centred = centred(column);
            double before = square(centred);
            clear(centred, basis);
            double left = square(centred);
            if (left > NOTHING * before && left > 0) {
                double length = Math.sqrt(left);
                Arrays.setAll(centred, i -> centred[i] / length);
                basis.add(centred);
            }
        }
        double[] rest = centred(y);
        double total = square(rest);
        clear(rest, basis);
        return total == 0 ? 0 : square(rest) / total;
    }

    private static void clear(double[] x, List<double[]> basis) {
        for (int pass = 0; pass < 2; pass++) {
            for (double[] direction : basis) {
                double along = 0;
                for (int i = 0; i < x.length; i++) {
                    along += x[i] * direction[i];
                }
                for (int i = 0; i < x.length; i++) {
                    x[i] -= along * direction[i];
                }
            }
        }
    }

    private static double[] centred(double[] x) {
        double mean = Arrays.stream(x).sum() / x.length;
        return Arrays.stream(x).map(v -> v - mean).toArray();
    }

    private static double square(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }
}

package dev.elsewise.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.scm.Parameter;
import dev.elsewise.scm.Transform;

/** What the tests of transforms compare with. */
final class Numbers {
    private Numbers() {}

    static double[] starts(Transform transform) {
        return transform.parameters().stream().mapToDouble(Parameter::start).toArray();
    }

    /** Relative to the expected value; exactly zero where zero is expected. */
    static void assertClose(double[] ours, double[] expected, double tolerance, String what) {
        assertThat(ours).hasSameSizeAs(expected);
        for (int i = 0; i < ours.length; i++) {
            assertThat(Math.abs(ours[i] - expected[i]))
                    .as("%s at %d: %s, expected %s", what, i, ours[i], expected[i])
                    .isLessThanOrEqualTo(tolerance * Math.abs(expected[i]));
        }
    }

    /** Every slope against central differences of the values, by Richardson's extrapolation of two steps. */
    static void assertSlopes(Transform transform, double[] x, double[] at, double tolerance) {
        double[] slope = new double[x.length];
        for (int p = 0; p < at.length; p++) {
            transform.slope(x, at, p, slope);
            double step = 1e-3 * Math.max(0.1, at[p]);
            double[] wide = differences(transform, x, at, p, step);
            double[] narrow = differences(transform, x, at, p, step / 2);
            double largest = 0;
            for (int t = 0; t < x.length; t++) {
                largest = Math.max(largest, Math.abs(narrow[t]));
            }
            assertThat(largest)
                    .as("%s must move with parameter %d", transform, p)
                    .isPositive();
            for (int t = 0; t < x.length; t++) {
                double expected = (4 * narrow[t] - wide[t]) / 3;
                assertThat(Math.abs(slope[t] - expected))
                        .as("%s, parameter %d, period %d: %s, differences give %s", transform, p, t, slope[t], expected)
                        .isLessThanOrEqualTo(tolerance * largest);
            }
        }
    }

    private static double[] differences(Transform transform, double[] x, double[] at, int parameter, double step) {
        double[] low = at.clone();
        double[] high = at.clone();
        low[parameter] -= step;
        high[parameter] += step;
        double[] below = new double[x.length];
        double[] above = new double[x.length];
        transform.apply(x, low, below);
        transform.apply(x, high, above);
        for (int t = 0; t < x.length; t++) {
            above[t] = (above[t] - below[t]) / (2 * step);
        }
        return above;
    }
}

package dev.elsewise.adjust;

import dev.elsewise.contract.Sheet;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Rows whose treatment and outcome both follow logistic models in x, uniform on [−1, 1], and a category z; the effect on
 * the probability of the outcome differs from row to row. The truth is an integral.
 */
final class ConfoundedWorld {
    private static final double[] SHARE = {0.5, 0.3, 0.2};
    private static final double[] TREATED = {0, 0.6, -0.5};
    private static final double[] OUTCOME = {0, 0.4, -0.7};
    private static final int STEPS = 2_000;

    private ConfoundedWorld() {}

    static Sheet sheet(int rows, long seed) {
        double[] x = new double[rows];
        int[] z = new int[rows];
        double[] t = new double[rows];
        double[] y = new double[rows];
        for (int r = 0; r < rows; r++) {
            RandomStream stream = Streams.of(seed, "confounded world", r);
            x[r] = 2 * stream.uniform() - 1;
            double u = stream.uniform();
            z[r] = u < SHARE[0] ? 0 : u < SHARE[0] + SHARE[1] ? 1 : 2;
            t[r] = stream.bernoulli(propensity(x[r], z[r])) ? 1 : 0;
            y[r] = stream.bernoulli(outcome(t[r], x[r], z[r])) ? 1 : 0;
        }
        return Sheet.of(rows)
                .number("x", r -> x[r])
                .category("z", List.of("a", "b", "c"), r -> z[r])
                .truth("t", r -> t[r])
                .truth("y", r -> y[r]);
    }

    static double propensity(double x, int z) {
        return logistic(-0.4 + 1.3 * x + TREATED[z]);
    }

    /** Each arm has a slope of its own, so that the arms' models differ. */
    static double outcome(double t, double x, int z) {
        return logistic(-0.3 + 0.9 * x + OUTCOME[z] + t * (0.3 - 0.8 * x));
    }

    /** E[p₁ − p₀]. */
    static double averageEffect() {
        return mean((x, z) -> outcome(1, x, z) - outcome(0, x, z));
    }

    /** E[e (p₁ − p₀)] / E[e]. */
    static double effectOnTheTreated() {
        return mean((x, z) -> propensity(x, z) * (outcome(1, x, z) - outcome(0, x, z)))
                / mean(ConfoundedWorld::propensity);
    }

    /** The expectation over x and z, by Simpson's rule. */
    private static double mean(ToDoubleBiFunction<Double, Integer> of) {
        double sum = 0;
        for (int z = 0; z < SHARE.length; z++) {
            for (int i = 0; i <= STEPS; i++) {
                double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
                sum += SHARE[z] * weight * of.applyAsDouble(2.0 * i / STEPS - 1, z);
            }
        }
        return sum / (3 * STEPS);
    }

    private static double logistic(double eta) {
        return 1 / (1 + Math.exp(-eta));
    }
}

package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A projection is characterised by: it is allowed, and no allowed point lies on the side of y: (y − p)·(q − p) ≤ 0 for all allowed q. */
class PolytopeTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 6})
    void theProjectionIsTheNearestAllowedPoint(int rows) {
        for (int world = 0; world < 200; world++) {
            RandomStream random = Streams.of(20 + rows, "polytopes", world);
            int n = 2 + random.below(12);
            double[] lower = new double[n];
            double[] upper = new double[n];
            double[] inside = new double[n];
            for (int j = 0; j < n; j++) {
                lower[j] = random.normal();
                upper[j] = lower[j] + (random.bernoulli(0.1) ? 0 : random.exponential());
                inside[j] = lower[j] + (upper[j] - lower[j]) * random.uniform();
            }
            double[][] a = new double[rows][n];
            double[] limit = new double[rows];
            boolean[] equal = new boolean[rows];
            for (int r = 0; r < rows; r++) {
                equal[r] = r % 3 == 1;
                for (int j = 0; j < n; j++) {
                    a[r][j] = random.bernoulli(0.6) ? (random.bernoulli(0.2) ? -1 : 1) * Math.exp(random.normal()) : 0;
                    limit[r] += a[r][j] * inside[j];
                }
                limit[r] += equal[r] ? 0 : 0.3 * random.exponential();
            }
            Polytope polytope = new Polytope(lower, upper, a, limit, equal);
            double[] y = new double[n];
            for (int j = 0; j < n; j++) {
                y[j] = 4 * random.normal();
            }
            double[] p = new double[n];
            polytope.project(y, p, new double[rows]);
            assertAllowed(lower, upper, a, limit, equal, p, "world " + world);
            double[] q = new double[n];
            double[] far = new double[n];
            for (int k = 0; k < 20; k++) {
                for (int j = 0; j < n; j++) {
                    far[j] = 10 * random.normal();
                }
                polytope.project(far, q, new double[rows]);
                assertAllowed(lower, upper, a, limit, equal, q, "world " + world);
                double side = 0;
                for (int j = 0; j < n; j++) {
                    side += (y[j] - p[j]) * (q[j] - p[j]);
                }
                assertThat(side).as("world %d", world).isLessThan(1e-9);
            }
        }
    }

    private static void assertAllowed(
            double[] lower, double[] upper, double[][] a, double[] limit, boolean[] equal, double[] p, String world) {
        for (int j = 0; j < p.length; j++) {
            assertThat(p[j]).as(world).isBetween(lower[j], upper[j]);
        }
        for (int r = 0; r < a.length; r++) {
            double excess = -limit[r];
            for (int j = 0; j < p.length; j++) {
                excess += a[r][j] * p[j];
            }
            if (equal[r]) {
                excess = Math.abs(excess);
            }
            assertThat(excess).as("%s, row %d", world, r).isLessThan(1e-10);
        }
    }
}

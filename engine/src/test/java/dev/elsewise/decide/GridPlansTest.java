package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S-shaped responses, where a greedy search goes wrong, against every plan of a fine grid. */
class GridPlansTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void threeSShapedLevers(long seed) {
        SeparableSurface surface = RandomCurves.hills(3, 1, 200 + seed, true);
        Allocation plan = BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.relative(0, 4))
                .allocate(surface);
        double budget = surface.levers().stream().mapToDouble(Lever::current).sum();
        double[] upper =
                surface.levers().stream().mapToDouble(l -> 4 * l.current()).toArray();
        int cells = 400;
        double best = 0;
        double[] x = new double[3];
        Response response = Response.of(surface, 1);
        for (int i = 0; i <= cells; i++) {
            for (int k = 0; k <= cells; k++) {
                x[0] = upper[0] * i / cells;
                x[1] = upper[1] * k / cells;
                x[2] = Math.min(upper[2], budget - x[0] - x[1]);
                if (x[2] >= 0) {
                    surface.respond(x, 0, 1, response);
                    best = Math.max(best, response.outcome()[0]);
                }
            }
        }
        double found = plan.proposed().outcome();
        assertThat(found).isGreaterThanOrEqualTo(best * (1 - 1e-12));
        assertThat(found).isCloseTo(best, within(1e-2 * best));
        assertThat(plan.certificate().residual()).isLessThan(1e-6);
    }

    /**
     * Two equal S-shaped levers and money for one: half and half is a stationary point and the worst way to spend it; all on one is best.
     */
    @Test
    void equalSharesMayBeTheWorst() {
        SeparableSurface surface = SeparableSurface.withDraws(1)
                .with(Lever.of("left", 500), new Curve.Hill(10_000, 1_000, 4))
                .with(Lever.of("right", 500), new Curve.Hill(10_000, 1_000, 4));
        Allocation plan = BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.relative(0, 2))
                .allocate(surface);
        assertThat(plan.proposed().outcome()).isCloseTo(5_000, within(1e-6));
        assertThat(plan.now().outcome()).isCloseTo(2 * 10_000 / 17.0, within(1e-6));
        assertThat(plan.gain().mean()).isCloseTo(5_000 - 20_000 / 17.0, within(1e-6));
    }

    @Test
    void theGridOfTheCertificateIsNoBetterAndNear() {
        SeparableSurface surface = RandomCurves.hills(3, 50, 31, true);
        Allocation plan = BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.relative(0, 3))
                .withGrid(40)
                .allocate(surface);
        Certificate certificate = plan.certificate();
        assertThat(certificate.gridPlans()).isGreaterThan(1_000);
        double grid = certificate.gridBest().orElseThrow();
        assertThat(grid).isLessThanOrEqualTo(certificate.best() * (1 + 1e-12));
        assertThat(grid).isCloseTo(certificate.best(), within(0.02 * certificate.best()));
        assertThat(certificate.holds()).isTrue();
        assertThat(plan.text()).contains("plans on a grid");
    }

    @Test
    void fourFreeLeversAreTooManyForAGrid() {
        Allocation plan = BudgetOptimizer.withDefaults().withGrid(10).allocate(RandomCurves.hills(4, 1, 32, false));
        assertThat(plan.certificate().gridBest()).isEmpty();
        assertThat(plan.certificate().gridPlans()).isZero();
    }
}

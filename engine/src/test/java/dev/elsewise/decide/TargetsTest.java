package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Target ROI and target marginal ROI against bisection by hand. */
class TargetsTest {
    private static final double[] SCALE = {900, 400, 1_500};
    private static final double[] UNIT = {300, 100, 900};
    private static final Bounds WIDE = Bounds.amounts(0, 20_000);

    private static SeparableSurface logarithms() {
        SeparableSurface surface = SeparableSurface.withDraws(1);
        for (int j = 0; j < 3; j++) {
            surface = surface.with(Lever.of("c" + j, 500), new Curve.Logarithm(SCALE[j], UNIT[j]));
        }
        return surface;
    }

    /** The best plan at a price of money, lever by lever. */
    private static double amount(int j, double price) {
        return Math.max(0, SCALE[j] / price - UNIT[j]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 1, 1.3, 2})
    void theLastUnitOnEachFreeLeverBringsTheTarget(double target) {
        Allocation plan =
                BudgetOptimizer.targetMarginalRoi(target).withOtherwise(WIDE).allocate(logarithms());
        for (int j = 0; j < 3; j++) {
            Allocation.Line line = plan.line("c" + j);
            assertThat(line.proposed()).isCloseTo(amount(j, target), within(1e-3));
            if (line.binding() == Allocation.Binding.FREE) {
                assertThat(line.marginalRoi()).isCloseTo(target, within(1e-6));
            } else {
                assertThat(line.marginalRoi()).isLessThanOrEqualTo(target);
            }
        }
        assertThat(plan.certificate().residual()).isLessThan(1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 1.2, 1.6, 2})
    void theGreatestOutcomeThatKeepsTheTarget(double target) {
        // By hand: along the price of money the plan of each budget; the ROI falls as the price does.
        double low = 1e-3;
        double high = 5;
        for (int i = 0; i < 200; i++) {
            double price = 0.5 * (low + high);
            double spent = 0;
            double brought = 0;
            for (int j = 0; j < 3; j++) {
                double x = Math.min(20_000, amount(j, price));
                spent += x;
                brought += SCALE[j] * Math.log1p(x / UNIT[j]);
            }
            if (brought >= target * spent) {
                high = price;
            } else {
                low = price;
            }
        }
        Allocation plan = BudgetOptimizer.targetRoi(target).withOtherwise(WIDE).allocate(logarithms());
        for (int j = 0; j < 3; j++) {
            assertThat(plan.line("c" + j).proposed()).isCloseTo(amount(j, high), within(0.05));
        }
        assertThat(plan.proposed().roi()).isCloseTo(target, within(1e-7));
        assertThat(plan.shadowPrice()).isLessThan(target);
        assertThat(plan.certificate().holds()).isTrue();
    }

    /** S-shaped: ROI first rises, then falls; all spends that keep the target are searched, on a grid. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sShapedLeversAgainstAGrid(long seed) {
        SeparableSurface surface = RandomCurves.hills(2, 1, 600 + seed, true);
        double[] upper =
                surface.levers().stream().mapToDouble(l -> 4 * l.current()).toArray();
        int cells = 1_500;
        double greatestRoi = 0;
        double[][] outcome = new double[2][cells + 1];
        Response response = Response.of(surface, 1);
        for (int j = 0; j < 2; j++) {
            for (int i = 0; i <= cells; i++) {
                double[] x = new double[2];
                x[j] = upper[j] * i / cells;
                surface.respond(x, 0, 1, response);
                outcome[j][i] = response.outcome()[0];
                if (i > 0) {
                    greatestRoi = Math.max(greatestRoi, outcome[j][i] / x[j]);
                }
            }
        }
        double target = 0.85 * greatestRoi;
        double best = 0;
        for (int i = 0; i <= cells; i++) {
            for (int k = 0; k <= cells; k++) {
                double spent = upper[0] * i / cells + upper[1] * k / cells;
                double brought = outcome[0][i] + outcome[1][k];
                if (brought >= target * spent) {
                    best = Math.max(best, brought);
                }
            }
        }
        Allocation plan = BudgetOptimizer.targetRoi(target)
                .withOtherwise(Bounds.relative(0, 4))
                .allocate(surface);
        assertThat(plan.proposed().roi()).isGreaterThanOrEqualTo(target * (1 - 1e-7));
        assertThat(plan.proposed().outcome()).isGreaterThanOrEqualTo(best * (1 - 1e-7));
        assertThat(plan.proposed().outcome()).isCloseTo(best, within(0.01 * best));
    }

    @Test
    void aTargetThatDoesNotBindIsSaid() {
        Allocation plan = BudgetOptimizer.targetRoi(0.01)
                .withOtherwise(Bounds.amounts(0, 1_000))
                .allocate(logarithms());
        assertThat(plan.lines()).allSatisfy(l -> assertThat(l.binding()).isEqualTo(Allocation.Binding.UPPER));
        assertThat(plan.budget()).isEmpty();
        assertThat(plan.warnings()).anySatisfy(w -> assertThat(w).contains("does not bind"));
    }

    /** Logarithms return most at the lower bounds: (900 ln(1 + 350/300) + 400 ln(1 + 350/100) + 1500 ln(1 + 350/900)) / 1050 = 1.705. */
    @Test
    void aTargetThatNoPlanReachesIsRefusedWithTheBestThereIs() {
        assertThatThrownBy(() -> BudgetOptimizer.targetRoi(3).allocate(logarithms()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining(
                        "No plan within the bounds and sums has an ROI of 3.00; the best has 1.71, at a spend of 1,050")
                .hasMessageContaining("\nMaybe");
        assertThatThrownBy(() -> BudgetOptimizer.targetRoi(1)
                        .withOtherwise(Bounds.amounts(0, Double.POSITIVE_INFINITY))
                        .allocate(logarithms()))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("finite upper bound");
    }
}

package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadStudy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spend that a plan causes on mediators, charged or not. */
class ChargedMediatorsTest {
    /** Social drives search, whose saturation they share: nothing is separable, and half of it is curved. */
    private record Funnel(int draws) implements ResponseSurface {
        @Override
        public List<Lever> levers() {
            return List.of(Lever.of("facebook", 4_000), Lever.of("tiktok", 3_000), Lever.of("tv", 6_000));
        }

        @Override
        public List<String> mediators() {
            return List.of("google");
        }

        @Override
        public void respond(double[] x, int from, int to, Response into) {
            for (int d = from; d < to; d++) {
                double tilt = 1 + 0.1 * Math.sin(d);
                double google = 2_000 * Math.tanh((0.9 * x[0] * tilt + 0.3 * x[1] + 0.1 * x[2]) / 3_000);
                into.induced()[0][d - from] = google;
                into.outcome()[d - from] = 9_000
                                * Math.pow(google + x[1], 1.5)
                                / (Math.pow(google + x[1], 1.5) + Math.pow(3_000, 1.5))
                        + 4_000 * tilt * Math.log1p(x[2] / 2_000)
                        + 500 * Math.log1p(x[0] / 500);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {6_000, 9_000, 13_000, 16_000})
    void theBudgetHoldsWithWhatThePlanCauses(double budget) {
        Funnel surface = new Funnel(8);
        Bounds bounds = Bounds.relative(0, 2);
        Allocation plan = BudgetOptimizer.fixedBudget(budget)
                .withOtherwise(bounds)
                .charging("google")
                .allocate(surface);
        assertThat(plan.proposed().spend()).isLessThanOrEqualTo(budget * (1 + 1e-10));
        assertThat(plan.proposed().spend()).isGreaterThan(budget * (1 - 1e-6));
        assertThat(plan.certificate().residual()).isLessThan(1e-5);

        double best = 0;
        int cells = 60;
        Response response = Response.of(surface, 8);
        for (int i = 0; i <= cells; i++) {
            for (int k = 0; k <= cells; k++) {
                double low = 0;
                double high = 12_000;
                double[] x = {8_000.0 * i / cells, 6_000.0 * k / cells, 0};
                for (int b = 0; b < 40; b++) {
                    x[2] = 0.5 * (low + high);
                    surface.respond(x, 0, 8, response);
                    if (x[0] + x[1] + x[2] + mean(response.induced()[0]) <= budget) {
                        low = x[2];
                    } else {
                        high = x[2];
                    }
                }
                x[2] = low;
                surface.respond(x, 0, 8, response);
                if (x[0] + x[1] + x[2] + mean(response.induced()[0]) <= budget) {
                    best = Math.max(best, mean(response.outcome()));
                }
            }
        }
        assertThat(plan.proposed().outcome()).isGreaterThanOrEqualTo(best * (1 - 1e-9));
        assertThat(plan.proposed().outcome()).isCloseTo(best, within(5e-3 * best));
    }

    private static double mean(double[] draws) {
        double sum = 0;
        for (double draw : draws) {
            sum += draw;
        }
        return sum / draws.length;
    }

    @Test
    void allMediatorsAreChargedUnlessToldOtherwise() {
        Funnel surface = new Funnel(4);
        Allocation charged = BudgetOptimizer.fixedBudget(12_000)
                .withOtherwise(Bounds.relative(0, 2))
                .allocate(surface);
        Allocation free = BudgetOptimizer.fixedBudget(12_000)
                .withOtherwise(Bounds.relative(0, 2))
                .charging()
                .allocate(surface);
        assertThat(charged.mediators()).singleElement().satisfies(m -> {
            assertThat(m.charged()).isTrue();
            assertThat(m.proposed()).isEqualTo(charged.proposed().induced());
        });
        assertThat(charged.text()).contains("is charged to the budget");
        assertThat(free.mediators())
                .singleElement()
                .satisfies(m -> assertThat(m.charged()).isFalse());
        assertThat(free.proposed().induced()).isZero();
        assertThat(free.warnings()).anySatisfy(w -> assertThat(w).contains("not charged to the budget"));
        assertThat(free.proposed().outcome()).isGreaterThan(charged.proposed().outcome());
        assertThat(free.proposed().levers()).isCloseTo(12_000, within(1e-6));
    }

    /** With curves that are straight lines: facebook's euro costs 1.25 in all. */
    @Test
    void marginalRoiCountsWhatAUnitCauses() {
        SeparableSurface surface = SeparableSurface.withDraws(1)
                .with(Lever.of("facebook", 1_000), new Curve.Logarithm(3_000, 1_000))
                .with(Lever.of("tv", 1_000), new Curve.Logarithm(3_000, 1_000))
                .inducing("google", "facebook", new Curve.Line(0.25));
        Allocation plan = BudgetOptimizer.targetMarginalRoi(1)
                .withOtherwise(Bounds.amounts(0, 10_000))
                .allocate(surface);
        assertThat(plan.line("facebook").proposed()).isCloseTo(3_000 / 1.25 - 1_000, within(1e-3));
        assertThat(plan.line("tv").proposed()).isCloseTo(2_000, within(1e-3));
        assertThat(plan.line("facebook").marginalRoi()).isCloseTo(1, within(1e-6));
        assertThat(plan.line("facebook").marginalReturn()).isCloseTo(1.25, within(1e-6));
    }

    @Test
    void badMediatorsAndBudgets() {
        assertThatThrownBy(
                        () -> BudgetOptimizer.withDefaults().charging("gogle").allocate(new Funnel(2)))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"gogle\"")
                .hasMessageContaining("Maybe you meant \"google\"");
        assertThatThrownBy(() -> BudgetOptimizer.fixedBudget(9_500).allocate(new Funnel(2)))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("The budget is 9,500; the least plan costs 10,")
                .hasMessageContaining("spend that it causes on mediators");
    }
}

package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems whose best plan Lagrange gives in closed form. */
class ClosedFormPlansTest {
    private static final Bounds WIDE = Bounds.amounts(0, Double.POSITIVE_INFINITY);

    /** max Σ aⱼ √xⱼ with Σ xⱼ = B: xⱼ = B aⱼ² / Σ a², and the price of money is ½ √(Σ a² / B). */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void squareRoots(long seed) {
        RandomStream random = Streams.of(seed, "square roots", 0);
        int levers = 2 + (int) seed;
        double[] a = new double[levers];
        double squares = 0;
        double budget = 50_000;
        SeparableSurface surface = SeparableSurface.withDraws(1);
        for (int j = 0; j < levers; j++) {
            a[j] = Math.exp(3 * random.uniform());
            squares += a[j] * a[j];
            surface = surface.with(Lever.of("c" + j, 100 + 2_000 * random.uniform()), new Curve.Power(a[j], 0.5));
        }
        Allocation plan =
                BudgetOptimizer.fixedBudget(budget).withOtherwise(WIDE).allocate(surface);
        for (int j = 0; j < levers; j++) {
            double best = budget * a[j] * a[j] / squares;
            assertThat(plan.line("c" + j).proposed()).isCloseTo(best, within(1e-5 * best));
        }
        double price = 0.5 * Math.sqrt(squares / budget);
        assertThat(plan.shadowPrice()).isCloseTo(price, within(1e-6 * price));
        assertThat(plan.proposed().outcome())
                .isCloseTo(Math.sqrt(squares * budget), within(1e-10 * Math.sqrt(squares * budget)));
        assertThat(plan.certificate().holds()).isTrue();
        assertThat(plan.certificate().residual()).isLessThan(1e-6);
    }

    /** max Σ sⱼ ln(1 + xⱼ / uⱼ): xⱼ = max(0, sⱼ / λ − uⱼ), where λ by hand is halved until the budget is met. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void logarithms(long seed) {
        RandomStream random = Streams.of(seed, "logarithms", 0);
        int levers = 6;
        double[] s = new double[levers];
        double[] u = new double[levers];
        SeparableSurface surface = SeparableSurface.withDraws(1);
        for (int j = 0; j < levers; j++) {
            s[j] = 1_000 * Math.exp(3 * random.uniform());
            u[j] = 500 * Math.exp(2 * random.uniform());
            surface = surface.with(Lever.of("c" + j, 1_000), new Curve.Logarithm(s[j], u[j]));
        }
        double budget = 4_000;
        double low = 0;
        double high = 1e6;
        for (int i = 0; i < 200; i++) {
            double price = 0.5 * (low + high);
            double spent = 0;
            for (int j = 0; j < levers; j++) {
                spent += Math.max(0, s[j] / price - u[j]);
            }
            if (spent > budget) {
                low = price;
            } else {
                high = price;
            }
        }
        Allocation plan =
                BudgetOptimizer.fixedBudget(budget).withOtherwise(WIDE).allocate(surface);
        for (int j = 0; j < levers; j++) {
            assertThat(plan.line("c" + j).proposed()).isCloseTo(Math.max(0, s[j] / high - u[j]), within(1e-5 * budget));
        }
        assertThat(plan.shadowPrice()).isCloseTo(high, within(1e-6 * high));
        assertThat(plan.certificate().agreeing()).isEqualTo(plan.certificate().starts());
    }
}

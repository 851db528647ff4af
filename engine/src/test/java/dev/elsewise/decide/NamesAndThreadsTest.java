package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.math.Streams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, not places: the order of levers, of bounds and of threads changes no bit. */
class NamesAndThreadsTest {
    static List<BudgetOptimizer> optimizers() {
        BudgetOptimizer base = BudgetOptimizer.withDefaults().withOtherwise(Bounds.relative(0.2, 2));
        return List.of(
                base,
                base.withObjective(new Objective.WorstShare(0.2)),
                base.withObjective(new Objective.Quantile(0.5)),
                new BudgetOptimizer(
                        new Goal.TargetRoi(0.9),
                        base.objective(),
                        base.otherwise(),
                        base.bounds(),
                        base.groups(),
                        base.charged(),
                        base.starts(),
                        base.level(),
                        0,
                        0));
    }

    private static SeparableSurface surface(int[] order) {
        int draws = 200;
        SeparableSurface surface = SeparableSurface.withDraws(draws);
        for (int j : order) {
            List<Curve> curves = new ArrayList<>();
            for (int d = 0; d < draws; d++) {
                double tilt = Math.exp(0.3 * Streams.of(5, "tilt " + j).normal(d));
                curves.add(new Curve.Hill(tilt * (3_000 + 1_000 * j), 700 + 300 * j, 0.8 + 0.3 * j));
            }
            surface = surface.with(Lever.of("channel " + j, 800 + 150 * j), curves);
        }
        for (int j : order) {
            if (j % 2 == 0) {
                surface = surface.inducing("search", "channel " + j, new Curve.Hill(200, 900, 1));
            }
        }
        return surface;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void theOrderOfLeversChangesNothing(BudgetOptimizer optimizer) {
        Allocation straight = optimizer
                .withLever("channel 3", 0.5, 1.5)
                .withLever("channel 1", 1, 1.2)
                .allocate(surface(new int[] {0, 1, 2, 3, 4}));
        for (long seed = 0; seed < 3; seed++) {
            int[] order = Streams.of(9, "order", seed).permutation(5);
            Allocation mixed = optimizer
                    .withLever("channel 1", 1, 1.2)
                    .withLever("channel 3", 0.5, 1.5)
                    .allocate(surface(order));
            assertThat(new TreeMap<>(mixed.amounts())).isEqualTo(new TreeMap<>(straight.amounts()));
            assertThat(mixed.proposed()).isEqualTo(straight.proposed());
            assertThat(mixed.certificate()).isEqualTo(straight.certificate());
            assertThat(mixed.line("channel 1").upper()).isEqualTo(1.2 * 950);
            assertThat(mixed.line("channel 3").upper()).isEqualTo(1.5 * 1_250);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void theNumberOfThreadsChangesNothing(BudgetOptimizer optimizer) {
        SeparableSurface surface = surface(new int[] {4, 2, 0, 1, 3});
        List<Allocation> plans = new ArrayList<>();
        for (int threads : new int[] {1, 2, 5}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                plans.add(pool.submit(() -> optimizer.allocate(surface)).join());
            }
        }
        assertThat(Collections.nCopies(3, plans.getFirst())).isEqualTo(plans);
        assertThat(plans.getFirst().text()).isEqualTo(plans.getLast().text());
    }
}

package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.List;
import org.junit.jupiter.api.Test;

/** First-order conditions on many random problems, worked out here from the curves alone. */
class RandomPlansTest {
    private static final int PROBLEMS = 300;

    @Test
    void firstOrderConditionsHold() {
        for (int problem = 0; problem < PROBLEMS; problem++) {
            RandomStream random = Streams.of(77, "random plans", problem);
            int levers = 2 + random.below(9);
            SeparableSurface surface = RandomCurves.hills(levers, 1, 1_000 + problem, random.bernoulli(0.5));
            double lower = 0.8 * random.uniform();
            double upper = 1.1 + 2 * random.uniform();
            double current =
                    surface.levers().stream().mapToDouble(Lever::current).sum();
            double budget = current * (lower + (upper - lower) * random.uniform());
            Allocation plan = BudgetOptimizer.fixedBudget(budget)
                    .withOtherwise(Bounds.relative(lower, upper))
                    .withStarts(4)
                    .allocate(surface);
            String world = "problem " + problem;
            double spent =
                    plan.lines().stream().mapToDouble(Allocation.Line::proposed).sum();
            assertThat(spent).as(world).isLessThanOrEqualTo(budget * (1 + 1e-12));
            assertThat(plan.certificate().residual()).as(world).isLessThan(1e-6);
            assertCommonReturn(surface, plan, world);
            double now = outcome(
                    surface,
                    surface.levers().stream().mapToDouble(Lever::current).toArray());
            if (budget >= current) {
                assertThat(plan.proposed().outcome()).as(world).isGreaterThanOrEqualTo(now);
            }
        }
    }

    /** No lever that may fall returns less than one that may rise. */
    private static void assertCommonReturn(SeparableSurface surface, Allocation plan, String world) {
        double[] x =
                plan.lines().stream().mapToDouble(Allocation.Line::proposed).toArray();
        Response response = Response.of(surface, 1);
        surface.respondWithSlopes(x, 0, 1, response);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double largest = 0;
        for (int j = 0; j < x.length; j++) {
            Allocation.Line line = plan.lines().get(j);
            double slope = response.outcomeSlopes()[j][0];
            largest = Math.max(largest, slope);
            if (x[j] > line.lower() * (1 + 1e-9)) {
                least = Math.min(least, slope);
            }
            if (x[j] < line.upper() * (1 - 1e-9)) {
                most = Math.max(most, slope);
            }
        }
        assertThat(most - least).as(world).isLessThan(2e-6 * largest);
    }

    /** Against a search that knows nothing of slopes: thousands of random exchanges between two levers must not help. */
    @Test
    void noExchangeOfMoneyHelps() {
        for (int problem = 0; problem < 20; problem++) {
            SeparableSurface surface = RandomCurves.hills(5, 1, 5_000 + problem, true);
            Allocation plan = BudgetOptimizer.withDefaults()
                    .withOtherwise(Bounds.relative(0, 2.5))
                    .allocate(surface);
            List<Allocation.Line> lines = plan.lines();
            double[] best =
                    lines.stream().mapToDouble(Allocation.Line::proposed).toArray();
            double top = outcome(surface, best);
            RandomStream random = Streams.of(78, "exchanges", problem);
            for (int i = 0; i < 3_000; i++) {
                double[] x = best.clone();
                int from = random.below(x.length);
                int to = random.below(x.length);
                double room = Math.min(x[from], lines.get(to).upper() - x[to]);
                double moved = from == to ? 0 : room * random.uniform();
                x[from] -= moved;
                x[to] += moved;
                assertThat(outcome(surface, x))
                        .as("problem %d, exchange %d", problem, i)
                        .isLessThanOrEqualTo(top * (1 + 1e-9));
            }
        }
    }

    private static double outcome(SeparableSurface surface, double[] x) {
        Response response = Response.of(surface, 1);
        surface.respond(x, 0, 1, response);
        return response.outcome()[0];
    }
}

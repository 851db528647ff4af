package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Slopes by differences against those of the curves. */
class DifferencesTest {
    /** The same surface without its slopes. */
    private record ValuesOnly(SeparableSurface surface) implements ResponseSurface {
        @Override
        public List<Lever> levers() {
            return surface.levers();
        }

        @Override
        public int draws() {
            return surface.draws();
        }

        @Override
        public List<String> mediators() {
            return surface.mediators();
        }

        @Override
        public void respond(double[] amounts, int from, int to, Response into) {
            surface.respond(amounts, from, to, into);
        }
    }

    private static SeparableSurface surface() {
        return RandomCurves.hills(4, 30, 12, true)
                .with(Lever.of("email", 50), new Curve.Logarithm(400, 30))
                .inducing("google", "channel 1", new Curve.Logarithm(300, 900))
                .inducing("google", "email", new Curve.Line(0.2));
    }

    @Test
    void centralAndAtZero() {
        SeparableSurface exact = surface();
        ValuesOnly values = new ValuesOnly(exact);
        double[] x = exact.levers().stream().mapToDouble(l -> 1.3 * l.current()).toArray();
        x[4] = 0;
        Response a = Response.of(exact, 20);
        Response b = Response.of(values, 20);
        exact.respondWithSlopes(x, 10, 30, a);
        values.respondWithSlopes(x, 10, 30, b);
        assertThat(b.outcome()).isEqualTo(a.outcome());
        for (int j = 0; j < 5; j++) {
            for (int d = 0; d < 20; d++) {
                double slope = a.outcomeSlopes()[j][d];
                assertThat(b.outcomeSlopes()[j][d]).isCloseTo(slope, within(2e-4 * (Math.abs(slope) + 1e-2)));
                assertThat(b.inducedSlopes()[0][j][d]).isCloseTo(a.inducedSlopes()[0][j][d], within(1e-4));
            }
        }
    }

    @Test
    void aPlanWithoutSlopesIsThePlanWithThem() {
        Allocation exact = BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.relative(0.2, 2))
                .allocate(surface());
        Allocation values = BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.relative(0.2, 2))
                .allocate(new ValuesOnly(surface()));
        exact.amounts()
                .forEach((lever, amount) ->
                        assertThat(values.line(lever).proposed()).isCloseTo(amount, within(1e-3 * amount + 1e-3)));
        assertThat(values.proposed().outcome())
                .isCloseTo(
                        exact.proposed().outcome(),
                        within(1e-7 * exact.proposed().outcome()));
    }
}

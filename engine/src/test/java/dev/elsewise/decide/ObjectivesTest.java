package dev.elsewise.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objectives over draws against the same objectives computed here, over a fine grid of plans. */
class ObjectivesTest {
    /** Money shared between two levers in 4,000 steps: the best value that the draws' function has on the way. */
    private static double bestOfLine(SeparableSurface surface, ToDoubleFunction<double[]> objective) {
        double budget = surface.levers().stream().mapToDouble(Lever::current).sum();
        Response response = Response.of(surface, surface.draws());
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= 4_000; i++) {
            double x = budget * i / 4_000;
            surface.respond(new double[] {x, budget - x}, 0, surface.draws(), response);
            best = Math.max(best, objective.applyAsDouble(response.outcome().clone()));
        }
        return best;
    }

    private static Allocation plan(SeparableSurface surface, Objective objective) {
        double budget = surface.levers().stream().mapToDouble(Lever::current).sum();
        return BudgetOptimizer.withDefaults()
                .withOtherwise(Bounds.amounts(0, budget))
                .withObjective(objective)
                .allocate(surface);
    }

    /** Few draws that disagree about which lever is good: the optimum lies on an edge where draws change places. */
    private static SeparableSurface torn() {
        double[] left = {9, 1, 5, 7, 2, 8, 3};
        double[] right = {2, 8, 5, 3, 7, 1, 6};
        List<Curve> leftCurves = new ArrayList<>();
        List<Curve> rightCurves = new ArrayList<>();
        for (int d = 0; d < left.length; d++) {
            leftCurves.add(new Curve.Power(100 * left[d], 0.6));
            rightCurves.add(new Curve.Power(100 * right[d], 0.5));
        }
        return SeparableSurface.withDraws(left.length)
                .with(Lever.of("left", 400), leftCurves)
                .with(Lever.of("right", 600), rightCurves);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 3.0 / 7, 0.5, 0.8})
    void theWorstShareOfFewDraws(double share) {
        SeparableSurface surface = torn();
        double best = bestOfLine(surface, draws -> worst(draws, share));
        Allocation plan = plan(surface, new Objective.WorstShare(share));
        assertThat(plan.proposed().objective()).isCloseTo(best, within(2e-4 * best));
        assertThat(plan.certificate().residual()).isLessThan(1e-5);
        assertThat(plan.certificate().blur()).isPositive();
    }

    /** The mean of the worst share, the last draw counting with the part of it that is needed. */
    private static double worst(double[] draws, double share) {
        Arrays.sort(draws);
        double left = share * draws.length;
        double sum = 0;
        for (double draw : draws) {
            double part = Math.min(1, left);
            sum += part * draw;
            left -= part;
            if (left <= 0) {
                break;
            }
        }
        return sum / (share * draws.length);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theWorstShareOfManyDraws(long seed) {
        SeparableSurface surface = RandomCurves.hills(2, 400, 300 + seed, false);
        double best = bestOfLine(surface, draws -> worst(draws, 0.1));
        Allocation plan = plan(surface, new Objective.WorstShare(0.1));
        assertThat(plan.proposed().objective()).isCloseTo(best, within(1e-4 * best));
        assertThat(plan.proposed().objective()).isLessThan(plan.proposed().outcome());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 2})
    void theMeanLessDeviations(double times) {
        SeparableSurface surface = RandomCurves.hills(2, 300, 41, true);
        double best = bestOfLine(surface, draws -> {
            double mean = Arrays.stream(draws).average().orElseThrow();
            double squares =
                    Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum();
            return mean - times * Math.sqrt(squares / (draws.length - 1));
        });
        Allocation plan = plan(surface, new Objective.MeanLessDeviations(times));
        assertThat(plan.proposed().objective()).isGreaterThanOrEqualTo(best * (1 - 1e-10));
        assertThat(plan.proposed().objective()).isCloseTo(best, within(1e-6 * best));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void aQuantileUpToItsBlur(double level) {
        SeparableSurface surface = RandomCurves.hills(2, 1_001, 43, false);
        double best = bestOfLine(surface, draws -> {
            Arrays.sort(draws);
            return draws[(int) Math.round(level * 1_000)];
        });
        Allocation plan = plan(surface, new Objective.Quantile(level));
        assertThat(plan.proposed().objective())
                .isCloseTo(best, within(plan.certificate().blur()));
        assertThat(plan.proposed().objective()).isCloseTo(best, within(0.01 * best));
    }

    @Test
    void theChanceOfAGainUpToItsBlur() {
        SeparableSurface surface = RandomCurves.hills(2, 1_000, 44, true);
        Response now = Response.of(surface, 1_000);
        surface.respond(surface.levers().stream().mapToDouble(Lever::current).toArray(), 0, 1_000, now);
        double best = bestOfLine(surface, draws -> {
            int above = 0;
            for (int d = 0; d < draws.length; d++) {
                above += draws[d] > now.outcome()[d] ? 1 : 0;
            }
            return above / 1_000.0;
        });
        Allocation plan = plan(surface, new Objective.ChanceOfGain());
        assertThat(plan.proposed().objective()).isCloseTo(best, within(0.03));
        assertThat(plan.gain().chance()).isEqualTo(plan.proposed().objective());
    }

    @Test
    void intervalsAndChancesComeFromPairedDraws() {
        SeparableSurface surface = RandomCurves.hills(3, 500, 45, false);
        Allocation plan = BudgetOptimizer.withDefaults().allocate(surface);
        int draws = surface.draws();
        Response now = Response.of(surface, draws);
        Response then = Response.of(surface, draws);
        surface.respond(surface.levers().stream().mapToDouble(Lever::current).toArray(), 0, draws, now);
        surface.respond(
                plan.lines().stream().mapToDouble(Allocation.Line::proposed).toArray(), 0, draws, then);
        double[] gains = new double[draws];
        for (int d = 0; d < draws; d++) {
            gains[d] = then.outcome()[d] - now.outcome()[d];
        }
        assertThat(plan.gain().mean()).isCloseTo(Arrays.stream(gains).average().orElseThrow(), within(1e-9 * 1e5));
        assertThat(plan.gain().chance())
                .isEqualTo(Arrays.stream(gains).filter(g -> g > 0).count() / (double) draws);
        Arrays.sort(gains);
        double at = 0.05 * (draws - 1);
        int below = (int) at;
        double lower = gains[below] + (at - below) * (gains[below + 1] - gains[below]);
        assertThat(plan.gain().interval().orElseThrow().lower()).isCloseTo(lower, within(1e-6));
        assertThat(plan.gain().interval().orElseThrow().level()).isEqualTo(0.9);
    }

    @Test
    void aPointEstimateHasNoRisk() {
        SeparableSurface surface = RandomCurves.hills(2, 1, 46, false);
        assertThat(plan(surface, new Objective.Mean()).gain().interval()).isEmpty();
        assertThatThrownBy(() -> plan(surface, new Objective.WorstShare(0.1)))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("takes draws")
                .hasMessageContaining("\nMaybe");
        assertThatThrownBy(() -> BudgetOptimizer.targetRoi(1)
                        .withObjective(new Objective.ChanceOfGain())
                        .allocate(RandomCurves.hills(2, 10, 46, false)))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("in money");
        assertThatThrownBy(() -> new Objective.Quantile(1.5))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("1.5");
    }
}

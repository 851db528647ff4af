package dev.elsewise.bench;

import dev.elsewise.decide.BudgetOptimizer;
import dev.elsewise.decide.Lever;
import dev.elsewise.decide.Objective;
import dev.elsewise.decide.Response;
import dev.elsewise.decide.ResponseSurface;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Times the budget optimiser alone: five saturating channels in a thousand draws, the first time in a process and then the median. */
public final class Budgets {
    private static final int CHANNELS = 5;
    private static final int DRAWS = 1000;
    private static final int ROUNDS = 21;

    private Budgets() {}

    public static void main(String[] arguments) {
        Curves curves = Curves.drawn(7);
        double money = curves.levers().stream().mapToDouble(Lever::current).sum();
        for (Objective objective : List.of(new Objective.Mean(), new Objective.Quantile(0.1))) {
            double[] seconds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                BudgetOptimizer.fixedBudget(money).withObjective(objective).allocate(curves);
                seconds[round] = 1e-9 * (System.nanoTime() - start);
            }
            double first = seconds[0];
            Arrays.sort(seconds);
            System.out.printf(
                    Locale.ROOT,
                    "%d channels, %d draws, %s: %.3f s the first time, %.3f s the median of %d%n",
                    CHANNELS,
                    DRAWS,
                    objective,
                    first,
                    seconds[ROUNDS / 2],
                    ROUNDS);
        }
    }

    /**
     * Hyperbolas, most · amount / (amount + half), that differ from draw to draw.
     *
     * @param most by channel and draw
     * @param half likewise
     */
    private record Curves(List<Lever> levers, double[][] most, double[][] half) implements ResponseSurface {
        static Curves drawn(long seed) {
            double[][] most = new double[CHANNELS][DRAWS];
            double[][] half = new double[CHANNELS][DRAWS];
            for (int c = 0; c < CHANNELS; c++) {
                RandomStream random = Streams.of(seed, "curves of a budget", c);
                double usual = 1_000_000 * (1 + c);
                for (int d = 0; d < DRAWS; d++) {
                    most[c][d] = usual * Math.exp(0.8 + 0.3 * random.normal());
                    half[c][d] = usual * Math.exp(-0.2 + 0.4 * random.normal());
                }
            }
            List<Lever> levers = IntStream.range(0, CHANNELS)
                    .mapToObj(c -> Lever.of("channel " + c, 1_000_000 * (1 + c)))
                    .toList();
            return new Curves(levers, most, half);
        }

        @Override
        public int draws() {
            return DRAWS;
        }

        @Override
        public void respond(double[] amounts, int from, int to, Response into) {
            for (int d = from; d < to; d++) {
                into.outcome()[d - from] = 0;
                for (int c = 0; c < CHANNELS; c++) {
                    into.outcome()[d - from] += most[c][d] * amounts[c] / (amounts[c] + half[c][d]);
                }
            }
        }

        @Override
        public void respondWithSlopes(double[] amounts, int from, int to, Response into) {
            respond(amounts, from, to, into);
            for (int d = from; d < to; d++) {
                for (int c = 0; c < CHANNELS; c++) {
                    double all = amounts[c] + half[c][d];
                    into.outcomeSlopes()[c][d - from] = most[c][d] * half[c][d] / all / all;
                }
            }
        }
    }
}

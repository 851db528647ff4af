package dev.elsewise.decide;

import dev.elsewise.error.EstimationFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Many climbs, and the best of them: first from all starts with few draws, then again from the best distinct ends with all draws and, for an
 * objective that needs it, through ever narrower blurs. Climbs run in parallel and share nothing, so the result has the same
 * bits for any number of threads.
 */
final class Search {
    private static final int FEW_DRAWS = 128;
    private static final int FINALISTS = 4;
    private static final double SAME = 1e-6;
    private static final double LOOSE = 1e-4;
    private static final double TIGHT = 1e-9;
    private static final int STEPS = 400;

    private final Terms terms;
    private final int random;
    private final long seed;
    private final double[] now;
    private final double spread;

    /**
     * @param agreeing how many starts ended with the best merit
     * @param second the best merit among the others' ends
     */
    record Found(Optimum best, int starts, int agreeing, OptionalDouble second) {}

    Search(Terms terms, int random, long seed) {
        this.terms = terms;
        this.random = random;
        this.seed = seed;
        int draws = terms.surface().draws();
        this.now = new double[draws];
        Worth all = new Worth(terms, draws, 0, now);
        all.at(terms.current());
        System.arraycopy(all.outcomes(), 0, now, 0, draws);
        this.spread = Scoring.needsBlur(terms.objective()) ? spread(all) : 0;
    }

    /** The outcomes of the current plan by draw. */
    double[] now() {
        return now;
    }

    Worth worth(double width) {
        return new Worth(terms, terms.surface().draws(), width, now);
    }

    /** The narrowest blur, in money. */
    double width() {
        double[] widths = Scoring.widths(terms.objective());
        return widths[widths.length - 1] * spread;
    }

    /** From all starts, and from those of another search. */
    Found best(double budget, double price, List<double[]> more) {
        int few = Math.min(FEW_DRAWS, terms.surface().draws());
        double width = Scoring.widths(terms.objective())[0] * spread;
        double[] fewNow = Arrays.copyOf(now, few);
        List<double[]> starts = new ArrayList<>(
                new Starts(terms, new Worth(terms, few, width, fewNow), budget, price).all(random, seed));
        more.forEach(x -> terms.nearest(x, budget).ifPresent(starts::add));
        if (starts.isEmpty()) {
            throw new EstimationFailed("No plan keeps to the bounds, the sums and a spend of " + Money.of(budget)
                    + " at once.\nMaybe one of the sums is too tight.");
        }
        double[] middle = middle(budget);
        boolean done = few == terms.surface().draws() && Scoring.widths(terms.objective()).length == 1;
        double tolerance = done ? TIGHT : LOOSE;
        List<Optimum> ends = IntStream.range(0, starts.size())
                .parallel()
                .mapToObj(i -> {
                    Worth worth = new Worth(terms, few, width, fewNow);
                    return new Climb(worth, Climb.gauge(worth, middle))
                            .from(starts.get(i), budget, price, tolerance, STEPS);
                })
                .filter(end -> end.residual() < 0.1 && Double.isFinite(end.merit()))
                .sorted(Comparator.comparingDouble(Optimum::merit).reversed())
                .toList();
        if (ends.isEmpty()) {
            throw new EstimationFailed("No climb from " + starts.size() + " starts came to rest; the response may be "
                    + "neither smooth nor finite.\nMaybe narrower bounds keep the plan where the response is known.");
        }
        double gauge = Climb.gauge(new Worth(terms, few, width, fewNow), middle);
        List<Optimum> finalists = finalists(ends, few, width, price, gauge);
        List<Optimum> polished = IntStream.range(0, finalists.size())
                .parallel()
                .mapToObj(i -> done ? finalists.get(i) : again(finalists.get(i).amounts(), budget, price, middle))
                .toList();
        int winner = 0;
        for (int i = 1; i < polished.size(); i++) {
            if (polished.get(i).merit() > polished.get(winner).merit()) {
                winner = i;
            }
        }
        Optimum best = polished.get(winner);
        OptionalDouble second = polished.stream()
                .filter(o -> !same(o, best, gauge))
                .mapToDouble(Optimum::merit)
                .max();
        Optimum screened = finalists.get(winner);
        int agreeing = (int) ends.stream().filter(e -> same(e, screened, gauge)).count();
        return new Found(best, starts.size(), agreeing, second);
    }

    /** The distinct ends that are the best with all draws: few draws rank near-equal ones by chance. */
    private List<Optimum> finalists(List<Optimum> ends, int few, double width, double price, double gauge) {
        List<Optimum> distinct = new ArrayList<>();
        for (Optimum end : ends) {
            if (distinct.stream().noneMatch(f -> same(f, end, gauge))) {
                distinct.add(end);
            }
        }
        if (few < terms.surface().draws()) {
            Worth worth = worth(width);
            record Ranked(Optimum end, double merit) {}
            distinct = distinct.stream()
                    .map(end -> {
                        double value = worth.at(end.amounts());
                        return new Ranked(end, value - price * (Terms.sum(end.amounts()) + worth.induced()));
                    })
                    .sorted(Comparator.comparingDouble(Ranked::merit).reversed())
                    .map(Ranked::end)
                    .toList();
        }
        return distinct.subList(0, Math.min(FINALISTS, distinct.size()));
    }

    /** One climb with all draws, from a plan that is thought near the best. */
    Optimum again(double[] start, double budget, double price) {
        return again(start, budget, price, middle(budget));
    }

    private Optimum again(double[] start, double budget, double price, double[] middle) {
        double[] at = start;
        Optimum end = null;
        double[] widths = Scoring.widths(terms.objective());
        for (int i = 0; i < widths.length; i++) {
            Worth worth = worth(widths[i] * spread);
            boolean last = i == widths.length - 1;
            end = new Climb(worth, Climb.gauge(worth, middle)).from(at, budget, price, last ? TIGHT : LOOSE, STEPS);
            at = end.amounts();
        }
        if (end == null) {
            throw new IllegalStateException("an objective has at least one width");
        }
        return end;
    }

    /** Two ends are the same where one is no better than the other. */
    private static boolean same(Optimum a, Optimum b, double gauge) {
        return Math.abs(a.merit() - b.merit()) <= SAME * Math.max(gauge, Math.abs(a.merit()));
    }

    private double[] middle(double budget) {
        double[] middle = new double[terms.size()];
        for (int j = 0; j < middle.length; j++) {
            middle[j] = 0.5 * (terms.lower()[j] + terms.upper()[j]);
        }
        return terms.nearest(middle, budget).orElse(middle);
    }

    /** A typical standard deviation of what is scored, over a few plans. */
    private double spread(Worth all) {
        double[] found = IntStream.range(0, 9)
                .mapToDouble(i -> {
                    double[] x = new double[terms.size()];
                    for (int j = 0; j < x.length; j++) {
                        double height = 0.5 + 0.45 * Math.cos(i + 2.4 * j);
                        x[j] = terms.lower()[j] + height * (terms.upper()[j] - terms.lower()[j]);
                    }
                    all.at(x);
                    double[] scored = all.outcomes().clone();
                    if (terms.objective() instanceof Objective.ChanceOfGain) {
                        for (int d = 0; d < scored.length; d++) {
                            scored[d] -= now[d];
                        }
                    }
                    return Scoring.deviation(scored);
                })
                .sorted()
                .toArray();
        return found[4];
    }
}

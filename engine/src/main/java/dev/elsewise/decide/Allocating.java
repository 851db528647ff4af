package dev.elsewise.decide;

import dev.elsewise.effect.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One planning, from the question to the answer in names. */
final class Allocating {
    private final BudgetOptimizer optimizer;
    private final ResponseSurface surface;
    private final Terms terms;
    private final Search search;

    Allocating(BudgetOptimizer optimizer, ResponseSurface surface) {
        this.optimizer = optimizer;
        this.surface = surface;
        this.terms = new Planning(optimizer, surface).terms();
        this.search = new Search(terms, optimizer.starts(), optimizer.seed());
    }

    Allocation allocation() {
        return switch (optimizer.goal()) {
            case Goal.FixedBudget(OptionalDouble money) -> {
                double budget = money.isPresent() ? money.getAsDouble() : currentCost();
                Planning.affordable(terms, search.worth(search.width()), budget);
                if (money.isPresent()) {
                    Planning.spendable(terms, search.worth(search.width()), budget);
                }
                yield told(search.best(budget, 0, List.of()), budget, 0);
            }
            case Goal.TargetRoi(double roi) -> {
                RoiSearch.Found found = new RoiSearch(search, roi).find();
                yield told(found.found(), found.budget(), 0);
            }
            case Goal.TargetMarginalRoi(double roi) ->
                told(search.best(Double.POSITIVE_INFINITY, roi, List.of()), Double.POSITIVE_INFINITY, roi);
        };
    }

    void refuse(boolean mediated) {
        if (!(optimizer.goal() instanceof Goal.FixedBudget(OptionalDouble money)) || money.isEmpty()) {
            return;
        }
        Planning.affordable(terms, search.worth(search.width()), money.getAsDouble());
        if (!mediated) {
            Planning.spendable(terms, search.worth(search.width()), money.getAsDouble());
        }
    }

    private double currentCost() {
        Worth worth = search.worth(search.width());
        double[] current = terms.current();
        worth.at(current);
        return Terms.sum(current) + worth.induced();
    }

    private Allocation told(Search.Found found, double budget, double price) {
        Optimum best = found.best();
        Worth worth = search.worth(search.width());
        double[] slope = new double[terms.size()];
        worth.at(best.amounts(), slope);
        double[] outcomes = worth.outcomes().clone();
        double extra = best.cost() - currentCost();
        GridCheck.Found grid = GridCheck.over(terms, search, budget, price, optimizer.gridPoints());
        Certificate certificate = new Certificate(
                Kkt.residual(terms, worth, best, budget, price),
                found.starts(),
                found.agreeing(),
                best.merit(),
                found.second(),
                search.width(),
                grid.best(),
                grid.plans());
        Allocation.Line[] lines = new Allocation.Line[terms.size()];
        for (int j = 0; j < terms.size(); j++) {
            lines[terms.place(j)] = line(j, best.amounts()[j], slope[j], worth.inducedSlope()[j]);
        }
        OptionalDouble limit = Double.isInfinite(budget) ? OptionalDouble.empty() : OptionalDouble.of(budget);
        List<Allocation.Induced> induced = induced(best.amounts());
        return new Allocation(
                optimizer.goal(),
                terms.objective(),
                List.of(lines),
                plan(terms.current(), search.now()),
                plan(best.amounts(), outcomes),
                gain(outcomes, 0),
                gain(outcomes, extra),
                limit,
                best.shadowPrice(),
                sums(best),
                induced,
                certificate,
                new PlanWarnings(terms, optimizer, best, limit, certificate, induced).all());
    }

    private Allocation.Line line(int j, double amount, double slope, double inducedSlope) {
        Lever lever = terms.levers().get(j);
        double lower = terms.lower()[j];
        double upper = terms.upper()[j];
        double near = 1e-7 * Math.max(upper, Double.MIN_NORMAL);
        Allocation.Binding binding = lower == upper
                ? Allocation.Binding.FIXED
                : amount <= lower + near
                        ? Allocation.Binding.LOWER
                        : amount >= upper - near ? Allocation.Binding.UPPER : Allocation.Binding.FREE;
        return new Allocation.Line(
                lever.name(),
                lever.channel(),
                lever.part(),
                lever.current(),
                amount,
                lower,
                upper,
                binding,
                slope,
                slope / (1 + inducedSlope),
                lever.observedMost());
    }

    private Allocation.Plan plan(double[] amounts, double[] outcomes) {
        Worth worth = search.worth(search.width());
        worth.at(amounts);
        return new Allocation.Plan(
                Terms.sum(amounts),
                worth.induced(),
                mean(outcomes),
                interval(outcomes),
                Scoring.exact(terms.objective(), outcomes, search.now()));
    }

    private Allocation.Gain gain(double[] outcomes, double cost) {
        double[] gains = new double[outcomes.length];
        for (int d = 0; d < gains.length; d++) {
            gains[d] = outcomes[d] - search.now()[d] - cost;
        }
        return new Allocation.Gain(
                mean(gains), deviation(gains), interval(gains), Scoring.shareAbove(gains, new double[gains.length]));
    }

    private Optional<Interval> interval(double[] draws) {
        if (draws.length < 2) {
            return Optional.empty();
        }
        double[] sorted = Scoring.sorted(draws);
        double tail = 0.5 * (1 - optimizer.level());
        return Optional.of(new Interval(
                optimizer.level(),
                String.format(java.util.Locale.ROOT, "%,d draws", draws.length),
                Scoring.quantile(sorted, tail),
                Scoring.quantile(sorted, 1 - tail)));
    }

    private static double deviation(double[] draws) {
        double mean = mean(draws);
        double squares = 0;
        for (double d : draws) {
            squares += (d - mean) * (d - mean);
        }
        return draws.length < 2 ? Double.NaN : Math.sqrt(squares / (draws.length - 1));
    }

    private static double mean(double[] draws) {
        return dev.elsewise.math.Kernels.sum(draws, draws.length) / draws.length;
    }

    private List<Allocation.Sum> sums(Optimum best) {
        List<Allocation.Sum> told = new ArrayList<>();
        for (Group group : optimizer.groups()) {
            double price = 0;
            double now = 0;
            double then = 0;
            for (int r = 0; r < terms.sums().size(); r++) {
                Terms.Sum sum = terms.sums().get(r);
                if (sum.name().equals(group.name())) {
                    price += best.sumPrices()[r];
                    now = Math.abs(dot(sum.weights(), terms.current()));
                    then = Math.abs(dot(sum.weights(), best.amounts()));
                }
            }
            told.add(new Allocation.Sum(group.name(), group.atLeast(), group.atMost(), now, then, price));
        }
        return told;
    }

    private static double dot(double[] a, double[] b) {
        return dev.elsewise.math.Kernels.dot(a, b, a.length);
    }

    private List<Allocation.Induced> induced(double[] amounts) {
        List<String> mediators = surface.mediators();
        if (mediators.isEmpty()) {
            return List.of();
        }
        double[] now = inducedBy(terms.current());
        double[] then = inducedBy(amounts);
        List<Allocation.Induced> told = new ArrayList<>();
        for (int m = 0; m < mediators.size(); m++) {
            int place = m;
            boolean charged = java.util.Arrays.stream(terms.charged()).anyMatch(c -> c == place);
            told.add(new Allocation.Induced(mediators.get(m), now[m], then[m], charged));
        }
        return told;
    }

    private double[] inducedBy(double[] amounts) {
        int draws = surface.draws();
        Response response = Response.of(surface, draws);
        double[] placed = new double[amounts.length];
        for (int j = 0; j < amounts.length; j++) {
            placed[terms.place(j)] = amounts[j];
        }
        surface.respond(placed, 0, draws, response);
        double[] means = new double[surface.mediators().size()];
        for (int m = 0; m < means.length; m++) {
            means[m] = mean(response.induced()[m]);
        }
        return means;
    }
}

package dev.elsewise.decide;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** From names and shares to {@link Terms}; refuses what does not fit together, before any search. */
final class Planning {
    private final BudgetOptimizer optimizer;
    private final ResponseSurface surface;
    private final List<Lever> levers;

    Planning(BudgetOptimizer optimizer, ResponseSurface surface) {
        this.optimizer = optimizer;
        this.surface = surface;
        this.levers = surface.levers();
    }

    Terms terms() {
        names();
        int[] order = IntStream.range(0, levers.size())
                .boxed()
                .sorted(Comparator.comparing(j -> levers.get(j).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Lever> sorted = Arrays.stream(order).mapToObj(levers::get).toList();
        double[] lower = new double[order.length];
        double[] upper = new double[order.length];
        for (int j = 0; j < order.length; j++) {
            Lever lever = sorted.get(j);
            Bounds bounds = bounds(lever);
            lower[j] = bounds.lowerAmount(lever.current());
            upper[j] = Math.min(bounds.upperAmount(lever.current()), most(lower[j]));
            if (Double.isInfinite(upper[j])) {
                throw new BadStudy("Without a budget each lever needs a finite upper bound; \"" + lever.name()
                        + "\" has none.\nMaybe its observed maximum is a good one.");
            }
        }
        Terms terms =
                new Terms(surface, order, sorted, lower, upper, sums(sorted, lower, upper), charged(), objective());
        if (terms.nearest(terms.current(), Double.POSITIVE_INFINITY).isEmpty()) {
            throw new BadStudy("The bounds of the levers and the sums "
                    + optimizer.groups().stream().map(Group::name).toList() + " cannot all hold at once.\n"
                    + "Maybe one of the sums has levers in common with another.");
        }
        return terms;
    }

    /** A lever cannot take more than the whole budget, which bounds one without an upper bound. */
    private double most(double lower) {
        return optimizer.goal() instanceof Goal.FixedBudget(var money) && money.isPresent()
                ? Math.max(lower, money.getAsDouble())
                : Double.POSITIVE_INFINITY;
    }

    private void names() {
        if (levers.isEmpty()) {
            throw new BadStudy("A plan needs at least one lever; the response surface has none.");
        }
        if (surface.draws() < 1) {
            throw new BadStudy("A response surface needs at least one draw; it has " + surface.draws() + ".");
        }
        Set<String> seen = new HashSet<>();
        for (Lever lever : levers) {
            if (!seen.add(lever.name())) {
                throw new BadStudy("Each lever needs a name of its own; \"" + lever.name() + "\" stands twice.");
            }
        }
        Set<String> known = new TreeSet<>(seen);
        levers.forEach(l -> known.add(l.channel()));
        for (String name : optimizer.bounds().keySet()) {
            if (!known.contains(name)) {
                throw unknown("bound", name, known);
            }
        }
    }

    private static BadStudy unknown(String what, String name, Set<String> known) {
        return new BadStudy("A " + what + " names \"" + name + "\", which is no lever; there are " + known + "."
                + Nearest.hint(name, known));
    }

    private Bounds bounds(Lever lever) {
        Bounds own = optimizer.bounds().get(lever.name());
        Bounds channel = optimizer.bounds().get(lever.channel());
        return own != null ? own : channel != null ? channel : optimizer.otherwise();
    }

    private Objective objective() {
        Objective objective = optimizer.objective();
        if (surface.draws() < 2 && !(objective instanceof Objective.Mean)) {
            throw new BadStudy("To maximise " + objective.words()
                    + " takes draws of the model's uncertainty; the response surface has one.\n"
                    + "Maybe maximise the mean.");
        }
        if (objective instanceof Objective.ChanceOfGain && !(optimizer.goal() instanceof Goal.FixedBudget)) {
            throw new BadStudy("A target ROI needs an objective in money; " + objective.words()
                    + " is a chance.\nMaybe give a fixed budget.");
        }
        return objective;
    }

    private int[] charged() {
        List<String> mediators = surface.mediators();
        Set<String> wanted = optimizer.charged().orElseGet(() -> new TreeSet<>(mediators));
        for (String name : wanted) {
            if (!mediators.contains(name)) {
                throw new BadStudy(
                        "The induced spend of \"" + name + "\" cannot be charged: it is no mediator; there are "
                                + mediators + "." + Nearest.hint(name, mediators));
            }
        }
        return IntStream.range(0, mediators.size())
                .filter(m -> wanted.contains(mediators.get(m)))
                .boxed()
                .sorted(Comparator.comparing(mediators::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private List<Terms.Sum> sums(List<Lever> sorted, double[] lower, double[] upper) {
        List<Terms.Sum> sums = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Group group : optimizer.groups()) {
            if (!seen.add(group.name())) {
                throw new BadStudy("Each sum needs a name of its own; \"" + group.name() + "\" stands twice.");
            }
            double[] weights = members(group, sorted);
            double low = dev.elsewise.math.Kernels.dot(weights, lower, lower.length);
            double high = dev.elsewise.math.Kernels.dot(weights, upper, upper.length);
            if (low > group.atMost() * (1 + 1e-12)) {
                throw new BadStudy("The sum of \"" + group.name() + "\" may be at most " + Money.of(group.atMost())
                        + "; the lower bounds of its levers add up to " + Money.of(low)
                        + ".\nMaybe lower them, or raise the limit.");
            }
            if (high < group.atLeast() * (1 - 1e-12)) {
                throw new BadStudy("The sum of \"" + group.name() + "\" must be at least " + Money.of(group.atLeast())
                        + "; the upper bounds of its levers add up to " + Money.of(high)
                        + ".\nMaybe raise them, or lower the limit.");
            }
            if (group.atLeast() == group.atMost()) {
                sums.add(new Terms.Sum(group.name(), weights, group.atMost(), true, 1));
                continue;
            }
            if (!Double.isInfinite(group.atMost())) {
                sums.add(new Terms.Sum(group.name(), weights, group.atMost(), false, 1));
            }
            if (group.atLeast() > 0) {
                double[] negative = Arrays.stream(weights).map(w -> -w).toArray();
                sums.add(new Terms.Sum(group.name(), negative, -group.atLeast(), false, -1));
            }
        }
        return sums;
    }

    private static double[] members(Group group, List<Lever> sorted) {
        double[] weights = new double[sorted.size()];
        for (String member : group.members()) {
            boolean found = false;
            for (int j = 0; j < weights.length; j++) {
                Lever lever = sorted.get(j);
                if (member.equals(lever.name()) || member.equals(lever.channel()) || member.equals(lever.part())) {
                    weights[j] = 1;
                    found = true;
                }
            }
            if (!found) {
                Set<String> known = new TreeSet<>();
                sorted.forEach(l -> known.addAll(List.of(l.name(), l.channel(), l.part())));
                known.remove("");
                throw unknown("sum (\"" + group.name() + "\")", member, known);
            }
        }
        return weights;
    }

    /** Refuses a budget that the least plan overdraws. */
    static void affordable(Terms terms, Worth worth, double budget) {
        Wording said = terms.surface().wording();
        double least = Terms.sum(terms.lower());
        if (least > budget * (1 + 1e-12)) {
            int dearest = IntStream.range(0, terms.size())
                    .boxed()
                    .max(Comparator.comparingDouble(j -> terms.lower()[j]))
                    .orElseThrow();
            throw new BadStudy("The budget is " + said.total(budget) + "; the lower bounds of the levers add up to "
                    + said.total(least) + ".\nMaybe raise the budget, or lower the bounds; the largest is that of \""
                    + terms.name(dearest) + "\" (" + said.lever(terms.lower()[dearest]) + ").");
        }
        Optional<double[]> plan = terms.nearest(terms.lower(), budget);
        if (plan.isEmpty()) {
            throw new BadStudy("The budget is " + said.total(budget)
                    + "; bounds and sums together ask for more than that: "
                    + terms.sums().stream()
                            .filter(s -> s.equal() || s.sign() < 0)
                            .map(s -> "\"" + s.name() + "\" for " + said.total(Math.abs(s.limit())))
                            .toList()
                    + ".\nMaybe raise the budget, or lower a sum.");
        }
        worth.at(plan.get());
        double cheapest = Terms.sum(plan.get()) + worth.induced();
        if (terms.charged().length > 0 && cheapest > budget * (1 + 1e-12)) {
            throw new BadStudy("The budget is " + said.total(budget) + "; the least plan costs " + said.total(cheapest)
                    + ", of which " + said.bare(worth.induced()) + " is spend that it causes on mediators.\n"
                    + "Maybe raise the budget, lower the bounds, or do not charge the mediators.");
        }
    }

    /**
     * Refuses a budget that no plan within the bounds could spend: the plan at all upper bounds would be the only answer, whatever the
     * responses say. Sums may leave less than the bounds do; what they leave over is said beside the plan.
     */
    static void spendable(Terms terms, Worth worth, double budget) {
        Wording said = terms.surface().wording();
        worth.at(terms.lower());
        double induced = worth.induced();
        worth.at(terms.upper());
        induced = Math.max(induced, worth.induced());
        double levers = Terms.sum(terms.upper());
        if (levers + induced < budget * (1 - 1e-9)) {
            int largest = IntStream.range(0, terms.size())
                    .boxed()
                    .max(Comparator.comparingDouble(j -> terms.upper()[j]))
                    .orElseThrow();
            throw new BadStudy("The budget is " + said.total(budget) + "; the upper bounds of the levers add up to "
                    + said.total(levers)
                    + (terms.charged().length > 0
                            ? ", with which mediators would spend " + said.bare(induced) + " more"
                            : "")
                    + ".\nMaybe widen the bounds, or lower the budget; the largest is that of \""
                    + terms.name(largest) + "\" (" + said.lever(terms.upper()[largest]) + ").");
        }
    }
}

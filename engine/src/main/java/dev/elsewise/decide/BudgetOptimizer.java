package dev.elsewise.decide;

import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * The plan with the greatest outcome among those that can be afforded: max U(x) over lower ≤ x ≤ upper, sums of levers within their bounds,
 * and Σx + E[induced(x)] ≤ budget, where U scores the draws of the outcome (their mean, a quantile, the mean of the worst, …).
 *
 * <p>Everything goes by name. Levers may be channels, channels in weeks (flighting: keep a channel's total with {@link #withTotal}, cap a
 * week with {@link Group#atMost}) or channels in geos. Saturation that begins S-shaped makes the problem not concave, so a greedy search
 * may be wrong: many starts are climbed by a projected quasi-Newton method with exact projection, and the result carries a
 * {@link Certificate}. Mediators whose spend the surface foretells are charged to the budget unless told otherwise.
 *
 * <p>Cost: some thousand calls of the surface on at most 128 draws, then about a hundred on all of them.
 *
 * <pre>{@code
 * Allocation plan = BudgetOptimizer.fixedBudget(50_000)
 *         .withLever("facebook", 0.7, 1.3)
 *         .withAmounts("email", 0, 2_000)
 *         .allocate(surface);
 * }</pre>
 *
 * @param otherwise bounds of the levers without bounds of their own
 * @param bounds by lever, or by channel for all its levers
 * @param charged the mediators whose induced spend counts; empty for all
 * @param starts random starts beside those that are always made
 * @param level of intervals
 * @param gridPoints per lever, for a brute-force check where at most three levers are free; 0 for none
 */
public record BudgetOptimizer(
        Goal goal,
        Objective objective,
        Bounds otherwise,
        Map<String, Bounds> bounds,
        List<Group> groups,
        Optional<Set<String>> charged,
        int starts,
        double level,
        int gridPoints,
        long seed) {
    public BudgetOptimizer {
        bounds = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(bounds));
        groups = List.copyOf(groups);
        charged = charged.map(names -> java.util.Collections.unmodifiableSet(new TreeSet<>(names)));
        if (starts < 0) {
            throw new BadStudy("The random starts must be zero or more; found " + starts + ".");
        }
        if (!(level > 0 && level < 1)) {
            throw new BadStudy("The level of an interval must lie between 0 and 1; found " + level + ".");
        }
        if (gridPoints < 0 || gridPoints > 1000) {
            throw new BadStudy(
                    "A grid needs between 2 and 1,000 points a lever, or 0 for none; found " + gridPoints + ".");
        }
    }

    /**
     * What is spent now, spread better: mean outcome, each lever within 30 % of its current amount, all mediators charged, 16 random starts,
     * 90 % intervals.
     */
    public static BudgetOptimizer withDefaults() {
        return of(new Goal.FixedBudget(OptionalDouble.empty()));
    }

    /** The largest outcome for that much money. */
    public static BudgetOptimizer fixedBudget(double money) {
        return of(new Goal.FixedBudget(OptionalDouble.of(money)));
    }

    /** The largest outcome with at least that ROI. */
    public static BudgetOptimizer targetRoi(double roi) {
        return of(new Goal.TargetRoi(roi));
    }

    /** Spend until the last unit of money on each free lever brings that much. */
    public static BudgetOptimizer targetMarginalRoi(double roi) {
        return of(new Goal.TargetMarginalRoi(roi));
    }

    private static BudgetOptimizer of(Goal goal) {
        return new BudgetOptimizer(
                goal,
                new Objective.Mean(),
                Bounds.relative(0.7, 1.3),
                Map.of(),
                List.of(),
                Optional.empty(),
                16,
                0.9,
                0,
                0);
    }

    public BudgetOptimizer withObjective(Objective value) {
        return new BudgetOptimizer(goal, value, otherwise, bounds, groups, charged, starts, level, gridPoints, seed);
    }

    /** Bounds of a lever, or of each lever of a channel, as shares of the current amount. */
    public BudgetOptimizer withLever(String name, double lower, double upper) {
        return withBounds(name, shown(name, () -> Bounds.relative(lower, upper)));
    }

    /** Bounds of a lever, or of each lever of a channel, in money. */
    public BudgetOptimizer withAmounts(String name, double lower, double upper) {
        return withBounds(name, shown(name, () -> Bounds.amounts(lower, upper)));
    }

    /** A lever that stays as it is, or each lever of a channel. */
    public BudgetOptimizer withFixed(String name) {
        return withBounds(name, Bounds.relative(1, 1));
    }

    public BudgetOptimizer withBounds(String name, Bounds value) {
        Map<String, Bounds> more = new LinkedHashMap<>(bounds);
        more.put(name, value);
        return new BudgetOptimizer(goal, objective, otherwise, more, groups, charged, starts, level, gridPoints, seed);
    }

    /** Bounds of all levers that have none of their own. */
    public BudgetOptimizer withOtherwise(Bounds value) {
        return new BudgetOptimizer(goal, objective, value, bounds, groups, charged, starts, level, gridPoints, seed);
    }

    /** One more bound on a sum of levers. */
    public BudgetOptimizer withGroup(Group value) {
        List<Group> more = new ArrayList<>(groups);
        more.add(value);
        return new BudgetOptimizer(goal, objective, otherwise, bounds, more, charged, starts, level, gridPoints, seed);
    }

    /** A channel's levers add up to that: only when, or where, it is spent is free. */
    public BudgetOptimizer withTotal(String channel, double amount) {
        return withGroup(Group.exactly(channel, amount, channel));
    }

    /** Only the induced spend on these mediators counts as spend; without a name, on none. */
    public BudgetOptimizer charging(String... mediators) {
        return new BudgetOptimizer(
                goal,
                objective,
                otherwise,
                bounds,
                groups,
                Optional.of(new TreeSet<>(List.of(mediators))),
                starts,
                level,
                gridPoints,
                seed);
    }

    public BudgetOptimizer withStarts(int value) {
        return new BudgetOptimizer(goal, objective, otherwise, bounds, groups, charged, value, level, gridPoints, seed);
    }

    public BudgetOptimizer withLevel(double value) {
        return new BudgetOptimizer(
                goal, objective, otherwise, bounds, groups, charged, starts, value, gridPoints, seed);
    }

    /** A brute-force check with so many points for each lever, where at most three are free. */
    public BudgetOptimizer withGrid(int points) {
        return new BudgetOptimizer(goal, objective, otherwise, bounds, groups, charged, starts, level, points, seed);
    }

    public BudgetOptimizer withSeed(long value) {
        return new BudgetOptimizer(
                goal, objective, otherwise, bounds, groups, charged, starts, level, gridPoints, value);
    }

    /**
     * The best plan.
     *
     * @throws BadStudy for an unknown lever or mediator, bounds that contradict each other, a budget below the least spend or above the most, a target
     *     that no plan reaches
     * @throws dev.elsewise.error.EstimationFailed where the surface has no finite answer
     */
    public Allocation allocate(ResponseSurface surface) {
        return new Allocating(this, surface).allocation();
    }

    /**
     * Refuses what no plan can be, whatever the responses are: unknown levers, bounds that contradict each other, and a budget below all lower
     * bounds or above all upper ones. It needs no surface, so that nobody waits for one.
     *
     * @param mediated whether mediators spend some of the budget: how much, only a surface says
     * @throws BadStudy as {@link #allocate} would
     */
    public void refuse(List<Lever> levers, Wording wording, boolean mediated) {
        new Allocating(charging(), new Unanswered(levers, wording)).refuse(mediated);
    }

    private static Bounds shown(String name, java.util.function.Supplier<Bounds> bounds) {
        try {
            return bounds.get();
        } catch (BadStudy wrong) {
            throw new BadStudy("Bounds of \"" + name + "\": " + wrong.getMessage(), wrong);
        }
    }
}

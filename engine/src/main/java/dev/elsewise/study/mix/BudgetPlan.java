package dev.elsewise.study.mix;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a budget is to be proposed for.
 *
 * @param budget money a period or in all; what was spent when empty
 * @param per what the budget is for
 * @param otherwise limits of the levers that have none of their own
 * @param bounds limits by input
 * @param charging the mediators whose induced spend is taken from the budget; all that cost when empty
 * @param split into which levers the budget is divided
 */
public record BudgetPlan(
        OptionalDouble budget,
        Per per,
        Bounds otherwise,
        Map<String, Bounds> bounds,
        Goal goal,
        Optional<List<String>> charging,
        Risk risk,
        Split split) {
    public BudgetPlan {
        bounds = Collections.unmodifiableMap(new LinkedHashMap<>(bounds));
        charging = charging.map(List::copyOf);
    }

    /** What is spent now, spread better: the most outcome, each channel within 30 % of what it has. */
    public static BudgetPlan withDefaults() {
        return new BudgetPlan(
                OptionalDouble.empty(),
                Per.PERIOD,
                new Bounds.Multiples(0.7, 1.3),
                Map.of(),
                new Goal.Maximise(),
                Optional.empty(),
                new Risk.Mean(),
                Split.CHANNELS);
    }

    /** The same plan for that much money: the most outcome for it. */
    public BudgetPlan withBudget(double money) {
        return new BudgetPlan(
                OptionalDouble.of(money), per, otherwise, bounds, new Goal.Maximise(), charging, risk, split);
    }

    public BudgetPlan withPer(Per value) {
        return new BudgetPlan(budget, value, otherwise, bounds, goal, charging, risk, split);
    }

    /** The same plan at a return instead of for a budget. */
    public BudgetPlan withReturn(Goal value) {
        return new BudgetPlan(OptionalDouble.empty(), per, otherwise, bounds, value, charging, risk, split);
    }

    /** What a budget is for. */
    public enum Per {
        PERIOD,
        /** All periods of the window together. */
        TOTAL
    }

    /** The least and the most that a lever may have. */
    public sealed interface Bounds {
        double least();

        double most();

        /** As multiples of what it has now. */
        record Multiples(double least, double most) implements Bounds {}

        /** In money a period. */
        record Amounts(double least, double most) implements Bounds {}
    }

    /** What is sought. */
    public sealed interface Goal {
        /** The most outcome for the budget. */
        record Maximise() implements Goal {}

        /** The most outcome whose money is at least so many times the spend. */
        record Roi(double least) implements Goal {}

        /** The most outcome such that the last unit of money still brings so much. */
        record MarginalRoi(double least) implements Goal {}
    }

    /** Which number of the draws is to be large. */
    public sealed interface Risk {
        record Mean() implements Risk {}

        /** A quantile. */
        record Quantile(double level) implements Risk {}

        /** The mean of the worst share. */
        record Worst(double share) implements Risk {}
    }

    /** The levers of a plan. */
    public enum Split {
        CHANNELS,
        /** Each channel in each period. */
        PERIODS,
        /** Each channel in each unit. */
        UNITS
    }
}

package dev.elsewise.decide;

import dev.elsewise.effect.Interval;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A plan for money, beside the current one: by lever, in all, and why it is the best.
 *
 * @param lines one for each lever, in the order of the surface; {@link #line} finds one by its name
 * @param now what the current plan brings
 * @param proposed what the proposed plan brings
 * @param gain outcome of the proposed plan less that of the current one, draw by draw
 * @param netGain the same less what the proposed plan costs more
 * @param budget what may be spent: given, or for a target what the target allows; empty where only bounds limit the plan
 * @param shadowPrice what one unit of money more in the budget would add to the objective
 * @param sums the groups, with what they come to
 * @param mediators the spend that the plan causes elsewhere
 * @param warnings in words
 */
public record Allocation(
        Goal goal,
        Objective objective,
        List<Line> lines,
        Plan now,
        Plan proposed,
        Gain gain,
        Gain netGain,
        OptionalDouble budget,
        double shadowPrice,
        List<Sum> sums,
        List<Induced> mediators,
        Certificate certificate,
        List<String> warnings) {
    public Allocation {
        lines = List.copyOf(lines);
        sums = List.copyOf(sums);
        mediators = List.copyOf(mediators);
        warnings = List.copyOf(warnings);
    }

    /** What holds a lever where it is. */
    public enum Binding {
        FREE,
        LOWER,
        UPPER,
        FIXED
    }

    /**
     * One lever.
     *
     * @param marginalReturn what the last unit of money on it adds to the objective
     * @param marginalRoi the same for each unit that the budget is charged with: spend on charged mediators counted
     */
    public record Line(
            String lever,
            String channel,
            String part,
            double current,
            double proposed,
            double lower,
            double upper,
            Binding binding,
            double marginalReturn,
            double marginalRoi,
            double observedMost) {
        /** The change as a share of the current amount; NaN where that is 0. */
        public double change() {
            return current > 0 ? proposed / current - 1 : proposed > 0 ? Double.NaN : 0;
        }
    }

    /**
     * What a plan brings.
     *
     * @param levers the sum over the levers
     * @param induced the expected spend on the mediators that are charged
     * @param outcome the expected incremental outcome
     * @param interval of the outcome, from the draws; empty for a point estimate
     * @param objective what was maximised: exact, not blurred
     */
    public record Plan(double levers, double induced, double outcome, Optional<Interval> interval, double objective) {
        /** What the budget is charged with. */
        public double spend() {
            return levers + induced;
        }

        /** Outcome / spend. */
        public double roi() {
            return outcome / spend();
        }
    }

    /**
     * A difference of plans over paired draws.
     *
     * @param standardError the standard deviation of the draws; NaN for a point estimate
     * @param chance the share of draws in which it is positive, ties counting half
     */
    public record Gain(double mean, double standardError, Optional<Interval> interval, double chance) {}

    /**
     * A bound on a sum of levers.
     *
     * @param price what one unit more of its limit would add to the objective; 0 where it does not bind
     */
    public record Sum(String name, double atLeast, double atMost, double current, double proposed, double price) {}

    /** Expected spend on a mediator that the plans cause. */
    public record Induced(String mediator, double current, double proposed, boolean charged) {}

    /** The lever of that name. */
    public Line line(String lever) {
        return lines.stream().filter(l -> l.lever().equals(lever)).findFirst().orElseThrow(() -> {
            List<String> names = lines.stream().map(Line::lever).toList();
            return new BadStudy(
                    "The plan has no lever \"" + lever + "\"; it has " + names + "." + Nearest.hint(lever, names));
        });
    }

    /** The proposed amounts by name. */
    public Map<String, Double> amounts() {
        Map<String, Double> amounts = new LinkedHashMap<>();
        lines.forEach(l -> amounts.put(l.lever(), l.proposed()));
        return amounts;
    }

    /** A table and sentences. */
    public String text() {
        return AllocationText.of(this);
    }
}

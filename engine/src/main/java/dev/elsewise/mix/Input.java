package dev.elsewise.mix;

import dev.elsewise.scm.Transform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of a media mix's graph that acts on others, and how.
 *
 * @param name the node
 * @param role what it is to marketing
 * @param column what acts: impressions, clicks, sends, a price; the spend where nothing else was measured
 * @param spend what it costs
 * @param carryOver how it acts over time; empty: in the same period, in proportion
 * @param sign the limit on its effect
 */
public record Input(String name, Role role, String column, Cost spend, Optional<Transform> carryOver, Sign sign) {

    /** What an input is. */
    public enum Role {
        /** Media that are paid for. */
        PAID,
        /** Media that cost nothing by the unit. */
        ORGANIC,
        /** Something sent at a cost a unit, such as e-mail. */
        LEVER,
        /** Anything else that moves the outcome. */
        CONTROL,
        /** A control that is a price: it has an elasticity and a best band. */
        PRICE,
        /** A control that is a promotion: it has an uplift. */
        PROMOTION,
        /** A control that is 1 in the periods of an event. */
        EVENT;

        /** Whether it has a spend, and so a return on it. */
        public boolean costs() {
            return this == PAID || this == LEVER;
        }

        /** Whether it is advertising or a message, whose incremental outcome is asked for. */
        public boolean acts() {
            return this == PAID || this == ORGANIC || this == LEVER;
        }
    }

    /** What an effect may be. */
    public enum Sign {
        ANY,
        POSITIVE,
        NEGATIVE;

        /** The least that a coefficient may be. */
        public double least() {
            return this == POSITIVE ? 0 : Double.NEGATIVE_INFINITY;
        }

        /** The most that a coefficient may be. */
        public double most() {
            return this == NEGATIVE ? 0 : Double.POSITIVE_INFINITY;
        }
    }

    /** What an input costs in each period. */
    public sealed interface Cost {
        /** Nothing. */
        record Free() implements Cost {}

        /** What a column says, in money. */
        record Spend(String column) implements Cost {}

        /** So much money a unit of the input. */
        record PerUnit(double price) implements Cost {}

        /** Of a price: nothing by itself, but what is sold at it costs so much a unit to make or buy. */
        record OfSold(double unit) implements Cost {}
    }

    /** Paid media of which only the spend is known. */
    public static Input paid(String name, String spend, @Nullable Transform carryOver) {
        return new Input(name, Role.PAID, spend, new Cost.Spend(spend), Optional.ofNullable(carryOver), Sign.POSITIVE);
    }

    /** A control that acts in proportion. */
    public static Input control(String name, String column, Sign sign) {
        return new Input(name, Role.CONTROL, column, new Cost.Free(), Optional.empty(), sign);
    }

    /** The same input acting over time in another way. */
    public Input withCarryOver(Transform value) {
        return new Input(name, role, column, spend, Optional.of(value), sign);
    }
}

package dev.elsewise.decide;

import dev.elsewise.error.BadStudy;
import java.util.OptionalDouble;

/** What a plan is to reach. Spend means the levers' sum, and the induced spend on the mediators that are charged. */
public sealed interface Goal {
    /**
     * The largest outcome whose spend is at most the budget.
     *
     * @param money the budget; empty for what is spent now
     */
    record FixedBudget(OptionalDouble money) implements Goal {
        public FixedBudget {
            if (money.isPresent() && (!(money.getAsDouble() >= 0) || Double.isInfinite(money.getAsDouble()))) {
                throw new BadStudy("A budget must be zero or more, and finite; found " + money.getAsDouble() + ".");
            }
        }
    }

    /** The largest outcome with outcome / spend of at least the target. */
    record TargetRoi(double roi) implements Goal {
        public TargetRoi {
            positive("ROI", roi);
        }
    }

    /** Spend until the last unit of money on each free lever brings the target: the largest outcome − target · spend. */
    record TargetMarginalRoi(double roi) implements Goal {
        public TargetMarginalRoi {
            positive("marginal ROI", roi);
        }
    }

    private static void positive(String what, double roi) {
        if (!(roi > 0) || Double.isInfinite(roi)) {
            throw new BadStudy("A target " + what + " must be positive and finite; found " + roi + ".");
        }
    }
}

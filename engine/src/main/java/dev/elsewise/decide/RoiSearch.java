package dev.elsewise.decide;

import dev.elsewise.error.BadStudy;
import java.util.List;

/**
 * The largest outcome whose ROI is at least a target.
 *
 * <p>Let V(B) be the largest worth at a cost of at most B. The plan asked for is that of the largest B with V(B) ≥ target · B: it keeps to the
 * target, and a plan with more worth that kept to it would show a larger such B. So the search is for the last zero of one
 * function, each value of which is a search with a certificate of its own; its slope is the shadow price less the target. Whether
 * there is any such B is settled first by the plan of the greatest ROI (W. Dinkelbach, Management Science 13 (1967), DOI
 * 10.1287/mnsc.13.7.492).
 */
final class RoiSearch {
    private static final int SCAN = 24;
    private static final int STEPS = 60;

    private final Search search;
    private final double target;

    /** @param budget the spend at which the target is just met; infinite where it does not bind */
    record Found(Search.Found found, double budget) {}

    RoiSearch(Search search, double target) {
        this.search = search;
        this.target = target;
    }

    Found find() {
        Search.Found most = search.best(Double.POSITIVE_INFINITY, 0, List.of());
        if (surplus(most.best()) >= 0) {
            return new Found(most, Double.POSITIVE_INFINITY);
        }
        Optimum feasible = greatestRoi(most.best());
        Optimum last = lastZero(feasible, most.best());
        // A search from all starts at the end may find a better basin, which then allows more.
        Search.Found found = search.best(last.cost(), 0, List.of(last.amounts()));
        for (int i = 0;
                i < 3 && surplus(found.best()) > 1e-7 * Math.abs(found.best().worth());
                i++) {
            last = lastZero(found.best(), most.best());
            found = search.best(last.cost(), 0, List.of(last.amounts()));
        }
        return new Found(found, last.cost());
    }

    private double surplus(Optimum plan) {
        return plan.worth() - target * plan.cost();
    }

    private Optimum greatestRoi(Optimum start) {
        Optimum best = start;
        double roi = roi(start);
        for (int i = 0; i < 30; i++) {
            Optimum next = search.best(Double.POSITIVE_INFINITY, Math.max(roi, 0), List.of(best.amounts()))
                    .best();
            double reached = roi(next);
            if (reached > roi) {
                best = next;
            }
            if (roi(best) >= target) {
                return best;
            }
            if (!(reached > roi * (1 + 1e-9))) {
                break;
            }
            roi = reached;
        }
        throw new BadStudy("No plan within the bounds and sums has an ROI of " + Money.of(target) + "; the best has "
                + Money.of(roi(best)) + ", at a spend of " + Money.of(best.cost())
                + ".\nMaybe lower the target, or the lower bounds of the levers with the least return.");
    }

    private static double roi(Optimum plan) {
        return plan.cost() > 0 ? plan.worth() / plan.cost() : 0;
    }

    /** The best plan at the last budget whose surplus is not negative, between one where it is not and one where it is. */
    private Optimum lastZero(Optimum feasible, Optimum most) {
        double low = feasible.cost();
        double high = most.cost();
        Optimum left = feasible;
        Optimum right = most;
        double width = (high - low) / SCAN;
        for (int k = SCAN - 1; k > 0; k--) {
            double budget = feasible.cost() + width * k;
            Optimum here = better(budget, right, feasible);
            if (surplus(here) >= 0) {
                low = here.cost();
                left = here;
                break;
            }
            right = here;
            high = budget;
        }
        double budget = 0.5 * (low + high);
        for (int i = 0; i < STEPS && high - low > 1e-11 * high; i++) {
            Optimum here = better(budget, left, right);
            double excess = here.worth() - target * budget;
            if (excess >= 0) {
                low = budget;
                left = here;
            } else {
                high = budget;
                right = here;
            }
            double slope = here.shadowPrice() - target;
            double next = budget - excess / slope;
            budget = next > low && next < high ? next : 0.5 * (low + high);
            if (Math.abs(excess) <= 1e-12 * Math.abs(here.worth())) {
                return here;
            }
        }
        return left;
    }

    private Optimum better(double budget, Optimum a, Optimum b) {
        Optimum fromA = search.again(a.amounts(), budget, 0);
        Optimum fromB = search.again(b.amounts(), budget, 0);
        return fromA.worth() >= fromB.worth() ? fromA : fromB;
    }
}

package dev.elsewise.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a reader of a plan should know before acting on it. */
record PlanWarnings(
        Terms terms,
        BudgetOptimizer optimizer,
        Optimum best,
        OptionalDouble budget,
        Certificate certificate,
        List<Allocation.Induced> mediators) {
    List<String> all() {
        List<String> warnings = new ArrayList<>();
        beyondWhatWasSeen(warnings);
        stuckAtZero(warnings);
        leftOver(warnings);
        uncharged(warnings);
        certified(warnings);
        return warnings;
    }

    private void beyondWhatWasSeen(List<String> warnings) {
        Wording said = terms.surface().wording();
        for (int j = 0; j < terms.size(); j++) {
            double most = terms.levers().get(j).observedMost();
            double amount = best.amounts()[j];
            if (amount > most * (1 + 1e-9)) {
                warnings.add(
                        "\"" + terms.name(j) + "\" is proposed " + said.lever(amount) + ", " + said.bare(amount - most)
                                + (most > 0 ? " (" + Money.percent(amount / most - 1) + ")" : "")
                                + " beyond its observed maximum of " + said.lever(most)
                                + ": its response there is extrapolated.");
            }
        }
    }

    private void stuckAtZero(List<String> warnings) {
        for (int j = 0; j < terms.size(); j++) {
            Lever lever = terms.levers().get(j);
            Bounds own = optimizer
                    .bounds()
                    .getOrDefault(lever.name(), optimizer.bounds().get(lever.channel()));
            Bounds bounds = own == null ? optimizer.otherwise() : own;
            if (lever.current() == 0 && bounds.relative() && bounds.upper() > bounds.lower()) {
                warnings.add(
                        "\"" + lever.name() + "\" has no current amount, so bounds relative to it keep it at 0; give "
                                + "bounds in money to let it move.");
            }
        }
    }

    private void leftOver(List<String> warnings) {
        if (optimizer.goal() instanceof Goal.FixedBudget && budget.isPresent()) {
            double left = budget.getAsDouble() - best.cost();
            if (left > 1e-6 * budget.getAsDouble()) {
                warnings.add("Of the budget " + terms.surface().wording().total(left)
                        + " stays unspent: bounds and sums allow no more, or more would bring nothing.");
            }
        }
        if (optimizer.goal() instanceof Goal.TargetRoi(double roi) && budget.isEmpty()) {
            warnings.add("The target ROI of " + Money.of(roi)
                    + " does not bind: the plan with the greatest outcome within the bounds has "
                    + Money.of(best.worth() / best.cost()) + ".");
        }
    }

    private void uncharged(List<String> warnings) {
        Wording said = terms.surface().wording();
        for (Allocation.Induced m : mediators) {
            if (!m.charged() && m.proposed() != 0) {
                warnings.add(
                        "The plan causes an expected spend of " + said.total(m.proposed()) + " on \"" + m.mediator()
                                + "\" (now " + said.bare(m.current()) + "), which is not charged to the budget.");
            }
        }
    }

    private void certified(List<String> warnings) {
        if (certificate.residual() > Certificate.MET) {
            warnings.add("The first-order conditions of an optimum hold only to " + Money.of(certificate.residual())
                    + " of the largest marginal return: the plan is good, not proven.");
        }
        if (certificate.gridBest().isPresent() && !certificate.holds() && certificate.residual() <= Certificate.MET) {
            warnings.add("A plan on the grid is better than the one proposed: more starts are needed.");
        }
        if (terms.surface().draws() > 1
                && terms.surface().draws() < 100
                && !(terms.objective() instanceof Objective.Mean)) {
            warnings.add("To maximise " + terms.objective().words() + ", "
                    + terms.surface().draws() + " draws are few: another set of draws may give another plan.");
        }
    }
}

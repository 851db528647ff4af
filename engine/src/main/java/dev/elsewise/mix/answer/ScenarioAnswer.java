package dev.elsewise.mix.answer;

import java.util.List;

/**
 * A world that was asked about, against the observed one, over the window of the scenario.
 *
 * @param outcome change in outcome, in units of the outcome
 * @param money the same in money
 * @param spendChange what the changes themselves cost: of a mediator that is changed as well, its own change
 * @param inducedSpend what mediators would spend beyond any change of their own, because of the others
 * @param roi money for a unit of all additional spend; withheld unless clearly more is spent in all
 */
public record ScenarioAnswer(
        String name,
        List<String> changes,
        Estimated outcome,
        Estimated money,
        double spendChange,
        Estimated inducedSpend,
        Estimated roi,
        List<String> warnings) {}

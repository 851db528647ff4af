package dev.elsewise.mix.answer;

import java.util.List;

/**
 * A world that was asked about, against the observed one, over the window of the scenario.
 *
 * @param outcome change in outcome, in units of the outcome
 * @param money the same in money
 * @param spendChange own spend of the changed channels
 * @param inducedSpend what mediators would spend more
 * @param roi money for a unit of all additional spend; withheld when nothing more is spent
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

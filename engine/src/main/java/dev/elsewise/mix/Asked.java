package dev.elsewise.mix;

import dev.elsewise.mix.answer.ScenarioAnswer;
import dev.elsewise.question.Intervention;
import java.util.List;

/**
 * A world that a study asks about.
 *
 * @param changes in words
 * @param on in units of the fitted model, as {@link FittedMix#intervention} makes them
 */
public record Asked(String name, List<String> changes, List<Intervention> on) {
    public Asked {
        changes = List.copyOf(changes);
        on = List.copyOf(on);
    }

    /** What a fitted mix says of it. */
    public ScenarioAnswer answer(FittedMix fit) {
        return new Scenarios(fit).answer(this);
    }
}

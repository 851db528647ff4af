package dev.elsewise.mix.answer;

import java.time.LocalDate;
import java.util.List;

/**
 * An experiment beside the model.
 *
 * @param units in which it was made; all when empty
 * @param model the model's effect in the test's window along all ways, without any experiment
 * @param conflict (model − experiment) / standard error of the experiment
 * @param use "sets the level" or "one pseudo-observation"
 */
public record LiftAnswer(
        String channel,
        List<String> units,
        LocalDate from,
        LocalDate to,
        double change,
        double experiment,
        double standardError,
        Estimated model,
        double conflict,
        String use) {
    /** The channel, and the units where it was not all of them. */
    public String subject() {
        return units.isEmpty() ? channel : channel + " in " + String.join(", ", units);
    }
}

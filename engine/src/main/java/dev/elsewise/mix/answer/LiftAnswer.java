package dev.elsewise.mix.answer;

import java.time.LocalDate;

/**
 * An experiment beside the model.
 *
 * @param model the model's effect in the test's window, without that experiment
 * @param conflict (model − experiment) / standard error of the experiment
 * @param use "sets the level" or "one pseudo-observation"
 */
public record LiftAnswer(
        String channel,
        LocalDate from,
        LocalDate to,
        double change,
        double experiment,
        double standardError,
        Estimated model,
        double conflict,
        String use) {}

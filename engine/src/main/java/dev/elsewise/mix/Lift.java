package dev.elsewise.mix;

import java.time.LocalDate;

/**
 * What an experiment said of a channel.
 *
 * @param from the first day of the test
 * @param to its last day
 * @param change what was done to the channel meanwhile, as a share of its amount: −1 switched off, 0.2 raised by a fifth
 * @param effect what that did to the outcome over the test, in units of the outcome; its sign is that of outcome with the change minus without
 */
public record Lift(String channel, LocalDate from, LocalDate to, double change, double effect, double standardError) {}

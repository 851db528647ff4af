package dev.elsewise.scm;

import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;

/**
 * What an experiment said of a direct cause of an outcome: how far the outcome moved over some periods when something was done to the cause.
 *
 * @param on what was done, against the cause as it was observed
 * @param counted the periods over which the outcome was summed
 * @param effect the outcome with it less without
 * @param pins whether the cause takes its level from the experiment alone, because something hidden moves both; else the experiment joins
 *     the series as one observation
 */
public record Experiment(
        String outcome, Intervention on, Periods counted, double effect, double standardError, boolean pins) {}

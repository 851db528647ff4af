package dev.elsewise.scm;

import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;

/**
 * What an experiment said of a cause of an outcome: how far the outcome moved over some periods when something was done to the cause, along
 * all ways that lead from one to the other.
 *
 * @param on what was done, against the cause as it was observed
 * @param counted the periods over which the outcome was summed
 * @param weights by unit, what its outcome counts in the sum; 0 where the experiment was not made
 * @param effect the outcome with it less without
 * @param pins whether the cause takes its level from the experiment alone, because something hidden moves both; else the experiment joins
 *     the series as one observation. Where units have coefficients of their own, a cause is pinned in all of them, each by experiments made
 *     in it alone
 */
public record Experiment(
        String outcome,
        Intervention on,
        Periods counted,
        double[] weights,
        double effect,
        double standardError,
        boolean pins) {}

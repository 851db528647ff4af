package dev.elsewise.check;

/**
 * One check of an estimate: weak evidence is said here, never thrown.
 *
 * @param name short and stable, such as "propensity calibration by slate_size"
 * @param statistic what was measured, {@code NaN} when the check is not a number
 * @param threshold the bound that decided, {@code NaN} when there is none
 * @param advice what was found, in words, and what to do about it
 */
public record Diagnostic(String name, double statistic, double threshold, Verdict verdict, String advice) {}

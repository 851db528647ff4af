package dev.elsewise.effect;

/**
 * A confidence interval.
 *
 * @param level its nominal coverage, such as 0.95
 * @param method how it was made: "normal", "t(412)", "joint normal"
 */
public record Interval(double level, String method, double lower, double upper) {
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}

package dev.elsewise.scm;

/**
 * A number that shapes a transform, such as the retention of a carry-over: fitted within its bounds, or fixed.
 *
 * @param name in the field's words, such as "retention" or "half saturation"
 * @param least the lower bound
 * @param most the upper bound
 * @param start where fitting starts, and the value when fixed
 * @param fixed whether the data have no say
 * @param give how far from its start it is expected: a standard deviation of the logit of its place between the bounds, where they are positive
 *     and far apart on the logarithmic scale. It decides only what the data leave open
 */
public record Parameter(String name, double least, double most, double start, boolean fixed, double give) {
    private static final double WIDE = 2;
    private static final double FAR = 10;

    public Parameter {
        if (!(least <= start && start <= most)) {
            throw new IllegalArgumentException(
                    name + " must start within [" + least + ", " + most + "]; it starts at " + start + ".");
        }
    }

    /** A parameter that is fitted, and may lie almost anywhere between its bounds. */
    public static Parameter fitted(String name, double least, double most, double start) {
        return new Parameter(name, least, most, start, false, WIDE);
    }

    /** A parameter that stays. */
    public static Parameter fixed(String name, double value) {
        return new Parameter(name, value, value, value, true, 0);
    }

    /** Whether its bounds are so far apart that it counts by its logarithm: positive, one ten times the other or more. */
    public boolean logarithmic() {
        return least > 0 && most / least >= FAR;
    }

    public Parameter withGive(double value) {
        return new Parameter(name, least, most, start, fixed, value);
    }

    /** The same parameter, fixed at a value. */
    public Parameter at(double value) {
        return new Parameter(name, value, value, value, true, 0);
    }
}

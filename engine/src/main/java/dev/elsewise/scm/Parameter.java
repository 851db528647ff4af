package dev.elsewise.scm;

/**
 * A number that shapes a transform, such as the retention of a carry-over: fitted within its bounds, or fixed.
 *
 * @param name in the field's words, such as "retention" or "half saturation"
 * @param least the lower bound
 * @param most the upper bound
 * @param start where fitting starts, and the value when fixed
 * @param fixed whether the data have no say
 */
public record Parameter(String name, double least, double most, double start, boolean fixed) {
    public Parameter {
        if (!(least <= start && start <= most)) {
            throw new IllegalArgumentException(
                    name + " must start within [" + least + ", " + most + "]; it starts at " + start + ".");
        }
    }

    /** A parameter that is fitted. */
    public static Parameter fitted(String name, double least, double most, double start) {
        return new Parameter(name, least, most, start, false);
    }

    /** A parameter that stays. */
    public static Parameter fixed(String name, double value) {
        return new Parameter(name, value, value, value, true);
    }

    /** The same parameter, fixed at a value. */
    public Parameter at(double value) {
        return new Parameter(name, value, value, value, true);
    }
}

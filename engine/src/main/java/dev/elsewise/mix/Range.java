package dev.elsewise.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.scm.Parameter;

/** Which values a parameter can take at all, whatever a user asks for. */
record Range(String name, double least, double most, boolean mostExcluded) {
    static Range of(String name, double least, double most) {
        return new Range(name, least, most, false);
    }

    /** From least up to, but not including, most. */
    static Range below(String name, double least, double most) {
        return new Range(name, least, most, true);
    }

    /** Any positive number. */
    static Range positive(String name) {
        return below(name, Double.MIN_NORMAL, Double.POSITIVE_INFINITY);
    }

    Parameter fixed(double value) {
        return holds(value) ? Parameter.fixed(name, value) : refuse("" + value);
    }

    /** Fitted between two values, from the middle. */
    Parameter within(double low, double high) {
        return low < high ? fitted(low, high, 0.5 * (low + high)) : refuse("a range from " + low + " to " + high);
    }

    Parameter fitted(double low, double high, double start) {
        return holds(low) && holds(high) ? Parameter.fitted(name, low, high, start) : refuse(low + " to " + high);
    }

    /** The parameter, if its bounds keep to the range. */
    Parameter check(Parameter parameter) {
        if (!parameter.name().equals(name)) {
            throw new BadStudy("The parameter here is called \"" + name + "\"; found \"" + parameter.name()
                    + "\".\nMaybe two parameters are swapped.");
        }
        return holds(parameter.least()) && holds(parameter.most())
                ? parameter
                : refuse(parameter.least() + " to " + parameter.most());
    }

    /** The same parameter in other units. */
    static Parameter times(Parameter parameter, double unit) {
        if (!(unit > 0 && Double.isFinite(unit))) {
            throw new BadStudy("The unit of a series must be positive and finite; found " + unit
                    + ".\nMaybe the series is zero throughout.");
        }
        return new Parameter(
                parameter.name(),
                parameter.least() * unit,
                parameter.most() * unit,
                parameter.start() * unit,
                parameter.fixed(),
                parameter.give());
    }

    private boolean holds(double value) {
        return value >= least && (mostExcluded ? value < most : value <= most);
    }

    private Parameter refuse(String found) {
        String must = least == Double.MIN_NORMAL
                ? "be positive and finite"
                : "lie between " + least + " and " + most + (mostExcluded ? " (excluded)" : "");
        throw new BadStudy("The " + name + " must " + must + "; found " + found + ".\nMaybe "
                + (name.equals("retention")
                        ? "a decay or a weight is meant: retention = 1 - decay."
                        : "the bounds are swapped or in other units."));
    }
}

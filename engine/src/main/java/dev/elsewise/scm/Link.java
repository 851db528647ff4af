package dev.elsewise.scm;

/** On which scale the terms of a mechanism add up. */
public enum Link {
    IDENTITY,
    LOG;

    /** From the node's own scale to that of its terms. */
    double of(double y) {
        return this == LOG ? Math.log(y) : y;
    }

    /** What a node was, moved by so much on the scale of its terms. */
    double moved(double y, double by) {
        return this == LOG ? y * Math.exp(by) : y + by;
    }

    /** How far one value lies from another on the scale of the terms. */
    double distance(double from, double to) {
        return from == to ? 0 : this == LOG ? Math.log(to / from) : to - from;
    }
}

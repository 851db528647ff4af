package dev.elsewise.scm;

import java.util.Optional;

/**
 * What is expected before the data are looked at.
 *
 * @param shapes where the parameters that are searched for are expected, on their free line
 * @param spread of units' coefficients; empty where they do not differ by chance
 * @param deviations by units, how far each coefficient is expected away from the common one
 */
record Expectation(double[] shapes, Optional<Spread> spread, double[][] deviations) {
    /** Which of what a draw of the bootstrap expects is drawn, too. */
    enum Drawn {
        /** All of it: draws vary by all that is not known. */
        UNKNOWN,

        /** Nothing: draws vary by the luck of the sample alone, as an estimate does. */
        SAMPLED
    }

    Expectation with(Spread value) {
        return new Expectation(shapes, Optional.of(value), deviations);
    }
}

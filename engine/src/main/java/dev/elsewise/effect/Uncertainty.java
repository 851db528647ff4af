package dev.elsewise.effect;

import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import java.util.Optional;

/** What stands behind an interval, and so what can be done with it. The reference distribution is the normal. */
public sealed interface Uncertainty {
    /** The table whose rows are the units. */
    Table units();

    /**
     * Two numbers per unit, b and a: the estimate is θ = Σwb/Σwa, on all units or on any subset of them. The influence of a
     * unit is (b − θa)/mean(a).
     *
     * @param treatment column of 0 and 1, for the arms of a segment
     * @param outcome for the naive difference of a segment
     * @param b column of the numerator
     * @param a column of the denominator
     */
    record Scored(
            Table units,
            String treatment,
            String outcome,
            String b,
            String a,
            Optional<Weights> weights,
            Divisor divisor)
            implements Uncertainty {}

    /**
     * One mean-zero value per unit. Clusters and differences follow from it; segments do not, because a subset's mean
     * influence is not its effect.
     */
    record Influence(Table units, String influence, Optional<Weights> weights, Divisor divisor)
            implements Uncertainty {}

    /** What the sum of squared influences is divided by: n, or n − 1. */
    enum Divisor {
        N,
        N_MINUS_1;

        /** The factor by which it raises a variance that was divided by n. */
        double factor(double n) {
            return this == N ? 1 : n / (n - 1);
        }
    }
}

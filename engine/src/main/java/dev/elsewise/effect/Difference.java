package dev.elsewise.effect;

import dev.elsewise.data.Columns;
import dev.elsewise.data.Values;
import dev.elsewise.error.BadStudy;
import java.util.List;

/** Two estimates on the same units: the difference of the values, and of the influences unit by unit. */
final class Difference {
    private static final String PSI = "\u0001influence";

    private Difference() {}

    static InfluenceEstimate of(ScoredEstimate left, ScoredEstimate right) {
        long n = left.uncertainty().units().rows();
        if (n != right.uncertainty().units().rows()) {
            throw new BadStudy("A difference of estimates needs the same units; \""
                    + left.description().id() + "\" has " + n + " and \""
                    + right.description().id() + "\" has "
                    + right.uncertainty().units().rows() + ".");
        }
        Columns a = left.influence(PSI).gather(List.of(PSI));
        Columns b = right.influence(PSI).gather(List.of(PSI));
        double[] psi = a.numbers(PSI).clone();
        double[] other = b.numbers(PSI);
        for (int r = 0; r < psi.length; r++) {
            psi[r] -= other[r];
        }
        Estimate.Description d = left.description();
        String words =
                left.description().label() + " minus " + right.description().label();
        Uncertainty.Influence influence = new Uncertainty.Influence(
                left.uncertainty().units().with(PSI, Values.of(psi)),
                PSI,
                left.uncertainty().weights(),
                left.uncertainty().divisor());
        return InfluenceEstimate.of(
                new Estimate.Description(
                        d.id() + " - " + right.description().id(),
                        d.estimator(),
                        words,
                        d.target(),
                        d.assumes(),
                        List.of()),
                left.value() - right.value(),
                influence,
                left.clusters());
    }
}

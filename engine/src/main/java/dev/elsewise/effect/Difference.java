package dev.elsewise.effect;

import dev.elsewise.data.Values;
import dev.elsewise.data.Weights;
import dev.elsewise.error.BadStudy;
import java.util.List;
import java.util.Optional;

/** Two estimates on the same units: the difference of the values, and of the influences unit by unit. */
final class Difference {
    private static final String PSI = "\u0001influence";

    private Difference() {}

    static InfluenceEstimate of(ScoredEstimate left, ScoredEstimate right) {
        Optional<Weights> weights = left.uncertainty().weights();
        if (!weights.equals(right.uncertainty().weights())) {
            throw new BadStudy("A difference of estimates needs units that weigh the same in both; " + named(left)
                    + " has " + words(weights) + " and " + named(right) + " has "
                    + words(right.uncertainty().weights()) + ".\nMaybe estimate both with the same weights.");
        }
        int[] places = SameUnits.places(left, right);
        double[] psi = left.influence(PSI).gather(List.of(PSI)).numbers(PSI).clone();
        double[] other = right.influence(PSI).gather(List.of(PSI)).numbers(PSI);
        for (int r = 0; r < psi.length; r++) {
            psi[r] -= other[places[r]];
        }
        Estimate.Description d = left.description();
        String words =
                left.description().label() + " minus " + right.description().label();
        Uncertainty.Influence influence = new Uncertainty.Influence(
                left.uncertainty().units().with(PSI, Values.of(psi)),
                PSI,
                weights,
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

    private static String named(ScoredEstimate estimate) {
        return "\"" + estimate.description().id() + "\"";
    }

    private static String words(Optional<Weights> weights) {
        return weights.map(w -> (w.kind() == Weights.Kind.FREQUENCY ? "frequency" : "sampling") + " weights \""
                        + w.column() + "\"")
                .orElse("none");
    }
}

package dev.elsewise.mix.answer;

import dev.elsewise.check.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * All that a media mix says.
 *
 * @param outcome the node
 * @param money whether the outcome is money, or is valued in money
 * @param level of all intervals
 * @param drivers nodes by the size of their standardised coefficient in the outcome's equation, largest first
 * @param synergies products of inputs and what they add
 * @param health the verdicts on the model, the worst first
 */
public record MixAnswers(
        String outcome,
        boolean money,
        double level,
        int periods,
        int units,
        double observedOutcome,
        List<ChannelAnswer> channels,
        List<MediationAnswer> mediation,
        Decomposition decomposition,
        List<ResponseCurve> curves,
        PriceAnswer prices,
        List<Synergy> synergies,
        List<EquationAnswer> equations,
        List<Driver> drivers,
        Optional<ValidationAnswer> validation,
        List<ResidualAnswer> residuals,
        List<CollinearityAnswer> collinearity,
        Optional<StabilityAnswer> stability,
        List<LiftAnswer> lifts,
        List<ScenarioAnswer> scenarios,
        List<Diagnostic> health) {

    /** @param difference outcome with both less the sum of each alone */
    public record Synergy(String of, Estimated coefficient, Estimated difference, double p, String words) {}

    /** One node that moves the outcome. */
    public record Driver(String name, String role, Estimated standardised, String words) {}
}

package dev.elsewise.mix.answer;

import dev.elsewise.check.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a media mix says.
 *
 * @param outcome the node
 * @param money whether the outcome is money, or is valued in money
 * @param level of all intervals
 * @param drivers nodes by the size of their standardised coefficient in the outcome's equation, largest first; where there are no
 *     coefficients, by the sd of what they move
 * @param synergies products of inputs and what they add
 * @param validation by the first scheme that the study names
 * @param otherValidations by its other schemes
 * @param series the series before any model
 * @param leads placebos in time
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
        List<ValidationAnswer> otherValidations,
        List<ResidualAnswer> residuals,
        List<CollinearityAnswer> collinearity,
        List<SeriesAnswer> series,
        Optional<StabilityAnswer> stability,
        List<StabilityAnswer.Lead> leads,
        List<LiftAnswer> lifts,
        List<ScenarioAnswer> scenarios,
        List<Diagnostic> health) {

    /** What the tests of the split say, each saying once, with the channels of which it is said. */
    public Map<String, List<String>> splits() {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        for (MediationAnswer m : mediation) {
            if (!m.split().words().isEmpty()) {
                splits.computeIfAbsent(m.split().words(), words -> new ArrayList<>())
                        .add(m.channel());
            }
        }
        return splits;
    }

    public MixAnswers withHealth(List<Diagnostic> value) {
        return new MixAnswers(
                outcome,
                money,
                level,
                periods,
                units,
                observedOutcome,
                channels,
                mediation,
                decomposition,
                curves,
                prices,
                synergies,
                equations,
                drivers,
                validation,
                otherValidations,
                residuals,
                collinearity,
                series,
                stability,
                leads,
                lifts,
                scenarios,
                value);
    }

    /**
     * What inputs bring together beyond each alone, by contrasts of worlds in which mediators stay as they were.
     *
     * @param of the inputs
     * @param on the node whose equation has their product
     * @param coefficient of the product, on the scale of that equation's terms
     * @param difference what they bring together less the sum of what each brings alone: media, promotions and events as they were against
     *     none, all others one standard deviation above their mean against that mean
     * @param share of what media, promotions and events among them bring alone
     * @param p that there is none, by least squares on the equation's columns without a penalty, the larger of that with
     *     errors after Newey and West and that with independent ones
     */
    public record Synergy(
            String of,
            String on,
            Estimated coefficient,
            Estimated difference,
            Estimated share,
            double p,
            String words) {}

    /** One node that moves the outcome. */
    public record Driver(String name, String role, Estimated standardised, String words) {}
}

package dev.elsewise.mix;

import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.CollinearityAnswer;
import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.LiftAnswer;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.ResidualAnswer;
import dev.elsewise.mix.answer.StabilityAnswer;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Sampled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All questions that are put to a fitted mix.
 *
 * @param folds how it is tried on periods that it has not seen; empty: not at all
 * @param scheme those folds in words
 * @param stability whether it is fitted again with things changed that should not matter
 * @param scenarios worlds that are asked about
 * @param compare other families of equations that are fitted beside; where there is none, ridge beside least squares
 */
public record Answering(
        Optional<TimeFolds> folds, String scheme, boolean stability, List<Asked> scenarios, List<Family> compare) {
    public Answering {
        scenarios = List.copyOf(scenarios);
        compare = List.copyOf(compare);
    }

    /** Five expanding folds, and the stability suite. */
    public static Answering withDefaults() {
        return new Answering(Optional.of(TimeFolds.expanding(5)), "expanding, 5 folds", true, List.of(), List.of());
    }

    public Answering withFolds(TimeFolds value, String words) {
        return new Answering(Optional.of(value), words, stability, scenarios, compare);
    }

    public Answering withStability(boolean value) {
        return new Answering(folds, scheme, value, scenarios, compare);
    }

    public Answering withScenarios(List<Asked> value) {
        return new Answering(folds, scheme, stability, value, compare);
    }

    public Answering withCompare(List<Family> value) {
        return new Answering(folds, scheme, stability, scenarios, value);
    }

    private List<Family> beside(MediaMix mix) {
        boolean least =
                mix.family() instanceof Family.LeastSquares && mix.families().isEmpty();
        return compare.isEmpty() && least ? List.of(Family.ridge()) : compare;
    }

    /** How well the folds' periods are predicted by fits that have not seen them; empty without folds. */
    public Optional<ValidationAnswer> validation(FittedMix fit, Bootstrap bootstrap) {
        return folds.map(
                f -> new Validating(fit, f, scheme, bootstrap, compare).answer().answer());
    }

    /** Answers them all. */
    public MixAnswers of(FittedMix fit, Bootstrap bootstrap) {
        Map<String, Sampled<ChannelEffects>> effects = effects(fit);
        List<ChannelAnswer> channels = new Channels(fit, effects).answers();
        List<MediationAnswer> mediation = Mediations.answers(fit, effects);
        Decomposition decomposition = new Decomposing(fit, effects).answer();
        Optional<Validating.Validated> validated =
                folds.map(f -> new Validating(fit, f, scheme, bootstrap, beside(fit.mix())).answer());
        Optional<ValidationAnswer> validation = validated.map(Validating.Validated::answer);
        Equations equations = new Equations(
                fit, validated.map(Validating.Validated::importances).orElse(Map.of()));
        List<EquationAnswer> equationAnswers = equations.answers();
        Residuals left = new Residuals(fit);
        List<ResidualAnswer> residuals = left.answers();
        List<CollinearityAnswer> collinearity = left.collinearity();
        Optional<StabilityAnswer> stable =
                stability ? Optional.of(new Stability(fit, effects, bootstrap).answer()) : Optional.empty();
        List<LiftAnswer> lifts = Lifts.answers(fit, bootstrap);
        Prices prices = new Prices(fit);
        return new MixAnswers(
                fit.mix().outcome(),
                true,
                fit.mix().uncertainty().level(),
                fit.data().window(),
                fit.data().units().size(),
                fit.observedOutcome(),
                channels,
                mediation,
                decomposition,
                new ResponseCurves(fit, effects).answers(),
                prices.answer(),
                prices.synergies(),
                equationAnswers,
                equations.drivers(),
                validation,
                residuals,
                collinearity,
                stable,
                lifts,
                scenarios.stream().map(new Scenarios(fit)::answer).toList(),
                Health.of(
                        fit,
                        channels,
                        mediation,
                        decomposition,
                        equationAnswers,
                        validation,
                        residuals,
                        collinearity,
                        stable,
                        lifts));
    }

    /** Everything that acts and reaches the outcome, in the order of the study; mediators too. */
    static Map<String, Sampled<ChannelEffects>> effects(FittedMix fit) {
        List<Input> channels = fit.mix().inputs().stream()
                .filter(i -> i.role().acts()
                        && fit.mix().graph().ancestors(fit.mix().outcome()).contains(i.name()))
                .toList();
        List<Routes> routes =
                channels.stream().map(c -> Routes.of(fit.mix(), c.name())).toList();
        Sampled<ChannelEffects[]> all = fit.model().sample(worlds -> {
            ChannelEffects[] each = new ChannelEffects[channels.size()];
            for (int c = 0; c < each.length; c++) {
                each[c] = ChannelEffects.of(fit, worlds, channels.get(c), routes.get(c));
            }
            return each;
        });
        Map<String, Sampled<ChannelEffects>> effects = new LinkedHashMap<>();
        for (int c = 0; c < channels.size(); c++) {
            int place = c;
            effects.put(channels.get(c).name(), all.map(e -> e[place]));
        }
        return effects;
    }
}

package dev.elsewise.mix;

import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.mix.answer.StabilityAnswer;
import dev.elsewise.mix.answer.ValidationAnswer;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Sampled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All questions that are put to a fitted mix.
 *
 * @param trials how it is tried on periods that it has not seen, the first to be judged by; none: not at all
 * @param stability whether it is fitted again with things changed that should not matter
 * @param scenarios worlds that are asked about
 * @param compare other families of equations that are fitted beside; where there is none, ridge beside least squares
 */
public record Answering(List<Trial> trials, boolean stability, List<Asked> scenarios, List<Family> compare) {
    /** @param scheme the folds in words */
    public record Trial(TimeFolds folds, String scheme) {}

    public Answering {
        trials = List.copyOf(trials);
        scenarios = List.copyOf(scenarios);
        compare = List.copyOf(compare);
    }

    /** Five expanding folds, and the stability suite. */
    public static Answering withDefaults() {
        return new Answering(
                List.of(new Trial(TimeFolds.expanding(5), "expanding, 5 folds")), true, List.of(), List.of());
    }

    public Answering withFolds(TimeFolds value, String words) {
        return withTrials(List.of(new Trial(value, words)));
    }

    public Answering withTrials(List<Trial> value) {
        return new Answering(value, stability, scenarios, compare);
    }

    public Answering withStability(boolean value) {
        return new Answering(trials, value, scenarios, compare);
    }

    public Answering withScenarios(List<Asked> value) {
        return new Answering(trials, stability, value, compare);
    }

    public Answering withCompare(List<Family> value) {
        return new Answering(trials, stability, scenarios, value);
    }

    private List<Family> beside(MediaMix mix) {
        boolean least =
                mix.family() instanceof Family.LeastSquares && mix.families().isEmpty();
        return compare.isEmpty() && least ? List.of(Family.ridge()) : compare;
    }

    /** How well the periods of the first trial are predicted by fits that have not seen them; empty without trials. */
    public Optional<ValidationAnswer> validation(FittedMix fit, Bootstrap bootstrap) {
        return trials.stream()
                .findFirst()
                .map(t -> new Validating(fit, t.folds(), t.scheme(), bootstrap, compare)
                        .answer()
                        .answer());
    }

    /** Answers them all. */
    public MixAnswers of(FittedMix fit, Bootstrap bootstrap) {
        Map<String, Sampled<ChannelEffects>> effects = effects(fit);
        List<ChannelAnswer> channels = new Channels(fit, effects).answers();
        List<MediationAnswer> mediation = Mediations.answers(fit, effects);
        Decomposition decomposition = new Decomposing(fit, effects).answer();
        List<Validating.Validated> validated = validated(fit, bootstrap);
        Equations equations = new Equations(
                fit,
                validated.stream()
                        .findFirst()
                        .map(Validating.Validated::importances)
                        .orElse(Map.of()));
        List<EquationAnswer> equationAnswers = equations.answers();
        Residuals left = new Residuals(fit);
        Optional<StabilityAnswer> stable =
                stability ? Optional.of(new Stability(fit, effects, bootstrap).answer()) : Optional.empty();
        List<ValidationAnswer> tried =
                validated.stream().map(Validating.Validated::answer).toList();
        MixAnswers answers = new MixAnswers(
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
                new Prices(fit).answer(),
                new Synergies(fit).answers(),
                equationAnswers,
                new Drivers(fit, equations).answers(),
                tried.stream().findFirst(),
                tried.stream().skip(1).toList(),
                left.answers(),
                left.collinearity(),
                new Looking(fit).answers(),
                stable,
                new Leads(fit).answers(),
                Lifts.answers(fit, bootstrap),
                scenarios.stream().map(new Scenarios(fit)::answer).toList(),
                List.of());
        return answers.withHealth(Health.of(fit, answers));
    }

    /** Other families are fitted beside the first trial only. */
    private List<Validating.Validated> validated(FittedMix fit, Bootstrap bootstrap) {
        List<Validating.Validated> validated = new ArrayList<>();
        for (Trial trial : trials) {
            List<Family> beside = validated.isEmpty() ? beside(fit.mix()) : List.of();
            validated.add(new Validating(fit, trial.folds(), trial.scheme(), bootstrap, beside).answer());
        }
        return validated;
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

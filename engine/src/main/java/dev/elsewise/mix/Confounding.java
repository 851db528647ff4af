package dev.elsewise.mix;

import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How strong hidden demand would have to be: the indirect effect again, with the errors of mediator and outcome correlated by a given ρ
 * (K. Imai, L. Keele, T. Yamamoto, Statistical Science 25 (2010), DOI 10.1214/10-STS321), at the shapes of each draw.
 *
 * @param indirect for each channel, the indirect effect at each ρ
 * @param mediator for each channel, the one whose errors are meant: the last before the outcome
 */
record Confounding(FittedMix fit, Map<String, String> mediator, Map<String, Sampled<double[]>> indirect) {
    private static final double[] RHO = {
        -0.9, -0.8, -0.7, -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9
    };

    /** Enough for a band; each takes as many fits as there are correlations. */
    private static final int DRAWS = 200;

    static Confounding of(FittedMix fit, List<String> channels) {
        Map<String, String> mediator = new HashMap<>();
        Map<String, List<String>> between = new HashMap<>();
        for (String channel : channels) {
            List<String> mediators = Routes.of(fit.mix(), channel).mediators();
            if (!mediators.isEmpty()) {
                mediator.put(channel, mediators.getLast());
                between.put(channel, mediators);
            }
        }
        Map<String, Sampled<double[]>> indirect = new HashMap<>();
        for (String last : mediator.values().stream().distinct().sorted().toList()) {
            List<String> through = mediator.keySet().stream()
                    .filter(c -> last.equals(mediator.get(c)))
                    .sorted()
                    .toList();
            Sampled<double[][]> all = fit.model().sample(DRAWS, worlds -> effects(fit, worlds, last, through, between));
            for (int c = 0; c < through.size(); c++) {
                int place = c;
                indirect.put(through.get(c), all.map(a -> a[place]));
            }
        }
        return new Confounding(fit, mediator, indirect);
    }

    private static double[][] effects(
            FittedMix fit, Worlds worlds, String last, List<String> channels, Map<String, List<String>> between) {
        String outcome = fit.mix().outcome();
        double[][] effects = new double[channels.size()][RHO.length];
        List<Worlds> correlated = worlds.withErrorsCorrelated(outcome, last, RHO);
        if (correlated.isEmpty()) {
            for (double[] none : effects) {
                java.util.Arrays.fill(none, Double.NaN);
            }
            return effects;
        }
        for (int c = 0; c < channels.size(); c++) {
            World without = World.of(Intervention.set(channels.get(c), 0));
            World mediatorsOff = World.OBSERVED;
            for (String m : between.getOrDefault(channels.get(c), List.of())) {
                mediatorsOff = mediatorsOff.and(new Intervention.Along(m, worlds.values(m, without), Periods.ALL));
            }
            Contrast contrast = Contrast.of(outcome, World.OBSERVED, mediatorsOff);
            for (int i = 0; i < RHO.length; i++) {
                effects[c][i] = fit.outcome(correlated.get(i).difference(contrast));
            }
        }
        return effects;
    }

    MediationAnswer.Sensitivity answer(String channel) {
        Sampled<double[]> of = indirect.getOrDefault(channel, new Sampled<>(new double[RHO.length], List.of()));
        List<MediationAnswer.AtRho> curve = new ArrayList<>();
        for (int i = 0; i < RHO.length; i++) {
            int at = i;
            Draws draws = of.of(v -> v[at]);
            curve.add(new MediationAnswer.AtRho(RHO[i], fit.estimated(draws)));
        }
        if (Double.isNaN(of.point()[0])) {
            return new MediationAnswer.Sensitivity(
                    Double.NaN,
                    List.of(),
                    "How hidden demand would change the indirect effect is worked out for sums of terms in which the mediator acts as "
                            + "measured; this equation is none.");
        }
        double zero = zero(of.point());
        String words = Double.isNaN(zero)
                ? "No correlation of the errors between −0.9 and 0.9 would make the indirect effect 0."
                : String.format(
                        Locale.ROOT,
                        "Hidden demand that correlates the errors of %s and %s by %.2f would explain the whole indirect effect.",
                        mediator.get(channel),
                        fit.mix().outcome(),
                        zero);
        return new MediationAnswer.Sensitivity(zero, curve, words);
    }

    /** The correlation nearest to 0 at which a curve crosses 0; NaN when it does not. */
    private static double zero(double[] curve) {
        double nearest = Double.NaN;
        for (int i = 1; i < RHO.length; i++) {
            double left = curve[i - 1];
            double right = curve[i];
            if (left * right <= 0 && left != right) {
                double at = RHO[i - 1] + (RHO[i] - RHO[i - 1]) * left / (left - right);
                nearest = Double.isNaN(nearest) || Math.abs(at) < Math.abs(nearest) ? at : nearest;
            }
        }
        return nearest;
    }
}

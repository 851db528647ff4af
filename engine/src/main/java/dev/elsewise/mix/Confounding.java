package dev.elsewise.mix;

import dev.elsewise.math.Kernels;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * A correlation is at odds with the data where the equation leaves so many times the squares that it leaves as fitted, what the
     * mediator's errors are made to bring not counted. In a regression at one point in time they never are; where carry-over tells the
     * mediator's errors from its effect, the fit at a large ρ is all but singular.
     */
    private static final double AT_ODDS = 2;

    /** Of the draws, how many may be at odds with a correlation for which an interval is given. */
    private static final double FEW = 0.1;

    private static final String WITHHELD =
            "with errors so correlated the equation would leave more than twice the squares that it leaves: the data speak against it";

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
                Arrays.fill(none, Double.NaN);
            }
            return effects;
        }
        boolean[] odd = atOdds(fit, worlds, correlated);
        for (int c = 0; c < channels.size(); c++) {
            World without = World.of(Intervention.set(channels.get(c), 0));
            World mediatorsOff = World.OBSERVED;
            for (String m : between.getOrDefault(channels.get(c), List.of())) {
                mediatorsOff = mediatorsOff.and(new Intervention.Along(m, worlds.values(m, without), Periods.ALL));
            }
            Contrast contrast = Contrast.of(outcome, World.OBSERVED, mediatorsOff);
            for (int i = 0; i < RHO.length; i++) {
                effects[c][i] =
                        odd[i] ? Double.NaN : fit.outcome(correlated.get(i).difference(contrast));
            }
        }
        return effects;
    }

    private static boolean[] atOdds(FittedMix fit, Worlds worlds, List<Worlds> correlated) {
        double as = squares(fit, worlds);
        boolean[] odd = new boolean[RHO.length];
        for (int i = 0; i < odd.length; i++) {
            double left = (1 - RHO[i] * RHO[i]) * squares(fit, correlated.get(i));
            odd[i] = !(left <= AT_ODDS * as);
        }
        return odd;
    }

    private static double squares(FittedMix fit, Worlds worlds) {
        double[] left = fit.window(worlds.residuals(fit.mix().outcome()));
        return Kernels.dot(left, left, left.length);
    }

    MediationAnswer.Sensitivity answer(String channel) {
        Sampled<double[]> of = indirect.getOrDefault(channel, new Sampled<>(new double[RHO.length], List.of()));
        List<MediationAnswer.AtRho> curve = new ArrayList<>();
        for (int i = 0; i < RHO.length; i++) {
            int at = i;
            curve.add(new MediationAnswer.AtRho(RHO[i], estimated(of.of(v -> v[at]))));
        }
        if (Arrays.stream(of.point()).allMatch(Double::isNaN)) {
            return new MediationAnswer.Sensitivity(
                    Double.NaN,
                    List.of(),
                    "How hidden demand would change the indirect effect is worked out for sums of terms in which the mediator acts as "
                            + "measured; this equation is none.");
        }
        double zero = zero(of.point());
        double[] given = curve.stream()
                .filter(a -> a.indirect().given())
                .mapToDouble(MediationAnswer.AtRho::rho)
                .toArray();
        String words = Double.isNaN(zero)
                ? String.format(
                        Locale.ROOT,
                        "No correlation of the errors between %s would make the indirect effect 0.",
                        range(given))
                : String.format(
                        Locale.ROOT,
                        "Hidden demand that correlates the errors of %s and %s by %.2f would explain the whole indirect effect.",
                        mediator.get(channel),
                        fit.mix().outcome(),
                        zero);
        if (given.length < RHO.length) {
            words += " Only correlations between " + range(given) + " are shown: beyond, "
                    + WITHHELD.substring(WITHHELD.indexOf("the equation")) + ".";
        }
        return new MediationAnswer.Sensitivity(zero, curve, words);
    }

    private static String range(double[] rho) {
        return rho.length == 0
                ? "none"
                : String.format(Locale.ROOT, "%.1f and %.1f", rho[0], rho[rho.length - 1])
                        .replace('-', '−');
    }

    private Estimated estimated(Draws draws) {
        double[] given = Arrays.stream(draws.of()).filter(d -> !Double.isNaN(d)).toArray();
        return Double.isNaN(draws.value()) || draws.of().length - given.length > FEW * draws.of().length
                ? Estimated.withheld(WITHHELD)
                : fit.estimated(new Draws(draws.value(), given));
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

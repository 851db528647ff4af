package dev.elsewise.mix;

import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How the effect of each channel that acts through mediators comes about. */
record Mediations(FittedMix fit, Map<String, Sampled<ChannelEffects>> effects, Confounding confounding) {
    private static final String REJECTED = "the split is rejected";
    private static final String NO_ARROW = "assumed 0 (no arrow)";
    private static final double LEVEL = 0.05;

    static List<MediationAnswer> answers(FittedMix fit, Map<String, Sampled<ChannelEffects>> effects) {
        return new Mediations(fit, effects, Confounding.of(fit, List.copyOf(effects.keySet()))).answers();
    }

    private List<MediationAnswer> answers() {
        List<MediationAnswer> answers = new ArrayList<>();
        effects.forEach((name, of) -> {
            Routes routes = Routes.of(fit.mix(), name);
            if (!routes.mediators().isEmpty()) {
                answers.add(answer(name, routes, of));
            }
        });
        return answers;
    }

    private MediationAnswer answer(String name, Routes routes, Sampled<ChannelEffects> of) {
        Input input = fit.mix().input(name).orElseThrow();
        Draws published = of.of(ChannelEffects::published);
        Draws structural = of.of(ChannelEffects::structural);
        Draws direct = of.of(ChannelEffects::direct);
        Draws indirect = structural.minus(direct);
        Draws totalDirect = of.of(ChannelEffects::totalDirect);
        Draws induced = of.of(ChannelEffects::induced);
        double spend = fit.spend(input);
        MediationAnswer.SplitTest split = Lifts.pinned(fit.mix(), name)
                ? untested(name)
                : split(fit.model().sampled(worlds -> disagreement(worlds, name, routes.mediators())));
        Estimated total = fit.estimated(structural);
        Estimated held = told(split, routes.direct() ? fit.estimated(totalDirect) : Estimated.known(0, NO_ARROW));
        return new MediationAnswer(
                name,
                routes.mediators(),
                fit.estimated(published),
                total,
                told(split, routes.direct() ? fit.estimated(direct) : Estimated.known(0, NO_ARROW)),
                told(split, fit.estimated(indirect)),
                held,
                told(split, fit.estimated(structural.minus(totalDirect))),
                paths(routes, of, split),
                List.of(
                        new MediationAnswer.PolicyEffect("float", total, fit.estimated(induced)),
                        new MediationAnswer.PolicyEffect("hold", held, Estimated.known(0, "held")),
                        new MediationAnswer.PolicyEffect(
                                "cap",
                                told(split, fit.estimated(of.of(ChannelEffects::capped))),
                                fit.estimated(of.of(ChannelEffects::inducedCapped)))),
                fit.estimated(induced),
                spend > 0 ? fit.estimated(induced.map(v -> v / spend)) : Estimated.withheld("it costs nothing"),
                spend > 0 ? fit.estimated(of.of(e -> e.money() / spend)) : Estimated.withheld("it costs nothing"),
                spend > 0
                        ? fit.estimated(of.of(e -> e.money() / (spend + e.induced())))
                        : Estimated.withheld("it costs nothing"),
                proportion(routes, structural, indirect, total, split),
                told(split, amplification(routes, structural, direct)),
                split,
                confounding.answer(name),
                quarters(of, split));
    }

    /** What divides the total, unless the test rejects that. */
    private static Estimated told(MediationAnswer.SplitTest split, Estimated part) {
        return split.rejected() ? Estimated.withheld(REJECTED) : part;
    }

    /** What else makes the totals differ where equations are no least squares. */
    private String pulled() {
        return fit.explained().stream()
                        .map(n -> fit.model().mechanism(n))
                        .anyMatch(
                                m -> m.penalty().isPresent() || !m.importance().isEmpty())
                ? " A penalty, and trees likewise, pull the equations' total towards 0 and not the reduced form's: that alone may be the reason."
                : "";
    }

    /** What a channel brings through the mediators by the equations, less what the reduced form tells of it from shapes alone. */
    private double disagreement(Worlds worlds, String channel, List<String> mediators) {
        Intervention off = Intervention.set(channel, 0);
        String outcome = fit.mix().outcome();
        World only = World.OBSERVED;
        for (String m : mediators) {
            only = only.and(new Intervention.Along(m, worlds.values(m, World.of(off)), Periods.ALL));
        }
        return fit.outcome(worlds.publishedThrough(outcome, off))
                - fit.outcome(worlds.difference(Contrast.of(outcome, only, World.OBSERVED)));
    }

    /** Of a channel that something hidden moves the shape of the effect is not to be trusted, whatever its size. */
    private MediationAnswer.SplitTest untested(String name) {
        return new MediationAnswer.SplitTest(
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                false,
                "The graph says that something hidden moves " + name + " and "
                        + fit.mix().outcome()
                        + ". The experiment sets the total; when the effect comes cannot tell what passes the mediators, because what is hidden "
                        + "moves that, too. The split into direct and indirect is not tested, and holds only if nothing hidden moves mediator and outcome.");
    }

    private MediationAnswer.SplitTest split(Draws difference) {
        double se = difference.spread();
        if (!(se > 0)) {
            return new MediationAnswer.SplitTest(
                    difference.value(), se, Double.NaN, Double.NaN, false, "There are no draws to test with.");
        }
        double statistic = difference.value() / se;
        double p = 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(statistic));
        boolean rejected = p < LEVEL;
        String words = rejected
                ? "What the equations say passes the mediators and what the reduced form tells disagree: something hidden moves mediator and outcome, or an "
                        + "equation is wrong. The total is the reduced form's; the split into direct and indirect is not to be used."
                        + pulled()
                : "What the equations say passes the mediators and what the reduced form tells do not disagree by more than chance. That does not rule hidden "
                        + "demand out: a weaker one would not be seen.";
        return new MediationAnswer.SplitTest(difference.value(), se, statistic, p, rejected, words);
    }

    private List<MediationAnswer.PathEffect> paths(
            Routes routes, Sampled<ChannelEffects> of, MediationAnswer.SplitTest split) {
        List<MediationAnswer.PathEffect> paths = new ArrayList<>();
        for (int p = 0; p < routes.paths().size(); p++) {
            int path = p;
            Draws lags = of.of(e -> ChannelEffects.meanLag(e.pathImpulses()[path]));
            paths.add(new MediationAnswer.PathEffect(
                    Routes.name(routes.paths().get(p)),
                    told(split, fit.estimated(of.of(e -> e.paths()[path]))),
                    Double.isNaN(lags.value())
                            ? Estimated.withheld("there is no effect along this path")
                            : fit.estimated(lags.map(v -> Double.isNaN(v) ? lags.value() : v)),
                    split.rejected()
                            ? List.of()
                            : Arrays.stream(of.point().pathImpulses()[p])
                                    .boxed()
                                    .toList()));
        }
        return paths;
    }

    private Estimated proportion(
            Routes routes, Draws structural, Draws indirect, Estimated total, MediationAnswer.SplitTest split) {
        if (split.rejected()) {
            return Estimated.withheld(REJECTED);
        }
        if (total.lower() <= 0 && total.upper() >= 0) {
            return Estimated.withheld("the interval of the total contains 0");
        }
        if (indirect.value() * structural.value() < 0) {
            return Estimated.withheld("indirect and total effect differ in sign");
        }
        if (!routes.direct()) {
            return Estimated.known(1, "assumed: there is no arrow past the mediators");
        }
        return fit.estimated(indirect.with(structural, (a, b) -> b == 0 ? 0 : a / b));
    }

    private Estimated amplification(Routes routes, Draws structural, Draws direct) {
        if (!routes.direct()) {
            return Estimated.withheld("the direct effect is " + NO_ARROW);
        }
        Estimated at = fit.estimated(direct);
        if (at.lower() <= 0 && at.upper() >= 0) {
            return Estimated.withheld("the direct effect may be 0");
        }
        return fit.estimated(structural.with(direct, (a, b) -> b == 0 ? Double.NaN : a / b));
    }

    private List<MediationAnswer.Quarter> quarters(Sampled<ChannelEffects> of, MediationAnswer.SplitTest split) {
        Map<String, int[]> span = new LinkedHashMap<>();
        List<LocalDate> periods = fit.data()
                .periods()
                .subList(fit.data().history(), fit.data().periods().size());
        for (int t = 0; t < periods.size(); t++) {
            LocalDate day = periods.get(t);
            String quarter = String.format(Locale.ROOT, "%d Q%d", day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
            int at = t;
            span.computeIfAbsent(quarter, q -> new int[] {at, at})[1] = t + 1;
        }
        List<MediationAnswer.Quarter> quarters = new ArrayList<>();
        span.forEach((quarter, ends) -> {
            Draws direct = of.of(e -> sum(e.directByPeriod(), ends));
            Draws all = of.of(e -> sum(e.structuralByPeriod(), ends));
            Draws indirect = all.minus(direct);
            Estimated total = fit.estimated(all);
            boolean meaningful = (total.lower() > 0 || total.upper() < 0) && indirect.value() * all.value() >= 0;
            quarters.add(new MediationAnswer.Quarter(
                    quarter,
                    told(split, fit.estimated(direct)),
                    told(split, fit.estimated(indirect)),
                    told(
                            split,
                            meaningful
                                    ? fit.estimated(indirect.with(all, (a, b) -> b == 0 ? 0 : a / b))
                                    : Estimated.withheld("the quarter's total may be 0"))));
        });
        return quarters;
    }

    private static double sum(double[] values, int[] ends) {
        double sum = 0;
        for (int t = ends[0]; t < ends[1]; t++) {
            sum += values[t];
        }
        return sum;
    }
}

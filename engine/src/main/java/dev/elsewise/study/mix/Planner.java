package dev.elsewise.study.mix;

import dev.elsewise.decide.Allocation;
import dev.elsewise.decide.Bounds;
import dev.elsewise.decide.BudgetOptimizer;
import dev.elsewise.decide.Lever;
import dev.elsewise.decide.Objective;
import dev.elsewise.decide.Response;
import dev.elsewise.decide.Wording;
import dev.elsewise.error.BadStudy;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.MediaMix;
import dev.elsewise.mix.Mediator;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Proposes a budget by the responses of a fitted mix. */
public final class Planner {
    private Planner() {}

    /**
     * The best plan that is allowed.
     *
     * @throws dev.elsewise.error.BadStudy when none is: a budget below the least spend, a target that no plan reaches
     */
    public static MixResult.Plan plan(BudgetPlan plan, FittedMix fit) {
        MixSurface surface = MixSurface.of(fit, plan.split());
        refuseIdle(plan, fit.data(), surface.levers());
        Allocation allocation = optimizer(plan, fit, surface).allocate(surface);
        return shown(
                plan,
                fit,
                allocation,
                alone(plan, fit, surface, allocation),
                plan.split() == BudgetPlan.Split.PERIODS
                        ? gain(fit, surface, allocation)
                        : gain(allocation.gain(), fit.data().window()));
    }

    /**
     * Refuses, before anything is fitted, a plan that no fit could make possible.
     *
     * @throws dev.elsewise.error.BadStudy when its bounds cannot hold, or leave no room for its budget
     */
    static void refuse(BudgetPlan plan, MediaMix mix, Panel data) {
        List<Lever> levers = MixSurface.levers(mix, data, plan.split());
        refuseIdle(plan, data, levers);
        boolean mediated = !plan.charging()
                .orElse(mix.mediators().stream().map(Mediator::name).toList())
                .isEmpty();
        optimizer(plan, mix, data.window()).refuse(levers, MixSurface.wording(data, plan.split()), mediated);
    }

    /** A response to money of which none was spent was never seen. */
    private static void refuseIdle(BudgetPlan plan, Panel data, List<Lever> levers) {
        List<String> channels = levers.stream().map(Lever::channel).distinct().toList();
        for (String name : plan.bounds().keySet()) {
            if (!channels.contains(name)) {
                throw new BadStudy("A plan can bound only channels on which money was spent ("
                        + String.join(", ", channels)
                        + "); on \"" + name + "\" nothing was, in " + data.window() + " periods.\n"
                        + "Maybe leave it out of bounds.");
            }
        }
    }

    /** What the change of each lever alone brings a period, the others as they are; not asked of each period of a plan by periods. */
    private static List<Estimated> alone(BudgetPlan plan, FittedMix fit, MixSurface surface, Allocation a) {
        if (plan.split() == BudgetPlan.Split.PERIODS) {
            return a.lines().stream()
                    .map(l -> Estimated.withheld("only plans as a whole are compared"))
                    .toList();
        }
        double[] now = a.lines().stream().mapToDouble(Allocation.Line::current).toArray();
        double[] base = outcomes(surface, now);
        List<Estimated> each = new ArrayList<>();
        for (int l = 0; l < now.length; l++) {
            double[] amounts = now.clone();
            amounts[l] = a.lines().get(l).proposed();
            double[] changed = outcomes(surface, amounts);
            for (int d = 0; d < changed.length; d++) {
                changed[d] = (changed[d] - base[d]) / fit.data().window();
            }
            each.add(fit.estimated(new Draws(Arrays.stream(changed).average().orElse(0), changed)));
        }
        return each;
    }

    private static double[] outcomes(MixSurface surface, double[] amounts) {
        Response response = Response.of(surface, surface.draws());
        surface.respond(amounts, 0, surface.draws(), response);
        return response.outcome();
    }

    static BudgetOptimizer optimizer(BudgetPlan plan, FittedMix fit, MixSurface surface) {
        // Without a name none is charged: an optimizer that was not told charges all.
        return optimizer(plan, fit.mix(), fit.data().window())
                .charging(plan.charging().orElse(surface.mediators()).toArray(String[]::new));
    }

    private static BudgetOptimizer optimizer(BudgetPlan plan, MediaMix mix, int periods) {
        BudgetOptimizer optimizer = switch (plan.goal()) {
            case BudgetPlan.Goal.Maximise m ->
                plan.budget().isPresent()
                        ? BudgetOptimizer.fixedBudget(
                                plan.budget().getAsDouble() * (plan.per() == BudgetPlan.Per.PERIOD ? periods : 1))
                        : BudgetOptimizer.withDefaults();
            case BudgetPlan.Goal.Roi r -> BudgetOptimizer.targetRoi(r.least());
            case BudgetPlan.Goal.MarginalRoi r -> BudgetOptimizer.targetMarginalRoi(r.least());
        };
        optimizer = optimizer
                .withOtherwise(bounds(plan.otherwise(), periods))
                .withObjective(
                        switch (plan.risk()) {
                            case BudgetPlan.Risk.Mean m -> new Objective.Mean();
                            case BudgetPlan.Risk.Quantile q -> new Objective.Quantile(q.level());
                            case BudgetPlan.Risk.Worst w -> new Objective.WorstShare(w.share());
                        })
                .withLevel(mix.uncertainty().level());
        for (Map.Entry<String, BudgetPlan.Bounds> own : plan.bounds().entrySet()) {
            optimizer = optimizer.withBounds(own.getKey(), bounds(own.getValue(), periods));
        }
        return optimizer;
    }

    private static Bounds bounds(BudgetPlan.Bounds bounds, int periods) {
        return switch (bounds) {
            case BudgetPlan.Bounds.Multiples m -> Bounds.relative(m.least(), m.most());
            case BudgetPlan.Bounds.Amounts a -> Bounds.amounts(a.least() * periods, a.most() * periods);
        };
    }

    /** In money a period; a lever that is a period has that period's own money. */
    private static MixResult.Plan shown(
            BudgetPlan plan, FittedMix fit, Allocation a, List<Estimated> alone, Estimated gain) {
        double periods = fit.data().window();
        double per = plan.split() == BudgetPlan.Split.PERIODS ? 1 : periods;
        List<MixResult.Share> shares = new ArrayList<>();
        for (int l = 0; l < a.lines().size(); l++) {
            Allocation.Line line = a.lines().get(l);
            shares.add(new MixResult.Share(
                    line.channel(),
                    line.part(),
                    line.current() / per,
                    line.proposed() / per,
                    line.lower() / per,
                    line.upper() / per,
                    alone.get(l),
                    Estimated.known(line.marginalRoi(), ""),
                    switch (line.binding()) {
                        case FREE -> "";
                        case LOWER -> "lower bound";
                        case UPPER -> "upper bound";
                        case FIXED -> "fixed";
                    },
                    line.proposed() > line.observedMost()));
        }
        return new MixResult.Plan(
                goal(plan, fit, a),
                plan.split(),
                a.now().spend() / periods,
                a.proposed().spend() / periods,
                gain,
                shares,
                a.certificate().words(),
                a.certificate().holds(),
                plan.split() == BudgetPlan.Split.PERIODS ? byPeriods(a) : a.warnings());
    }

    private static List<String> byPeriods(Allocation a) {
        List<String> warnings = new ArrayList<>(a.warnings());
        if (!a.mediators().isEmpty()) {
            warnings.add(
                    "A plan by periods counts what mediators spend as the fitted model has it, one by channels as the"
                            + " mean of its draws: what is spent now differs a little between the two.");
        }
        return warnings;
    }

    /** Of a plan by periods, which is sought by the fitted model alone: both plans are asked of the draws. */
    private static Estimated gain(FittedMix fit, MixSurface surface, Allocation a) {
        double[] now = a.lines().stream().mapToDouble(Allocation.Line::current).toArray();
        double[] then =
                a.lines().stream().mapToDouble(Allocation.Line::proposed).toArray();
        double periods = fit.data().window();
        Draws gain = surface.gain(now, then).map(g -> g / periods);
        if (gain.of().length < 2) {
            return withoutDraws(gain.value());
        }
        double more = Arrays.stream(gain.of())
                .map(g -> g > 0 ? 1 : g == 0 ? 0.5 : 0)
                .average()
                .orElse(0);
        double mean = Arrays.stream(gain.of()).average().orElse(0);
        return fit.estimated(new Draws(mean, gain.of())).withNote(chance(more));
    }

    private static Estimated withoutDraws(double value) {
        return new Estimated(value, Double.NaN, Double.NaN, Double.NaN, "without draws it has no interval");
    }

    private static String chance(double share) {
        return String.format(Locale.ROOT, "more than now in %.0f %% of the draws", 100 * share);
    }

    private static Estimated gain(Allocation.Gain gain, double periods) {
        return gain.interval()
                .map(i -> new Estimated(
                        gain.mean() / periods,
                        gain.standardError() / periods,
                        i.lower() / periods,
                        i.upper() / periods,
                        chance(gain.chance())))
                .orElseGet(() -> withoutDraws(gain.mean() / periods));
    }

    private static String goal(BudgetPlan plan, FittedMix fit, Allocation a) {
        Wording said = MixSurface.wording(fit.data(), plan.split());
        return switch (plan.goal()) {
            case BudgetPlan.Goal.Maximise m ->
                String.format(
                        Locale.ROOT,
                        "a fixed budget of %,.0f %s",
                        a.budget().orElse(a.proposed().spend()) / said.unit(),
                        said.total());
            case BudgetPlan.Goal.Roi r -> String.format(Locale.ROOT, "a ROI of at least %.4g", r.least());
            case BudgetPlan.Goal.MarginalRoi r -> String.format(Locale.ROOT, "a marginal ROI of %.4g", r.least());
        };
    }
}

package dev.elsewise.study.mix;

import dev.elsewise.decide.Allocation;
import dev.elsewise.decide.Bounds;
import dev.elsewise.decide.BudgetOptimizer;
import dev.elsewise.decide.Objective;
import dev.elsewise.effect.Interval;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.answer.Estimated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
        return shown(plan, fit, optimizer(plan, fit, surface).allocate(surface));
    }

    static BudgetOptimizer optimizer(BudgetPlan plan, FittedMix fit, MixSurface surface) {
        int periods = fit.data().window();
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
                .withLevel(fit.mix().uncertainty().level());
        for (Map.Entry<String, BudgetPlan.Bounds> own : plan.bounds().entrySet()) {
            optimizer = optimizer.withBounds(own.getKey(), bounds(own.getValue(), periods));
        }
        // Without a name none is charged: an optimizer that was not told charges all.
        return optimizer.charging(plan.charging().orElse(surface.mediators()).toArray(String[]::new));
    }

    private static Bounds bounds(BudgetPlan.Bounds bounds, int periods) {
        return switch (bounds) {
            case BudgetPlan.Bounds.Multiples m -> Bounds.relative(m.least(), m.most());
            case BudgetPlan.Bounds.Amounts a -> Bounds.amounts(a.least() * periods, a.most() * periods);
        };
    }

    /** In money a period. */
    private static MixResult.Plan shown(BudgetPlan plan, FittedMix fit, Allocation a) {
        double periods = fit.data().window();
        List<MixResult.Share> shares = new ArrayList<>();
        for (Allocation.Line line : a.lines()) {
            shares.add(new MixResult.Share(
                    line.lever(),
                    line.current() / periods,
                    line.proposed() / periods,
                    line.lower() / periods,
                    line.upper() / periods,
                    Estimated.withheld("only plans as a whole are compared"),
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
                goal(plan, a),
                a.now().spend() / periods,
                a.proposed().spend() / periods,
                gain(a.gain(), periods),
                shares,
                a.certificate().words(),
                a.certificate().holds(),
                a.warnings());
    }

    private static Estimated gain(Allocation.Gain gain, double periods) {
        Optional<Interval> interval = gain.interval();
        String note = String.format(Locale.ROOT, "more than now in %.0f %% of the draws", 100 * gain.chance());
        return new Estimated(
                gain.mean() / periods,
                Double.NaN,
                interval.map(i -> i.lower() / periods).orElse(Double.NaN),
                interval.map(i -> i.upper() / periods).orElse(Double.NaN),
                note);
    }

    private static String goal(BudgetPlan plan, Allocation a) {
        return switch (plan.goal()) {
            case BudgetPlan.Goal.Maximise m ->
                String.format(
                        Locale.ROOT,
                        "a fixed budget of %,.0f over the window",
                        a.budget().orElse(a.proposed().spend()));
            case BudgetPlan.Goal.Roi r -> String.format(Locale.ROOT, "a ROI of at least %.4g", r.least());
            case BudgetPlan.Goal.MarginalRoi r -> String.format(Locale.ROOT, "a marginal ROI of %.4g", r.least());
        };
    }
}

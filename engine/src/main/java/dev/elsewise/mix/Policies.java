package dev.elsewise.mix;

import dev.elsewise.math.Kernels;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Worlds;
import java.util.Arrays;

/**
 * What scenarios and budgets take mediators to do when their causes change: follow, stay as they were, or follow up to a cap. Where one does not
 * follow, the equations answer, as in the table of policies: the reduced form tells what passes mediators by its shape alone, which two
 * carry-overs may have in common.
 */
record Policies(FittedMix fit) {
    /** A world in which mediators keep to their policies; one that is changed itself does as it is told. */
    World under(World world) {
        World kept = world;
        for (Mediator m : fit.mix().mediators()) {
            if (world.interventions().stream().noneMatch(i -> i.node().equals(m.name()))) {
                kept = switch (m.policy()) {
                    case FLOAT -> kept;
                    case HOLD -> kept.and(Intervention.hold(m.name()));
                    case CAP -> kept.and(new Intervention.Cap(m.name(), caps(fit, m), Periods.ALL));
                };
            }
        }
        return kept;
    }

    /** By rows, a node in a world less as it was, mediators keeping to their policies in both. */
    double[] difference(Worlds worlds, String node, World world) {
        return worlds.difference(Contrast.of(node, under(world), under(World.OBSERVED)));
    }

    /** By rows, how far the outcome moves when one input does: as published, or by the equations where a mediator does not follow. */
    double[] published(Worlds worlds, Intervention... on) {
        return floating()
                ? worlds.published(fit.mix().outcome(), on)
                : difference(worlds, fit.mix().outcome(), World.of(on));
    }

    /** What is published of that less what the equations say: nothing where a mediator does not follow, because then the equations are asked. */
    double[] beyond(Worlds worlds, Intervention... on) {
        String outcome = fit.mix().outcome();
        if (!floating()) {
            return new double[fit.data().rows()];
        }
        double[] beyond = worlds.published(outcome, on);
        double[] equations = worlds.difference(Contrast.of(outcome, World.of(on), World.OBSERVED));
        Kernels.axpy(-1, equations, beyond, beyond.length);
        return beyond;
    }

    private boolean floating() {
        return fit.mix().mediators().stream().allMatch(m -> m.policy() == Mediator.Policy.FLOAT);
    }

    /** By rows, the most that a mediator may be: its cap, or in each unit the most that was seen. */
    static double[] caps(FittedMix fit, Mediator mediator) {
        double[] series = fit.compiled().panel().column(mediator.name());
        boolean own = mediator.cap().isPresent() && fit.data().units().size() == 1;
        int n = fit.data().periods().size();
        double[] caps = new double[series.length];
        for (int start = 0; start < caps.length; start += n) {
            double most = own
                    ? mediator.cap().getAsDouble()
                    : Arrays.stream(series, start + fit.data().history(), start + n)
                            .max()
                            .orElse(0);
            Arrays.fill(caps, start, start + n, most);
        }
        return caps;
    }
}

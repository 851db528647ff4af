package dev.elsewise.mix;

import dev.elsewise.check.series.AddedTerm;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the products of a study add: in each equation that has one, the node with all inputs as they were less what each subset of them
 * would leave, by inclusion and exclusion. A coefficient alone would not do: under a logarithm it is no outcome, and a penalty lends the
 * product what its factors bring. Mediators that are no factor stay as they were, so that a path is not counted as a synergy.
 */
record Synergies(FittedMix fit) {
    private static final double UNLIKELY = 0.05;

    List<MixAnswers.Synergy> answers() {
        List<MixAnswers.Synergy> answers = new ArrayList<>();
        for (MediaMix.Interaction interaction : fit.mix().interactions()) {
            for (String node : fit.explained()) {
                int column = Linearised.of(fit, node).names().indexOf(interaction.name());
                if (column >= 0) {
                    answers.add(answer(interaction, node, column));
                }
            }
        }
        return answers;
    }

    /**
     * @param together of all beyond the sum of each alone
     * @param alone the sum of those that can be switched off
     */
    private record Brought(double together, double alone) {}

    private MixAnswers.Synergy answer(MediaMix.Interaction interaction, String node, int column) {
        boolean sum = !fit.model().mechanism(node).contributions().isEmpty();
        Sampled<Brought> brought = fit.model().sample(w -> brought(w, interaction, node));
        Draws together = brought.of(Brought::together);
        AddedTerm test = Linearised.of(fit, node)
                .add(interaction.name(), fit.model().worlds().columns(node).get(column), c -> c != column);
        return new MixAnswers.Synergy(
                interaction.name(),
                node,
                sum
                        ? fit.estimated(fit.model()
                                .of(w -> w.mechanism(node)
                                        .contributions()
                                        .get(column)
                                        .coefficients()[0]))
                        : Estimated.withheld("trees have no coefficients"),
                fit.estimated(together),
                brought.point().alone() > 0
                        ? fit.estimated(brought.of(b -> b.alone() == 0 ? 0 : b.together() / b.alone()))
                        : Estimated.withheld("none that can be switched off brings anything alone"),
                test.cautious(),
                words(test));
    }

    private static String words(AddedTerm test) {
        if (Double.isNaN(test.cautious())) {
            return "The product says nothing that its factors do not say.";
        }
        return test.cautious() < UNLIKELY
                ? String.format(
                        Locale.ROOT,
                        "Together they bring %s than each alone would (t = %.1f).",
                        test.coefficient() > 0 ? "more" : "less",
                        test.tValue())
                : "No synergy can be told from chance.";
    }

    private Brought brought(Worlds worlds, MediaMix.Interaction interaction, String node) {
        List<String> of = interaction.of();
        double together = 0;
        double alone = 0;
        int all = 1 << of.size();
        World none = world(of, all - 1, node);
        for (int off = 0; off < all; off++) {
            double left = fit.outcome(worlds.difference(Contrast.of(node, world(of, off, node), none)));
            together += Integer.bitCount(off) % 2 == 0 ? left : -left;
            boolean one = Integer.bitCount(off) == of.size() - 1;
            alone += one && switchable(of.get(Integer.numberOfTrailingZeros(~off))) ? left : 0;
        }
        return new Brought(together, alone);
    }

    /** Some of the inputs off, or at their mean, and mediators that are not among the inputs as they were. */
    private World world(List<String> of, int off, String node) {
        World world = World.OBSERVED;
        for (Mediator mediator : fit.mix().mediators()) {
            if (!mediator.name().equals(node)) {
                world = world.and(Intervention.hold(mediator.name()));
            }
        }
        for (int i = 0; i < of.size(); i++) {
            boolean on = ((off >> i) & 1) == 0;
            String name = of.get(i);
            if (!switchable(name)) {
                world = world.and(level(name, on ? 1 : 0));
            } else if (!on) {
                world = world.and(Intervention.set(name, 0));
            }
        }
        return world;
    }

    /** Whether an input can be thought away; a price or a season can only be another. */
    private boolean switchable(String name) {
        Input input = fit.mix().input(name).orElseThrow();
        return input.role().acts() || input.role() == Input.Role.PROMOTION || input.role() == Input.Role.EVENT;
    }

    /** Each unit's mean over the window, and so many standard deviations more. */
    private Intervention level(String name, double deviations) {
        double[] path = fit.still(fit.model().worlds(), name, false).getOrDefault(name, new double[0]);
        double spread = Equations.spread(fit.window(fit.compiled().panel().column(name)));
        for (int r = 0; r < path.length; r++) {
            path[r] += deviations * spread;
        }
        return new Intervention.Along(name, path, Periods.ALL);
    }
}

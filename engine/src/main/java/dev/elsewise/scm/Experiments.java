package dev.elsewise.scm;

import dev.elsewise.error.BadStudy;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.question.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Experiments as evidence on the coefficients of a mechanism, in the first fit and, with their own errors, in each draw. */
final class Experiments {
    private final Map<String, List<Evidence>> byNode = new java.util.HashMap<>();
    private final long seed;

    Experiments(StructuralModel model, Panel panel, Worlds data, Map<String, Fitting> fittings, long seed) {
        this.seed = seed;
        for (Experiment said : model.experiments()) {
            Fitting fitting = fittings.get(said.outcome());
            if (fitting == null) {
                throw new BadStudy(
                        "An experiment must be on a node with an equation; \"" + said.outcome() + "\" has none.");
            }
            byNode.computeIfAbsent(said.outcome(), n -> new ArrayList<>())
                    .add(evidence(said, panel, data, fitting.layout()));
        }
    }

    private static Evidence evidence(Experiment said, Panel panel, Worlds data, Layout layout) {
        String cause = said.on().node();
        int column = layout.slots().stream()
                .filter(s -> s.term().nodes().equals(java.util.Set.of(cause)) && s.count() == 1)
                .mapToInt(Layout.Slot::start)
                .findFirst()
                .orElseThrow(() -> new BadStudy("An experiment must be on a cause of \"" + said.outcome() + "\"; \""
                        + cause + "\" is none.\nMaybe draw the arrow " + cause + " -> " + said.outcome() + "."));
        int n = panel.periods().size();
        double[] weight = new double[panel.rows()];
        for (int r = 0; r < weight.length; r++) {
            weight[r] = r % n >= panel.history() && said.counted().contains(r % n) ? 1 : 0;
        }
        // β × (as it was − as changed) is the outcome as it was less with the change: the experiment's effect with the
        // other sign.
        return new Evidence(
                column, data.series(World.of(said.on())), weight, -said.effect(), said.standardError(), said.pins());
    }

    /** The experiments on a node as they came out. */
    List<Evidence> of(String node) {
        return byNode.getOrDefault(node, List.of());
    }

    /** The experiments on a node as they might have come out in a draw. */
    List<Evidence> of(String node, int draw) {
        List<Evidence> drawn = new ArrayList<>();
        RandomStream random = Streams.of(seed, "experiments on " + node, draw);
        for (Evidence e : of(node)) {
            drawn.add(e.withEffect(e.effect() + e.standardError() * random.normal()));
        }
        return drawn;
    }
}

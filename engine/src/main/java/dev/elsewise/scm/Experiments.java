package dev.elsewise.scm;

import dev.elsewise.error.BadStudy;
import dev.elsewise.math.Kernels;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * Experiments as evidence on the coefficients of a mechanism, in the first fit and, with their own errors, in each draw. What an experiment
 * moves on its way to the outcome, the mechanisms between say, those of the draw in a draw.
 */
final class Experiments {
    private final StructuralModel model;
    private final Panel panel;
    private final long seed;

    Experiments(StructuralModel model, Panel panel, long seed) {
        this.model = model;
        this.panel = panel;
        this.seed = seed;
        for (Experiment said : model.experiments()) {
            if (!model.mechanisms().containsKey(said.outcome())) {
                throw new BadStudy(
                        "An experiment must be on a node with an equation; \"" + said.outcome() + "\" has none.");
            }
        }
    }

    /**
     * The experiments on a node as they came out.
     *
     * @param between the worlds of the mechanisms before it
     */
    List<Evidence> of(String node, Layout layout, Worlds between) {
        return structural(node, layout, between, effects(node));
    }

    /**
     * The experiments on a node as they might have come out in a draw.
     *
     * @param centre about which they vary
     */
    List<Evidence> of(String node, Layout layout, Worlds between, double[] centre, int draw) {
        return structural(node, layout, between, drawn(node, centre, draw));
    }

    /**
     * The experiments on the outcome of a reduced form, of causes that are columns of it.
     *
     * @param columns that these worlds make for it
     */
    List<Evidence> of(ReducedForm form, Layout layout, Worlds worlds, Series columns) {
        return reduced(form, layout, worlds, columns, effects(form.outcome()));
    }

    /** The same as they might have come out in a draw; the columns are made only where there are any. */
    List<Evidence> of(ReducedForm form, Layout layout, Worlds worlds, double[] centre, int draw) {
        return on(form.outcome()).isEmpty()
                ? List.of()
                : reduced(
                        form,
                        layout,
                        worlds,
                        form.columns(worlds, worlds.observed()),
                        drawn(form.outcome(), centre, draw));
    }

    /**
     * About what experiments on a node vary in the draws that some worlds make. An observation varies about what those worlds say of it, as the
     * outcome does: about what it was, it would pull each draw once more. What sets a level varies about what it was.
     */
    double[] centre(String node, Worlds made) {
        return centre(
                node,
                e -> e.pins()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                sum(e, made.difference(Contrast.of(node, World.of(e.on()), World.OBSERVED)))));
    }

    /** The same of the outcome of a reduced form. */
    double[] centre(ReducedForm form, FittedSum fit, Worlds worlds, Series columns) {
        return centre(
                form.outcome(),
                e -> e.pins() || ofMediator(e)
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(sum(e, form.change(fit, worlds, columns, true, e.on()))));
    }

    private double[] centre(String node, Function<Experiment, OptionalDouble> elsewhere) {
        return on(node).stream()
                .mapToDouble(e -> elsewhere.apply(e).orElse(e.effect()))
                .toArray();
    }

    private double sum(Experiment said, double[] change) {
        return Kernels.dot(weight(said), change, panel.rows());
    }

    /** What a mediator does is no column of a reduced form. */
    private boolean ofMediator(Experiment said) {
        return model.mechanisms().containsKey(said.on().node());
    }

    private List<Experiment> on(String node) {
        return model.experiments().stream()
                .filter(e -> e.outcome().equals(node))
                .toList();
    }

    private double[] effects(String node) {
        return on(node).stream().mapToDouble(Experiment::effect).toArray();
    }

    /** The same in the mechanism and in the reduced form of a draw. */
    private double[] drawn(String node, double[] centre, int draw) {
        RandomStream random = Streams.of(seed, "experiments on " + node, draw);
        double[] effects = centre.clone();
        List<Experiment> on = on(node);
        for (int i = 0; i < effects.length; i++) {
            effects[i] += on.get(i).standardError() * random.normal();
        }
        return effects;
    }

    private List<Evidence> structural(String node, Layout layout, Worlds between, double[] effects) {
        Set<String> read = new HashSet<>();
        layout.slots().forEach(slot -> read.addAll(slot.reads()));
        return evidence(
                on(node), effects, layout, between.observed(), e -> between.series(World.of(e.on()), Map.of(), read));
    }

    private List<Evidence> reduced(ReducedForm form, Layout layout, Worlds worlds, Series columns, double[] effects) {
        List<Experiment> all = on(form.outcome());
        List<Experiment> exogenous = new ArrayList<>();
        double[] kept = new double[all.size()];
        for (int i = 0; i < kept.length; i++) {
            if (!ofMediator(all.get(i))) {
                kept[exogenous.size()] = effects[i];
                exogenous.add(all.get(i));
            }
        }
        return evidence(exogenous, kept, layout, columns, e -> form.moved(worlds, columns, true, e.on()));
    }

    private List<Evidence> evidence(
            List<Experiment> experiments,
            double[] effects,
            Layout layout,
            Series before,
            Function<Experiment, Series> world) {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < experiments.size(); i++) {
            Experiment said = experiments.get(i);
            Series after = world.apply(said);
            if (!layout.touched(after)) {
                throw new BadStudy("An experiment must be on a cause of \"" + said.outcome() + "\"; \""
                        + said.on().node() + "\" is none.\nMaybe draw the arrow "
                        + said.on().node() + " -> " + said.outcome() + ".");
            }
            evidence.add(new Evidence(
                    own(said, layout), before, after, weight(said), effects[i], said.standardError(), said.pins()));
        }
        return evidence;
    }

    private static int own(Experiment said, Layout layout) {
        int own = layout.slots().stream()
                .filter(s -> s.term().nodes().equals(Set.of(said.on().node())) && s.count() == 1)
                .mapToInt(Layout.Slot::start)
                .findFirst()
                .orElse(-1);
        if (own < 0 && said.pins()) {
            throw new BadStudy("An experiment that sets the level of a cause must be on one that acts on \""
                    + said.outcome() + "\" by itself; \"" + said.on().node()
                    + "\" acts through others only.\nMaybe draw the arrow "
                    + said.on().node() + " -> " + said.outcome() + ".");
        }
        return own;
    }

    private double[] weight(Experiment said) {
        int n = panel.periods().size();
        double[] weight = new double[panel.rows()];
        Arrays.setAll(
                weight, r -> r % n >= panel.history() && said.counted().contains(r % n) ? said.weights()[r / n] : 0);
        return weight;
    }
}

package dev.elsewise.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.learn.trees.TreeRecipe;
import dev.elsewise.scm.Link;
import dev.elsewise.scm.Mechanism;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Pooling;
import dev.elsewise.scm.StructuralModel;
import dev.elsewise.scm.Term;
import dev.elsewise.scm.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A media mix as a structural model: a mechanism for the outcome and each mediator, with a term for every arrow that points at it. Units
 * that share coefficients are made comparable first: media, mediators and outcome are divided by a unit's size, which is its mean outcome
 * over that of all units.
 *
 * @param panel the nodes' series under the nodes' names
 * @param sizes by which a unit's media and outcome were divided
 */
record Compiled(MediaMix mix, Panel panel, double[] sizes, StructuralModel model) {
    /** The parameters of carry-over, of which separate units have their own; those of saturation they share. */
    private static final Set<String> OF_CARRY_OVER = Set.of("retention", "peak", "shape", "scale");

    static Compiled of(MediaMix asked, Panel data) {
        MediaMix mix = asked.design() == MediaMix.Design.TWO_STAGE ? TwoStage.of(asked) : asked;
        double[] sizes = sizes(mix, data);
        Panel panel = data.with(mix.outcome(), divided(data.column(mix.outcome()), sizes));
        for (Input input : mix.inputs()) {
            double[] values = data.column(input.column());
            boolean sized = input.role().acts() || mix.explains(input.name());
            panel = panel.with(input.name(), sized ? divided(values, sizes) : values);
        }
        StructuralModel model =
                StructuralModel.of(mix.graph()).withPooling(mix.pooling()).predicting(TwoStage.predicted(mix));
        for (String node : explained(mix)) {
            model = model.with(node, mechanism(mix, node, panel));
        }
        return new Compiled(
                mix,
                panel,
                sizes,
                model.withExperiments(Lifts.experiments(mix, data, sizes))
                        .publishing(
                                mix.outcome(),
                                mix.inputs().stream()
                                        .filter(i -> i.role().acts())
                                        .map(Input::name)
                                        .collect(Collectors.toSet())));
    }

    private static List<String> explained(MediaMix mix) {
        List<String> nodes =
                new ArrayList<>(mix.mediators().stream().map(Mediator::name).toList());
        nodes.add(mix.outcome());
        return nodes;
    }

    private static double[] sizes(MediaMix mix, Panel data) {
        int units = data.units().size();
        double[] sizes = new double[units];
        Arrays.fill(sizes, 1);
        if (units == 1 || mix.pooling() == Pooling.SEPARATE) {
            return sizes;
        }
        double[] outcome = data.column(mix.outcome());
        int n = data.periods().size();
        double all = 0;
        for (int u = 0; u < units; u++) {
            double sum = 0;
            for (int t = data.history(); t < n; t++) {
                sum += outcome[u * n + t];
            }
            sizes[u] = sum / data.window();
            all += sizes[u] / units;
        }
        for (int u = 0; u < units; u++) {
            if (!(sizes[u] > 0)) {
                throw new BadStudy(
                        "The mean outcome of every unit must be positive for units to share coefficients; that of \""
                                + data.units().get(u) + "\" is " + sizes[u]
                                + ".\nMaybe say pooling: separate, or leave the unit out.");
            }
            sizes[u] /= all;
        }
        return sizes;
    }

    private static double[] divided(double[] values, double[] sizes) {
        int n = values.length / sizes.length;
        double[] out = new double[values.length];
        for (int r = 0; r < out.length; r++) {
            out[r] = values[r] / sizes[r / n];
        }
        return out;
    }

    private static Mechanism mechanism(MediaMix mix, String node, Panel panel) {
        List<Term> terms = new ArrayList<>();
        Set<String> hidden = mix.graph().hidden();
        for (String parent : mix.graph().parents(node)) {
            if (!hidden.contains(parent)) {
                terms.add(term(mix, node, parent, panel));
            }
        }
        for (MediaMix.Interaction interaction : mix.interactions()) {
            List<Term> factors = interaction.of().stream()
                    .flatMap(name -> terms.stream().filter(t -> t.name().equals(name)))
                    .toList();
            if (factors.size() == interaction.of().size()) {
                terms.add(new Term.Product(factors, Term.Limits.NONE));
            }
        }
        for (int lag : mix.lags().getOrDefault(node, List.of())) {
            terms.add(new Term.Lagged(node, lag));
        }
        boolean log = node.equals(mix.outcome()) && mix.link() == MediaMix.Link.LOG;
        return new Mechanism(
                terms,
                log ? Link.LOG : Link.IDENTITY,
                method(mix.families().getOrDefault(node, mix.family()), mix.scaling()),
                mix.differenced().contains(node));
    }

    private static Mechanism.Method method(Family family, MediaMix.Scaling scaling) {
        return switch (family) {
            case Family.LeastSquares l -> new Mechanism.Method.LeastSquares(l.ridge(), l.starts());
            case Family.ElasticNet e ->
                new Mechanism.Method.ElasticNet(
                        e.mixing(),
                        e.penalty(),
                        e.oneStandardError(),
                        scaling == MediaMix.Scaling.ROBUST,
                        e.recursive(),
                        e.summed());
            case Family.Forest f -> new Mechanism.Method.Trees(new TreeRecipe.Forest(f.trees(), f.depth()));
            case Family.Boosting b ->
                new Mechanism.Method.Trees(new TreeRecipe.Boosting(
                        b.rounds(), b.learningRate(), b.depth(), b.subsample(), b.columns(), b.l1(), b.l2()));
        };
    }

    private static Term term(MediaMix mix, String node, String parent, Panel panel) {
        if (parent.equals(Baseline.TREND) || parent.equals(Baseline.SEASON)) {
            return new Term.Block(
                    parent,
                    panel.names().stream()
                            .filter(c -> c.startsWith(parent + ":"))
                            .toList());
        }
        Input input = mix.input(parent)
                .orElseThrow(() -> new BadStudy("Every cause in the graph must be an input of the mix; \"" + parent
                        + "\" is none.\nMaybe list it under channels, levers or controls, or mark it [latent]."));
        // The sign of a control is that of its effect on the outcome; a channel's holds for what it moves on its way,
        // too.
        boolean limited = node.equals(mix.outcome()) || input.role().acts();
        Term.Limits limits =
                limited ? new Term.Limits(input.sign().least(), input.sign().most()) : Term.Limits.NONE;
        Optional<Transform> carryOver = input.carryOver();
        return carryOver.isPresent()
                ? new Term.Filtered(
                        parent, carryOver.get(), limits, mix.pooling() == Pooling.SEPARATE ? OF_CARRY_OVER : Set.of())
                : new Term.Linear(parent, limits);
    }
}

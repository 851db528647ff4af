package dev.elsewise.mix;

import dev.elsewise.math.Kernels;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.question.World;
import dev.elsewise.scm.Draws;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.scm.Link;
import dev.elsewise.scm.Sampled;
import dev.elsewise.scm.Worlds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which node moves the outcome most: nodes by the size of their standardised coefficient in its equation, all columns of a node together.
 * For one column that is coefficient · sd(column) / sd(outcome), which is the sd of what the node contributes over that of the outcome; so
 * for trees, that have no coefficients, and for nodes that interact with others: the sd of what the outcome loses, period by period, when
 * the node is held at its mean.
 */
record Drivers(FittedMix fit, Equations equations) {
    private static final String MEDIATOR = "itself moved by others: see its mediation";
    private static final String CONTRAST = "by contrasts of worlds, because trees have no coefficients";
    private static final String TOGETHER = "with its interactions, by contrasts of worlds";

    List<MixAnswers.Driver> answers() {
        String outcome = fit.mix().outcome();
        boolean sum = !fit.model().mechanism(outcome).contributions().isEmpty();
        List<MixAnswers.Driver> drivers = new ArrayList<>();
        double sdY = Equations.spread(equations.linked(outcome));
        List<String> nodes = fit.mix().graph().parents(outcome).stream()
                .filter(node -> !fit.mix().graph().hidden().contains(node))
                .toList();
        Set<String> interacting = Decomposing.interacting(fit, fit.model().worlds(), nodes);
        Sampled<double[]> spreads =
                fit.model().sample(w -> sum ? signedSpreads(w, outcome, nodes, interacting) : moved(w, outcome, nodes));
        for (String node : nodes) {
            int place = nodes.indexOf(node);
            Draws standardised = spreads.of(s -> s[place] / sdY);
            if (Double.isNaN(standardised.value())) {
                continue;
            }
            String role = fit.mix()
                    .input(node)
                    .map(i -> i.role().name().toLowerCase(Locale.ROOT))
                    .orElse(node);
            List<String> words = new ArrayList<>();
            if (fit.mix().explains(node)) {
                words.add(MEDIATOR);
            }
            if (!sum) {
                words.add(CONTRAST);
            } else if (interacting.contains(node)) {
                words.add(TOGETHER);
            }
            drivers.add(new MixAnswers.Driver(node, role, fit.estimated(standardised), String.join("; ", words)));
        }
        drivers.sort(Comparator.comparingDouble(
                        (MixAnswers.Driver d) -> Math.abs(d.standardised().value()))
                .reversed());
        return drivers;
    }

    /** The sds over the window of what nodes contribute, with the sign of its coefficient where one has one column. */
    private double[] signedSpreads(Worlds worlds, String outcome, List<String> nodes, Set<String> interacting) {
        List<double[]> contributions = worlds.contributions(outcome);
        List<FittedMechanism.Contribution> columns = worlds.mechanism(outcome).contributions();
        double[] spreads = new double[nodes.size()];
        for (int i = 0; i < spreads.length; i++) {
            if (interacting.contains(nodes.get(i))) {
                spreads[i] = moved(worlds, outcome, nodes.get(i));
                continue;
            }
            double[] sum = new double[fit.data().rows()];
            int own = 0;
            double sign = 1;
            for (int c = 0; c < contributions.size(); c++) {
                Set<String> together = columns.get(c).nodes();
                if (together.size() == 1 && together.contains(nodes.get(i))) {
                    own++;
                    sign = Math.signum(columns.get(c).coefficients()[0]);
                    Kernels.axpy(1, contributions.get(c), sum, sum.length);
                }
            }
            spreads[i] = own == 0 ? Double.NaN : (own == 1 ? sign : 1) * Equations.spread(fit.window(sum));
        }
        return spreads;
    }

    private double[] moved(Worlds worlds, String outcome, List<String> nodes) {
        return nodes.stream().mapToDouble(node -> moved(worlds, outcome, node)).toArray();
    }

    /** The same by contrasts, with the sign of its covariance with the node where that is one series. */
    private double moved(Worlds worlds, String outcome, String node) {
        Map<String, double[]> still = fit.still(worlds, node, false);
        if (still.isEmpty()) {
            return Double.NaN;
        }
        double[] y = fit.compiled().panel().column(outcome);
        double[] moved = worlds.moved(outcome, still);
        boolean log = worlds.mechanism(outcome).link() == Link.LOG;
        for (int r = 0; r < moved.length; r++) {
            moved[r] = log ? -Math.log1p(moved[r] / y[r]) : -moved[r];
        }
        double[] of = Equations.centred(fit.window(moved));
        double sign = 1;
        if (fit.mix().input(node).isPresent()) {
            double[] x = Equations.centred(fit.window(worlds.values(node, World.OBSERVED)));
            double covariance = 0;
            for (int r = 0; r < of.length; r++) {
                covariance += of[r] * x[r];
            }
            sign = covariance < 0 ? -1 : 1;
        }
        return sign * Equations.spread(of);
    }
}

package dev.elsewise.mix;

import dev.elsewise.error.BadStudy;
import dev.elsewise.graph.Edge;
import dev.elsewise.math.Kernels;
import dev.elsewise.math.RankedCholesky;
import dev.elsewise.question.World;
import dev.elsewise.scm.Worlds;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Seed 004's design: the mediator is explained by its causes, and the outcome sees that prediction instead of the mediator, and none of the
 * channels behind it.
 */
final class TwoStage {
    private static final double ALIASED = 1e-11;

    private TwoStage() {}

    /** The mix without the arrows that the design leaves out. */
    static MediaMix of(MediaMix mix) {
        if (mix.mediators().isEmpty()) {
            throw new BadStudy("The design two-stage must have a mediator that its first stage explains; there is none."
                    + "\nMaybe list it under mediators, or say design: graph.");
        }
        for (Mediator m : mix.mediators()) {
            if (!mix.lags().getOrDefault(m.name(), List.of()).isEmpty()
                    || mix.differenced().contains(m.name())) {
                throw new BadStudy(
                        "The first stage of the design two-stage must explain a mediator by its causes alone; \""
                                + m.name()
                                + "\" is also explained by its own past.\nMaybe take away its lags and differences, or say design: graph.");
            }
        }
        List<Edge> around = mix.graph().edges().stream()
                .filter(e -> !e.hidden() && e.to().equals(mix.outcome()))
                .filter(e -> !mix.explains(e.from()) && isChannel(mix, e.from()) && behind(mix, e.from()))
                .toList();
        return mix.withGraph(mix.graph().without(around));
    }

    /** The nodes that the outcome sees as they are predicted. */
    static Set<String> predicted(MediaMix mix) {
        return mix.design() == MediaMix.Design.TWO_STAGE
                ? mix.mediators().stream().map(Mediator::name).collect(Collectors.toSet())
                : Set.of();
    }

    /** The channels behind a mediator. */
    static List<String> behind(FittedMix fit, String mediator) {
        return fit.mix().graph().ancestors(mediator).stream()
                .filter(x -> isChannel(fit.mix(), x))
                .sorted()
                .toList();
    }

    /**
     * The share of the variance of a predicted mediator over the window that is no sum of the columns behind it: all that could tell its
     * effect from theirs.
     */
    static double ofFormAlone(FittedMix fit, String mediator) {
        Worlds worlds = fit.model().worlds();
        double[] said = centred(fit, worlds.values(mediator, World.OBSERVED));
        List<double[]> columns =
                worlds.columns(mediator).stream().map(c -> centred(fit, c)).toList();
        int width = columns.size();
        double[][] gram = new double[width][width];
        double[] moments = new double[width];
        double[] diagonal = new double[width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = Kernels.dot(columns.get(i), columns.get(j), said.length);
            }
            diagonal[i] = gram[i][i];
            moments[i] = Kernels.dot(columns.get(i), said, said.length);
        }
        double all = Kernels.dot(said, said, said.length);
        double[] beta = RankedCholesky.of(gram, diagonal, ALIASED).solve(moments);
        for (int i = 0; i < width; i++) {
            Kernels.axpy(-beta[i], columns.get(i), said, said.length);
        }
        return all > 0 ? Kernels.dot(said, said, said.length) / all : 0;
    }

    private static double[] centred(FittedMix fit, double[] rows) {
        double[] values = fit.window(rows);
        int n = fit.data().window();
        for (int start = 0; start < values.length; start += n) {
            double mean = Arrays.stream(values, start, start + n).sum() / n;
            for (int r = start; r < start + n; r++) {
                values[r] -= mean;
            }
        }
        return values;
    }

    private static boolean isChannel(MediaMix mix, String node) {
        return mix.input(node).map(i -> i.role().acts()).orElse(false);
    }

    private static boolean behind(MediaMix mix, String node) {
        return mix.mediators().stream()
                .anyMatch(m -> mix.graph().ancestors(m.name()).contains(node));
    }
}

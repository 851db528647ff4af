package dev.elsewise.scm;

import dev.elsewise.math.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a search for shapes is about: which are free, where they are expected, and what the columns that they make are fitted to. */
final class ShapeProblem {
    final Layout layout;
    final Pooling pooling;
    final double ridge;
    final int[] free;
    final int[] place;
    final ShapeSpace[] spaces;
    final double[] give;
    final ShapedColumns columns;
    private final double[] home;
    private final double[][] limits;

    /**
     * @param node whose series is explained
     * @param differenced whether changes from the period before are fitted
     * @param rows the periods fitted, ascending
     * @param evidence of experiments
     */
    ShapeProblem(
            Layout layout,
            Link link,
            String node,
            Pooling pooling,
            boolean differenced,
            Series data,
            int[] rows,
            List<Evidence> evidence,
            double ridge) {
        this.layout = layout;
        this.pooling = data.units() > 1 ? pooling : Pooling.SHARED;
        this.ridge = ridge;
        List<Layout.Shaped> shapes = layout.parameters();
        free = IntStream.range(0, shapes.size())
                .filter(i -> !shapes.get(i).parameter().fixed())
                .toArray();
        place = new int[shapes.size()];
        Arrays.fill(place, -1);
        spaces = new ShapeSpace[free.length];
        home = new double[free.length];
        give = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            Parameter parameter = shapes.get(free[k]).parameter();
            place[free[k]] = k;
            spaces[k] = ShapeSpace.of(parameter);
            home[k] = spaces[k].free(parameter.start());
            give[k] = parameter.give();
        }
        limits = layout.limits();
        columns = new ShapedColumns(layout, link, node, differenced, data, rows, evidence, together(evidence));
    }

    /** Whether units differ in nothing but their intercepts, and no experiment is of some of them. */
    private boolean together(List<Evidence> evidence) {
        return pooling == Pooling.SHARED && !layout.shapesApart() && evidence.isEmpty();
    }

    /** The values at which parameters start. */
    double[] start() {
        return layout.parameters().stream()
                .mapToDouble(s -> s.parameter().start())
                .toArray();
    }

    /** A start with the free parameters at given places of their line. */
    double[] at(double[] u) {
        double[] theta = start();
        for (int k = 0; k < free.length; k++) {
            theta[free[k]] = spaces[k].inside(u[k]);
        }
        return theta;
    }

    /** Shapes at their starts, and units' coefficients at the common one. */
    Expectation expected() {
        return new Expectation(home, Optional.empty(), new double[columns.units()][layout.width()]);
    }

    /**
     * What a draw of the bootstrap expects: what was found, give or take what was expected of it from the outset. With that the draws of what
     * the data leave open vary as widely as it was expected to, and do not all stay where the search began (G. Papandreou and A. Yuille, NIPS
     * 23 (2010): perturb what is expected as well as the data, and solve).
     *
     * @param theta found
     * @param beta found, unit by unit
     * @param draw counted from 1
     */
    Expectation drawn(double[] theta, double[][] beta, Optional<Spread> spread, String node, long seed, int draw) {
        double[] shapes = new double[free.length];
        for (int k = 0; k < free.length; k++) {
            Layout.Shaped shape = layout.parameters().get(free[k]);
            // Keyed by name: the mechanisms and the reduced form, which are compared draw by draw, expect the same of
            // the same.
            String name = node + " " + shape.node() + " " + shape.parameter().name() + " " + shape.unit();
            shapes[k] = spaces[k].free(theta[free[k]])
                    + give[k] * Streams.of(seed, "expected of " + name, draw).normal();
        }
        double[][] deviations = spread.map(s -> s.drawn(beta, Streams.of(seed, "deviations of " + node, draw)))
                .orElse(expected().deviations());
        return new Expectation(shapes, spread, deviations);
    }

    /** What a draw expects that is to vary as an estimate does: the same as the estimate. */
    Expectation sampled(double[][] beta, Optional<Spread> spread) {
        double[][] deviations = spread.map(s -> s.found(beta)).orElse(expected().deviations());
        return new Expectation(home, spread, deviations);
    }

    /** The coefficients that experiments pin, unit by unit; NaN elsewhere. */
    double[][] pins(double[] theta, Expectation expected) {
        return columns.levers().pins(theta, expected.spread().isEmpty() && pooling != Pooling.SEPARATE);
    }

    double[] intercepts(double[][] beta) {
        double[] intercepts = new double[columns.units()];
        Arrays.setAll(intercepts, u -> columns.intercept(u, beta[u]));
        return intercepts;
    }

    /** The best coefficients at the shapes that the columns have now. */
    Coefficients coefficients(double variance, Expectation expected, double[][] pins) {
        if (expected.spread().isPresent()) {
            double[] weights = Deviations.weights(expected.spread().get().variance(), variance);
            return told(more ->
                    new PartialCoefficients(columns, ridge, limits, weights, expected.deviations(), pins, more));
        }
        return pooling == Pooling.SEPARATE
                ? told(more -> SeparateCoefficients.of(columns, ridge, limits, pins, more))
                : SharedCoefficients.of(columns, 0, columns.blocks(), ridge, limits, pins[0]);
    }

    /** Of units whose coefficients experiments tie together. */
    private Coefficients told(Function<double[][], Coefficients> untold) {
        return columns.levers().observing()
                ? new ToldCoefficients(columns, untold)
                : untold.apply(new double[columns.units()][columns.width()]);
    }

    /** How far apart units' coefficients lie at the shapes that the columns have now. */
    Deviations deviations(double[] theta, double variance, double[] before) {
        return Deviations.of(
                columns, ridge, limits, variance, before, columns.levers().pins(theta, false));
    }

    ShapedDesign design(double[] theta, double variance) {
        columns.shape(theta, variance);
        return ShapedDesign.of(columns, pooling == Pooling.SEPARATE, limits, pins(theta, expected()));
    }

    /** Σ residual² over what is left of the observations when all that was fitted is taken off. */
    double variance(double squares, double parameters) {
        return squares / Math.max(1, columns.observations() - parameters - free.length - columns.units());
    }
}

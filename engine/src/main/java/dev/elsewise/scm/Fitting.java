package dev.elsewise.scm;

import dev.elsewise.error.EstimationFailed;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.Arrays;
import java.util.List;

/** Fits one mechanism to a panel: from several starts the first time, from the first answer ever after. */
final class Fitting {
    private static final int STEPS = 200;
    private static final double CLOSE = 1e-8;
    private static final int NEAR_STEPS = 60;
    private static final double NEAR_CLOSE = 1e-5;
    private static final int DRAW_STEPS = 25;
    private static final double DRAW_CLOSE = 1e-4;
    private static final double SPREAD = 1.5;

    private final String node;
    private final Mechanism mechanism;
    private final Layout layout;
    private final boolean separate;
    private final int[] rows;

    Fitting(String node, Mechanism mechanism, Panel panel, boolean separate, int[] rows) {
        this.node = node;
        this.mechanism = mechanism;
        this.separate = separate;
        layout = new Layout(mechanism.terms(), panel);
        int first = mechanism.terms().stream()
                .filter(Term.Lagged.class::isInstance)
                .mapToInt(t -> ((Term.Lagged) t).lag())
                .max()
                .orElse(0);
        int start = Math.max(first, mechanism.differenced() ? 1 : 0);
        this.rows = Arrays.stream(rows).filter(t -> t >= start).toArray();
    }

    String node() {
        return node;
    }

    Layout layout() {
        return layout;
    }

    Mechanism mechanism() {
        return mechanism;
    }

    /** The search from all starts. */
    FittedSum first(Series[] data, List<Evidence> evidence, long seed) {
        Mechanism.Method.LeastSquares method = (Mechanism.Method.LeastSquares) mechanism.method();
        ShapeFit fit = new ShapeFit(
                layout,
                mechanism.link(),
                node,
                separate,
                mechanism.differenced(),
                data,
                rows,
                evidence,
                method.ridge());
        double variance = fit.from(fit.start(), 0, 0, 1).variance();
        ShapeFit.Solution best = fit.from(fit.start(), variance, STEPS, CLOSE);
        for (int s = 1; s < method.starts() && fit.fitted() > 0; s++) {
            RandomStream random = Streams.of(seed, "starts of " + node, s);
            double[] u = new double[fit.fitted()];
            Arrays.setAll(u, k -> SPREAD * random.normal());
            ShapeFit.Solution other = fit.from(fit.at(u), variance, STEPS, CLOSE);
            if (other.objective() < best.objective() * (1 - 1e-9)) {
                best = other;
            }
        }
        // The variance of the errors was that of a first guess: once more with the right one.
        best = fit.from(best.theta(), best.variance(), STEPS, CLOSE);
        check(best);
        return FittedSum.of(node, mechanism.link(), mechanism.differenced(), layout, best);
    }

    /** The whole search from the start and from an answer on other periods, if it has as many shapes. */
    FittedSum near(Series[] data, List<Evidence> evidence, FittedSum other) {
        Mechanism.Method.LeastSquares method = (Mechanism.Method.LeastSquares) mechanism.method();
        ShapeFit fit = new ShapeFit(
                layout,
                mechanism.link(),
                node,
                separate,
                mechanism.differenced(),
                data,
                rows,
                evidence,
                method.ridge());
        double[] start = fit.start();
        ShapeFit.Solution best = fit.from(start, other.variance(), NEAR_STEPS, NEAR_CLOSE);
        if (other.theta().length == start.length) {
            for (int i = 0; i < start.length; i++) {
                start[i] = layout.parameters().get(i).parameter().fixed() ? start[i] : other.theta()[i];
            }
            ShapeFit.Solution second = fit.from(start, other.variance(), NEAR_STEPS, NEAR_CLOSE);
            best = second.objective() < best.objective() ? second : best;
        }
        check(best);
        return FittedSum.of(node, mechanism.link(), mechanism.differenced(), layout, best);
    }

    /** The search from an earlier answer. */
    FittedSum again(Series[] data, List<Evidence> evidence, FittedSum warm) {
        Mechanism.Method.LeastSquares method = (Mechanism.Method.LeastSquares) mechanism.method();
        ShapeFit fit = new ShapeFit(
                layout,
                mechanism.link(),
                node,
                separate,
                mechanism.differenced(),
                data,
                rows,
                evidence,
                method.ridge());
        ShapeFit.Solution found = fit.from(warm.theta(), warm.variance(), DRAW_STEPS, DRAW_CLOSE);
        check(found);
        return FittedSum.of(node, mechanism.link(), mechanism.differenced(), layout, found);
    }

    private void check(ShapeFit.Solution solution) {
        for (double[] unit : solution.beta()) {
            for (int c = 0; c < unit.length; c++) {
                if (!Double.isFinite(unit[c])) {
                    throw new EstimationFailed(
                            "The equation of \"" + node + "\" must have finite coefficients; that of \""
                                    + layout.names()[c] + "\" is not."
                                    + "\nMaybe the column is constant, or far larger than the others.");
                }
            }
        }
    }
}

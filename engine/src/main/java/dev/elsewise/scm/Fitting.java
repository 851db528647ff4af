package dev.elsewise.scm;

import dev.elsewise.error.EstimationFailed;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fits one mechanism to a panel: from several starts the first time, from the first answer ever after. */
final class Fitting {
    private static final int STEPS = 200;
    private static final double CLOSE = 1e-10;
    private static final int NEAR_STEPS = 60;
    private static final double NEAR_CLOSE = 1e-6;
    private static final int DRAW_STEPS = 25;
    private static final double DRAW_CLOSE = 1e-3;
    private static final double SPREAD = 1.5;

    private final String node;
    private final Mechanism mechanism;
    private final Layout layout;
    private final Pooling pooling;
    private final int[] rows;
    private final List<String> units;

    Fitting(String node, Mechanism mechanism, Panel panel, Pooling pooling, int[] rows) {
        this.node = node;
        this.mechanism = mechanism;
        this.pooling = pooling;
        units = panel.units();
        layout = new Layout(mechanism.terms(), panel);
        int start = layout.first(mechanism.differenced());
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
    Fitted first(Series data, List<Evidence> evidence, long seed) {
        ShapeProblem problem = problem(data, evidence);
        ShapeFit fit = new ShapeFit(problem);
        double variance = fit.from(problem.start(), 0, 0, 1).variance();
        ShapeFit.Solution best = fit.from(problem.start(), variance, STEPS, CLOSE);
        for (int s = 1; s < mechanism.method().shapes().starts() && problem.free.length > 0; s++) {
            RandomStream random = Streams.of(seed, "starts of " + node, s);
            double[] u = new double[problem.free.length];
            Arrays.setAll(u, k -> SPREAD * random.normal());
            ShapeFit.Solution other = fit.from(problem.at(u), variance, STEPS, CLOSE);
            if (other.objective() < best.objective() * (1 - 1e-9)) {
                best = other;
            }
        }
        // The variance of the errors was that of a first guess: once more with the right one.
        best = fit.apart(fit.from(best.theta(), best.variance(), STEPS, CLOSE), STEPS, CLOSE);
        return made(data, new Informed(problem, fit, best, STEPS, CLOSE), seed, true);
    }

    /** The whole search from the start and from an answer on other periods, if it has as many shapes. */
    Fitted near(Series data, List<Evidence> evidence, Fitted other, long seed) {
        ShapeProblem problem = problem(data, evidence);
        ShapeFit fit = new ShapeFit(problem);
        double[] start = problem.start();
        ShapeFit.Solution best = fit.from(start, other.variance(), NEAR_STEPS, NEAR_CLOSE);
        if (other.theta().length == start.length) {
            for (int i = 0; i < start.length; i++) {
                start[i] = layout.parameters().get(i).parameter().fixed() ? start[i] : other.theta()[i];
            }
            ShapeFit.Solution second = fit.from(start, other.variance(), NEAR_STEPS, NEAR_CLOSE);
            best = second.objective() < best.objective() ? second : best;
        }
        best = fit.apart(best, NEAR_STEPS, NEAR_CLOSE);
        return made(data, new Informed(problem, fit, best, NEAR_STEPS, NEAR_CLOSE), seed, false);
    }

    /** Whatever is fitted to the columns that the shapes of a search make. */
    private Fitted made(Series data, Informed informed, long seed, boolean shuffled) {
        ShapeFit.Solution shapes = informed.solution();
        check(shapes);
        return switch (mechanism.method()) {
            case Mechanism.Method.LeastSquares l -> sum(shapes, Optional.empty());
            case Mechanism.Method.ElasticNet e -> {
                PenalisedFit.Solved solved =
                        informed.penalised(e, this::name, net -> net.choosing().penalised());
                yield sum(solved.solution(), Optional.of(solved.penalised().beside(sum(shapes, Optional.empty()))));
            }
            case Mechanism.Method.Trees t -> trees(t, data, shapes.theta()).judged(treeSeed(seed, 0), shuffled);
        };
    }

    /**
     * An answer where the search of every draw begins.
     *
     * @param beta of the answer, unit by unit; none of trees
     * @param curvature of the objective there: that of a draw is not far from it, and dear to work out
     */
    record Start(Fitting fitting, Fitted answer, double[][] beta, Optional<Spread> spread, double[][] curvature) {
        /**
         * The search from there, with the penalty that it chose.
         *
         * @param draw which one of the bootstrap
         */
        Fitted again(Series data, List<Evidence> evidence, Draw draw) {
            return fitting.again(this, data, evidence, draw);
        }
    }

    /** At an answer, with the data and the evidence that it was found in. */
    Start start(Series data, List<Evidence> evidence, Fitted answer) {
        double[][] beta = answer instanceof FittedSum sum ? sum.beta() : new double[0][];
        Optional<Spread> spread = answer instanceof FittedSum sum ? sum.spread() : Optional.empty();
        ShapeProblem problem = problem(data, evidence);
        if (problem.columns.levers().bent()) {
            problem.columns.levers().free(beta);
        }
        double[][] curvature =
                new ShapeFit(problem).curvature(answer.theta(), answer.variance(), problem.sampled(beta, spread));
        return new Start(this, answer, beta, spread, curvature);
    }

    private Fitted again(Start from, Series data, List<Evidence> evidence, Draw draw) {
        ShapeProblem problem = problem(data, evidence);
        ShapeFit fit = new ShapeFit(problem);
        Fitted warm = from.answer();
        Expectation expected = switch (draw.expecting()) {
            case UNKNOWN -> problem.drawn(warm.theta(), from.beta(), from.spread(), node, draw.seed(), draw.number());
            case SAMPLED -> problem.sampled(from.beta(), from.spread());
        };
        if (problem.columns.levers().bent()) {
            problem.columns.levers().free(from.beta());
        }
        ShapeFit.Solution start =
                fit.from(warm.theta(), warm.variance(), DRAW_STEPS, DRAW_CLOSE, expected, from.curvature());
        Informed informed = new Informed(problem, fit, start, DRAW_STEPS, DRAW_CLOSE, expected);
        ShapeFit.Solution found = informed.solution();
        check(found);
        return switch (mechanism.method()) {
            case Mechanism.Method.LeastSquares l -> sum(found, Optional.empty());
            case Mechanism.Method.ElasticNet e -> {
                Penalised chosen = ((FittedSum) warm).penalised().orElseThrow();
                yield sum(informed.penalised(e, this::name, net -> chosen));
            }
            case Mechanism.Method.Trees t ->
                trees(t, data, found.theta()).grown(treeSeed(draw.seed(), draw.number()), warm.variance());
        };
    }

    /** One draw of the bootstrap, counted from 1. */
    record Draw(long seed, int number, Expectation.Drawn expecting) {}

    private ShapeProblem problem(Series data, List<Evidence> evidence) {
        return new ShapeProblem(
                layout,
                mechanism.link(),
                node,
                pooling,
                mechanism.differenced(),
                data,
                rows,
                evidence,
                mechanism.method().shapes().ridge());
    }

    private FittedSum sum(PenalisedFit.Solved solved) {
        return sum(solved.solution(), Optional.of(solved.penalised()));
    }

    private FittedSum sum(ShapeFit.Solution solution, Optional<Penalised> penalised) {
        check(solution);
        return FittedSum.of(node, mechanism.link(), mechanism.differenced(), layout, solution, penalised);
    }

    private TreeFit trees(Mechanism.Method.Trees method, Series data, double[] theta) {
        return new TreeFit(
                mechanism,
                method.recipe(),
                node,
                layout,
                pooling == Pooling.SEPARATE && data.units() > 1,
                data,
                rows,
                theta);
    }

    /** Trees draw numbers of their own, others in each draw: their luck is a part of the uncertainty. */
    private long treeSeed(long seed, int draw) {
        return Streams.of(seed, "trees of " + node).bits(draw);
    }

    /** The name of a column of the design; of several units' columns with the unit's. */
    private String name(int column) {
        String own = layout.names()[column % layout.width()];
        return column < layout.width() && pooling != Pooling.SEPARATE
                ? own
                : own + " in " + units.get(column / layout.width());
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

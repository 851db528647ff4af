package dev.elsewise.scm;

import dev.elsewise.error.EstimationFailed;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A fit brought to agree with experiments where one solution at given shapes is not enough: effects that bend are followed along their
 * tangents, and a cause that something hidden moves together with the outcome gets its own coefficient last, when it is known what
 * everything that it moves does. Any other fit stays as it is.
 */
final class Informed {
    private static final int ROUNDS = 30;
    private static final double CLOSE = 1e-9;
    private static final double FAR = 1e-3;

    private final ShapeProblem problem;
    private final ShapeFit fit;
    private final Levers levers;
    private final ShapeFit.Solution free;
    private final ShapeFit.Solution solution;

    /**
     * @param found where a search ended
     * @param steps as many as another search may take
     */
    Informed(ShapeProblem problem, ShapeFit fit, ShapeFit.Solution found, int steps, double tolerance) {
        this(
                problem,
                fit,
                found,
                steps,
                tolerance,
                found.spread()
                        .map(s -> problem.expected().with(new Spread(s.variance(), new double[0])))
                        .orElse(problem.expected()));
    }

    /** The same when something else is expected. */
    Informed(
            ShapeProblem problem,
            ShapeFit fit,
            ShapeFit.Solution found,
            int steps,
            double tolerance,
            Expectation expected) {
        this.problem = problem;
        this.fit = fit;
        levers = problem.columns.levers();
        free = levers.bent()
                ? settled(
                        found,
                        ShapeFit.Solution::beta,
                        levers::free,
                        at -> fit.from(at.theta(), at.variance(), steps, tolerance, expected))
                : found;
        solution = levers.mediated()
                ? settled(
                        free,
                        ShapeFit.Solution::beta,
                        levers::pinned,
                        at -> fit.from(free.theta(), free.variance(), 0, tolerance, expected))
                : free;
    }

    /** All that experiments say included; shapes are those that were found while causes to be pinned were free. */
    ShapeFit.Solution solution() {
        return solution;
    }

    /**
     * The same with a penalty, at the same shapes.
     *
     * @param names of the design's columns
     * @param choosing the penalty, while causes to be pinned are free
     */
    PenalisedFit.Solved penalised(
            Mechanism.Method.ElasticNet method, IntFunction<String> names, Function<PenalisedFit, Penalised> choosing) {
        levers.free(free.beta());
        PenalisedFit net = net(method, names);
        Penalised chosen = choosing.apply(net);
        PenalisedFit.Solved at = net.at(chosen);
        Function<PenalisedFit.Solved, double[][]> beta = s -> s.solution().beta();
        UnaryOperator<PenalisedFit.Solved> again = s -> net(method, names).at(chosen);
        at = levers.bent() ? settled(at, beta, levers::free, again) : at;
        return levers.mediated() ? settled(at, beta, levers::pinned, again) : at;
    }

    private PenalisedFit net(Mechanism.Method.ElasticNet method, IntFunction<String> names) {
        return new PenalisedFit(method, fit, free.theta(), free.variance(), names);
    }

    /** Tangents about what was found, and what they lead to, by turns until coefficients stay. */
    private <T> T settled(
            T start, Function<T, double[][]> beta, Consumer<double[][]> tangents, UnaryOperator<T> again) {
        T at = start;
        double moved = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && !(moved <= CLOSE); round++) {
            tangents.accept(beta.apply(at));
            T next = again.apply(at);
            moved = moved(beta.apply(next), beta.apply(at));
            at = next;
        }
        if (!(moved <= FAR)) {
            throw new EstimationFailed("The equation of \"" + problem.columns.node()
                    + "\" must be able to agree with the experiments on its causes; its coefficients find no rest."
                    + "\nMaybe an experiment took away nearly all of the outcome, or more.");
        }
        return at;
    }

    private static double moved(double[][] a, double[][] b) {
        double moved = 0;
        double most = Double.MIN_NORMAL;
        for (int u = 0; u < a.length; u++) {
            for (int c = 0; c < a[u].length; c++) {
                moved = Math.max(moved, Math.abs(a[u][c] - b[u][c]));
                most = Math.max(most, Math.abs(a[u][c]));
            }
        }
        return moved / most;
    }
}

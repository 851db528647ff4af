package dev.elsewise.scm;

import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A fit brought to agree with experiments where one solution at given shapes is not enough: effects that bend are followed along their
 * tangents, and a cause that something hidden moves together with the outcome gets its own coefficient last, when it is known what
 * everything that it moves does. Any other fit stays as it is.
 *
 * @param free the solution in which such causes have whatever coefficients the series give them
 * @param solution the one with all that experiments say
 */
record Informed(
        ShapeProblem problem, ShapeFit fit, ShapeFit.Solution free, ShapeFit.Solution solution, Expectation expected) {
    private static final int ROUNDS = 20;
    private static final double CLOSE = 1e-9;

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

    Informed(
            ShapeProblem problem,
            ShapeFit fit,
            ShapeFit.Solution found,
            int steps,
            double tolerance,
            Expectation expected) {
        this(problem, fit, free(problem, fit, found, steps, tolerance, expected), expected);
    }

    private Informed(ShapeProblem problem, ShapeFit fit, ShapeFit.Solution free, Expectation expected) {
        this(problem, fit, free, whole(problem, fit, free, expected), expected);
    }

    private static ShapeFit.Solution free(
            ShapeProblem problem,
            ShapeFit fit,
            ShapeFit.Solution found,
            int steps,
            double tolerance,
            Expectation expected) {
        Levers levers = problem.columns.levers();
        ShapeFit.Solution at = found;
        boolean settled = !levers.bent();
        for (int round = 0; round < ROUNDS && !settled; round++) {
            levers.free(at.beta());
            ShapeFit.Solution next = fit.from(at.theta(), at.variance(), steps, tolerance, expected);
            settled = close(next.beta(), at.beta());
            at = next;
        }
        return at;
    }

    /** At the shapes of the free solution. */
    private static ShapeFit.Solution whole(
            ShapeProblem problem, ShapeFit fit, ShapeFit.Solution free, Expectation expected) {
        Levers levers = problem.columns.levers();
        ShapeFit.Solution at = free;
        boolean settled = !levers.mediated();
        for (int round = 0; round < ROUNDS && !settled; round++) {
            levers.pinned(at.beta());
            ShapeFit.Solution next = fit.from(free.theta(), free.variance(), 0, 1, expected);
            settled = close(next.beta(), at.beta());
            at = next;
        }
        return at;
    }

    /**
     * The same with a penalty, at the shapes of the solution.
     *
     * @param names of the design's columns
     * @param choosing the penalty, while such causes are free
     */
    PenalisedFit.Solved penalised(
            Mechanism.Method.ElasticNet method,
            IntFunction<String> names,
            Function<PenalisedFit, Penalised> choosing) {
        Levers levers = problem.columns.levers();
        levers.free(free.beta());
        PenalisedFit net = net(method, names);
        Penalised chosen = choosing.apply(net);
        PenalisedFit.Solved at = net.at(chosen);
        boolean settled = !levers.bent();
        for (int round = 0; round < ROUNDS && !settled; round++) {
            levers.free(at.solution().beta());
            PenalisedFit.Solved next = net(method, names).at(chosen);
            settled = close(next.solution().beta(), at.solution().beta());
            at = next;
        }
        settled = !levers.mediated();
        for (int round = 0; round < ROUNDS && !settled; round++) {
            levers.pinned(at.solution().beta());
            PenalisedFit.Solved next = net(method, names).at(chosen);
            settled = close(next.solution().beta(), at.solution().beta());
            at = next;
        }
        return at;
    }

    private PenalisedFit net(Mechanism.Method.ElasticNet method, IntFunction<String> names) {
        return new PenalisedFit(method, fit, free.theta(), free.variance(), names);
    }

    private static boolean close(double[][] a, double[][] b) {
        double moved = 0;
        double most = 0;
        for (int u = 0; u < a.length; u++) {
            for (int c = 0; c < a[u].length; c++) {
                moved = Math.max(moved, Math.abs(a[u][c] - b[u][c]));
                most = Math.max(most, Math.abs(a[u][c]));
            }
        }
        return moved <= CLOSE * most;
    }
}

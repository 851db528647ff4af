package dev.elsewise.learn;

import dev.elsewise.error.EstimationFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Newton's method for all models of a problem at once: each pass serves every model that has not converged. A step that
 * does not lower the objective is halved. Once the steps are small the curvature is kept and only the gradient computed
 * again, while that at least halves the step from pass to pass.
 */
final class Newton {
    /** The relative error that the last step leaves. */
    private static final double CONVERGED = 1e-8;

    private static final double GOOD_START = 0.3;
    private static final double KEEP_CURVATURE = 0.02;
    private static final int MAX_PASSES = 100;
    /** Long tables are started from one batch in so many, then from more. */
    private static final int[] SAMPLES = {64, 16, 4};

    /** What such a sample must hold at least. */
    private static final long SAMPLE_ROWS = 30_000;
    /** Without separation Newton's method has settled by then. */
    private static final int SETTLED = 25;

    /** A start needs no more passes over the sample than this, whether or not the sample is separated. */
    private static final int SAMPLE_PASSES = 8;

    private final Problem problem;
    private final Design design;
    private final Link link;
    private final double penalty;
    private final Prepared prepared;

    Newton(Problem problem, Design design, Link link, double penalty) {
        this.problem = problem;
        this.design = design;
        this.link = link;
        this.penalty = penalty;
        prepared = new Prepared(
                problem.table().workspace(), problem.table().rows(), design.rows(), design.block(), design.groups());
    }

    /** A model on its way. */
    static final class Fit {
        final int model;
        final Parametrisation p;
        double[] at;
        double[] tried;

        /** Newton's own step, if what is tried is a bent one: the objective falls along it. */
        double @Nullable [] straight;

        double objective = Double.POSITIVE_INFINITY;
        double step = Double.POSITIVE_INFINITY;
        int halvings;
        int passes;
        boolean wantsCurvature = true;
        boolean done;

        @Nullable
        LevelSteps levels;

        @Nullable
        NormalEquations curvature;

        /** What the last pass found in each cell, and the last one that looked at the curvature. */
        Gram @Nullable [] ofCells;

        Gram @Nullable [] curvatureOfCells;

        Fit(int model, Parametrisation p, double[] at) {
            this.model = model;
            this.p = p;
            this.at = at;
            tried = at;
        }
    }

    /** Fits every fold's model, starting from the fit on all rows where there are folds. */
    List<Fit> run() {
        int count = design.models().size();
        Fit all = start(count - 1);
        if (link == Link.LOGIT) {
            for (int every : SAMPLES) {
                if (problem.table().rows() >= SAMPLE_ROWS * every) {
                    iterate(List.of(all), GOOD_START, every);
                    all = new Fit(all.model, all.p, all.tried);
                }
            }
        }
        if (count == 1) {
            iterate(List.of(all), CONVERGED, 1);
            return List.of(all);
        }
        iterate(List.of(all), link == Link.IDENTITY ? Double.POSITIVE_INFINITY : GOOD_START, 1);
        List<Fit> fits = new ArrayList<>();
        for (int m = 0; m < count - 1; m++) {
            fits.add(sharesColumns() ? firstStep(all, m) : new Fit(m, design.model(m), translate(all.tried, all.p, m)));
        }
        iterate(fits, CONVERGED, 1);
        return fits;
    }

    /**
     * A fold's model after a step that needs no pass: the last one of the full sample knew the objective, gradient and
     * curvature of each cell at a point near by, and the model's own are those of the cells that it learns from.
     */
    private Fit firstStep(Fit all, int m) {
        Parametrisation p = design.model(m);
        Fit fit = new Fit(m, p, translate(all.at, all.p, m));
        Gram curvature = empty(p, true);
        Gram gradient = empty(p, false);
        for (int c = 0; c < design.rows().cells(); c++) {
            if (design.rows().trains(m, c)) {
                curvature.add(Objects.requireNonNull(all.curvatureOfCells)[c]);
                gradient.add(Objects.requireNonNull(all.ofCells)[c]);
            }
        }
        double[] slope = gradient(gradient, fit, penalty);
        double[] step = NormalEquations.of(curvature, p, penalty).solve(slope);
        if (link == Link.LOGIT) {
            bend(fit, slope, step);
        }
        return new Fit(m, p, plus(fit.at, step));
    }

    /** The constant model. */
    private Fit start(int m) {
        double weight = 0;
        double sum = 0;
        for (int c = 0; c < design.rows().cells(); c++) {
            if (design.rows().trains(m, c)) {
                weight += design.summary().outcome[c].weight;
                sum += design.summary().outcome[c].weight * design.summary().outcome[c].mean;
            }
        }
        double mean = sum / weight;
        double[] at = new double[design.model(m).parameters()];
        at[0] = link == Link.LOGIT ? Math.log(mean / (1 - mean)) : mean;
        return new Fit(m, design.model(m), at);
    }

    private boolean sharesColumns() {
        return design.models().stream()
                .allMatch(p ->
                        Arrays.equals(p.columns(), design.models().getFirst().columns()));
    }

    private Gram empty(Parametrisation p, boolean curvature) {
        return new Gram(p.columns().length + 1, design.groups().sizes(), curvature);
    }

    /** Another model's start: the same effect of every raw value, on its own scale. */
    private double[] translate(double[] from, Parametrisation of, int m) {
        Parametrisation to = design.model(m);
        double[] result = new double[to.parameters()];
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < from.length; i++) {
            places.putIfAbsent(of.names().get(i), i);
        }
        for (int j = 0; j < result.length; j++) {
            int i = places.getOrDefault(to.names().get(j), 0);
            if (i > 0) {
                result[j] = from[i];
                if (j < to.dense() && i < of.dense()) {
                    double here = columnScale(to, j);
                    double there = columnScale(of, i);
                    if (here != 0) {
                        result[j] *= there / here;
                    }
                }
            }
        }
        result[0] = of.expand(from).dense()[0] - (to.expand(result).dense()[0] - result[0]);
        return result;
    }

    /** How much a parameter moves its own shared column. */
    private static double columnScale(Parametrisation p, int parameter) {
        for (int i = 1; i < p.a().length; i++) {
            if (p.a()[i][parameter] != 0) {
                return p.a()[i][parameter];
            }
        }
        return 0;
    }

    private void iterate(List<Fit> fits, double enough, int every) {
        List<Fit> active = new ArrayList<>(fits);
        for (int pass = 0; !active.isEmpty(); pass++) {
            if (every > 1 && pass == SAMPLE_PASSES) {
                return;
            }
            if (pass == MAX_PASSES) {
                throw new EstimationFailed("The fit of \"" + problem.outcome() + "\" did not converge in " + MAX_PASSES
                        + " passes; the last relative step was " + active.getFirst().step
                        + ".\nMaybe two covariates are almost collinear: a penalty makes the solution unique.");
            }
            Gram[] grams = pass(active, every);
            for (int i = 0; i < grams.length; i++) {
                advance(active.get(i), grams[i], enough, every);
            }
            active.removeIf(f -> f.done);
        }
    }

    private Gram[] pass(List<Fit> active, int every) {
        List<GramPass.Task> tasks = new ArrayList<>();
        int cells = design.rows().cells();
        boolean splitCells = active.size() == 1 && active.getFirst().model == cells && cells > 1;
        for (Fit fit : active) {
            Parametrisation.Coefficients at = fit.p.expand(fit.tried);
            if (splitCells) {
                for (int c = 0; c < cells; c++) {
                    boolean[] one = new boolean[cells];
                    one[c] = true;
                    tasks.add(new GramPass.Task(one, at, fit.wantsCurvature));
                }
            } else {
                boolean[] train = new boolean[cells];
                for (int c = 0; c < cells; c++) {
                    train[c] = design.rows().trains(fit.model, c);
                }
                tasks.add(new GramPass.Task(train, at, fit.wantsCurvature));
            }
        }
        GramPass fold = new GramPass(prepared, link, tasks, every);
        Gram[] found = problem.table().fold(design.rows().columns(), fold).of;
        if (!splitCells) {
            return found;
        }
        Fit fit = active.getFirst();
        Gram sum = empty(fit.p, fit.wantsCurvature);
        for (Gram cell : found) {
            sum.add(cell);
        }
        fit.ofCells = found;
        if (fit.wantsCurvature) {
            fit.curvatureOfCells = found;
        }
        return new Gram[] {sum};
    }

    private void advance(Fit fit, Gram gram, double enough, int every) {
        double penalty = this.penalty / every;
        fit.passes++;
        double objective = gram.loss + 0.5 * penalty * squares(fit.tried);
        if (!(objective <= fit.objective + 1e-9 * Math.abs(fit.objective))) {
            if (++fit.halvings > 40) {
                throw new EstimationFailed("The fit of \"" + problem.outcome()
                        + "\" found no step that lowers its objective.\nMaybe a covariate has values of wildly"
                        + " different size; a logarithm may help.");
            }
            if (fit.straight != null) {
                fit.tried = fit.straight;
                fit.straight = null;
                return;
            }
            double[] half = new double[fit.at.length];
            for (int j = 0; j < half.length; j++) {
                half[j] = 0.5 * (fit.at[j] + fit.tried[j]);
            }
            fit.tried = half;
            fit.step /= 2;
            return;
        }
        fit.halvings = 0;
        fit.objective = objective;
        fit.at = fit.tried;
        if (gram.dense != null) {
            fit.curvature = NormalEquations.of(gram, fit.p, penalty);
        }
        double[] gradient = gradient(gram, fit, penalty);
        double[] step = Objects.requireNonNull(fit.curvature).solve(gradient);
        checkSeparation(fit, step);
        fit.straight = plus(fit.at, step);
        if (link == Link.LOGIT && every == 1) {
            bend(fit, gradient, step);
        }
        double largest = 0;
        double size = 1;
        double[] next = plus(fit.at, step);
        for (int j = 0; j < step.length; j++) {
            largest = Math.max(largest, Math.abs(step[j]));
            size = Math.max(size, Math.abs(next[j]));
        }
        double relative = largest / size;
        if (!(relative < Double.POSITIVE_INFINITY)) {
            throw new EstimationFailed("The fit of \"" + problem.outcome()
                    + "\" left the range of double precision.\nMaybe a covariate holds extreme values.");
        }
        boolean shrinking = relative <= 0.3 * fit.step;
        fit.wantsCurvature = relative > KEEP_CURVATURE || (gram.dense == null && !shrinking);
        if (link == Link.IDENTITY) {
            fit.wantsCurvature = false;
        }
        fit.tried = next;
        // With a kept curvature the next step would be smaller by the same factor again.
        boolean known = gram.dense == null && fit.step < Double.POSITIVE_INFINITY && relative > 0;
        double left = known ? relative * Math.min(1, relative / fit.step) : relative;
        fit.step = relative;
        fit.done = left <= enough && (fit.passes > 1 || link == Link.LOGIT || enough > 1);
    }

    private static double[] plus(double[] at, double[] step) {
        double[] sum = new double[at.length];
        for (int j = 0; j < sum.length; j++) {
            sum[j] = at[j] + step[j];
        }
        return sum;
    }

    private void bend(Fit fit, double[] gradient, double[] step) {
        if (fit.levels == null) {
            fit.levels = LevelSteps.of(design, fit.model);
        }
        for (int j = fit.p.dense(); j < step.length; j++) {
            double likelihood = gradient[j] + penalty * fit.at[j];
            step[j] = fit.levels.bent(j, likelihood, step[j], penalty);
        }
    }

    /** The gradient of the penalised objective where the fit stands. */
    private static double[] gradient(Gram gram, Fit fit, double penalty) {
        double[] gradient = NormalEquations.gradient(gram, fit.p);
        for (int j = 1; j < gradient.length; j++) {
            gradient[j] -= penalty * fit.at[j];
        }
        return gradient;
    }

    /** What the penalty weighs: all parameters but the intercept. */
    private static double squares(double[] parameters) {
        double sum = 0;
        for (int j = 1; j < parameters.length; j++) {
            sum += parameters[j] * parameters[j];
        }
        return sum;
    }

    /**
     * A separated coefficient moves by about 1 with every pass, for ever; others have long settled after so many passes,
     * however large they are.
     */
    private void checkSeparation(Fit fit, double[] step) {
        if (link != Link.LOGIT || penalty > 0 || fit.passes < SETTLED) {
            return;
        }
        int fastest = 1;
        for (int j = 2; j < step.length; j++) {
            fastest = Math.abs(step[j]) > Math.abs(step[fastest]) ? j : fastest;
        }
        if (step.length > 1 && Math.abs(step[fastest]) > 0.1) {
            throw new EstimationFailed("A logistic regression without a penalty needs outcomes that overlap; \""
                    + fit.p.names().get(fastest) + "\" separates the values 0 and 1 of \"" + problem.outcome()
                    + "\", so its coefficient grows without end."
                    + "\nMaybe use a penalty (penalty: 1), pool rare levels with minFrequency, or leave it out.");
        }
    }
}

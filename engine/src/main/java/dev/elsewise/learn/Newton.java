package dev.elsewise.learn;

import dev.elsewise.error.EstimationFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private static final double GOOD_START = 0.1;
    private static final double KEEP_CURVATURE = 0.02;
    private static final int MAX_PASSES = 100;
    /** Long tables are started from one batch in so many. */
    private static final int SAMPLE = 16;

    private static final long SAMPLE_FROM = 200_000;
    /** Without separation Newton's method has settled by then. */
    private static final int SETTLED = 25;

    /** A start needs no more passes over the sample than this, whether or not the sample is separated. */
    private static final int SAMPLE_PASSES = 8;

    private final Problem problem;
    private final Design design;
    private final Link link;
    private final double penalty;

    Newton(Problem problem, Design design, Link link, double penalty) {
        this.problem = problem;
        this.design = design;
        this.link = link;
        this.penalty = penalty;
    }

    /** A model on its way. */
    static final class Fit {
        final int model;
        final Parametrisation p;
        double[] at;
        double[] tried;
        double objective = Double.POSITIVE_INFINITY;
        double step = Double.POSITIVE_INFINITY;
        int halvings;
        int passes;
        boolean wantsCurvature = true;
        boolean done;

        @Nullable
        NormalEquations curvature;

        Gram @Nullable [] ofCells;

        Fit(int model, Parametrisation p) {
            this.model = model;
            this.p = p;
            at = new double[p.parameters()];
            tried = at;
        }
    }

    /** Fits every fold's model, starting from the fit on all rows where there are folds. */
    List<Fit> run() {
        int count = design.models().size();
        if (count == 1) {
            Fit only = start(0);
            iterate(List.of(only), CONVERGED, 1);
            return List.of(only);
        }
        Fit all = start(count - 1);
        if (link == Link.LOGIT && problem.table().rows() >= SAMPLE_FROM) {
            iterate(List.of(all), GOOD_START, SAMPLE);
            all.at = all.tried;
            all.objective = Double.POSITIVE_INFINITY;
            all.step = Double.POSITIVE_INFINITY;
            all.wantsCurvature = true;
            all.done = false;
            all.passes = 0;
            all.halvings = 0;
        }
        iterate(List.of(all), link == Link.IDENTITY ? Double.POSITIVE_INFINITY : GOOD_START, 1);
        List<Fit> fits = new ArrayList<>();
        for (int m = 0; m < count - 1; m++) {
            Fit fit = start(m);
            fit.tried = translate(all, fit.p);
            fit.at = fit.tried;
            if (sharesColumns()) {
                // Curvature near the full sample's solution, from the cells that this model learns from.
                Gram sum = null;
                for (int c = 0; c < design.rows().cells(); c++) {
                    if (design.rows().trains(m, c)) {
                        Gram cell = Objects.requireNonNull(all.ofCells)[c];
                        sum = (sum == null ? empty(fit.p, true) : sum).add(cell);
                    }
                }
                fit.curvature = NormalEquations.of(Objects.requireNonNull(sum), fit.p, penalty);
                fit.wantsCurvature = false;
            }
            fits.add(fit);
        }
        iterate(fits, CONVERGED, 1);
        return fits;
    }

    private Fit start(int m) {
        Fit fit = new Fit(m, design.model(m));
        double weight = 0;
        double sum = 0;
        for (int c = 0; c < design.rows().cells(); c++) {
            if (design.rows().trains(m, c)) {
                weight += design.summary().outcome[c].weight;
                sum += design.summary().outcome[c].weight * design.summary().outcome[c].mean;
            }
        }
        double mean = sum / weight;
        fit.at[0] = link == Link.LOGIT ? Math.log(mean / (1 - mean)) : mean;
        return fit;
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
    private static double[] translate(Fit from, Parametrisation to) {
        double[] result = new double[to.parameters()];
        Parametrisation.Coefficients source = from.p.expand(from.tried);
        for (int j = 0; j < result.length; j++) {
            int i = from.p.names().indexOf(to.names().get(j));
            if (i > 0) {
                result[j] = from.tried[i];
                if (j < to.dense() && i < from.p.dense()) {
                    double here = columnScale(to, j);
                    double there = columnScale(from.p, i);
                    if (here != 0) {
                        result[j] *= there / here;
                    }
                }
            }
        }
        result[0] = source.dense()[0] - (to.expand(result).dense()[0] - result[0]);
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
                advance(active.get(i), grams[i], enough, penalty / every);
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
        GramPass fold = new GramPass(design.rows(), design.block(), design.groups(), link, tasks, every);
        Gram[] found = problem.table().fold(design.rows().columns(), fold).of;
        if (!splitCells) {
            return found;
        }
        Fit fit = active.getFirst();
        Gram sum = empty(fit.p, fit.wantsCurvature);
        for (Gram cell : found) {
            sum.add(cell);
        }
        if (fit.wantsCurvature) {
            fit.ofCells = found;
        }
        return new Gram[] {sum};
    }

    private void advance(Fit fit, Gram gram, double enough, double penalty) {
        fit.passes++;
        double squares = 0;
        for (int j = 1; j < fit.tried.length; j++) {
            squares += fit.tried[j] * fit.tried[j];
        }
        double objective = gram.loss + 0.5 * penalty * squares;
        if (!(objective <= fit.objective + 1e-9 * Math.abs(fit.objective))) {
            if (++fit.halvings > 40) {
                throw new EstimationFailed("The fit of \"" + problem.outcome()
                        + "\" found no step that lowers its objective.\nMaybe a covariate has values of wildly"
                        + " different size; a logarithm may help.");
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
        double[] gradient = NormalEquations.gradient(gram, fit.p);
        for (int j = 1; j < gradient.length; j++) {
            gradient[j] -= penalty * fit.at[j];
        }
        double[] step = Objects.requireNonNull(fit.curvature).solve(gradient);
        checkSeparation(fit, step);
        double largest = 0;
        double size = 1;
        double[] next = new double[step.length];
        for (int j = 0; j < step.length; j++) {
            next[j] = fit.at[j] + step[j];
            largest = Math.max(largest, Math.abs(step[j]));
            size = Math.max(size, Math.abs(next[j]));
        }
        double relative = largest / size;
        if (!(relative < Double.POSITIVE_INFINITY)) {
            throw new EstimationFailed("The fit of \"" + problem.outcome()
                    + "\" left the range of double precision.\nMaybe a covariate holds extreme values.");
        }
        boolean shrinking = relative <= 0.3 * fit.step;
        // A borrowed curvature is good for one step; the next one is the model's own.
        boolean borrowed = fit.passes == 1 && gram.dense == null && relative > 1e-4;
        fit.wantsCurvature = relative > KEEP_CURVATURE || borrowed || (gram.dense == null && !shrinking);
        if (link == Link.IDENTITY) {
            fit.wantsCurvature = false;
        }
        fit.tried = next;
        // With a kept curvature the next step would be smaller by the same factor again.
        boolean known = gram.dense == null && fit.step < Double.POSITIVE_INFINITY;
        double left = known ? relative * Math.min(1, relative / fit.step) : relative;
        fit.step = relative;
        fit.done = left <= enough && (fit.passes > 1 || link == Link.LOGIT || enough > 1);
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

package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.spi.Stripes;
import dev.elsewise.math.Kernels;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the data for several tasks at once: for each, the gradient and the objective at its coefficients over the
 * rows of its cells, and the curvature when it asks. With μ the mean and h its derivative: gradient Σ w (y − μ) u, curvature
 * Σ w h u u'.
 */
final class GramPass implements Fold<GramPass.Totals> {
    /**
     * @param cells which cells' rows take part
     * @param curvature whether cross products are wanted
     */
    record Task(boolean[] cells, Parametrisation.Coefficients at, boolean curvature) implements Serializable {}

    private final Prepared prepared;
    private final Link link;
    private final ArrayList<Task> tasks;
    private final int every;

    /** @param every take only one batch in so many: a sample for a start */
    GramPass(Prepared prepared, Link link, List<Task> tasks, int every) {
        this.prepared = prepared;
        this.link = link;
        this.tasks = new ArrayList<>(tasks);
        this.every = every;
    }

    /** One accumulator a task, and the buffers of the stripe that fills them. */
    static final class Totals implements Serializable {
        final Gram[] of;
        private transient @Nullable Scratch scratch;

        Totals(Gram[] of) {
            this.of = of;
        }
    }

    /** What is computed of a stretch and forgotten after it. */
    private static final class Scratch {
        final double[] eta = new double[Stretch.LONGEST];
        final double[] residual = new double[Stretch.LONGEST];
        final double[] h = new double[Stretch.LONGEST];
    }

    @Override
    public Totals zero() {
        Gram[] grams = new Gram[tasks.size()];
        for (int t = 0; t < grams.length; t++) {
            Task task = tasks.get(t);
            grams[t] = new Gram(task.at().dense().length, prepared.groups().sizes(), task.curvature());
        }
        return new Totals(grams);
    }

    @Override
    public Totals merge(Totals left, Totals right) {
        for (int t = 0; t < left.of.length; t++) {
            left.of[t].add(right.of[t]);
        }
        left.scratch = null;
        return left;
    }

    @Override
    public Totals add(Totals totals, Batch batch) {
        if ((batch.firstRow() / Stripes.BATCH) % every != 0) {
            return totals;
        }
        if (totals.scratch == null) {
            totals.scratch = new Scratch();
        }
        for (Stretch stretch : prepared.of(batch)) {
            for (int t = 0; t < totals.of.length; t++) {
                Task task = tasks.get(t);
                if (task.cells()[stretch.cell()]) {
                    add(totals.of[t], task, stretch, totals.scratch);
                }
            }
        }
        return totals;
    }

    private void add(Gram gram, Task task, Stretch rows, Scratch s) {
        predictor(task.at(), rows, s.eta);
        gram.loss += link == Link.LOGIT
                ? Kernels.logistic(s.eta, rows.y(), rows.w(), s.residual, s.h, rows.size())
                : Kernels.squares(s.eta, rows.y(), rows.w(), s.residual, s.h, rows.size());
        gram.weight += rows.w() == null ? rows.size() : Kernels.sum(rows.w(), rows.size());
        gradient(gram, task.at().columns(), rows, s.residual);
        if (task.curvature()) {
            curvature(gram, task.at().columns(), rows, s.h, s.eta);
        }
    }

    private static void predictor(Parametrisation.Coefficients at, Stretch rows, double[] eta) {
        Kernels.fill(eta, at.dense()[0], rows.size());
        for (int c = 0; c < at.columns().length; c++) {
            Kernels.axpy(at.dense()[c + 1], rows.u()[at.columns()[c]], eta, rows.size());
        }
        for (int f = 0; f < rows.g().length; f++) {
            Kernels.addLevels(at.groups()[f], rows.g()[f], eta, rows.size());
        }
    }

    private static void gradient(Gram gram, int[] columns, Stretch rows, double[] residual) {
        gram.gradient[0] += Kernels.sum(residual, rows.size());
        dots(residual, rows, columns, 0, gram.gradient, 1);
        for (int f = 0; f < rows.g().length; f++) {
            Kernels.scatter(residual, rows.g()[f], 1, 0, gram.groupGradient[f], rows.size());
        }
    }

    /** Adds x·u of the columns from {@code first} on. */
    private static void dots(double[] x, Stretch rows, int[] columns, int first, double[] into, int at) {
        double[][] u = rows.u();
        int c = first;
        for (; c + 3 < columns.length; c += 4) {
            Kernels.dots(
                    x,
                    u[columns[c]],
                    u[columns[c + 1]],
                    u[columns[c + 2]],
                    u[columns[c + 3]],
                    rows.size(),
                    into,
                    at + c - first);
        }
        for (; c < columns.length; c++) {
            into[at + c - first] += Kernels.dot(x, u[columns[c]], rows.size());
        }
    }

    private static void curvature(Gram gram, int[] columns, Stretch rows, double[] h, double[] hu) {
        double[] dense = Objects.requireNonNull(gram.dense);
        int q = gram.q;
        dense[0] += Kernels.sum(h, rows.size());
        dots(h, rows, columns, 0, dense, 1);
        for (int c = 0; c < columns.length; c++) {
            Kernels.multiply(h, rows.u()[columns[c]], hu, rows.size());
            dots(hu, rows, columns, c, dense, (c + 1) * q + c + 1);
        }
        double[][] pairs = Objects.requireNonNull(gram.pairs);
        int pair = 0;
        for (int f = 0; f < rows.g().length; f++) {
            levels(Objects.requireNonNull(gram.cross)[f], q, columns, rows, rows.g()[f], h, hu);
            for (int other = f + 1; other < rows.g().length; other++) {
                int width = gram.groupGradient[other].length;
                Kernels.scatterPairs(h, rows.g()[f], rows.g()[other], width, pairs[pair++], rows.size());
            }
        }
    }

    /** A factor's levels against 1 and the columns: a line of q sums a level. */
    private static void levels(
            double[] lines, int q, int[] columns, Stretch rows, int[] level, double[] h, double[] hu) {
        double[][] u = rows.u();
        Kernels.scatter(h, level, q, 0, lines, rows.size());
        int c = 0;
        for (; c + 3 < columns.length; c += 4) {
            Kernels.scatter(
                    h,
                    u[columns[c]],
                    u[columns[c + 1]],
                    u[columns[c + 2]],
                    u[columns[c + 3]],
                    level,
                    q,
                    c + 1,
                    lines,
                    rows.size());
        }
        for (; c < columns.length; c++) {
            Kernels.multiply(h, u[columns[c]], hu, rows.size());
            Kernels.scatter(hu, level, q, c + 1, lines, rows.size());
        }
    }
}

package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.data.spi.Stripes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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

    private final Rows rows;
    private final Block block;
    private final Groups groups;
    private final Link link;
    private final ArrayList<Task> tasks;
    private final int every;

    /** @param every take only one batch in so many: a sample for a start */
    GramPass(Rows rows, Block block, Groups groups, Link link, List<Task> tasks, int every) {
        this.rows = rows;
        this.block = block;
        this.groups = groups;
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

    /** A batch with its rows brought together by cell, so that every task works on unbroken stretches. */
    private static final class Scratch {
        final int[] cell;
        final int[] order;
        /** Where each cell's rows begin; rows of no cell are left out. */
        final int[] begin;

        final double[] plain;
        final double[] y;
        final double[] w;
        final double[][] filled;
        final int[][] filledGroups;
        final double[][] u;
        final int[][] g;
        final double[] eta;
        final double[] residual;
        final double[] h;
        final double[] row;

        Scratch(int size, int width, int factors, int cells) {
            cell = new int[size];
            order = new int[size];
            begin = new int[cells + 1];
            plain = new double[size];
            y = new double[size];
            w = new double[size];
            filled = new double[width][size];
            filledGroups = new int[factors][size];
            u = new double[width][size];
            g = new int[factors][size];
            eta = new double[size];
            residual = new double[size];
            h = new double[size];
            row = new double[size * (width + 1)];
        }

        /** A stable counting sort of the rows by cell. */
        void sort(int n) {
            java.util.Arrays.fill(begin, 0);
            for (int r = 0; r < n; r++) {
                if (cell[r] >= 0) {
                    begin[cell[r] + 1]++;
                }
            }
            for (int c = 1; c < begin.length; c++) {
                begin[c] += begin[c - 1];
            }
            int[] next = begin.clone();
            for (int r = 0; r < n; r++) {
                if (cell[r] >= 0) {
                    order[next[cell[r]]++] = r;
                }
            }
        }

        int size() {
            return begin[begin.length - 1];
        }

        void take(double[] from, double[] to) {
            for (int i = 0; i < size(); i++) {
                to[i] = from[order[i]];
            }
        }

        void take(int[] from, int[] to) {
            for (int i = 0; i < size(); i++) {
                to[i] = from[order[i]];
            }
        }
    }

    @Override
    public Totals zero() {
        Gram[] grams = new Gram[tasks.size()];
        for (int t = 0; t < grams.length; t++) {
            Task task = tasks.get(t);
            grams[t] = new Gram(task.at().dense().length, groups.sizes(), task.curvature());
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
        if (every > 1 && (batch.firstRow() / Stripes.BATCH) % every != 0) {
            return totals;
        }
        Scratch s = totals.scratch;
        int n = batch.size();
        if (s == null || s.cell.length < n) {
            s = new Scratch(n, block.width(), groups.count(), rows.cells());
            totals.scratch = s;
        }
        rows.cells(batch, s.cell);
        s.sort(n);
        rows.outcome(batch, s.plain);
        s.take(s.plain, s.y);
        rows.weights(batch, s.plain);
        s.take(s.plain, s.w);
        block.fill(batch, s.filled);
        for (int c = 0; c < block.width(); c++) {
            s.take(s.filled[c], s.u[c]);
        }
        groups.fill(batch, s.filledGroups);
        for (int f = 0; f < groups.count(); f++) {
            s.take(s.filledGroups[f], s.g[f]);
        }
        for (int t = 0; t < totals.of.length; t++) {
            Task task = tasks.get(t);
            for (int c = 0; c < task.cells().length; ) {
                if (!task.cells()[c]) {
                    c++;
                    continue;
                }
                int from = s.begin[c];
                while (c < task.cells().length && task.cells()[c]) {
                    c++;
                }
                add(totals.of[t], task, s, from, s.begin[c]);
            }
        }
        return totals;
    }

    private void add(Gram gram, Task task, Scratch s, int from, int to) {
        if (from == to) {
            return;
        }
        Parametrisation.Coefficients at = task.at();
        predictor(at, s, from, to);
        if (link == Link.LOGIT) {
            logistic(gram, s, from, to);
        } else {
            linear(gram, s, from, to);
        }
        gradient(gram, at.columns(), s, from, to);
        if (task.curvature()) {
            curvature(gram, at.columns(), s, from, to);
        }
    }

    private void predictor(Parametrisation.Coefficients at, Scratch s, int from, int to) {
        double[] eta = s.eta;
        java.util.Arrays.fill(eta, from, to, at.dense()[0]);
        for (int c = 0; c < at.columns().length; c++) {
            addColumn(eta, s.u[at.columns()[c]], at.dense()[c + 1], from, to);
        }
        for (int f = 0; f < groups.count(); f++) {
            addLevels(eta, s.g[f], at.groups()[f], from, to);
        }
    }

    private static void addColumn(double[] eta, double[] u, double coefficient, int from, int to) {
        for (int i = from; i < to; i++) {
            eta[i] += coefficient * u[i];
        }
    }

    private static void addLevels(double[] eta, int[] g, double[] coefficients, int from, int to) {
        for (int i = from; i < to; i++) {
            eta[i] += coefficients[g[i]];
        }
    }

    /** One exponential serves the mean, its derivative and the log-likelihood, without overflow. */
    private static void logistic(Gram gram, Scratch s, int from, int to) {
        double loss = 0;
        double weight = 0;
        // Logarithms are dear: eight factors 1 + e^−|η| of equal weight 1 share one.
        double product = 1;
        int factors = 0;
        for (int i = from; i < to; i++) {
            double e = s.eta[i];
            double w = s.w[i];
            double y = s.y[i];
            double small = Math.exp(-Math.abs(e));
            double up = 1 / (1 + small);
            double down = small * up;
            double p = e >= 0 ? up : down;
            s.residual[i] = w * (y - p);
            s.h[i] = w * up * down;
            loss += w * (Math.max(e, 0) - y * e);
            weight += w;
            if (w == 1) {
                product *= 1 + small;
                if (++factors == 8) {
                    loss += Math.log(product);
                    product = 1;
                    factors = 0;
                }
            } else {
                loss += w * Math.log(1 + small);
            }
        }
        gram.loss += loss + Math.log(product);
        gram.weight += weight;
    }

    private static void linear(Gram gram, Scratch s, int from, int to) {
        double loss = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            double w = s.w[i];
            double d = s.y[i] - s.eta[i];
            s.residual[i] = w * d;
            s.h[i] = w;
            loss += 0.5 * w * d * d;
            weight += w;
        }
        gram.loss += loss;
        gram.weight += weight;
    }

    private void gradient(Gram gram, int[] columns, Scratch s, int from, int to) {
        gram.gradient[0] += sum(s.residual, from, to);
        dots(s.residual, s.u, columns, 0, from, to, gram.gradient, 1);
        for (int f = 0; f < groups.count(); f++) {
            addTo(gram.groupGradient[f], s.g[f], s.residual, from, to);
        }
    }

    private static double sum(double[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        return sum;
    }

    /** Adds x·u of the columns from {@code first} on; four at a time, so that their sums do not wait for each other. */
    private static void dots(
            double[] x, double[][] u, int[] columns, int first, int from, int to, double[] into, int at) {
        int c = first;
        for (; c + 3 < columns.length; c += 4) {
            four(
                    x,
                    u[columns[c]],
                    u[columns[c + 1]],
                    u[columns[c + 2]],
                    u[columns[c + 3]],
                    from,
                    to,
                    into,
                    at + c - first);
        }
        for (; c < columns.length; c++) {
            double[] u0 = u[columns[c]];
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += x[i] * u0[i];
            }
            into[at + c - first] += sum;
        }
    }

    private static void four(
            double[] x, double[] u0, double[] u1, double[] u2, double[] u3, int from, int to, double[] into, int at) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int i = from; i < to; i++) {
            double value = x[i];
            s0 += value * u0[i];
            s1 += value * u1[i];
            s2 += value * u2[i];
            s3 += value * u3[i];
        }
        into[at] += s0;
        into[at + 1] += s1;
        into[at + 2] += s2;
        into[at + 3] += s3;
    }

    private static void addTo(double[] into, int[] g, double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            into[g[i]] += x[i];
        }
    }

    private void curvature(Gram gram, int[] columns, Scratch s, int from, int to) {
        double[] dense = java.util.Objects.requireNonNull(gram.dense);
        double[][] cross = java.util.Objects.requireNonNull(gram.cross);
        double[][] pairs = java.util.Objects.requireNonNull(gram.pairs);
        int q = gram.q;
        dense[0] += sum(s.h, from, to);
        dots(s.h, s.u, columns, 0, from, to, dense, 1);
        // Rows of h·(1, u) side by side: the level blocks then read and write whole lines.
        double[] hu = s.eta;
        double[] row = s.row;
        for (int i = from; i < to; i++) {
            row[i * q] = s.h[i];
        }
        for (int c = 0; c < columns.length; c++) {
            double[] u = s.u[columns[c]];
            for (int i = from; i < to; i++) {
                hu[i] = s.h[i] * u[i];
            }
            for (int i = from; i < to; i++) {
                row[i * q + c + 1] = hu[i];
            }
            dots(hu, s.u, columns, c, from, to, dense, (c + 1) * q + c + 1);
        }
        int pair = 0;
        for (int f = 0; f < groups.count(); f++) {
            addLines(cross[f], s.g[f], row, q, from, to);
            for (int other = f + 1; other < groups.count(); other++) {
                addPairs(pairs[pair++], s.g[f], s.g[other], groups.sizes()[other], s.h, from, to);
            }
        }
    }

    private static void addLines(double[] into, int[] g, double[] row, int q, int from, int to) {
        for (int i = from; i < to; i++) {
            int at = g[i] * q;
            int end = at + q;
            int k = i * q;
            for (; at + 3 < end; at += 4, k += 4) {
                into[at] += row[k];
                into[at + 1] += row[k + 1];
                into[at + 2] += row[k + 2];
                into[at + 3] += row[k + 3];
            }
            for (; at < end; at++, k++) {
                into[at] += row[k];
            }
        }
    }

    private static void addPairs(double[] into, int[] g, int[] g2, int width, double[] h, int from, int to) {
        for (int i = from; i < to; i++) {
            into[g[i] * width + g2[i]] += h[i];
        }
    }
}

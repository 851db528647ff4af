package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
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

    GramPass(Rows rows, Block block, Groups groups, Link link, List<Task> tasks) {
        this.rows = rows;
        this.block = block;
        this.groups = groups;
        this.link = link;
        this.tasks = new ArrayList<>(tasks);
    }

    /** One accumulator a task, and the buffers of the stripe that fills them. */
    static final class Totals implements Serializable {
        final Gram[] of;
        private transient @Nullable Scratch scratch;

        Totals(Gram[] of) {
            this.of = of;
        }
    }

    private static final class Scratch {
        final int[] cell;
        final double[] y;
        final double[] w;
        final double[][] block;
        final int[][] group;
        final int[] picked;
        final double[][] u;
        final int[][] g;
        final double[] residual;
        final double[] h;
        final double[] eta;
        final double[] row;

        Scratch(int size, int width, int factors) {
            cell = new int[size];
            y = new double[size];
            w = new double[size];
            block = new double[width][size];
            group = new int[factors][size];
            picked = new int[size];
            u = new double[width][size];
            g = new int[factors][size];
            residual = new double[size];
            h = new double[size];
            eta = new double[size];
            row = new double[size * (width + 1)];
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
        Scratch s = totals.scratch;
        int n = batch.size();
        if (s == null || s.cell.length < n) {
            s = new Scratch(n, block.width(), groups.count());
            totals.scratch = s;
        }
        rows.cells(batch, s.cell);
        rows.outcome(batch, s.y);
        rows.weights(batch, s.w);
        block.fill(batch, s.block);
        groups.fill(batch, s.group);
        for (int t = 0; t < totals.of.length; t++) {
            add(totals.of[t], tasks.get(t), s, n);
        }
        return totals;
    }

    private void add(Gram gram, Task task, Scratch s, int n) {
        int m = 0;
        for (int r = 0; r < n; r++) {
            if (s.cell[r] >= 0 && task.cells()[s.cell[r]]) {
                s.picked[m++] = r;
            }
        }
        if (m == 0) {
            return;
        }
        Parametrisation.Coefficients at = task.at();
        int[] columns = at.columns();
        double[] eta = s.eta;
        java.util.Arrays.fill(eta, 0, m, at.dense()[0]);
        for (int c = 0; c < columns.length; c++) {
            double[] from = s.block[columns[c]];
            double[] to = s.u[c];
            double coefficient = at.dense()[c + 1];
            for (int i = 0; i < m; i++) {
                double value = from[s.picked[i]];
                to[i] = value;
                eta[i] += coefficient * value;
            }
        }
        for (int f = 0; f < groups.count(); f++) {
            int[] from = s.group[f];
            int[] to = s.g[f];
            double[] coefficients = at.groups()[f];
            for (int i = 0; i < m; i++) {
                int g = from[s.picked[i]];
                to[i] = g;
                eta[i] += coefficients[g];
            }
        }
        residuals(gram, s, m);
        gradient(gram, columns.length, s, m);
        if (task.curvature()) {
            curvature(gram, columns.length, s, m);
        }
    }

    private void residuals(Gram gram, Scratch s, int m) {
        double loss = 0;
        double weight = 0;
        if (link == Link.LOGIT) {
            for (int i = 0; i < m; i++) {
                int r = s.picked[i];
                double e = s.eta[i];
                double w = s.w[r];
                double y = s.y[r];
                // One exponential serves the mean, its derivative and the log-likelihood, without overflow.
                double small = Math.exp(-Math.abs(e));
                double p = e >= 0 ? 1 / (1 + small) : small / (1 + small);
                s.residual[i] = w * (y - p);
                s.h[i] = w * small / ((1 + small) * (1 + small));
                loss += w * (Math.max(e, 0) - y * e + log1p(small));
                weight += w;
            }
        } else {
            for (int i = 0; i < m; i++) {
                int r = s.picked[i];
                double w = s.w[r];
                double d = s.y[r] - s.eta[i];
                s.residual[i] = w * d;
                s.h[i] = w;
                loss += 0.5 * w * d * d;
                weight += w;
            }
        }
        gram.loss += loss;
        gram.weight += weight;
    }

    /** ln(1 + x) for 0 ≤ x ≤ 1, by {@code log} where that is exact enough: it is many times faster than {@code log1p}. */
    private static double log1p(double x) {
        return x < 1e-5 ? x - 0.5 * x * x : Math.log(1 + x);
    }

    private void gradient(Gram gram, int columns, Scratch s, int m) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum += s.residual[i];
        }
        gram.gradient[0] += sum;
        for (int c = 0; c < columns; c++) {
            double[] u = s.u[c];
            double dot = 0;
            for (int i = 0; i < m; i++) {
                dot += u[i] * s.residual[i];
            }
            gram.gradient[c + 1] += dot;
        }
        for (int f = 0; f < groups.count(); f++) {
            double[] into = gram.groupGradient[f];
            int[] g = s.g[f];
            for (int i = 0; i < m; i++) {
                into[g[i]] += s.residual[i];
            }
        }
    }

    private void curvature(Gram gram, int columns, Scratch s, int m) {
        double[] dense = java.util.Objects.requireNonNull(gram.dense);
        double[][] cross = java.util.Objects.requireNonNull(gram.cross);
        double[][] pairs = java.util.Objects.requireNonNull(gram.pairs);
        int q = gram.q;
        // Rows of h·(1, u) side by side: the level blocks then read and write whole lines.
        double[] row = s.row;
        for (int i = 0; i < m; i++) {
            row[i * q] = s.h[i];
        }
        for (int c = 0; c < columns; c++) {
            double[] u = s.u[c];
            for (int i = 0; i < m; i++) {
                row[i * q + c + 1] = s.h[i] * u[i];
            }
        }
        double total = 0;
        for (int i = 0; i < m; i++) {
            total += s.h[i];
        }
        dense[0] += total;
        for (int c = 0; c < columns; c++) {
            double[] u = s.u[c];
            double[] h = s.eta;
            double sum = 0;
            for (int i = 0; i < m; i++) {
                h[i] = s.h[i] * u[i];
                sum += h[i];
            }
            dense[c + 1] += sum;
            int d = c;
            for (; d + 3 < columns; d += 4) {
                double[] u0 = s.u[d];
                double[] u1 = s.u[d + 1];
                double[] u2 = s.u[d + 2];
                double[] u3 = s.u[d + 3];
                double s0 = 0;
                double s1 = 0;
                double s2 = 0;
                double s3 = 0;
                for (int i = 0; i < m; i++) {
                    double x = h[i];
                    s0 += x * u0[i];
                    s1 += x * u1[i];
                    s2 += x * u2[i];
                    s3 += x * u3[i];
                }
                int at = (c + 1) * q + d + 1;
                dense[at] += s0;
                dense[at + 1] += s1;
                dense[at + 2] += s2;
                dense[at + 3] += s3;
            }
            for (; d < columns; d++) {
                double[] other = s.u[d];
                double dot = 0;
                for (int i = 0; i < m; i++) {
                    dot += h[i] * other[i];
                }
                dense[(c + 1) * q + d + 1] += dot;
            }
        }
        int pair = 0;
        for (int f = 0; f < groups.count(); f++) {
            double[] into = cross[f];
            int[] g = s.g[f];
            for (int i = 0; i < m; i++) {
                int to = g[i] * q;
                int from = i * q;
                for (int c = 0; c < q; c++) {
                    into[to + c] += row[from + c];
                }
            }
            for (int other = f + 1; other < groups.count(); other++) {
                double[] block = pairs[pair++];
                int[] g2 = s.g[other];
                int width = groups.sizes()[other];
                for (int i = 0; i < m; i++) {
                    block[g[i] * width + g2[i]] += s.h[i];
                }
            }
        }
    }
}

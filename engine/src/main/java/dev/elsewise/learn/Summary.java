package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.error.BadData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first pass learns of each column in each cell: observed and missing counts, the moments of every pointwise shape
 * over the observed values, and the frequency of every level.
 */
final class Summary {
    /** {@code observed[cell][number]}, counts by frequency weight. */
    final double[][] observed;

    final double[][] missing;
    /** {@code shapes[cell][number][shape]}: moments over observed values; null for shapes that are not pointwise. */
    final @Nullable Moments[][][] shapes;
    /** {@code levels[cell][factor][code]}; the last place counts missing values. */
    final double[][][] levels;

    /** The same by the weights of the likelihood, and weighted sums of the outcome. */
    final double[][][] levelWeights;

    final double[][][] levelOutcomes;

    final Moments[] outcome;

    private Summary(int cells, List<Features.Numeric> numbers, int[] cardinalities) {
        observed = new double[cells][numbers.size()];
        missing = new double[cells][numbers.size()];
        shapes = new Moments[cells][numbers.size()][];
        levels = new double[cells][cardinalities.length][];
        levelWeights = new double[cells][cardinalities.length][];
        levelOutcomes = new double[cells][cardinalities.length][];
        outcome = new Moments[cells];
        for (int c = 0; c < cells; c++) {
            outcome[c] = new Moments();
            for (int i = 0; i < numbers.size(); i++) {
                List<Shape> list = numbers.get(i).shapes();
                shapes[c][i] = new Moments[list.size()];
                for (int s = 0; s < list.size(); s++) {
                    shapes[c][i][s] = list.get(s) instanceof Shape.Pointwise ? new Moments() : null;
                }
            }
            for (int f = 0; f < cardinalities.length; f++) {
                levels[c][f] = new double[cardinalities[f] + 1];
                levelWeights[c][f] = new double[cardinalities[f] + 1];
                levelOutcomes[c][f] = new double[cardinalities[f] + 1];
            }
        }
    }

    static Summary of(Problem problem, Layout layout) {
        return problem.table().fold(layout.rows().columns(), new Pass(layout));
    }

    /** The sum over the cells that a model learns from. */
    double train(Rows rows, int model, java.util.function.IntToDoubleFunction ofCell) {
        double sum = 0;
        for (int c = 0; c < observed.length; c++) {
            if (rows.trains(model, c)) {
                sum += ofCell.applyAsDouble(c);
            }
        }
        return sum;
    }

    private record Pass(Layout layout) implements Fold<Summary> {
        @Override
        public Summary zero() {
            return new Summary(layout.rows().cells(), layout.numbers(), layout.cardinalities());
        }

        @Override
        public Summary add(Summary s, Batch batch) {
            int n = batch.size();
            int[] cell = new int[n];
            double[] count = new double[n];
            double[] y = new double[n];
            Rows rows = layout.rows();
            rows.cells(batch, cell);
            rows.counts(batch, count);
            rows.outcome(batch, y);
            moments(y, cell, count, n, s.outcome);
            double[] x = new double[n];
            for (int i = 0; i < layout.numbers().size(); i++) {
                int input = layout.numberInput(i);
                double[] values = batch.numbers(input);
                int start = batch.start(input);
                for (int r = 0; r < n; r++) {
                    if (cell[r] >= 0) {
                        if (Double.isNaN(values[start + r])) {
                            s.missing[cell[r]][i] += count[r];
                        } else {
                            s.observed[cell[r]][i] += count[r];
                        }
                    }
                }
                List<Shape> shapes = layout.numbers().get(i).shapes();
                for (int k = 0; k < shapes.size(); k++) {
                    if (shapes.get(k) instanceof Shape.Pointwise shape) {
                        Moments[] into = new Moments[s.outcome.length];
                        for (int c = 0; c < into.length; c++) {
                            into[c] = java.util.Objects.requireNonNull(s.shapes[c][i][k]);
                        }
                        for (int r = 0; r < n; r++) {
                            double value = values[start + r];
                            x[r] = shape.of(value);
                            if (Double.isNaN(x[r]) && !Double.isNaN(value)) {
                                throw new BadData("The shape \"" + shape.name() + "\" of \""
                                        + layout.numbers().get(i).column() + "\" needs values that are "
                                        + shape.domain() + "; row " + (batch.ordinal(r) + 1) + " holds "
                                        + Words.number(value)
                                        + ".\nMaybe use log1p, or leave these rows out with where:.");
                            }
                        }
                        moments(x, cell, count, n, into);
                    }
                }
            }
            double[] weight = new double[n];
            rows.weights(batch, weight);
            for (int f = 0; f < layout.factors().size(); f++) {
                levels(
                        s,
                        f,
                        batch.codes(layout.factorInput(f)),
                        batch.start(layout.factorInput(f)),
                        cell,
                        count,
                        weight,
                        y);
            }
            return s;
        }

        private static void levels(
                Summary s, int f, int[] codes, int start, int[] cell, double[] count, double[] weight, double[] y) {
            for (int r = 0; r < cell.length; r++) {
                int c = cell[r];
                if (c >= 0) {
                    int code = codes[start + r];
                    int at = code < 0 ? s.levels[c][f].length - 1 : code;
                    s.levels[c][f][at] += count[r];
                    s.levelWeights[c][f][at] += weight[r];
                    s.levelOutcomes[c][f][at] += weight[r] * y[r];
                }
            }
        }

        /** Adds a batch's moments to each cell's: two passes over the batch, then one merge. NaN is left out. */
        private static void moments(double[] x, int[] cell, double[] count, int n, Moments[] into) {
            int cells = into.length;
            double[] weight = new double[cells];
            double[] mean = new double[cells];
            double[] squares = new double[cells];
            for (int r = 0; r < n; r++) {
                double value = x[r];
                if (cell[r] >= 0 && !Double.isNaN(value)) {
                    weight[cell[r]] += count[r];
                    mean[cell[r]] += count[r] * value;
                }
            }
            for (int c = 0; c < cells; c++) {
                mean[c] = weight[c] == 0 ? 0 : mean[c] / weight[c];
            }
            for (int r = 0; r < n; r++) {
                double value = x[r];
                if (cell[r] >= 0 && !Double.isNaN(value)) {
                    double d = value - mean[cell[r]];
                    squares[cell[r]] += count[r] * d * d;
                }
            }
            for (int c = 0; c < cells; c++) {
                into[c].merge(weight[c], mean[c], squares[c]);
            }
        }

        @Override
        public Summary merge(Summary a, Summary b) {
            for (int c = 0; c < a.observed.length; c++) {
                a.outcome[c].merge(b.outcome[c]);
                Sums.add(a.observed[c], b.observed[c]);
                Sums.add(a.missing[c], b.missing[c]);
                for (int i = 0; i < a.shapes[c].length; i++) {
                    for (int k = 0; k < a.shapes[c][i].length; k++) {
                        Moments left = a.shapes[c][i][k];
                        Moments right = b.shapes[c][i][k];
                        if (left != null && right != null) {
                            left.merge(right);
                        }
                    }
                }
                for (int f = 0; f < a.levels[c].length; f++) {
                    Sums.add(a.levels[c][f], b.levels[c][f]);
                    Sums.add(a.levelWeights[c][f], b.levelWeights[c][f]);
                    Sums.add(a.levelOutcomes[c][f], b.levelOutcomes[c][f]);
                }
            }
            return a;
        }
    }
}

package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import dev.elsewise.error.BadData;
import dev.elsewise.math.Kernels;
import java.util.List;
import java.util.Objects;
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
    /** {@code levels[factor][cell][code]}; the last place counts missing values. */
    final double[][][] levels;

    /** The same by the weights of the likelihood, and weighted sums of the outcome. */
    final double[][][] levelWeights;

    final double[][][] levelOutcomes;

    final Moments[] outcome;

    private Summary(int cells, List<Features.Numeric> numbers, int[] cardinalities) {
        observed = new double[cells][numbers.size()];
        missing = new double[cells][numbers.size()];
        shapes = new Moments[cells][numbers.size()][];
        levels = levels(cells, cardinalities);
        levelWeights = levels(cells, cardinalities);
        levelOutcomes = levels(cells, cardinalities);
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
        }
    }

    private static double[][][] levels(int cells, int[] cardinalities) {
        double[][][] levels = new double[cardinalities.length][cells][];
        for (int f = 0; f < cardinalities.length; f++) {
            for (int c = 0; c < cells; c++) {
                levels[f][c] = new double[cardinalities[f] + 1];
            }
        }
        return levels;
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
            moments(y, cell, count, s.outcome);
            double[] all = total(cell, count, s.outcome.length);
            double[] x = new double[n];
            for (int i = 0; i < layout.numbers().size(); i++) {
                number(s, i, batch, cell, count, all, x);
            }
            double[] weight = new double[n];
            rows.weights(batch, weight);
            double[] weighted = new double[n];
            Kernels.multiply(weight, y, weighted, n);
            for (int f = 0; f < layout.factors().size(); f++) {
                int[] codes = batch.codes(layout.factorInput(f));
                int start = batch.start(layout.factorInput(f));
                Kernels.scatterParts(count, cell, codes, start, s.levels[f], n);
                Kernels.scatterParts(weight, cell, codes, start, s.levelWeights[f], n);
                Kernels.scatterParts(weighted, cell, codes, start, s.levelOutcomes[f], n);
            }
            return s;
        }

        private static double[] total(int[] cell, double[] count, int cells) {
            double[] total = new double[cells];
            Kernels.sumParts(new double[cell.length], cell, count, cell.length, total, new double[cells]);
            return total;
        }

        private void number(Summary s, int i, Batch batch, int[] cell, double[] count, double[] all, double[] x) {
            int n = batch.size();
            int input = layout.numberInput(i);
            double[] values = batch.numbers(input);
            int start = batch.start(input);
            System.arraycopy(values, start, x, 0, n);
            double[] observed = new double[all.length];
            Kernels.sumParts(x, cell, count, n, observed, new double[all.length]);
            for (int c = 0; c < all.length; c++) {
                s.observed[c][i] += observed[c];
                s.missing[c][i] += all[c] - observed[c];
            }
            List<Shape> shapes = layout.numbers().get(i).shapes();
            for (int k = 0; k < shapes.size(); k++) {
                if (shapes.get(k) instanceof Shape.Pointwise shape) {
                    for (int r = 0; r < n; r++) {
                        x[r] = shape.of(values[start + r]);
                        if (Double.isNaN(x[r]) && !Double.isNaN(values[start + r])) {
                            throw outsideDomain(shape, i, batch.ordinal(r), values[start + r]);
                        }
                    }
                    Moments[] into = new Moments[all.length];
                    for (int c = 0; c < into.length; c++) {
                        into[c] = Objects.requireNonNull(s.shapes[c][i][k]);
                    }
                    moments(x, cell, count, into);
                }
            }
        }

        private BadData outsideDomain(Shape.Pointwise shape, int number, long ordinal, double value) {
            return new BadData("The shape \"" + shape.name() + "\" of \""
                    + layout.numbers().get(number).column() + "\" needs values that are " + shape.domain() + "; row "
                    + (ordinal + 1) + " holds " + Words.number(value)
                    + ".\nMaybe use log1p, or leave these rows out with where:.");
        }

        /** Adds a batch's moments to each cell's: two passes over the batch, then one merge. NaN is left out. */
        private static void moments(double[] x, int[] cell, double[] count, Moments[] into) {
            double[] weight = new double[into.length];
            double[] mean = new double[into.length];
            double[] squares = new double[into.length];
            Kernels.sumParts(x, cell, count, cell.length, weight, mean);
            for (int c = 0; c < mean.length; c++) {
                mean[c] = weight[c] == 0 ? 0 : mean[c] / weight[c];
            }
            Kernels.squareParts(x, cell, count, mean, cell.length, squares);
            for (int c = 0; c < mean.length; c++) {
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
            }
            for (int f = 0; f < a.levels.length; f++) {
                Sums.add(a.levels[f], b.levels[f]);
                Sums.add(a.levelWeights[f], b.levelWeights[f]);
                Sums.add(a.levelOutcomes[f], b.levelOutcomes[f]);
            }
            return a;
        }
    }
}

package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Fold;
import java.util.List;

/** One more pass: the moments of each model's own spline and bin columns over its training rows. */
final class LearnedMoments {
    private LearnedMoments() {}

    static Moments[] of(Problem problem, Rows rows, List<Block.Learned> columns, List<Integer> owner) {
        Block block = new Block();
        columns.forEach(block::add);
        return problem.table().fold(rows.columns(), new Fold<Moments[]>() {
            @Override
            public Moments[] zero() {
                Moments[] zero = new Moments[columns.size()];
                for (int i = 0; i < zero.length; i++) {
                    zero[i] = new Moments();
                }
                return zero;
            }

            @Override
            public Moments[] add(Moments[] acc, Batch batch) {
                int n = batch.size();
                int[] cell = new int[n];
                double[] count = new double[n];
                double[][] values = new double[acc.length][n];
                rows.cells(batch, cell);
                rows.counts(batch, count);
                block.fill(batch, values);
                for (int j = 0; j < acc.length; j++) {
                    double weight = 0;
                    double sum = 0;
                    for (int r = 0; r < n; r++) {
                        if (cell[r] >= 0 && rows.trains(owner.get(j), cell[r])) {
                            weight += count[r];
                            sum += count[r] * values[j][r];
                        }
                    }
                    if (weight == 0) {
                        continue;
                    }
                    double mean = sum / weight;
                    double squares = 0;
                    for (int r = 0; r < n; r++) {
                        if (cell[r] >= 0 && rows.trains(owner.get(j), cell[r])) {
                            squares += count[r] * (values[j][r] - mean) * (values[j][r] - mean);
                        }
                    }
                    acc[j].merge(weight, mean, squares);
                }
                return acc;
            }

            @Override
            public Moments[] merge(Moments[] left, Moments[] right) {
                for (int j = 0; j < left.length; j++) {
                    left[j].merge(right[j]);
                }
                return left;
            }
        });
    }
}

package dev.elsewise.xgboost;

import dev.elsewise.data.Batch;
import dev.elsewise.data.RowFunction;
import dev.elsewise.error.BadStudy;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each row's prediction by the model of its fold.
 *
 * @param inputs the features' columns, then the fold when there are several models
 * @param set values in place of those of some inputs, by place
 */
record TreePrediction(List<String> inputs, List<String> outputs, List<TreeModel> models, Map<Integer, Double> set)
        implements RowFunction {

    static TreePrediction of(
            Problem problem,
            List<Features.Feature> features,
            List<TreeModel> models,
            String name,
            Map<String, Double> set) {
        List<String> inputs = new ArrayList<>();
        Map<Integer, Double> byPlace = new HashMap<>();
        for (Features.Feature feature : features) {
            Double value = set.get(feature.column());
            if (value != null) {
                if (feature instanceof Features.Categorical) {
                    throw new BadStudy("Predictions under do() set numbers and truth values; \"" + feature.column()
                            + "\" is a category.\nMaybe make an indicator of its level with derive: and use that.");
                }
                byPlace.put(inputs.size(), value);
            }
            inputs.add(feature.column());
        }
        if (problem.folds().crossed()) {
            inputs.add(problem.folds().column());
        }
        return new TreePrediction(List.copyOf(inputs), List.of(name), models, Map.copyOf(byPlace));
    }

    @Override
    public void apply(Batch batch, double[][] out) {
        int[] rows = new int[batch.size()];
        for (int k = 0; k < models.size(); k++) {
            int count = rowsOf(k, batch, rows);
            if (count > 0) {
                models.get(k).predict(batch, rows, count, set, out[0]);
            }
        }
    }

    private int rowsOf(int k, Batch batch, int[] rows) {
        int n = 0;
        if (models.size() == 1) {
            for (int r = 0; r < batch.size(); r++) {
                rows[n++] = r;
            }
            return n;
        }
        int fold = inputs.size() - 1;
        double[] folds = batch.numbers(fold);
        int start = batch.start(fold);
        for (int r = 0; r < batch.size(); r++) {
            if (folds[start + r] == k) {
                rows[n++] = r;
            }
        }
        return n;
    }
}

package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.RowFunction;
import dev.elsewise.math.Kernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each row's prediction by the model of its fold.
 *
 * @param dense for the ones and each column of the block its coefficient in each model, 0 where a model does not use it
 * @param levels for each factor the coefficients of its groups in each model, one model after the other
 */
record LinearPrediction(
        List<String> inputs,
        List<String> outputs,
        int features,
        Block block,
        Groups groups,
        Link link,
        double[][] dense,
        double[][] levels,
        Map<Integer, Double> set)
        implements RowFunction {

    static LinearPrediction of(
            Problem problem,
            Design design,
            Link link,
            List<Parametrisation.Coefficients> models,
            String name,
            Map<String, Double> set) {
        List<String> inputs = new ArrayList<>(problem.features().columns());
        int features = inputs.size();
        Map<Integer, Double> byInput = new HashMap<>();
        set.forEach((column, value) -> {
            int input = inputs.indexOf(column);
            if (input >= 0) {
                byInput.put(input, value);
            }
        });
        if (problem.folds().crossed()) {
            inputs.add(problem.folds().column());
        }
        Block block = design.block();
        Groups groups = design.groups();
        return new LinearPrediction(
                inputs,
                List.of(name),
                features,
                block,
                groups,
                link,
                dense(models, block.width()),
                levels(models, groups),
                byInput);
    }

    private static double[][] dense(List<Parametrisation.Coefficients> models, int width) {
        double[][] dense = new double[width + 1][models.size()];
        for (int m = 0; m < models.size(); m++) {
            Parametrisation.Coefficients of = models.get(m);
            dense[0][m] = of.dense()[0];
            for (int c = 0; c < of.columns().length; c++) {
                dense[of.columns()[c] + 1][m] = of.dense()[c + 1];
            }
        }
        return dense;
    }

    private static double[][] levels(List<Parametrisation.Coefficients> models, Groups groups) {
        double[][] levels = new double[groups.count()][];
        for (int f = 0; f < levels.length; f++) {
            int size = groups.sizes()[f];
            levels[f] = new double[models.size() * size];
            for (int m = 0; m < models.size(); m++) {
                System.arraycopy(models.get(m).groups()[f], 0, levels[f], m * size, size);
            }
        }
        return levels;
    }

    @Override
    public void apply(Batch batch, double[][] out) {
        int n = batch.size();
        int[] model = models(batch);
        double[][] u = new double[block.width()][n];
        int[][] g = new int[groups.count()][n];
        block.fill(batch, u, set);
        groups.fill(batch, g);
        double[] eta = out[0];
        Kernels.fill(eta, dense[0], model, n);
        for (int c = 0; c < u.length; c++) {
            Kernels.axpy(dense[c + 1], model, u[c], eta, n);
        }
        for (int f = 0; f < g.length; f++) {
            Kernels.addLevels(levels[f], model, groups.sizes()[f], g[f], eta, n);
        }
        if (link == Link.LOGIT) {
            Kernels.expit(eta, n);
        }
    }

    /** The model of each row's fold. */
    private int[] models(Batch batch) {
        int[] model = new int[batch.size()];
        if (inputs.size() > features) {
            double[] folds = batch.numbers(features);
            int start = batch.start(features);
            for (int r = 0; r < model.length; r++) {
                model[r] = (int) folds[start + r];
            }
        }
        return model;
    }
}

package dev.elsewise.learn;

import dev.elsewise.data.Batch;
import dev.elsewise.data.RowFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each row's prediction by the model of its fold. */
record LinearPrediction(
        List<String> inputs,
        List<String> outputs,
        int features,
        Block block,
        Groups groups,
        Link link,
        List<Parametrisation.Coefficients> models,
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
        return new LinearPrediction(
                inputs, List.of(name), features, design.block(), design.groups(), link, models, byInput);
    }

    @Override
    public void apply(Batch batch, double[][] out) {
        int n = batch.size();
        double[][] u = new double[block.width()][n];
        int[][] g = new int[groups.count()][n];
        block.fill(batch, u, set);
        groups.fill(batch, g);
        double[] eta = out[0];
        int crossed = inputs.size() > features ? features : -1;
        int[] model = new int[n];
        if (crossed >= 0) {
            double[] folds = batch.numbers(crossed);
            int start = batch.start(crossed);
            for (int r = 0; r < n; r++) {
                model[r] = (int) folds[start + r];
            }
        }
        for (int r = 0; r < n; r++) {
            Parametrisation.Coefficients at = models.get(model[r]);
            int[] columns = at.columns();
            double[] dense = at.dense();
            double sum = dense[0];
            for (int c = 0; c < columns.length; c++) {
                sum += dense[c + 1] * u[columns[c]][r];
            }
            for (int f = 0; f < g.length; f++) {
                sum += at.groups()[f][g[f][r]];
            }
            eta[r] = link.mean(sum);
        }
    }
}

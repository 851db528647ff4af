package dev.elsewise.xgboost;

import dev.elsewise.error.BadData;
import dev.elsewise.learn.trees.DenseTrees;
import dev.elsewise.learn.trees.GrownTrees;
import dev.elsewise.learn.trees.TreeRecipe;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Boosted trees on dense columns, grown by XGBoost on one thread, as ServiceLoader finds them. */
public final class XGBoostDenseTrees implements DenseTrees {
    private static final int DEEPEST = 20;

    @Override
    public boolean grows(TreeRecipe recipe) {
        return recipe instanceof TreeRecipe.Boosting;
    }

    @Override
    public GrownTrees grow(TreeRecipe recipe, double[][] columns, double[] outcome, long seed) {
        int rows = outcome.length;
        Encoding encoding = new Encoding(Arrays.stream(columns)
                .<Encoding.Input>map(c -> Encoding.Scaled.between(
                        Arrays.stream(c).min().orElse(0), Arrays.stream(c).max().orElse(0)))
                .toList());
        Recipe asked = recipe((TreeRecipe.Boosting) recipe);
        Fit fit = new Fit(
                asked,
                encoding,
                Grown.features(encoding, columns, rows),
                target(outcome, asked.name()),
                Optional.empty(),
                Seeds.of(seed, asked.name(), 0));
        return new Grown(fit.run(() -> {}), columns.length);
    }

    private static Recipe recipe(TreeRecipe.Boosting asked) {
        return new Recipe(
                "Gradient boosting",
                asked.describe(),
                Map.of(
                        "max_depth", Math.min(DEEPEST, asked.depth()),
                        "eta", asked.learningRate(),
                        "min_child_weight", 1,
                        "subsample", asked.subsample(),
                        "colsample_bytree", asked.columns(),
                        "alpha", asked.l1(),
                        "lambda", asked.l2()),
                asked.rounds(),
                Link.MEAN);
    }

    private static Target target(double[] outcome, String name) {
        double mean = Arrays.stream(outcome).average().orElse(0);
        double squares =
                Arrays.stream(outcome).map(y -> (y - mean) * (y - mean)).sum();
        double deviation = Math.sqrt(squares / outcome.length);
        if (!(deviation > 0)) {
            throw new BadData(name + " needs an outcome that varies; it is " + Words.number(mean) + " in all "
                    + outcome.length + " rows.\nMaybe a fold is too short.");
        }
        float[] labels = new float[outcome.length];
        for (int r = 0; r < labels.length; r++) {
            labels[r] = (float) ((outcome[r] - mean) / deviation);
        }
        return new Target(Link.MEAN, mean, deviation, labels);
    }

    private record Grown(TreeModel model, int width) implements GrownTrees {
        static float[] features(Encoding encoding, double[][] columns, int rows) {
            List<Encoding.Input> inputs = encoding.inputs();
            int width = encoding.width();
            float[] x = new float[rows * width];
            for (int j = 0; j < columns.length; j++) {
                Encoding.Scaled scaled = (Encoding.Scaled) inputs.get(j);
                for (int r = 0; r < rows; r++) {
                    x[r * width + j] = scaled.of(columns[j][r]);
                }
            }
            return x;
        }

        @Override
        public double[] predict(double[][] columns, int rows) {
            double[] sums = new double[rows];
            model.trees()
                    .add(
                            features(model.encoding(), columns, rows),
                            model.encoding().width(),
                            rows,
                            sums);
            for (int r = 0; r < rows; r++) {
                sums[r] = model.origin() + model.unit() * sums[r];
            }
            return sums;
        }

        @Override
        public double[] gains() {
            return Arrays.copyOf(model.trees().gains(), width);
        }
    }
}

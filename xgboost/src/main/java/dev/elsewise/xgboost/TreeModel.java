package dev.elsewise.xgboost;

import dev.elsewise.data.Batch;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Model;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The trees of one fold with what turns columns into their features, and their sum into a prediction. */
record TreeModel(String learner, Encoding encoding, Trees trees, Link link, double origin, double unit)
        implements Serializable {
    TreeModel(String learner, Encoding encoding, Trees trees, Target target) {
        this(learner, encoding, trees, target.link(), target.origin(), target.unit());
    }

    /** Predicts some rows of a batch into their places of {@code out}. */
    void predict(Batch batch, int[] rows, int count, Map<Integer, Double> set, double[] out) {
        float[] x = new float[count * encoding.width()];
        encoding.fill(batch, rows, count, set, x);
        double[] sums = new double[count];
        trees.add(x, encoding.width(), count, sums);
        for (int i = 0; i < count; i++) {
            out[rows[i]] = link.of(origin + unit * sums[i]);
        }
    }

    /** The model as a reader sees it. */
    Model described(List<Features.Feature> features) {
        String words = learner + ", " + trees.leaves() + " leaves";
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int f = 0; f < features.size(); f++) {
            // Squared error was taken of the standardised outcome.
            weights.put(features.get(f).column(), trees.gains()[f] * unit * unit);
        }
        return new Model() {
            @Override
            public String describe() {
                return words;
            }

            @Override
            public Map<String, Double> weights() {
                return weights;
            }
        };
    }
}

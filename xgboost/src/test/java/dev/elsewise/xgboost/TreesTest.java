package dev.elsewise.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees walked in Java say what XGBoost's own predictor says. */
class TreesTest {
    private static final int ROWS = 3000;
    private static final int FEATURES = 5;
    private static final int LEVELS = 200;

    /** Two numbers with gaps, one of few values, a category of few and one of many levels with gaps. */
    private static float[] features(String purpose, int levels) {
        float[] x = new float[ROWS * FEATURES];
        for (int r = 0; r < ROWS; r++) {
            int at = r * FEATURES;
            x[at] = Made.below(purpose + "gap", r, 10) == 0 ? Float.NaN : (float) Made.normal(purpose + "a", r);
            x[at + 1] = (float) (1e6 * Made.uniform(purpose + "b", r));
            x[at + 2] = Made.below(purpose + "c", r, 4);
            x[at + 3] = Made.below(purpose + "d", r, 3);
            x[at + 4] = Made.below(purpose + "hole", r, 20) == 0 ? Float.NaN : Made.below(purpose + "e", r, levels);
        }
        return x;
    }

    private static DMatrix matrix(float[] x) throws XGBoostError {
        DMatrix matrix = new DMatrix(x, ROWS, FEATURES, Float.NaN);
        matrix.setFeatureTypes(new String[] {"float", "float", "float", "c", "c"});
        return matrix;
    }

    private static float[] labels(float[] x, boolean truth) {
        float[] y = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            int at = r * FEATURES;
            double signal = (Float.isNaN(x[at]) ? 1 : Math.sin(2 * x[at]))
                    + (x[at + 1] > 3e5 ? 0.5 : 0)
                    + (x[at + 3] == 1 ? 1 : 0)
                    + (x[at + 4] % 7 == 0 ? 1 : 0);
            y[r] = (float) (truth ? (Made.uniform("y", r) < signal / 4 ? 1 : 0) : signal + Made.normal("y", r));
        }
        return y;
    }

    /** A model to train: the loss, the rounds, and the other parameters. */
    record Asked(boolean truth, int rounds, Map<String, Object> parameters) {
        Booster train(DMatrix data) throws XGBoostError {
            Map<String, Object> all = new HashMap<>(parameters);
            all.putAll(Map.of("tree_method", "hist", "nthread", 1, "seed", 7, "base_score", 0.5));
            all.put("objective", truth ? "binary:logistic" : "reg:squarederror");
            return XGBoost.train(data, all, rounds, new HashMap<>(), null, null);
        }
    }

    static Stream<Asked> models() {
        return Stream.of(
                new Asked(true, 40, Map.of("max_depth", 5, "eta", 0.2)),
                new Asked(false, 60, Map.of("max_depth", 3, "eta", 0.3)),
                new Asked(
                        false,
                        1,
                        Map.of(
                                "max_depth", 12,
                                "eta", 1,
                                "num_parallel_tree", 30,
                                "subsample", 0.63,
                                "colsample_bynode", 0.5,
                                "lambda", 0)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void predictAsXGBoost(Asked asked) throws XGBoostError {
        float[] x = features("train", LEVELS);
        DMatrix train = matrix(x);
        train.setLabel(labels(x, asked.truth()));
        Booster booster = asked.train(train);
        Trees trees = Trees.of(booster.toByteArray("ubj"), FEATURES);
        int sets = 0;
        for (int node = 0; node < trees.feature().length; node++) {
            boolean ofSet = trees.set()[node] >= 0;
            assertThat(ofSet).as("node %d", node).isEqualTo(trees.feature()[node] >= 3);
            sets += ofSet ? 1 : 0;
        }
        assertThat(sets).as("splits by sets of levels").isGreaterThan(20);

        // Other rows, and levels that the training rows did not hold.
        float[] other = features("other", LEVELS + 300);
        double[] sums = new double[ROWS];
        trees.add(other, FEATURES, ROWS, sums);
        float[][] theirs = booster.predict(matrix(other), true);
        double origin = asked.truth() ? 0 : 0.5;
        for (int r = 0; r < ROWS; r++) {
            assertThat(origin + sums[r]).as("row %d", r).isCloseTo(theirs[r][0], within(5e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void gainsAreXGBoostsTotalGains(Asked asked) throws XGBoostError {
        float[] x = features("train", LEVELS);
        DMatrix train = matrix(x);
        train.setLabel(labels(x, asked.truth()));
        Booster booster = asked.train(train);
        Trees trees = Trees.of(booster.toByteArray("ubj"), FEATURES);
        double[] theirs = new double[FEATURES];
        // Named f0, f1, …; a set of levels stands behind a colon.
        booster.getScore("", "total_gain").forEach((name, gain) -> theirs[name.charAt(1) - '0'] += gain);
        for (int f = 0; f < FEATURES; f++) {
            assertThat(trees.gains()[f])
                    .as("feature %d", f)
                    .isGreaterThan(1)
                    .isCloseTo(theirs[f], within(1e-4 * theirs[f]));
        }
    }
}

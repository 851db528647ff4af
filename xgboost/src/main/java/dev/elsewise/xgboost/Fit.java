package dev.elsewise.xgboost;

import dev.elsewise.data.Workspace;
import dev.elsewise.error.EstimationFailed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * One model, grown by XGBoost on one thread. Its arrays must never be null: the native code does not look.
 *
 * @param encoding how the columns became {@code x}
 * @param x features, row after row
 */
record Fit(Recipe recipe, Encoding encoding, float[] x, Target target, Optional<float[]> weights, int seed) {

    /** Grows the trees; stops between two of them when the workspace is cancelled. */
    TreeModel run(Workspace workspace) {
        return run(workspace::checkCancelled);
    }

    /**
     * Grows the trees.
     *
     * @param between two of them it is run, and may throw to stop the growth
     */
    TreeModel run(Runnable between) {
        try {
            DMatrix data = new DMatrix(x, target.labels().length, encoding.width(), Float.NaN);
            try {
                describe(data);
                return new TreeModel(recipe.description(), encoding, grow(data, between), target);
            } finally {
                data.dispose();
            }
        } catch (XGBoostError e) {
            throw new EstimationFailed(
                    recipe.name() + " must fit; XGBoost could not: " + firstLine(e)
                            + "\nMaybe leave out the covariate that it names, or use a logistic or a linear model.",
                    e);
        } catch (LinkageError e) {
            throw new EstimationFailed(
                    "XGBoost's native library must load; it did not: " + firstLine(e)
                            + "\nMaybe install the GNU OpenMP library (Debian: libgomp1; macOS: libomp), or use a logistic or a"
                            + " linear model.",
                    e);
        }
    }

    private void describe(DMatrix data) throws XGBoostError {
        int rows = target.labels().length;
        data.setFeatureTypes(encoding.types());
        data.setLabel(target.labels());
        if (weights.isPresent()) {
            data.setWeight(weights.get());
        }
        if (target.link() == Link.LOGISTIC) {
            float[] margin = new float[rows];
            Arrays.fill(margin, (float) target.origin());
            data.setBaseMargin(margin);
        }
    }

    private Trees grow(DMatrix data, Runnable between) throws XGBoostError {
        Booster booster = XGBoost.train(data, parameters(), 0, new HashMap<>(), null, null);
        try {
            for (int round = 0; round < recipe.rounds(); round++) {
                between.run();
                booster.update(data, round);
            }
            return Trees.of(booster.toByteArray("ubj"), encoding.width());
        } finally {
            booster.dispose();
        }
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>(recipe.parameters());
        parameters.put("objective", target.objective());
        // The origin is not XGBoost's to guess: it is in the labels, or is their margin.
        parameters.put("base_score", target.link() == Link.LOGISTIC ? 0.5 : 0.0);
        parameters.put("tree_method", "hist");
        parameters.put("max_bin", 256);
        parameters.put("nthread", 1);
        parameters.put("seed", seed);
        parameters.put("verbosity", 0);
        return parameters;
    }

    private static String firstLine(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}

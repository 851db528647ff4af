package dev.elsewise.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.data.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Coefficients and predictions against scikit-learn and R; each reference file carries the command that made it. */
class ReferenceTest {
    private static final double TOLERANCE = 1e-6;

    private static Table mixed() {
        return References.table("mixed.csv");
    }

    private static Features features(JsonNode reference) {
        int minFrequency = reference.get("minFrequency").asInt();
        Features features = Features.of();
        for (JsonNode name : reference.get("numeric")) {
            features = features.with(Features.number(name.asString()));
        }
        for (JsonNode name : reference.get("categories")) {
            features = features.with(new Features.Categorical(name.asString(), minFrequency));
        }
        return features;
    }

    /** Our names for scikit-learn's columns: its pooled level is called infrequent_sklearn. */
    private static Map<String, Double> expected(JsonNode coefficients) {
        Map<String, Double> map = new TreeMap<>();
        coefficients
                .properties()
                .forEach(e -> map.put(ours(e.getKey()), e.getValue().asDouble()));
        return map;
    }

    private static String ours(String theirs) {
        return theirs.replaceFirst("^(region|device)_?", "$1=")
                .replace("infrequent_sklearn", "(other)")
                .replace("=pooled", "=(other)");
    }

    private static void assertFolds(String file, String outcome, Learner learner) {
        JsonNode reference = References.json(file);
        CrossFitted fitted =
                learner.fit(Problem.of(mixed(), features(reference), outcome).withFolds("fold", 3));
        Table predicted = fitted.predicted("prediction");
        double[] ours = predicted.gather(List.of("prediction")).numbers("prediction");
        double[] theirs =
                References.table("heldout.csv").gather(List.of(outcome)).numbers(outcome);
        for (int r = 0; r < ours.length; r++) {
            assertThat(ours[r])
                    .as("row %d", r)
                    .isCloseTo(theirs[r], within(TOLERANCE * Math.max(1, Math.abs(theirs[r]))));
        }
        for (JsonNode fold : reference.get("folds")) {
            Map<String, Double> weights = fitted.model(fold.get("fold").asInt()).weights();
            Map<String, Double> expected = expected(fold.get("coefficients"));
            assertThat(weights.get("(intercept)"))
                    .isCloseTo(fold.get("intercept").asDouble(), within(TOLERANCE));
            assertThat(weights).hasSize(expected.size() + 1);
            expected.forEach((name, value) -> assertThat(weights)
                    .as("fold %s: %s", fold.get("fold"), name)
                    .hasEntrySatisfying(name, w -> assertThat(w).isCloseTo(value, within(TOLERANCE))));
        }
    }

    @Test
    void logisticRegressionOfEachFoldEqualsScikitLearn() {
        assertFolds("logistic.json", "bought", LogisticRegression.withDefaults());
    }

    @Test
    void ridgeOfEachFoldEqualsScikitLearn() {
        double alpha = References.json("ridge.json").get("alpha").asDouble();
        assertFolds("ridge.json", "spend", LinearRegression.withDefaults().withPenalty(alpha));
    }

    @Test
    void maximumLikelihoodEqualsGlm() {
        JsonNode reference = References.json("glm.json");
        int minFrequency = reference.get("minFrequency").asInt();
        Features features = Features.of(
                Features.number("tenure"),
                Features.number("visits"),
                Features.number("income"),
                Features.number("rating"),
                Features.number("treatment"),
                new Features.Categorical("region", minFrequency),
                new Features.Categorical("device", minFrequency));
        CrossFitted all =
                LogisticRegression.withDefaults().withoutPenalty().fit(Problem.of(mixed(), features, "bought"));
        assertFitted(all.predicted("p"), reference.get("all").get("fitted"));
        Map<String, Double> weights = all.model(0).weights();
        expected(reference.get("all").get("coefficients")).forEach((name, value) -> {
            if (name.contains("=")) {
                assertThat(weights.get(name)).as(name).isCloseTo(value, within(TOLERANCE));
            }
        });
        CrossFitted folds = LogisticRegression.withDefaults()
                .withoutPenalty()
                .fit(Problem.of(mixed(), features, "bought").withFolds("fold", 3));
        assertThat(folds.models()).isEqualTo(3);
    }

    private static void assertFitted(Table predicted, JsonNode fitted) {
        double[] ours = predicted.gather(List.of("p")).numbers("p");
        assertThat(ours).hasSize(fitted.size());
        for (int r = 0; r < ours.length; r++) {
            assertThat(ours[r]).isCloseTo(fitted.get(r).asDouble(), within(TOLERANCE));
        }
    }

    @Test
    void metricsEqualScikitLearn() {
        References.json("metrics.json").get("cases").properties().forEach(entry -> {
            JsonNode c = entry.getValue();
            double[] label = References.numbers(c.get("outcome"));
            double[] score = References.numbers(c.get("predicted"));
            double[] weight = new double[label.length];
            java.util.Arrays.fill(weight, 1);
            FoldMetrics m = FoldMetrics.of(0, score, label, weight);
            Map<String, Double> ours = Map.of(
                    "rocAuc", m.rocAuc(),
                    "averagePrecision", m.averagePrecision(),
                    "brier", m.brier(),
                    "logLoss", m.logLoss(),
                    "r2", m.rSquared());
            ours.forEach((name, value) -> {
                if (c.has(name)) {
                    assertThat(value)
                            .as("%s of %s", name, entry.getKey())
                            .isCloseTo(c.get(name).asDouble(), within(1e-12));
                }
            });
        });
    }
}

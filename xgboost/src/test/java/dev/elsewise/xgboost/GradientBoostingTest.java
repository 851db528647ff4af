package dev.elsewise.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.learn.CrossFitted;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Learner;
import dev.elsewise.learn.Problem;
import dev.elsewise.learn.Shape;
import dev.elsewise.learn.TreeLearners;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientBoostingTest {
    private static final GradientBoosting SMALL =
            GradientBoosting.withDefaults().withTrees(40).withDepth(3);

    private static Table steps(int rows) {
        return Made.of(rows)
                .number("x", r -> Made.normal("x", r))
                .number("noise", r -> Made.normal("noise", r))
                .number("step", r -> Made.normal("x", r) > 0.3 ? 7 : -2)
                .number("fold", r -> r % 3)
                .table();
    }

    private static Features numbers(String... names) {
        return Features.of(Arrays.stream(names).map(Features::number).toArray(Features.Feature[]::new));
    }

    @Test
    void isFoundAsALearnerOfTrees() {
        Learner learner = TreeLearners.find().boosting(20, 2, 0.5, 3, 0.8);
        assertThat(learner).isEqualTo(new GradientBoosting(20, 2, 0.5, 3, 0.8));
        assertThat(learner.tasks()).containsExactlyInAnyOrder(Learner.Task.MEAN, Learner.Task.PROBABILITY);
        assertThat(learner.describe()).isEqualTo("gradient boosting, 20 trees of depth 2, learning rate 0.5");
    }

    @Test
    void learnsAStep() {
        CrossFitted fitted = SMALL.withTrees(150)
                .fit(Problem.of(steps(4000), numbers("x"), "step").withFolds("fold", 3));
        double[] x = fitted.problem().table().gather(List.of("x")).numbers("x");
        double[] predicted = Made.predictions(fitted);
        for (int r = 0; r < x.length; r++) {
            if (Math.abs(x[r] - 0.3) > 0.05) {
                assertThat(predicted[r]).as("x = %s", x[r]).isCloseTo(x[r] > 0.3 ? 7 : -2, within(0.01));
            }
        }
        assertThat(fitted.models()).isEqualTo(3);
        assertThat(fitted.metrics())
                .hasSize(3)
                .allSatisfy(m -> assertThat(m.rSquared()).isGreaterThan(0.98));
    }

    @Test
    void gainsTellWhatIsLearnedFrom() {
        Map<String, Double> gains = SMALL.withTrees(1)
                .withDepth(1)
                .withLearningRate(1)
                .fit(Problem.of(steps(4000), numbers("noise", "x"), "step"))
                .model(0)
                .weights();
        // One split of a step takes off the outcome's whole sum of squares, but for the bin that holds the step.
        double share = 0.382;
        assertThat(gains.get("x")).isCloseTo(4000 * 81 * share * (1 - share), within(0.05 * 4000 * 81 * 0.236));
        assertThat(gains).containsEntry("noise", 0.0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void equalsXGBoostOnRawNumbers(boolean truth) throws XGBoostError {
        int rows = 4000;
        double[][] x = new double[3][rows];
        double[] y = new double[rows];
        Made made = Made.of(rows);
        for (int f = 0; f < 3; f++) {
            int feature = f;
            for (int r = 0; r < rows; r++) {
                x[f][r] = Made.below("gap" + f, r, 15) == 0 ? Double.NaN : (float) (50 + 20 * Made.normal("x" + f, r));
            }
            made.number("x" + f, r -> x[feature][r]);
        }
        for (int r = 0; r < rows; r++) {
            double signal = (x[0][r] > 60 ? 1 : 0) + (x[1][r] > x[2][r] ? 1 : 0);
            y[r] = truth ? (Made.uniform("y", r) < 0.1 + 0.3 * signal ? 1 : 0) : 1000 * (signal + Made.normal("y", r));
        }
        made.number("y", r -> y[r]);
        GradientBoosting learner = GradientBoosting.withDefaults().withTrees(30).withDepth(4);
        double[] ours = Made.predictions(learner.fit(Problem.of(made.table(), numbers("x0", "x1", "x2"), "y")));

        float[] raw = new float[rows * 3];
        float[] labels = new float[rows];
        for (int r = 0; r < rows; r++) {
            for (int f = 0; f < 3; f++) {
                raw[r * 3 + f] = (float) x[f][r];
            }
            labels[r] = (float) y[r];
        }
        DMatrix matrix = new DMatrix(raw, rows, 3, Float.NaN);
        matrix.setLabel(labels);
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "objective",
                truth ? "binary:logistic" : "reg:squarederror",
                "base_score",
                Arrays.stream(y).average().orElseThrow(),
                "max_depth",
                4,
                "eta",
                0.1,
                "tree_method",
                "hist",
                "nthread",
                1));
        Booster booster = XGBoost.train(matrix, parameters, 30, new HashMap<>(), null, null);
        float[][] theirs = booster.predict(matrix);
        for (int r = 0; r < rows; r++) {
            assertThat(ours[r]).as("row %d", r).isCloseTo(theirs[r][0], within(truth ? 2e-6 : 2e-3));
        }
    }

    @Test
    void anOutcomeOfZeroAndOneIsAProbability() {
        Table table = Made.of(6000)
                .number("x", r -> Made.normal("x", r))
                .number("y", r -> Made.uniform("y", r) < 1 / (1 + Math.exp(-2 * Made.normal("x", r))) ? 1 : 0)
                .number("fold", r -> r % 2)
                .table();
        CrossFitted fitted = SMALL.fit(Problem.of(table, numbers("x"), "y").withFolds("fold", 2));
        double[] p = Made.predictions(fitted);
        double[] x = table.gather(List.of("x")).numbers("x");
        double error = 0;
        for (int r = 0; r < p.length; r++) {
            assertThat(p[r]).isBetween(0.0, 1.0);
            error += Math.abs(p[r] - 1 / (1 + Math.exp(-2 * x[r]))) / p.length;
        }
        assertThat(error).isLessThan(0.04);
        assertThat(fitted.metrics()).allSatisfy(m -> assertThat(m.rocAuc()).isBetween(0.8, 0.9));
    }

    @Test
    void missingNumbersAndLevelsAreLearnedFrom() {
        Table table = Made.of(3000)
                .number("x", r -> r % 3 == 0 ? Double.NaN : Made.normal("x", r))
                .category("c", 2, r -> r % 5 == 0 ? -1 : r % 2)
                .number("y", r -> (r % 3 == 0 ? 4 : 0) + (r % 5 == 0 ? 1 : 0))
                .table();
        Features features = Features.of(Features.number("x"), Features.category("c"));
        double[] predicted = Made.predictions(SMALL.withTrees(200).fit(Problem.of(table, features, "y")));
        for (int r = 0; r < predicted.length; r++) {
            assertThat(predicted[r])
                    .as("row %d", r)
                    .isCloseTo((r % 3 == 0 ? 4 : 0) + (r % 5 == 0 ? 1 : 0), within(0.02));
        }
    }

    /** 100 levels of which every seventh is high: a tree of depth 2 can tell them, as one split takes a set of levels. */
    @Test
    void levelsAreSplitBySets() {
        Table table = Made.of(20_000)
                .category("c", 100, r -> Made.below("c", r, 100))
                .number("y", r -> Made.below("c", r, 100) % 7 == 0 ? 10 : 0)
                .table();
        double[] predicted = Made.predictions(GradientBoosting.withDefaults()
                .withDepth(1)
                .withTrees(1)
                .withLearningRate(1)
                .fit(Problem.of(table, Features.of(Features.category("c")), "y")));
        for (int r = 0; r < predicted.length; r++) {
            assertThat(predicted[r]).isCloseTo(Made.below("c", r, 100) % 7 == 0 ? 10 : 0, within(0.01));
        }
    }

    /** Level 0 is high and common, 1 low and common, 2 to 9 rare and in the middle, 10 only in the fold that is not seen. */
    @Test
    void rareAndUnseenLevelsShareOne() {
        Table table = Made.of(3000)
                .category("c", 11, r -> r < 100 ? 10 : r % 50 == 0 ? 2 + r / 50 % 8 : r % 2)
                .number("y", r -> r < 100 ? -9 : r % 50 == 0 ? 5 : r % 2 == 0 ? 10 : 0)
                .number("fold", r -> r < 100 ? 1 : 0)
                .number("other", r -> 1 - (r < 100 ? 1 : 0))
                .table();
        Features features = Features.of(new Features.Categorical("c", 50));
        CrossFitted fitted =
                SMALL.withTrees(200).fit(Problem.of(table, features, "y").withGiven("other", 1));
        double[] predicted = Made.predictions(fitted);
        assertThat(predicted[2]).as("never seen").isCloseTo(5, within(0.3));
        assertThat(predicted[150]).as("rare").isEqualTo(predicted[2]);
        assertThat(predicted[201]).as("common and low").isCloseTo(0, within(0.01));
        assertThat(predicted[202]).as("common and high").isCloseTo(10, within(0.01));
    }

    @Test
    void withoutRareLevelsAnUnseenOneIsMissing() {
        Table table = Made.of(2000)
                .category("c", 3, r -> r < 10 ? 2 : r < 20 ? -1 : r % 2)
                .number("y", r -> r % 2)
                .number("seen", r -> r < 20 ? 0 : 1)
                .table();
        double[] predicted = Made.predictions(SMALL.fit(
                Problem.of(table, Features.of(Features.category("c")), "y").withGiven("seen", 1)));
        assertThat(predicted[0]).isEqualTo(predicted[15]);
        assertThat(predicted[20]).isLessThan(0.05);
        assertThat(predicted[21]).isGreaterThan(0.95);
    }

    @Test
    void predictionsUnderDoAreThoseOfATableWithTheValue() {
        Made made = Made.of(3000)
                .number("x", r -> Made.normal("x", r))
                .number("t", r -> Made.uniform("t", r) < 0.5 ? 1 : 0)
                .number("fold", r -> r % 2);
        Table table = made.number(
                        "y",
                        r -> Made.normal("x", r) + (Made.uniform("t", r) < 0.5 ? 3 : 0) + 0.1 * Made.normal("y", r))
                .table();
        CrossFitted fitted = SMALL.fit(Problem.of(table, numbers("x", "t"), "y").withFolds("fold", 2));
        double[] treated = Made.predictions(fitted, Map.of("t", 1.0));
        double[] control = Made.predictions(fitted, Map.of("t", 0.0, "unknown", 5.0));
        double[] seen = Made.predictions(fitted);
        double[] t = table.gather(List.of("t")).numbers("t");
        double mean = 0;
        for (int r = 0; r < t.length; r++) {
            assertThat(seen[r]).isEqualTo(t[r] == 1 ? treated[r] : control[r]);
            mean += (treated[r] - control[r]) / t.length;
        }
        assertThat(mean).isCloseTo(3, within(0.1));
    }

    @Test
    void noModelSeesTheOutcomesOfItsFold() {
        Table table = steps(2000);
        Table changed = table.with("other", "CASE WHEN fold = 1 THEN 100 * noise ELSE step END");
        double[] before = Made.predictions(
                SMALL.fit(Problem.of(table, numbers("x", "noise"), "step").withFolds("fold", 3)));
        double[] after = Made.predictions(
                SMALL.fit(Problem.of(changed, numbers("x", "noise"), "other").withFolds("fold", 3)));
        for (int r = 0; r < before.length; r++) {
            if (r % 3 == 1) {
                assertThat(after[r]).isEqualTo(before[r]);
            }
        }
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void anIncreasingTransformChangesNothing() {
        Table table = steps(2000).with("cube", "x * x * x");
        double[] plain = Made.predictions(SMALL.fit(Problem.of(table, numbers("x", "noise"), "step")));
        assertThat(Made.predictions(SMALL.fit(Problem.of(table, numbers("cube", "noise"), "step"))))
                .isEqualTo(plain);
        Features shaped = Features.of(Features.number("x", Shape.spline(5), Shape.LINEAR), Features.number("noise"));
        CrossFitted fitted = SMALL.fit(Problem.of(table, shaped, "step"));
        assertThat(Made.predictions(fitted)).isEqualTo(plain);
        assertThat(fitted.model(0).weights()).containsOnlyKeys("x", "noise");
    }

    /** Microseconds since 1970 differ by less than single precision holds; a tree must still tell one minute from the next. */
    @Test
    void timesKeepTheirPrecision() {
        double start = 1.7e15;
        Table table = Made.of(2000)
                .time("at", r -> start + 1e6 * r)
                .number("y", r -> r < 1000 ? 0 : 5)
                .table();
        double[] predicted = Made.predictions(SMALL.withTrees(200).fit(Problem.of(table, numbers("at"), "y")));
        assertThat(predicted[980]).isCloseTo(0, within(0.01));
        assertThat(predicted[1020]).isCloseTo(5, within(0.01));
    }

    @Test
    void anAffineOutcomeMovesThePredictions() {
        Table table = steps(2000).with("moved", "1e9 + 64 * step");
        double[] plain = Made.predictions(SMALL.fit(Problem.of(table, numbers("x", "noise"), "step")));
        double[] moved = Made.predictions(SMALL.fit(Problem.of(table, numbers("x", "noise"), "moved")));
        for (int r = 0; r < plain.length; r++) {
            assertThat(moved[r] - 1e9).isCloseTo(64 * plain[r], within(1e-4));
        }
    }

    @Test
    void frequencyWeightsAreDuplicatesAndOnlyRatiosOfSamplingWeightsMatter() {
        Made made = Made.of(1500)
                .number("x", r -> Made.normal("x", r))
                .number("noise", r -> Made.normal("noise", r))
                .number("step", r -> Made.normal("x", r) > 0.3 ? 7 + Made.normal("e", r) : -2)
                .number("w", r -> 1 + r % 3)
                .number("heavy", r -> 1024.0 * (1 + r % 3));
        Table table = made.table();
        Problem problem = Problem.of(table, numbers("x", "noise"), "step");
        double[] weighted = Made.predictions(SMALL.fit(problem.withWeights(Optional.of(Weights.frequency("w")))));
        int[] origin = new int[3000];
        int n = 0;
        for (int r = 0; r < 1500; r++) {
            for (int copy = 0; copy < 1 + r % 3; copy++) {
                origin[n++] = r;
            }
        }
        Table copies = Made.of(n)
                .number("x", r -> Made.normal("x", origin[r]))
                .number("noise", r -> Made.normal("noise", origin[r]))
                .number("step", r -> Made.normal("x", origin[r]) > 0.3 ? 7 + Made.normal("e", origin[r]) : -2)
                .table();
        double[] duplicated = Made.predictions(SMALL.fit(Problem.of(copies, numbers("x", "noise"), "step")));
        double worst = 0;
        for (int r = 0; r < n; r++) {
            worst = Math.max(worst, Math.abs(duplicated[r] - weighted[origin[r]]));
        }
        assertThat(worst).isLessThan(1e-4);

        double[] sampled = Made.predictions(SMALL.fit(problem.withWeights(Optional.of(Weights.sampling("w")))));
        assertThat(Made.predictions(SMALL.fit(problem.withWeights(Optional.of(Weights.sampling("heavy"))))))
                .isEqualTo(sampled);
        assertThat(sampled).isNotEqualTo(Made.predictions(SMALL.fit(problem)));
    }

    @Test
    void withoutCovariatesItIsTheMean() {
        Table table = steps(900);
        double[] predicted = Made.predictions(SMALL.fit(Problem.of(table, Features.of(), "step")));
        double mean = Arrays.stream(table.gather(List.of("step")).numbers("step"))
                .average()
                .orElseThrow();
        double[] means = new double[900];
        Arrays.fill(means, mean);
        assertThat(predicted).containsExactly(means, within(1e-6));
    }

    @Test
    void columnsThatCannotSplitAreNoted() {
        Table table = Made.of(500)
                .number("x", r -> Made.normal("x", r))
                .number("same", r -> 3)
                .number("absent", r -> Double.NaN)
                .category("one", 1, r -> 0)
                .category("none", 2, r -> -1)
                .number("y", r -> Made.normal("y", r))
                .table();
        Features features = Features.of(
                Features.number("x"),
                Features.number("same"),
                Features.number("absent"),
                Features.category("one"),
                Features.category("none"));
        CrossFitted fitted = SMALL.fit(Problem.of(table, features, "y"));
        assertThat(fitted.notes())
                .containsExactly(
                        "\"same\" is constant and splits only by being missing",
                        "\"absent\" is missing in all training rows and splits nothing",
                        "\"one\" has one level in the training rows and splits only by being missing",
                        "\"none\" has no level in the training rows and splits nothing");
        assertThat(fitted.model(0).weights()).containsEntry("same", 0.0).containsEntry("absent", 0.0);
        assertThat(Arrays.stream(Made.predictions(fitted))).allMatch(Double::isFinite);
    }
}

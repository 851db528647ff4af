package dev.elsewise.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Table;
import dev.elsewise.learn.CrossFitted;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Learner;
import dev.elsewise.learn.Problem;
import dev.elsewise.learn.TreeLearners;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomForestTest {
    @Test
    void isFoundAsALearnerOfTrees() {
        Learner learner = TreeLearners.find().forest(20, 5, 3, 0.4);
        assertThat(learner).isEqualTo(new RandomForest(20, 5, 3, 0.4));
        assertThat(learner.tasks()).containsExactlyInAnyOrder(Learner.Task.MEAN, Learner.Task.PROBABILITY);
        assertThat(learner.describe()).isEqualTo("random forest, 20 trees of depth 5 or less");
    }

    @Test
    void learnsASmoothCurve() {
        Table table = Made.of(6000)
                .number("x", r -> Made.normal("x", r))
                .number("noise", r -> Made.normal("noise", r))
                .number("y", r -> 100 + 10 * Math.sin(2 * Made.normal("x", r)) + Made.normal("e", r))
                .number("fold", r -> r % 2)
                .table();
        CrossFitted fitted = RandomForest.withDefaults()
                .withTrees(200)
                .withFeaturesPerSplit(1)
                .fit(Problem.of(table, Features.of(Features.number("x"), Features.number("noise")), "y")
                        .withFolds("fold", 2));
        // The noise has variance 1, the curve about 50.
        assertThat(fitted.metrics()).allSatisfy(m -> assertThat(m.rSquared()).isBetween(0.95, 0.985));
        Map<String, Double> gains = fitted.model(1).weights();
        assertThat(gains)
                .hasEntrySatisfying(
                        "x",
                        x -> assertThat(gains)
                                .hasEntrySatisfying(
                                        "noise", noise -> assertThat(x).isGreaterThan(5 * noise)));
    }

    /** A leaf is the share of ones among its rows: with one leaf for each value, and all of them large, nearly the table. */
    @Test
    void ofTruthPredictsShares() {
        Table table = Made.of(20_000)
                .number("x", r -> r % 4)
                .number("y", r -> Made.uniform("y", r) < 0.2 * (r % 4) ? 1 : 0)
                .table();
        double[] predicted = Made.predictions(RandomForest.withDefaults()
                .withTrees(300)
                .fit(Problem.of(table, Features.of(Features.number("x")), "y")));
        double[] y = table.gather(List.of("y")).numbers("y");
        double[] ones = new double[4];
        for (int r = 0; r < y.length; r++) {
            ones[r % 4] += y[r] / 5000;
        }
        for (int r = 0; r < 4; r++) {
            assertThat(predicted[r]).isCloseTo(ones[r], within(0.002));
        }
        assertThat(Arrays.stream(predicted)).allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
        assertThat(predicted[0]).as("never a one").isEqualTo(0, within(1e-6));
    }

    @Test
    void noLeafIsSmallerThanAsked() {
        Table table = Made.of(1000)
                .number("x", r -> r)
                .number("y", r -> r < 100 ? 1 : 0)
                .table();
        // 63 % of the rows are drawn, so that a leaf of 400 leaves room for one split, near the middle.
        double[] predicted = Made.predictions(
                new RandomForest(50, 12, 300, 1).fit(Problem.of(table, Features.of(Features.number("x")), "y")));
        assertThat(predicted[0]).isLessThan(0.35);
        assertThat(predicted[999]).isEqualTo(0, within(1e-6));
    }
}

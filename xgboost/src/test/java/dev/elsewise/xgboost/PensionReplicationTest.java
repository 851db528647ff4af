package dev.elsewise.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.adjust.Aipw;
import dev.elsewise.adjust.Arms;
import dev.elsewise.data.Table;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.learn.Learner;
import dev.elsewise.question.Question;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * 401(k) eligibility and net financial assets with learners of trees, against the figures printed in DoubleML's notebook
 * (irm_forest and irm_boost of {@code examples/data/pension_401k/expected.json}). Its folds and its learners' draws are not ours, and
 * a split moves the estimate by some 600 dollars: the file's tolerance is 0.6 published standard errors for the median of
 * several splits, and 150 for the standard error.
 */
class PensionReplicationTest {
    private static final Table PENSION = Table.open("../examples/data/pension_401k/pension_401k.csv");

    private static final Adjustment ADJUSTMENT = Adjustment.assuming(
            Question.effectOf("e401").on("net_tfa"),
            List.of("age", "inc", "educ", "fsize", "marr", "twoearn", "db", "pira", "hown"));

    private static void assertReplicates(Learner learner, int splits, double value, double standardError) {
        List<ScoredEstimate> estimates = IntStream.range(0, splits)
                .mapToObj(split -> Aipw.withDefaults()
                        .withFolds(3)
                        .withClip(0.01)
                        .withArms(Arms.SEPARATE)
                        .withPropensity(learner)
                        .withOutcome(learner)
                        .withSeed(11 + split)
                        .estimate(PENSION, ADJUSTMENT))
                .toList();
        assertThat(median(estimates, ScoredEstimate::value)).isCloseTo(value, within(0.6 * standardError));
        assertThat(median(estimates, ScoredEstimate::standardError)).isCloseTo(standardError, within(150.0));
    }

    private static double median(List<ScoredEstimate> estimates, ToDoubleFunction<ScoredEstimate> of) {
        return estimates.stream().mapToDouble(of).sorted().toArray()[estimates.size() / 2];
    }

    @Test
    void forest() {
        assertReplicates(
                RandomForest.withDefaults()
                        .withTrees(500)
                        .withDepth(6)
                        .withMinLeaf(3)
                        .withFeaturesPerSplit(1 / 3.0),
                3,
                8202,
                1118);
    }

    @Test
    void boosting() {
        assertReplicates(
                GradientBoosting.withDefaults().withTrees(35).withDepth(6).withLearningRate(0.1), 9, 8048, 1182);
    }
}

package dev.elsewise.xgboost;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.data.Workspace;
import dev.elsewise.data.Workspace.Options;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.EstimationFailed;
import dev.elsewise.learn.CrossFitted;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Problem;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What cannot be fitted is said in words, with names and numbers. */
class RefusalsTest {
    private static final GradientBoosting BOOSTING =
            GradientBoosting.withDefaults().withTrees(2);

    private static Table table(int rows) {
        return Made.of(rows)
                .number("x", r -> Made.normal("x", r))
                .number("infinite", r -> r == 7 ? Double.NEGATIVE_INFINITY : 0)
                .category("c", 3, r -> r % 3)
                .number("one", r -> 1)
                .number("five", r -> 5)
                .number("gap", r -> r == 2 ? Double.NaN : r)
                .number("y", r -> Made.normal("y", r))
                .number("arm", r -> r % 2)
                .number("first", r -> r < 3 ? 1 : 0)
                .number("fold", r -> r < 3 ? 0 : 1)
                .number("negative", r -> r == 4 ? -1 : 1)
                .table();
    }

    private static Problem problem(String outcome) {
        return Problem.of(table(60), Features.of(Features.number("x")), outcome);
    }

    private static void refused(Class<?> type, ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessageContainingAll(words);
    }

    @Test
    void anOutcomeThatDoesNotVary() {
        refused(
                EstimationFailed.class,
                () -> BOOSTING.fit(problem("five")),
                "Gradient boosting needs an outcome that varies",
                "\"five\" is 5 in all 60 training rows",
                "\nMaybe ");
        refused(
                EstimationFailed.class,
                () -> RandomForest.withDefaults().fit(problem("arm").withGiven("arm", 1)),
                "A random forest needs an outcome that varies",
                "\"arm\" is 1 in all 30 training rows where arm = 1");
        refused(
                EstimationFailed.class,
                () -> BOOSTING.fit(problem("first").withFolds("fold", 2)),
                "\"first\" is 0 in all 57 training rows outside fold 1");
    }

    @Test
    void noRows() {
        Problem none = Problem.of(table(0), Features.of(Features.number("x")), "y");
        refused(EstimationFailed.class, () -> BOOSTING.fit(none), "needs rows to learn from", "\"y\" has none");
        refused(
                EstimationFailed.class,
                () -> BOOSTING.fit(problem("y").withGiven("arm", 2)),
                "\"y\" has none where arm = 2",
                "\nMaybe ");
    }

    @Test
    void valuesThatAreNoNumbers() {
        refused(BadData.class, () -> BOOSTING.fit(problem("gap")), "\"gap\" is NaN in row 3", "\nMaybe ");
        refused(
                BadData.class,
                () -> BOOSTING.fit(problem("y").withFeatures(Features.of(Features.number("infinite")))),
                "A covariate must be finite",
                "\"infinite\" is -Infinity in row 8");
        refused(
                BadData.class,
                () -> BOOSTING.fit(problem("y").withWeights(Optional.of(Weights.frequency("negative")))),
                "A weight must be 0 or more",
                "\"negative\" is -1 in row 5");
        refused(
                BadData.class,
                () -> BOOSTING.fit(problem("y").withFolds("five", 3)),
                "A fold must be a whole number from 0 to 2",
                "\"five\" is 5 in row 1");
    }

    @Test
    void featuresOfTheWrongKind() {
        refused(
                BadStudy.class,
                () -> BOOSTING.fit(problem("y").withFeatures(Features.of(Features.number("c")))),
                "\"c\" is taken as a number",
                "the column is a category",
                "\nMaybe ");
        refused(
                BadStudy.class,
                () -> BOOSTING.fit(problem("y").withFeatures(Features.of(Features.category("x")))),
                "\"x\" is taken as a category",
                "columns: {x: category}");
        CrossFitted fitted = BOOSTING.fit(problem("y").withFeatures(Features.of(Features.category("c"))));
        refused(BadStudy.class, () -> fitted.predict("p", Map.of("c", 1.0)), "\"c\" is a category", "\nMaybe ");
    }

    @Test
    void numbersOutOfRange() {
        refused(BadStudy.class, () -> BOOSTING.withTrees(0), "number of trees must be at least 1; found 0");
        refused(BadStudy.class, () -> BOOSTING.withDepth(21), "depth of a tree must lie in 1 to 20; found 21");
        refused(BadStudy.class, () -> BOOSTING.withLearningRate(0), "learning rate must lie in (0, 1]; found 0");
        refused(BadStudy.class, () -> BOOSTING.withSubsample(1.5), "subsample must lie in (0, 1]; found 1.5");
        refused(BadStudy.class, () -> BOOSTING.withMinChildWeight(-1), "must be at least 0; found -1");
        refused(BadStudy.class, () -> RandomForest.withDefaults().withMinLeaf(0), "must be at least 1; found 0");
        refused(
                BadStudy.class,
                () -> RandomForest.withDefaults().withFeaturesPerSplit(Double.NaN),
                "must lie in (0, 1]; found NaN");
    }

    @Test
    void moreThanTheMemory() {
        try (Workspace small = Workspace.open(Options.withDefaults().withMemory(64L << 20))) {
            Made made = Made.of(600_000);
            Features features = Features.of();
            for (int f = 0; f < 3; f++) {
                String name = "x" + f;
                made.number(name, r -> r % 11);
                features = features.with(Features.number(name));
            }
            Problem problem = Problem.of(made.number("y", r -> r % 2).in(small), features, "y");
            refused(
                    EstimationFailed.class,
                    () -> BOOSTING.fit(problem),
                    "600000 rows of 3 covariates need 55 MB",
                    "of the memory budget of 64 MB are free",
                    "\nMaybe raise --memory");
        }
    }
}

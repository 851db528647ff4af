package dev.elsewise.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Workspace;
import dev.elsewise.data.Workspace.Options;
import dev.elsewise.data.Workspace.Placement;
import dev.elsewise.error.Cancelled;
import dev.elsewise.learn.CrossFitted;
import dev.elsewise.learn.Features;
import dev.elsewise.learn.Learner;
import dev.elsewise.learn.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same bits for any number of threads, wherever the table lies and whoever fits. */
class ThreadsTest {
    private static final Features FEATURES =
            Features.of(Features.number("x"), Features.number("z"), Features.category("c"));

    static Stream<Learner> learners() {
        return Stream.of(
                GradientBoosting.withDefaults().withTrees(20).withSubsample(0.5),
                RandomForest.withDefaults().withTrees(20));
    }

    private static Problem problem(Workspace workspace) {
        return Problem.of(
                        Made.of(5000)
                                .number("x", r -> Made.normal("x", r))
                                .number("z", r -> Made.below("gap", r, 9) == 0 ? Double.NaN : Made.normal("z", r))
                                .category("c", 30, r -> Made.below("c", r, 30))
                                .number("y", r -> Made.uniform("y", r) < 0.3 + 0.01 * Made.below("c", r, 30) ? 1 : 0)
                                .number("fold", r -> r % 5)
                                .in(workspace),
                        FEATURES,
                        "y")
                .withFolds("fold", 5)
                .withSeed(3);
    }

    private static double[] fit(Learner learner, Options options) {
        try (Workspace workspace = Workspace.open(options)) {
            return Made.predictions(learner.fit(problem(workspace)));
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void anyNumberOfThreadsGivesTheSameBits(Learner learner) {
        double[] one = fit(learner, Options.withDefaults().withThreads(1));
        assertThat(fit(learner, Options.withDefaults().withThreads(2))).isEqualTo(one);
        assertThat(fit(learner, Options.withDefaults().withThreads(7))).isEqualTo(one);
        assertThat(fit(learner, Options.withDefaults().withThreads(2).withPlacement(Placement.DISK)))
                .isEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void theSeedDecides(Learner learner) {
        Problem problem = problem(Workspace.shared());
        double[] first = Made.predictions(learner.fit(problem));
        double[] other = Made.predictions(learner.fit(problem.withSeed(4)));
        assertThat(Made.predictions(learner.fit(problem))).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aFitInsideAFullPoolEnds() throws InterruptedException, ExecutionException {
        Learner learner = GradientBoosting.withDefaults().withTrees(5);
        try (Workspace workspace = Workspace.open(Options.withDefaults().withThreads(1))) {
            Problem problem = problem(workspace);
            double[] inside = workspace
                    .pool()
                    .submit(() -> Made.predictions(learner.fit(problem)))
                    .get();
            assertThat(inside).isEqualTo(Made.predictions(learner.fit(problem)));
        }
    }

    @Test
    void aCancelledWorkspaceGrowsNoTree() {
        try (Workspace workspace = Workspace.open(Options.withDefaults())) {
            Problem problem = problem(workspace);
            workspace.cancel();
            assertThatThrownBy(() -> GradientBoosting.withDefaults().fit(problem))
                    .isInstanceOf(Cancelled.class);
        }
    }

    @Test
    void predictionsTravel() throws IOException, ClassNotFoundException {
        CrossFitted fitted = GradientBoosting.withDefaults().withTrees(10).fit(problem(Workspace.shared()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(fitted.predict("prediction"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            RowFunction travelled = (RowFunction) in.readObject();
            double[] there = fitted.problem()
                    .table()
                    .with(travelled)
                    .gather(List.of("prediction"))
                    .numbers("prediction");
            assertThat(there).isEqualTo(Made.predictions(fitted));
        }
    }
}

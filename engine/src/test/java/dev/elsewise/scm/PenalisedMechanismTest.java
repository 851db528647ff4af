package dev.elsewise.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.graph.CausalGraph;
import dev.elsewise.learn.penalised.CrossValidation;
import dev.elsewise.learn.penalised.ElasticNet;
import dev.elsewise.learn.penalised.Elimination;
import dev.elsewise.learn.penalised.LinearFit;
import dev.elsewise.learn.penalised.Observations;
import dev.elsewise.learn.penalised.RecursiveElimination;
import dev.elsewise.learn.penalised.Split;
import dev.elsewise.learn.time.TimeFolds;
import dev.elsewise.math.Streams;
import dev.elsewise.question.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ridge, lasso and elastic nets as mechanisms are those of learn.penalised on the same columns. */
class PenalisedMechanismTest {
    private static final int WEEKS = 120;
    private static final long SEED = 41;
    private static final List<String> COLUMNS = List.of("a", "b", "c", "d", "e");
    private static final CausalGraph GRAPH = CausalGraph.parse("a, b, c, d, e -> y");

    /** y moves with a and c, against b, and hardly with the others; a and c are alike. */
    private static Panel panel(int units) {
        Panel panel = Weeks.of(units, WEEKS);
        double[] common = column(units, r -> Streams.of(SEED, "common").normal(r));
        for (String name : COLUMNS) {
            double share = name.equals("a") || name.equals("c") ? 0.7 : 0;
            panel = panel.with(
                    name,
                    column(
                            units,
                            r -> 5
                                    + share * common[r]
                                    + (1 - share) * Streams.of(SEED, name).normal(r)
                                    + 3 * (r / WEEKS)));
        }
        double[] a = panel.column("a");
        double[] b = panel.column("b");
        double[] c = panel.column("c");
        double[] d = panel.column("d");
        return panel.with(
                "y",
                column(
                        units,
                        r -> 30 * (1 + r / WEEKS)
                                + 2 * a[r]
                                - 1.5 * b[r]
                                + c[r]
                                + 0.2 * d[r]
                                + 1.5 * Streams.of(SEED, "y").normal(r)));
    }

    private static double[] column(int units, IntToDoubleFunction of) {
        return IntStream.range(0, units * WEEKS).mapToDouble(of).toArray();
    }

    private static Mechanism mechanism(Mechanism.Method method) {
        List<Term> terms = new ArrayList<>();
        for (String name : COLUMNS) {
            terms.add(new Term.Linear(name, name.equals("b") ? Term.Limits.POSITIVE : Term.Limits.NONE));
        }
        return Mechanism.leastSquares().withTerms(terms).withMethod(method);
    }

    private static Mechanism.Method.ElasticNet net(double mixing) {
        return new Mechanism.Method.ElasticNet(mixing, OptionalDouble.empty(), false, false, false);
    }

    private static FittedModel fit(Panel panel, Mechanism mechanism, Bootstrap bootstrap) {
        return StructuralModel.of(GRAPH).with("y", mechanism).fit(panel, bootstrap);
    }

    private static final Bootstrap NO_DRAWS = Bootstrap.withDefaults().withDraws(0);

    /** The columns as a mechanism makes them: by their largest value, less their unit's mean. */
    private static Observations observations(Panel panel, double[] by) {
        double[][] columns = new double[COLUMNS.size()][];
        for (int j = 0; j < columns.length; j++) {
            double[] x = panel.column(COLUMNS.get(j));
            double most = Arrays.stream(x).map(Math::abs).max().orElseThrow();
            double unit = by.length == 0 ? 1 : by[j];
            columns[j] = centred(Arrays.stream(x).map(v -> v / most).toArray());
            Arrays.setAll(columns[j], withUnit(columns[j].clone(), unit));
        }
        return Observations.of(columns, centred(panel.column("y").clone()));
    }

    private static IntToDoubleFunction withUnit(double[] values, double unit) {
        return r -> values[r] / unit;
    }

    private static double[] centred(double[] values) {
        for (int start = 0; start < values.length; start += WEEKS) {
            double mean = Arrays.stream(values, start, start + WEEKS).sum() / WEEKS;
            for (int r = start; r < start + WEEKS; r++) {
                values[r] -= mean;
            }
        }
        return values;
    }

    private static ElasticNet limited(double mixing) {
        double none = Double.NEGATIVE_INFINITY;
        return ElasticNet.withDefaults()
                .withMixing(mixing)
                .withLimits(new double[] {none, 0, none, none, none}, new double[0]);
    }

    private static List<Split> splits(int units) {
        return TimeFolds.expanding(5).of(WEEKS).stream()
                .map(f -> new Split(stacked(f.train(), units), stacked(f.test(), units)))
                .toList();
    }

    private static int[] stacked(int[] periods, int units) {
        return IntStream.range(0, units)
                .flatMap(u -> Arrays.stream(periods).map(t -> u * WEEKS + t))
                .toArray();
    }

    private static double[] coefficients(FittedMechanism mechanism) {
        return mechanism.contributions().stream()
                .mapToDouble(c -> c.coefficients()[0])
                .toArray();
    }

    private static void equal(FittedMechanism found, LinearFit expected, double[] by) {
        double[] coefficients = coefficients(found);
        for (int j = 0; j < coefficients.length; j++) {
            double own = expected.coefficients()[j] / (by.length == 0 ? 1 : by[j]);
            assertThat(coefficients[j]).as(COLUMNS.get(j)).isCloseTo(own, within(1e-7));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void coefficientsAreThoseOfTheNetOnTheSameColumns(double mixing) {
        Panel panel = panel(1);
        Mechanism.Method given = new Mechanism.Method.ElasticNet(mixing, OptionalDouble.of(0.4), false, false, false);
        FittedMechanism found = fit(panel, mechanism(given), NO_DRAWS).mechanism("y");
        LinearFit expected = limited(mixing)
                .withPenalties(0.4)
                .fit(observations(panel, new double[0]))
                .fit(0);
        equal(found, expected, new double[0]);
        assertThat(found.penalty()).hasValue(0.4);
        assertThat(found.contributions().get(1).held())
                .as("b is against its limit")
                .isTrue();
        assertThat(found.contributions().get(0).held()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void thePenaltyIsThatOfCrossValidationInTime(int units) {
        Panel panel = panel(units);
        for (double mixing : new double[] {0, 1}) {
            CrossValidation judged = limited(mixing).crossValidate(observations(panel, new double[0]), splits(units));
            FittedMechanism least = fit(panel, mechanism(net(mixing)), NO_DRAWS).mechanism("y");
            assertThat(least.penalty().orElseThrow()).isCloseTo(judged.minimum(), within(1e-9 * judged.minimum()));
            equal(least, judged.best(), new double[0]);
            FittedMechanism simple = fit(
                            panel,
                            mechanism(new Mechanism.Method.ElasticNet(
                                    mixing, OptionalDouble.empty(), true, false, false)),
                            NO_DRAWS)
                    .mechanism("y");
            assertThat(simple.penalty().orElseThrow())
                    .isCloseTo(judged.oneStandardError(), within(1e-9 * judged.oneStandardError()))
                    .isGreaterThan(judged.minimum());
            equal(simple, judged.simplest(), new double[0]);
        }
    }

    @Test
    void robustScalingComparesCoefficientsForAnInterquartileRange() {
        Panel panel = panel(1);
        Observations plain = observations(panel, new double[0]);
        double[] ranges = Arrays.stream(plain.columns())
                .mapToDouble(x -> {
                    double[] sorted = Arrays.stream(x).sorted().toArray();
                    // Type 7 of 120 values: places 89.25 and 29.75, counted from 0.
                    return sorted[89]
                            + 0.25 * (sorted[90] - sorted[89])
                            - sorted[29]
                            - 0.75 * (sorted[30] - sorted[29]);
                })
                .toArray();
        LinearFit expected = limited(1)
                .withoutStandardising()
                .withPenalties(0.3)
                .fit(observations(panel, ranges))
                .fit(0);
        FittedMechanism found = fit(
                        panel,
                        mechanism(new Mechanism.Method.ElasticNet(1, OptionalDouble.of(0.3), false, true, false)),
                        NO_DRAWS)
                .mechanism("y");
        equal(found, expected, ranges);
    }

    @Test
    void eliminationDropsWhatLearnDrops() {
        Panel panel = panel(1);
        double penalty = 0.05;
        Elimination expected = RecursiveElimination.withDefaults()
                .withFit(limited(0), penalty)
                .run(observations(panel, new double[0]), splits(1));
        FittedMechanism found = fit(
                        panel,
                        mechanism(new Mechanism.Method.ElasticNet(0, OptionalDouble.of(penalty), false, false, true)),
                        NO_DRAWS)
                .mechanism("y");
        List<String> order = Arrays.stream(expected.order())
                .limit(COLUMNS.size() - expected.chosen().length)
                .mapToObj(COLUMNS::get)
                .toList();
        assertThat(found.dropped()).isEqualTo(order).isNotEmpty();
        double[] coefficients = coefficients(found);
        for (int j = 0; j < coefficients.length; j++) {
            if (order.contains(COLUMNS.get(j))) {
                assertThat(coefficients[j]).as(COLUMNS.get(j)).isZero();
            }
        }
        assertThat(coefficients[0]).isGreaterThan(0);
    }

    @Test
    void drawsLieAroundThePenalisedCoefficientsAndDoNotHangOnThreads() {
        Panel panel = panel(1);
        // Without limits a ridge of draws made by least squares has the ridge for its mean.
        Mechanism ridge = Mechanism.leastSquares()
                .withTerms(COLUMNS.stream()
                        .map(n -> (Term) new Term.Linear(n, Term.Limits.NONE))
                        .toList())
                .withMethod(new Mechanism.Method.ElasticNet(0, OptionalDouble.of(2), false, false, false));
        Bootstrap bootstrap = Bootstrap.withDefaults().withDraws(400).withSeed(3);
        FittedModel one = fit(panel, ridge, bootstrap.withThreads(1));
        FittedModel two = fit(panel, ridge, bootstrap.withThreads(2));
        for (int j = 0; j < COLUMNS.size(); j++) {
            int place = j;
            Draws of = one.of(w -> coefficients(w.mechanism("y"))[place]);
            assertThat(two.of(w -> coefficients(w.mechanism("y"))[place]).of()).isEqualTo(of.of());
            double mean = Arrays.stream(of.of()).average().orElseThrow();
            assertThat(mean)
                    .as(COLUMNS.get(j))
                    .isCloseTo(of.value(), within(4.5 * of.standardError() / Math.sqrt(of.of().length)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void withErrorsUncorrelatedTheFitIsAsItWas(double mixing) {
        Panel panel = panel(1);
        CausalGraph graph = CausalGraph.parse("a, c -> b\nb, d, e -> y");
        FittedModel model = StructuralModel.of(graph)
                .with("b", Mechanism.leastSquares(linear("a"), linear("c")))
                .with(
                        "y",
                        Mechanism.leastSquares(linear("b"), linear("d"), linear("e"))
                                .withMethod(new Mechanism.Method.ElasticNet(
                                        mixing, OptionalDouble.of(0.2), false, false, false)))
                .fit(panel, NO_DRAWS);
        Worlds same =
                model.worlds().withErrorsCorrelated("y", "b", new double[] {0}).getFirst();
        double[] expected = coefficients(model.mechanism("y"));
        double[] found = coefficients(same.mechanism("y"));
        for (int j = 0; j < expected.length; j++) {
            assertThat(found[j]).isCloseTo(expected[j], within(1e-6));
        }
    }

    private static Term linear(String node) {
        return new Term.Linear(node, Term.Limits.NONE);
    }

    @Test
    void anOutcomeThatSeesAPredictedMediatorIsTwoStageLeastSquares() {
        Panel panel = panel(1);
        CausalGraph graph = CausalGraph.parse("a, c -> b\nb, d -> y");
        Mechanism.Method plain = new Mechanism.Method.LeastSquares(0, 1);
        FittedModel model = StructuralModel.of(graph)
                .with("b", Mechanism.leastSquares(linear("a"), linear("c")).withMethod(plain))
                .with("y", Mechanism.leastSquares(linear("b"), linear("d")).withMethod(plain))
                .predicting(Set.of("b"))
                .fit(panel, Bootstrap.withDefaults().withDraws(20).withSeed(5));
        ElasticNet least = ElasticNet.ridge().withPenalties(0);
        double[][] first = {panel.column("a"), panel.column("c")};
        LinearFit stage = least.fit(Observations.of(first, panel.column("b"))).fit(0);
        double[] predicted = stage.predict(first, WEEKS);
        double[] observed = model.worlds().values("b", World.OBSERVED);
        for (int t = 0; t < WEEKS; t++) {
            assertThat(observed[t]).isCloseTo(predicted[t], within(1e-9));
        }
        LinearFit second = least.fit(Observations.of(new double[][] {predicted, panel.column("d")}, panel.column("y")))
                .fit(0);
        List<FittedMechanism.Contribution> found = model.mechanism("y").contributions();
        for (int j = 0; j < 2; j++) {
            assertThat(found.get(j).coefficients()[0] / found.get(j).scale())
                    .isCloseTo(second.coefficients()[j], within(1e-7));
        }
        // What the first stage leaves is what was measured less the prediction, though no other node sees it.
        double[] left = model.worlds().residuals("b");
        for (int t = 0; t < WEEKS; t++) {
            assertThat(left[t]).isCloseTo(panel.column("b")[t] - predicted[t], within(1e-9));
        }
        // In draws the first stage is fitted again, and the outcome to what it predicts then.
        Draws stages = model.of(w -> w.mechanism("b").contributions().getFirst().coefficients()[0]);
        assertThat(stages.standardError()).isGreaterThan(0);
        model.draws().forEach(w -> assertThat(w.values("b", World.OBSERVED)).isNotEqualTo(observed));
    }
}

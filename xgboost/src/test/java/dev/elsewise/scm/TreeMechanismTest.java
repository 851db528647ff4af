package dev.elsewise.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.graph.CausalGraph;
import dev.elsewise.learn.trees.DenseTrees;
import dev.elsewise.learn.trees.GrownTrees;
import dev.elsewise.learn.trees.TreeRecipe;
import dev.elsewise.math.Streams;
import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Saturation;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees as mechanisms: worlds are consistent, whatever the trees say. */
class TreeMechanismTest {
    private static final int WEEKS = 110;
    private static final int HISTORY = 6;
    private static final long SEED = 77;
    private static final CausalGraph GRAPH = CausalGraph.parse("a, b -> m\na, m, z -> y");

    enum Kind {
        FOREST(new TreeRecipe.Forest(20, 6)),
        BOOSTING(new TreeRecipe.Boosting(30, 0.2, 3, 0.85, 0.9, 0.05, 0.8));

        final Mechanism.Method method;

        Kind(TreeRecipe recipe) {
            method = new Mechanism.Method.Trees(recipe);
        }
    }

    private static double noise(String name, int r) {
        return Streams.of(SEED, name).normal(r);
    }

    /** y feels a, a mediator of a and b, its own past, and z where a is large. */
    private static Panel panel(int units) {
        int n = units * WEEKS;
        double[] a = new double[n];
        double[] b = new double[n];
        double[] m = new double[n];
        double[] z = new double[n];
        double[] y = new double[n];
        for (int r = 0; r < n; r++) {
            a[r] = Math.max(0, 2 + noise("a", r));
            b[r] = Math.max(0, 1 + noise("b", r));
            z[r] = noise("z", r);
            m[r] = 5 + Math.sqrt(a[r]) + b[r] + 0.3 * noise("m", r);
            double before = r % WEEKS == 0 ? 20 : y[r - 1];
            y[r] = 10 + 2 * a[r] + m[r] + (a[r] > 2 ? z[r] : 0) + 0.3 * before + 0.5 * noise("y", r);
        }
        return Panel.of(
                        IntStream.range(0, units).mapToObj(u -> "unit " + u).toList(),
                        IntStream.range(0, WEEKS)
                                .mapToObj(t -> LocalDate.of(2022, 1, 3).plusWeeks(t))
                                .toList(),
                        HISTORY)
                .with("a", a)
                .with("b", b)
                .with("m", m)
                .with("z", z)
                .with("y", y);
    }

    private static StructuralModel model(Kind kind, boolean lagged, boolean differenced) {
        Transform carried =
                CarryOver.of(Adstock.Recursive.withDefaults().withRetention(0.4), new Saturation.Identity());
        List<Term> terms = new ArrayList<>(List.of(
                new Term.Filtered("a", carried, Term.Limits.NONE, Set.of()),
                new Term.Linear("m", Term.Limits.NONE),
                new Term.Linear("z", Term.Limits.NONE)));
        if (lagged) {
            terms.add(new Term.Lagged("y", 1));
        }
        return StructuralModel.of(GRAPH)
                .with(
                        "m",
                        Mechanism.leastSquares(
                                        new Term.Filtered("a", carried, Term.Limits.NONE, Set.of()),
                                        new Term.Linear("b", Term.Limits.NONE))
                                .withMethod(kind.method))
                .with(
                        "y",
                        Mechanism.leastSquares()
                                .withTerms(terms)
                                .withMethod(kind.method)
                                .withLink(Link.LOG)
                                .differenced(differenced))
                .publishing("y", Set.of("a", "b"));
    }

    private static final Bootstrap NO_DRAWS = Bootstrap.withDefaults().withDraws(0);

    @ParameterizedTest
    @EnumSource
    void theObservedWorldIsTheData(Kind kind) {
        Panel panel = panel(2);
        Worlds worlds = model(kind, true, false).fit(panel, NO_DRAWS).worlds();
        World same = World.of(
                new Intervention.Along("a", panel.column("a"), Periods.ALL),
                new Intervention.Along("m", panel.column("m"), Periods.ALL));
        for (String node : List.of("a", "m", "y")) {
            assertThat(worlds.values(node, World.OBSERVED)).isEqualTo(panel.column(node));
            assertThat(worlds.values(node, same)).isEqualTo(panel.column(node));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMediatorSetToWhatItWouldBeChangesNothing(Kind kind) {
        Panel panel = panel(2);
        Worlds worlds = model(kind, true, false).fit(panel, NO_DRAWS).worlds();
        World without = World.of(Intervention.set("a", 0));
        double[] would = worlds.values("m", without);
        assertThat(would).isNotEqualTo(panel.column("m"));
        World forced = without.and(new Intervention.Along("m", would, Periods.ALL));
        assertThat(worlds.values("y", forced)).isEqualTo(worlds.values("y", without));
        // Direct and indirect add up to the structural total.
        World off = World.of(new Intervention.Along("m", would, Periods.ALL));
        double[] total = worlds.difference(Contrast.of("y", World.OBSERVED, without));
        double[] direct = worlds.difference(Contrast.of("y", off, without));
        double[] indirect = worlds.difference(Contrast.of("y", World.OBSERVED, off));
        for (int r = 0; r < total.length; r++) {
            assertThat(direct[r] + indirect[r]).isCloseTo(total[r], within(1e-9));
        }
        assertThat(Arrays.stream(direct).sum()).isGreaterThan(0);
        assertThat(Arrays.stream(indirect).sum()).isGreaterThan(0);
    }

    /** The world without a, once more from the predictions: parents as they would be, its own past too, and the same luck. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatFollowsIsPredictedPeriodByPeriod(boolean differenced) {
        Panel panel = panel(1);
        Worlds worlds =
                model(Kind.BOOSTING, true, differenced).fit(panel, NO_DRAWS).worlds();
        World without = World.of(Intervention.set("a", 0));
        double[] found = worlds.values("y", without);
        Fitted mechanism = worlds.fitted("y");
        double[] luck = worlds.residuals("y");
        double[] y = panel.column("y").clone();
        Series other = worlds.observed().over();
        for (String node : List.of("a", "m")) {
            other.put(node, worlds.values(node, without));
        }
        double[] predictor = new double[WEEKS];
        for (int t = HISTORY; t < WEEKS; t++) {
            other.put("y", y);
            mechanism.predictor(other, predictor);
            y[t] = Math.exp(predictor[t] + luck[t]);
        }
        assertThat(found).isNotEqualTo(panel.column("y"));
        for (int t = 0; t < WEEKS; t++) {
            assertThat(found[t]).as("period %d", t).isCloseTo(y[t], within(1e-9 * y[t]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsDoNotHangOnThreads(Kind kind) {
        Panel panel = panel(1);
        Bootstrap bootstrap = Bootstrap.withDefaults().withDraws(6).withSeed(9);
        Contrast off = Contrast.of("y", World.OBSERVED, World.of(Intervention.set("a", 0)));
        StructuralModel model = model(kind, false, false);
        Draws one = model.fit(panel, bootstrap.withThreads(1)).total(off);
        Draws two = model.fit(panel, bootstrap.withThreads(2)).total(off);
        assertThat(two.value()).isEqualTo(one.value());
        assertThat(two.of()).isEqualTo(one.of());
        assertThat(one.standardError()).isGreaterThan(0);
    }

    @Test
    void predictionsAreThoseOfTheTreesOnTheSameColumns() {
        Panel panel = panel(1);
        StructuralModel model = model(Kind.BOOSTING, false, false);
        FittedModel fitted = model.fit(panel, NO_DRAWS);
        List<double[]> columns = fitted.worlds().columns("m");
        int window = WEEKS - HISTORY;
        double[][] seen =
                columns.stream().map(c -> Arrays.copyOfRange(c, HISTORY, WEEKS)).toArray(double[][]::new);
        double[] m = Arrays.copyOfRange(panel.column("m"), HISTORY, WEEKS);
        double mean = Arrays.stream(m).sum() / window;
        double[] less = Arrays.stream(m).map(v -> v - mean).toArray();
        TreeRecipe recipe = ((Mechanism.Method.Trees) Kind.BOOSTING.method).recipe();
        long seed = Streams.of(NO_DRAWS.seed(), "trees of m").bits(0);
        GrownTrees trees = DenseTrees.find(recipe).grow(recipe, seen, less, seed);
        double[] said = trees.predict(seen, window);
        double[] left = fitted.worlds().residuals("m");
        for (int t = 0; t < window; t++) {
            assertThat(left[HISTORY + t]).isCloseTo(less[t] - said[t], within(1e-6));
        }
        List<FittedMechanism.Importance> importance = fitted.mechanism("m").importance();
        assertThat(importance).extracting(FittedMechanism.Importance::column).containsExactly("a", "b");
        assertThat(importance.stream()
                        .mapToDouble(FittedMechanism.Importance::gain)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(importance.stream()
                        .mapToDouble(FittedMechanism.Importance::permutation)
                        .sum())
                .isCloseTo(1, within(1e-9));
        // Errors on periods not seen are larger than those where the trees have learnt.
        double squares = Arrays.stream(left).map(e -> e * e).sum() / window;
        assertThat(fitted.mechanism("m").variance()).isGreaterThan(squares);
        assertThat(fitted.mechanism("m").contributions()).isEmpty();
        assertThat(fitted.worlds().contributions("m")).isEmpty();
    }

    @Test
    void aColumnMovedAloneMovesTheNodeThroughItsOwnMechanismOnly() {
        Panel panel = panel(1);
        Worlds worlds = model(Kind.BOOSTING, false, false).fit(panel, NO_DRAWS).worlds();
        double[] none = panel.column("a").clone();
        Arrays.fill(none, HISTORY, WEEKS, 0);
        double[] moved = worlds.moved("y", Map.of("a", none));
        World held = World.of(Intervention.set("a", 0), Intervention.hold("m"));
        double[] difference = worlds.difference(Contrast.of("y", held, World.OBSERVED));
        assertThat(moved).isEqualTo(difference);
        assertThat(Arrays.stream(moved).sum()).isLessThan(0);
    }
}

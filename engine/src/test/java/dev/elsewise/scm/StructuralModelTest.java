package dev.elsewise.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadStudy;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.learn.penalised.BoundedLeastSquares;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Saturation;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StructuralModelTest {
    private static final int WEEKS = 120;
    private static final CausalGraph GRAPH = CausalGraph.parse("x, z -> m, y\nm -> y");

    /** x acts on m and y with carry-over, z in proportion. */
    private static Panel panel(long seed) {
        RandomStream random = Streams.of(seed, "structural model test", 0);
        double[] x = new double[WEEKS];
        double[] z = new double[WEEKS];
        double[] m = new double[WEEKS];
        double[] y = new double[WEEKS];
        double stock = 0;
        for (int t = 0; t < WEEKS; t++) {
            x[t] = 10 * random.uniform();
            z[t] = random.normal();
            stock = 0.5 * stock + 0.5 * x[t];
            m[t] = 20 + 0.8 * stock + z[t] + random.normal();
            y[t] = 50 + 1.5 * x[t] + 2 * m[t] - 3 * z[t] + 2 * random.normal();
        }
        return weekly().with("x", x).with("z", z).with("m", m).with("y", y);
    }

    private static Panel weekly() {
        return Panel.of(IntStream.range(0, WEEKS)
                .mapToObj(t -> LocalDate.of(2021, 1, 4).plusWeeks(t))
                .toList());
    }

    private static Term linear(String node) {
        return new Term.Linear(node, Term.Limits.NONE);
    }

    private static Term carried(String node) {
        return new Term.Filtered(
                node, CarryOver.of(Adstock.Recursive.withDefaults(), Saturation.none()), Term.Limits.NONE, Set.of());
    }

    private static StructuralModel model() {
        return StructuralModel.of(GRAPH)
                .with("m", Mechanism.leastSquares(carried("x"), linear("z")))
                .with("y", Mechanism.leastSquares(carried("x"), linear("m"), linear("z")));
    }

    private static FittedModel fitted(int draws, int threads) {
        return model().fit(panel(1), Bootstrap.withDefaults().withDraws(draws).withThreads(threads));
    }

    @Test
    void theObservedWorldIsTheDataBitForBit() {
        FittedModel fit = fitted(3, 1);
        for (Worlds worlds :
                List.of(fit.worlds(), fit.draws().getFirst(), fit.draws().getLast())) {
            for (String node : List.of("x", "m", "y")) {
                assertThat(worlds.values(node, World.OBSERVED))
                        .isEqualTo(fit.panel().column(node));
                assertThat(worlds.values(node, World.of(Intervention.hold("x"))))
                        .isEqualTo(fit.panel().column(node));
            }
        }
    }

    @Test
    void setNodesAreWhatTheyAreSetTo() {
        Worlds worlds = fitted(0, 1).worlds();
        assertThat(worlds.values("x", World.of(Intervention.set("x", 3)))).containsOnly(3);
        assertThat(worlds.values("m", World.of(Intervention.set("m", 3)))).containsOnly(3);
        double[] cap = new double[WEEKS];
        Arrays.fill(cap, 22);
        assertThat(Arrays.stream(worlds.values("m", World.of(new Intervention.Cap("m", cap, Periods.ALL)))))
                .allMatch(v -> v <= 22);
        double[] late = worlds.values("x", World.of(new Intervention.Scale("x", 2, new Periods(100, 110))));
        double[] x = worlds.values("x", World.OBSERVED);
        for (int t = 0; t < WEEKS; t++) {
            assertThat(late[t]).isEqualTo(t >= 100 && t < 110 ? 2 * x[t] : x[t]);
        }
    }

    /** An intervention cannot reach into the past. */
    @Test
    void nothingChangesBeforeItsCause() {
        Worlds worlds = fitted(0, 1).worlds();
        World late = World.of(new Intervention.Set("x", 0, new Periods(60, WEEKS)));
        double[] y = worlds.values("y", late);
        for (int t = 0; t < 60; t++) {
            assertThat(y[t]).isEqualTo(worlds.values("y", World.OBSERVED)[t]);
        }
        assertThat(y[60]).isNotEqualTo(worlds.values("y", World.OBSERVED)[60]);
    }

    @Test
    void pathsAddUpToTheTotalWhereNothingSaturates() {
        FittedModel fit = fitted(5, 1);
        double[] off = new double[WEEKS];
        for (Worlds worlds : fit.draws()) {
            double total = Arrays.stream(
                            worlds.difference(Contrast.of("y", World.OBSERVED, World.of(Intervention.set("x", 0)))))
                    .sum();
            double direct = -Arrays.stream(worlds.along(List.of("x", "y"), off)).sum();
            double through =
                    -Arrays.stream(worlds.along(List.of("x", "m", "y"), off)).sum();
            assertThat(direct + through).isCloseTo(total, within(1e-9 * Math.abs(total)));
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Draws one = fitted(20, 1).total(Contrast.of("y", World.OBSERVED, World.of(Intervention.set("x", 0))));
        Draws two = fitted(20, 2).total(Contrast.of("y", World.OBSERVED, World.of(Intervention.set("x", 0))));
        assertThat(two.value()).isEqualTo(one.value());
        assertThat(two.of()).isEqualTo(one.of());
    }

    @Test
    void termsMustBeTheGraphsParents() {
        assertThatThrownBy(() -> StructuralModel.of(GRAPH).with("m", Mechanism.leastSquares(linear("x"))))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("none for [z]")
                .hasMessageContaining("Maybe take the arrow away");
        assertThatThrownBy(() -> StructuralModel.of(GRAPH)
                        .with("m", Mechanism.leastSquares(linear("x"), linear("z"), linear("y"))))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("[y] has no arrow");
    }

    /** At fixed shapes the coefficients are those of ordinary least squares, by other code. */
    @Test
    void coefficientsAreThoseOfLeastSquares() {
        Panel panel = panel(2);
        Mechanism mechanism = new Mechanism(
                List.of(linear("x"), linear("z")), Link.IDENTITY, new Mechanism.Method.LeastSquares(0, 1), false);
        FittedModel fit = StructuralModel.of(CausalGraph.parse("x, z -> m"))
                .with("m", mechanism)
                .fit(panel, Bootstrap.withDefaults().withDraws(0));
        double[] x = centred(panel.column("x"));
        double[] z = centred(panel.column("z"));
        double[] m = centred(panel.column("m"));
        double[] none = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] most = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] expected = BoundedLeastSquares.ofColumns(2)
                .solve(
                        new double[] {dot(x, x), dot(x, z), dot(x, z), dot(z, z)},
                        new double[] {dot(x, m), dot(z, m)},
                        new double[2],
                        none,
                        most)
                .coefficients();
        for (int c = 0; c < 2; c++) {
            FittedMechanism.Contribution column =
                    fit.mechanism("m").contributions().get(c);
            assertThat(column.coefficients()[0] / column.scale()).isCloseTo(expected[c], within(1e-9));
        }
    }

    /** Without carry-over, the closed form of Imai, Keele and Yamamoto (2010). */
    @Test
    void correlatedErrorsAreTheClosedForm() {
        Panel panel = panel(3);
        StructuralModel model = StructuralModel.of(CausalGraph.parse("x -> m, y\nm -> y"))
                .with("m", exact(linear("x")))
                .with("y", exact(linear("x"), linear("m")));
        Worlds worlds = model.fit(panel, Bootstrap.withDefaults().withDraws(0)).worlds();
        double[] x = centred(panel.column("x"));
        double[] m = centred(panel.column("m"));
        double[] y = centred(panel.column("y"));
        double a = dot(x, m) / dot(x, x);
        double[] eM = left(m, x, a);
        double[] eY = left(y, x, dot(x, y) / dot(x, x));
        double sdM = Math.sqrt(dot(eM, eM));
        double sdY = Math.sqrt(dot(eY, eY));
        double tilde = dot(eM, eY) / (sdM * sdY);
        double[] rho = {-0.5, 0, 0.3, 0.8, tilde};
        List<Worlds> correlated = worlds.withErrorsCorrelated("y", "m", rho);
        double sumX = Arrays.stream(panel.column("x")).sum();
        for (int i = 0; i < rho.length; i++) {
            double expected =
                    a * (sdY / sdM) * (tilde - rho[i] * Math.sqrt((1 - tilde * tilde) / (1 - rho[i] * rho[i]))) * sumX;
            double indirect = -Arrays.stream(correlated.get(i).along(List.of("x", "m", "y"), new double[WEEKS]))
                    .sum();
            assertThat(indirect).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
        }
    }

    private static Mechanism exact(Term... terms) {
        return new Mechanism(List.of(terms), Link.IDENTITY, new Mechanism.Method.LeastSquares(0, 1), false);
    }

    private static double[] centred(double[] v) {
        double mean = Arrays.stream(v).average().orElseThrow();
        return Arrays.stream(v).map(e -> e - mean).toArray();
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static double[] left(double[] y, double[] x, double slope) {
        return IntStream.range(0, y.length)
                .mapToDouble(i -> y[i] - slope * x[i])
                .toArray();
    }
}

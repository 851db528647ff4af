package dev.elsewise.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.EstimationFailed;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.Periods;
import dev.elsewise.question.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Experiments on causes that act through others, and in several units, beside the same sums worked out here. */
class ExperimentsTest {
    private static final int WEEKS = 80;
    private static final Periods TEST = new Periods(30, 42);
    private static final CausalGraph GRAPH = CausalGraph.parse("x, z -> m, y\nm -> y");
    private static final Mechanism.Method PLAIN = new Mechanism.Method.LeastSquares(0, 1);

    private static Panel panel(int units, double hidden) {
        Panel panel = Weeks.of(units, WEEKS);
        double[][] all = new double[4][units * WEEKS];
        RandomStream random = Streams.of(17, "experiments test", units);
        for (int r = 0; r < units * WEEKS; r++) {
            double u = random.normal();
            int unit = r / WEEKS;
            all[0][r] = 12 + hidden * u + 2 * random.normal();
            all[1][r] = random.normal();
            all[2][r] = 20 + 0.8 * all[0][r] + all[1][r] + random.normal();
            all[3][r] =
                    50 + (1.5 + 0.5 * unit) * all[0][r] + 2 * all[2][r] - 3 * all[1][r] + 2 * random.normal() + 4 * u;
        }
        return panel.with("x", all[0]).with("z", all[1]).with("m", all[2]).with("y", all[3]);
    }

    private static Term linear(String node) {
        return new Term.Linear(node, Term.Limits.NONE);
    }

    private static Mechanism sum(Term... terms) {
        return Mechanism.leastSquares(terms).withMethod(PLAIN);
    }

    private static StructuralModel model(Experiment... experiments) {
        return StructuralModel.of(GRAPH)
                .with("m", sum(linear("x"), linear("z")))
                .with("y", sum(linear("x"), linear("m"), linear("z")))
                .withExperiments(List.of(experiments));
    }

    private static Experiment off(double[] weights, double effect, double standardError, boolean pins) {
        return new Experiment("y", new Intervention.Scale("x", 0, TEST), TEST, weights, effect, standardError, pins);
    }

    private static FittedModel fit(StructuralModel model, Panel panel) {
        return model.fit(panel, Bootstrap.withDefaults().withDraws(0));
    }

    private static double[] coefficients(FittedModel fit, String node, int unit) {
        return fit.mechanism(node).contributions().stream()
                .mapToDouble(c -> c.coefficients()[unit] / c.scale())
                .toArray();
    }

    /** Σ of the outcome over the test with x off, less as it was, by units. */
    private static double effect(FittedModel fit, int unit) {
        double[] rows = fit.worlds()
                .difference(Contrast.of("y", World.of(new Intervention.Scale("x", 0, TEST)), World.OBSERVED));
        return Arrays.stream(rows, unit * WEEKS + TEST.from(), unit * WEEKS + TEST.to())
                .sum();
    }

    /** Rows of a least-squares problem, each divided by its standard deviation. */
    private record Rows(List<double[]> x, List<Double> y) {
        Rows() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(double y, double... x) {
            this.x.add(x);
            this.y.add(y);
        }

        double[] solution() {
            int width = x.getFirst().length;
            double[][] a = new double[width][width + 1];
            for (int r = 0; r < y.size(); r++) {
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j < width; j++) {
                        a[i][j] += x.get(r)[i] * x.get(r)[j];
                    }
                    a[i][width] += x.get(r)[i] * y.get(r);
                }
            }
            for (int p = 0; p < width; p++) {
                for (int i = 0; i < width; i++) {
                    double by = i == p ? 0 : a[i][p] / a[p][p];
                    for (int j = p; j <= width; j++) {
                        a[i][j] -= by * a[p][j];
                    }
                }
            }
            double[] beta = new double[width];
            Arrays.setAll(beta, i -> a[i][width] / a[i][i]);
            return beta;
        }

        double squares(double[] beta, int rows) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                double left = y.get(r);
                for (int c = 0; c < beta.length; c++) {
                    left -= beta[c] * x.get(r)[c];
                }
                sum += left * left;
            }
            return sum;
        }
    }

    /** Of one or several units in common: an intercept each, then the columns. */
    private static Rows rows(Panel panel, String y, String... columns) {
        int units = panel.units().size();
        Rows rows = new Rows();
        for (int r = 0; r < panel.rows(); r++) {
            double[] x = new double[units + columns.length];
            x[r / WEEKS] = 1;
            for (int c = 0; c < columns.length; c++) {
                x[units + c] = panel.column(columns[c])[r];
            }
            rows.add(panel.column(y)[r], x);
        }
        return rows;
    }

    /** Σ of x over the test in some units. */
    private static double spent(Panel panel, double... weights) {
        double sum = 0;
        for (int r = 0; r < panel.rows(); r++) {
            sum += TEST.contains(r % WEEKS) ? weights[r / WEEKS] * panel.column("x")[r] : 0;
        }
        return sum;
    }

    /** Generalised least squares with one row more, whose columns are what x and, through its own equation, m lose in the test. */
    @Test
    void anObservationOfTheTotalIsOneRowOverSeveralColumns() {
        for (double[] weights : new double[][] {{1}, {1, 0}, {0.7, 1.3}}) {
            int units = weights.length;
            Panel panel = panel(units, 0);
            double onM = rows(panel, "m", "x", "z").solution()[units];
            double lost = -spent(panel, weights);
            double standardError = 15;
            double said = 2.2 * lost;
            double variance = 0;
            double[] expected = {};
            // The variance that weighs the experiment is that of the fit before, twice.
            for (int round = 0; round < 3; round++) {
                Rows all = rows(panel, "y", "x", "m", "z");
                double by = Math.sqrt(variance) / standardError;
                double[] row = new double[units + 3];
                row[units] = by * lost;
                row[units + 1] = by * lost * onM;
                all.add(by * said, row);
                expected = all.solution();
                variance = all.squares(expected, panel.rows()) / (panel.rows() - 3 - units);
            }
            FittedModel fit = fit(model(off(weights, said, standardError, false)), panel);
            assertThat(coefficients(fit, "y", 0))
                    .containsExactly(Arrays.copyOfRange(expected, units, units + 3), within(1e-9));
        }
    }

    /**
     * A cause that something hidden moves with the outcome: m keeps the coefficient that it has while x is free, x gets what is left of the
     * experiment, and z is fitted to what is left of the outcome.
     */
    @Test
    void aPinnedCauseGetsWhatIsLeftOfTheExperiment() {
        Panel panel = panel(1, 3);
        double onM = rows(panel, "m", "x", "z").solution()[1];
        double m = rows(panel, "y", "x", "m", "z").solution()[2];
        double lost = -spent(panel, 1);
        double said = 3.1 * lost;
        double x = said / lost - m * onM;
        Panel rest = panel.with("rest", panel.column("y").clone());
        for (int r = 0; r < WEEKS; r++) {
            rest.column("rest")[r] -= x * panel.column("x")[r] + m * panel.column("m")[r];
        }
        double z = rows(rest, "rest", "z").solution()[1];
        FittedModel fit = fit(model(off(new double[] {1}, said, 5, true)), panel);
        assertThat(coefficients(fit, "y", 0)).containsExactly(new double[] {x, m, z}, within(1e-9));
        assertThat(effect(fit, 0)).isCloseTo(said, within(1e-9 * Math.abs(said)));
        // 2 is the truth: what is hidden went to x, of which the series alone would say more.
        assertThat(m).isCloseTo(2, within(0.6));
        assertThat(coefficients(fit(model(), panel), "y", 0)[0]).isGreaterThan(x + 0.5);
    }

    /** Two experiments on one pinned cause are weighed by their precisions. */
    @Test
    void severalExperimentsOnAPinnedCauseAreWeighed() {
        Panel panel = panel(1, 3);
        double lost = -spent(panel, 1);
        FittedModel fit =
                fit(model(off(new double[] {1}, 3 * lost, 10, true), off(new double[] {1}, 4 * lost, 20, true)), panel);
        assertThat(effect(fit, 0)).isCloseTo((4 * 3 + 4) / 5.0 * lost, within(1e-9 * Math.abs(lost)));
    }

    /** Each draw's experiment comes out otherwise, and its own mediator's equation carries it. */
    @Test
    void drawsAgreeWithTheirOwnExperiment() {
        Panel panel = panel(1, 3);
        double said = -3.1 * spent(panel, 1);
        FittedModel fit = model(off(new double[] {1}, said, 20, true))
                .fit(panel, Bootstrap.withDefaults().withDraws(400));
        Draws effects = fit.of(w -> Arrays.stream(
                        w.difference(Contrast.of("y", World.of(new Intervention.Scale("x", 0, TEST)), World.OBSERVED)),
                        TEST.from(),
                        TEST.to())
                .sum());
        // 400 standard normal numbers: their standard deviation is within 15 % of 1 but for a chance in 10,000.
        assertThat(effects.standardError()).isCloseTo(20, within(3.0));
        assertThat(effects.quantile(0.5)).isCloseTo(said, within(5.0));
        Draws through = fit.of(w -> w.mechanism("m").contributions().getFirst().coefficients()[0]);
        assertThat(through.standardError()).isPositive();
    }

    /** Coefficients of units' own, tied together by an experiment over both: all columns of both at once. */
    @Test
    void separateUnitsAreTiedByAnExperimentOverBoth() {
        Panel panel = panel(2, 0);
        double standardError = 12;
        double variance = 0;
        double[] expected = {};
        double[] onM = new double[2];
        double[] lost = new double[2];
        for (int u = 0; u < 2; u++) {
            onM[u] = unit(panel, u, "m", "x", "z").solution()[1];
            lost[u] = -spent(panel, 1 - u, u);
        }
        double said = 2.5 * (lost[0] + lost[1]);
        for (int round = 0; round < 3; round++) {
            Rows all = new Rows();
            for (int r = 0; r < panel.rows(); r++) {
                double[] x = new double[8];
                x[r / WEEKS * 4] = 1;
                x[r / WEEKS * 4 + 1] = panel.column("x")[r];
                x[r / WEEKS * 4 + 2] = panel.column("m")[r];
                x[r / WEEKS * 4 + 3] = panel.column("z")[r];
                all.add(panel.column("y")[r], x);
            }
            double by = Math.sqrt(variance) / standardError;
            all.add(by * said, 0, by * lost[0], by * lost[0] * onM[0], 0, 0, by * lost[1], by * lost[1] * onM[1], 0);
            expected = all.solution();
            variance = all.squares(expected, panel.rows()) / (panel.rows() - 8);
        }
        FittedModel fit =
                fit(model(off(new double[] {1, 1}, said, standardError, false)).withPooling(Pooling.SEPARATE), panel);
        assertThat(coefficients(fit, "y", 0)).containsExactly(Arrays.copyOfRange(expected, 1, 4), within(1e-8));
        assertThat(coefficients(fit, "y", 1)).containsExactly(Arrays.copyOfRange(expected, 5, 8), within(1e-8));
    }

    private static Rows unit(Panel panel, int unit, String y, String... columns) {
        Rows rows = new Rows();
        for (int r = unit * WEEKS; r < (unit + 1) * WEEKS; r++) {
            double[] x = new double[1 + columns.length];
            x[0] = 1;
            for (int c = 0; c < columns.length; c++) {
                x[1 + c] = panel.column(columns[c])[r];
            }
            rows.add(panel.column(y)[r], x);
        }
        return rows;
    }

    /** In each unit an experiment of its own sets its own level; the others keep theirs. */
    @Test
    void separateUnitsArePinnedEachByItsOwn() {
        Panel panel = panel(2, 3);
        double north = -3.1 * spent(panel, 1, 0);
        double south = -3.7 * spent(panel, 0, 1);
        for (Pooling pooling : List.of(Pooling.SEPARATE, Pooling.PARTIAL)) {
            FittedModel fit = fit(
                    model(off(new double[] {1, 0}, north, 5, true), off(new double[] {0, 1}, south, 5, true))
                            .withPooling(pooling),
                    panel);
            assertThat(effect(fit, 0)).isCloseTo(north, within(1e-8 * Math.abs(north)));
            assertThat(effect(fit, 1)).isCloseTo(south, within(1e-8 * Math.abs(south)));
        }
    }

    /** A logarithm bends the effect: what is pinned is the effect itself, not its tangent. */
    @Test
    void anEffectUnderALogarithmIsTheEffectItself() {
        Panel panel = logarithmic();
        Mechanism log = new Mechanism(
                List.of(linear("x"), linear("m"), linear("z"), new Term.Lagged("y", 1)), Link.LOG, PLAIN, false);
        StructuralModel model = StructuralModel.of(GRAPH)
                .with("m", sum(linear("x"), linear("z")))
                .with("y", log);
        double said = 1.3 * effect(fit(model, panel), 0);
        FittedModel pinned = fit(model.withExperiments(List.of(off(new double[] {1}, said, 30, true))), panel);
        assertThat(effect(pinned, 0)).isCloseTo(said, within(1e-6 * Math.abs(said)));
        // A very precise observation says nearly as much as a pin.
        FittedModel precise =
                fit(model.withExperiments(List.of(off(new double[] {1}, said, 1e-4 * Math.abs(said), false))), panel);
        assertThat(effect(precise, 0)).isCloseTo(said, within(1e-3 * Math.abs(said)));
    }

    @Test
    void noExperimentTakesMoreThanThereWas() {
        Panel panel = logarithmic();
        double all = Arrays.stream(panel.column("y"), TEST.from(), TEST.to()).sum();
        Mechanism log = new Mechanism(List.of(linear("x"), linear("m"), linear("z")), Link.LOG, PLAIN, false);
        StructuralModel model = StructuralModel.of(GRAPH)
                .with("m", sum(linear("x"), linear("z")))
                .with("y", log)
                .withExperiments(List.of(off(new double[] {1}, -1.05 * all, 5, true)));
        assertThatThrownBy(() -> fit(model, panel))
                .isInstanceOf(EstimationFailed.class)
                .hasMessageContainingAll(
                        "\"y\" must be able to agree with the experiments", "Maybe an experiment took away");
    }

    /** y = exp(a sum of terms with y of the week before). */
    private static Panel logarithmic() {
        Panel panel = panel(1, 0);
        RandomStream random = Streams.of(18, "experiments under a logarithm", 0);
        double[] y = new double[WEEKS];
        double log = 3;
        for (int t = 0; t < WEEKS; t++) {
            log = 1.5
                    + 0.3 * log
                    + 0.03 * panel.column("x")[t]
                    + 0.02 * panel.column("m")[t]
                    - 0.05 * panel.column("z")[t]
                    + 0.05 * random.normal();
            y[t] = Math.exp(log);
        }
        return panel.with("y", y);
    }

    /** At the bottom of squares and experiment no coefficient's move helps: the objective is written down here from worlds. */
    @Test
    void anObservationUnderALogarithmIsAtTheBottom() {
        Panel panel = logarithmic();
        double onM = rows(panel, "m", "x", "z").solution()[1];
        double standardError = 25;
        Mechanism log = new Mechanism(List.of(linear("x"), linear("m"), linear("z")), Link.LOG, PLAIN, false);
        StructuralModel model = StructuralModel.of(GRAPH)
                .with("m", sum(linear("x"), linear("z")))
                .with("y", log);
        double said = 1.3 * effect(fit(model, panel), 0);
        FittedModel fit = fit(model.withExperiments(List.of(off(new double[] {1}, said, standardError, false))), panel);
        double[] beta = coefficients(fit, "y", 0);
        double variance = fit.mechanism("y").variance();
        double bottom = objective(panel, beta, onM, said, standardError, variance);
        for (int c = 0; c < 3; c++) {
            for (double step : new double[] {-1e-3, 1e-3}) {
                double[] moved = beta.clone();
                moved[c] += step * Math.abs(beta[c]);
                assertThat(objective(panel, moved, onM, said, standardError, variance))
                        .isGreaterThan(bottom);
            }
        }
    }

    private static double objective(
            Panel panel, double[] beta, double onM, double said, double standardError, double variance) {
        double[] left = new double[WEEKS];
        double effect = 0;
        for (int t = 0; t < WEEKS; t++) {
            double x = panel.column("x")[t];
            double y = panel.column("y")[t];
            left[t] = Math.log(y) - beta[0] * x - beta[1] * panel.column("m")[t] - beta[2] * panel.column("z")[t];
            effect += TEST.contains(t) ? y * Math.expm1(-x * (beta[0] + beta[1] * onM)) : 0;
        }
        double mean = Arrays.stream(left).average().orElseThrow();
        return Arrays.stream(left).map(e -> (e - mean) * (e - mean)).sum()
                + variance * Math.pow((said - effect) / standardError, 2);
    }

    @Test
    void anExperimentMustBeOnACauseWithAColumn() {
        Panel panel = panel(1, 0).with("w", new double[WEEKS]);
        CausalGraph graph = CausalGraph.parse("x, z -> m\nm, z -> y\nw -> z");
        StructuralModel through = StructuralModel.of(graph)
                .with("m", sum(linear("x"), linear("z")))
                .with("y", sum(linear("m"), linear("z")));
        assertThatThrownBy(() -> fit(through.withExperiments(List.of(off(new double[] {1}, 1, 1, true))), panel))
                .isInstanceOf(BadStudy.class)
                .hasMessageContainingAll("\"x\" acts through others only", "Maybe draw the arrow x -> y");
        Experiment nothing =
                new Experiment("y", new Intervention.Scale("w", 0, TEST), TEST, new double[] {1}, 1, 1, false);
        assertThatThrownBy(() -> fit(through.withExperiments(List.of(nothing)), panel))
                .isInstanceOf(BadStudy.class)
                .hasMessageContainingAll("\"w\" is none", "Maybe draw the arrow w -> y");
    }
}

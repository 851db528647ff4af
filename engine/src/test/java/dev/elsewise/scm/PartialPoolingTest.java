package dev.elsewise.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.contract.BinomialRegion;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import dev.elsewise.mix.Adstock;
import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Saturation;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PartialPoolingTest {
    private static final Mechanism.Method PLAIN = new Mechanism.Method.LeastSquares(0, 1);

    private static Term linear(String node) {
        return new Term.Linear(node, Term.Limits.NONE);
    }

    private static double[] coefficients(FittedModel fit, String column) {
        return fit.mechanism("y").contributions().stream()
                .filter(c -> c.column().equals(column))
                .map(c ->
                        Arrays.stream(c.coefficients()).map(b -> b / c.scale()).toArray())
                .findFirst()
                .orElseThrow();
    }

    /** lme4 1.1.31 by REML, whose optimiser was told to go on to 1e-12. */
    @Test
    void agreesWithRestrictedMaximumLikelihoodOfLme4() throws IOException {
        JsonNode lme4 = References.json("pooling.json");
        List<double[]> rows = Files.readAllLines(References.path("pooling.csv")).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        Panel panel = Weeks.of(12, 40);
        String[] names = {"unit", "period", "x", "z", "w", "y"};
        for (int c = 2; c < names.length; c++) {
            int at = c;
            panel = panel.with(names[c], rows.stream().mapToDouble(r -> r[at]).toArray());
        }
        FittedModel fit = StructuralModel.of(CausalGraph.parse("x, z, w -> y"))
                .withPooling(Pooling.PARTIAL)
                .with(
                        "y",
                        Mechanism.leastSquares(linear("x"), linear("z"), linear("w"))
                                .withMethod(PLAIN))
                .fit(panel, Bootstrap.withDefaults().withDraws(0));
        assertThat(fit.mechanism("y").variance()).isCloseTo(lme4.path("error").asDouble(), within(1e-5));
        for (String name : List.of("x", "z", "w")) {
            assertThat(coefficients(fit, name)).containsExactly(References.numbers(lme4.path(name)), within(1e-5));
        }
    }

    @Test
    void unitsThatAreTheSameShareTheirCoefficients() {
        RandomStream random = Streams.of(3, "the same units", 0);
        double[] x = new double[50];
        double[] y = new double[50];
        for (int t = 0; t < 50; t++) {
            x[t] = random.normal();
            y[t] = 2 * x[t] + random.normal();
        }
        Panel panel = Weeks.of(4, 50).with("x", repeated(x, 4)).with("y", repeated(y, 4));
        StructuralModel model = StructuralModel.of(CausalGraph.parse("x -> y"))
                .with("y", Mechanism.leastSquares(linear("x")).withMethod(PLAIN));
        Bootstrap none = Bootstrap.withDefaults().withDraws(0);
        double[] partial = coefficients(model.withPooling(Pooling.PARTIAL).fit(panel, none), "x");
        double[] shared = coefficients(model.fit(panel, none), "x");
        assertThat(partial).containsExactly(shared, within(1e-12));
    }

    private static double[] repeated(double[] values, int times) {
        double[] all = new double[values.length * times];
        for (int u = 0; u < times; u++) {
            System.arraycopy(values, 0, all, u * values.length, values.length);
        }
        return all;
    }

    /** Units whose effects vary with a coefficient of variation of 0.3, carry-over of 0.5, as much noise as a unit's own fit drowns in. */
    private record Geos(Panel panel, double[] effect) {
        static final int UNITS = 15;
        static final int WEEKS = 60;

        static Geos of(long seed) {
            RandomStream random = Streams.of(seed, "geos", 0);
            double[] x = new double[UNITS * WEEKS];
            double[] y = new double[UNITS * WEEKS];
            double[] effect = new double[UNITS];
            for (int u = 0; u < UNITS; u++) {
                double slope = 2 + 0.6 * random.normal();
                double level = 10 * random.uniform();
                double stock = 0;
                for (int t = 0; t < WEEKS; t++) {
                    int r = u * WEEKS + t;
                    x[r] = random.uniform() < 0.3 ? 0 : 4 * random.uniform();
                    stock = 0.5 * stock + 0.5 * x[r];
                    y[r] = 20 + level + slope * stock + 2.5 * random.normal();
                    effect[u] += slope * stock;
                }
            }
            return new Geos(Weeks.of(UNITS, WEEKS).with("x", x).with("y", y), effect);
        }

        FittedModel fit(Pooling pooling, int draws, int threads) {
            return StructuralModel.of(CausalGraph.parse("x -> y"))
                    .withPooling(pooling)
                    .with(
                            "y",
                            Mechanism.leastSquares(new Term.Filtered(
                                    "x",
                                    CarryOver.of(Adstock.Recursive.withDefaults(), Saturation.none()),
                                    Term.Limits.POSITIVE,
                                    Set.of())))
                    .fit(panel, Bootstrap.withDefaults().withDraws(draws).withThreads(threads));
        }

        /** What x brought in a unit. */
        static Draws effect(FittedModel fit, int unit) {
            return fit.of(w -> -Arrays.stream(
                            w.difference(Contrast.of("y", World.of(Intervention.set("x", 0)), World.OBSERVED)),
                            unit * WEEKS,
                            (unit + 1) * WEEKS)
                    .sum());
        }
    }

    @Test
    void theSameBitsOnAnyNumberOfThreads() {
        Geos geos = Geos.of(1);
        FittedModel one = geos.fit(Pooling.PARTIAL, 6, 1);
        FittedModel two = geos.fit(Pooling.PARTIAL, 6, 2);
        for (int u = 0; u < Geos.UNITS; u++) {
            assertThat(Geos.effect(one, u).of()).isEqualTo(Geos.effect(two, u).of());
        }
    }

    /** Between one coefficient for all and one for each, an error smaller than both: what shrinking is for. */
    @Test
    void unitsAreBetterKnownThanByEitherExtreme() {
        Map<Pooling, Double> squares = new EnumMap<>(Pooling.class);
        for (int world = 0; world < 20; world++) {
            Geos geos = Geos.of(100 + world);
            for (Pooling pooling : Pooling.values()) {
                FittedModel fit = geos.fit(pooling, 0, 1);
                for (int u = 0; u < Geos.UNITS; u++) {
                    double off = Geos.effect(fit, u).value() - geos.effect()[u];
                    squares.merge(pooling, off * off, Double::sum);
                }
            }
        }
        double partial = squares.getOrDefault(Pooling.PARTIAL, 0.0);
        assertThat(partial)
                .isLessThan(0.9 * squares.getOrDefault(Pooling.SHARED, 0.0))
                .isLessThan(0.9 * squares.getOrDefault(Pooling.SEPARATE, 0.0));
    }

    /**
     * 200 worlds of 15 units: the intervals of one unit's effect in each world, so that worlds are independent. Given the variances, which
     * are estimated from fifteen deviations, and the issue's own range for this, 85 to 94 %, widened by chance.
     */
    @Test
    @Tag("slow")
    void intervalsOfUnitsCoverTheirEffects() {
        int worlds = BinomialRegion.WORLDS;
        int held = 0;
        int shared = 0;
        for (int world = 0; world < worlds; world++) {
            Geos geos = Geos.of(1000 + world);
            int unit = world % Geos.UNITS;
            held += holds(Geos.effect(geos.fit(Pooling.PARTIAL, 100, 2), unit), geos.effect()[unit]);
            shared += holds(Geos.effect(geos.fit(Pooling.SHARED, 100, 2), unit), geos.effect()[unit]);
        }
        assertThat(held)
                .isBetween(
                        BinomialRegion.of(0.85).fewest(),
                        BinomialRegion.of(0.94).most());
        assertThat(shared)
                .as("one coefficient for all is wrong of each")
                .isLessThan(BinomialRegion.of(0.85).fewest());
    }

    private static int holds(Draws effect, double truth) {
        return effect.quantile(0.05) <= truth && truth <= effect.quantile(0.95) ? 1 : 0;
    }
}

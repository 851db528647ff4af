package dev.elsewise.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.graph.CausalGraph;
import dev.elsewise.math.RandomStream;
import dev.elsewise.math.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data set "framing" of R's package mediation (Brader, Valentino and Suhay 2008): emotion between a news frame and writing to
 * Congress, and how the indirect effect falls with the correlation of errors. The linear curve is compared with the maximum of the joint
 * likelihood at each correlation; that of a probit, which is the linear one of what the probit observes the sign of, with the figures of
 * medsens. The data are not in this repository.
 */
@Tag("extra-data")
class PublishedSensitivityTest {
    private static final Path FOLDER = Path.of(System.getProperty("elsewise.data", ""), "causal", "framing");
    private static final JsonNode LIKELIHOOD = References.json("media_mix.json").get("framing");
    private static final List<String> CONTROLS = List.of("age", "income", "male", "educ0", "educ1", "educ2");

    private static Panel panel() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("framing.csv"));
        List<String> header = List.of(lines.getFirst().split(",", -1));
        List<String[]> rows = lines.stream().skip(1).map(l -> l.split(",", -1)).toList();
        LocalDate start = LocalDate.of(2000, 1, 1);
        Panel panel = Panel.of(
                IntStream.range(0, rows.size()).mapToObj(start::plusDays).toList());
        for (String name : List.of("treat", "emo", "cong_mesg", "age", "income")) {
            panel = panel.with(name, numbers(rows, header.indexOf(name)));
        }
        panel = panel.with("male", is(rows, header.indexOf("gender"), "male"));
        List<String> levels = rows.stream()
                .map(r -> r[header.indexOf("educ")])
                .distinct()
                .sorted()
                .skip(1)
                .toList();
        for (int l = 0; l < levels.size(); l++) {
            panel = panel.with("educ" + l, is(rows, header.indexOf("educ"), levels.get(l)));
        }
        return panel;
    }

    /** The frame moves emotion and an outcome, and emotion the outcome. */
    private static Worlds worlds(Panel panel, String outcome) {
        List<Term> emotion = new ArrayList<>(List.of(linear("treat")));
        CONTROLS.forEach(c -> emotion.add(linear(c)));
        List<Term> message = new ArrayList<>(List.of(linear("emo")));
        message.addAll(emotion);
        return StructuralModel.of(CausalGraph.parse(
                        "treat, " + String.join(", ", CONTROLS) + " -> emo, " + outcome + "\nemo -> " + outcome))
                .with("emo", exact(emotion))
                .with(outcome, exact(message))
                .fit(panel, Bootstrap.withDefaults().withDraws(0))
                .worlds();
    }

    private static Term linear(String node) {
        return new Term.Linear(node, Term.Limits.NONE);
    }

    private static Mechanism exact(List<Term> terms) {
        return new Mechanism(terms, Link.IDENTITY, new Mechanism.Method.LeastSquares(0, 1), false);
    }

    private static double[] numbers(List<String[]> rows, int column) {
        return rows.stream().mapToDouble(r -> Double.parseDouble(r[column])).toArray();
    }

    private static double[] is(List<String[]> rows, int column, String level) {
        return rows.stream().mapToDouble(r -> r[column].equals(level) ? 1 : 0).toArray();
    }

    /** a · b for a frame that is there or not. */
    private static double indirect(Worlds worlds) {
        return coefficient(worlds, "emo", "treat") * coefficient(worlds, "cong_mesg", "emo");
    }

    private static double coefficient(Worlds worlds, String node, String of) {
        return worlds.mechanism(node).contributions().stream()
                .filter(c -> c.column().equals(of))
                .mapToDouble(c -> c.coefficients()[0] / c.scale())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode published(String id) throws IOException {
        for (JsonNode result : JsonMapper.builder()
                .build()
                .readTree(Files.readString(FOLDER.resolve("expected.json")))
                .get("results")) {
            if (result.get("id").asString().equals(id)) {
                return result;
            }
        }
        throw new AssertionError("no published " + id);
    }

    @Test
    void theCurveIsThatOfTheLikelihood() throws IOException {
        double[] rho = References.numbers(LIKELIHOOD.get("rho"));
        double[] expected = References.numbers(LIKELIHOOD.get("indirect"));
        List<Worlds> correlated = worlds(panel(), "cong_mesg").withErrorsCorrelated("cong_mesg", "emo", rho);
        assertThat(correlated).hasSameSizeAs(Arrays.stream(rho).boxed().toList());
        for (int i = 0; i < rho.length; i++) {
            assertThat(indirect(correlated.get(i))).as("ρ = " + rho[i]).isCloseTo(expected[i], within(2e-5));
        }
    }

    /** medsens: the average effect changes its sign between 0.3 and 0.4, for a probit; that of a linear outcome is exactly 0 there, too. */
    @Test
    void theEffectVanishesWhereItWasPublishedTo() throws IOException {
        JsonNode published = published("sens_rho_zero").get("extra");
        double[] rho = References.numbers(published.get("rho"));
        double[] effect = References.numbers(published.get("acme0"));
        int last = (int) Arrays.stream(effect).filter(e -> e > 0).count() - 1;
        double zero = LIKELIHOOD.get("zeroAt").asDouble();
        assertThat(zero).isBetween(rho[last], rho[last + 1]);
        Worlds at = worlds(panel(), "cong_mesg")
                .withErrorsCorrelated("cong_mesg", "emo", new double[] {zero})
                .getFirst();
        assertThat(indirect(at)).isCloseTo(0, within(1e-6));
    }

    /**
     * What a probit observes the sign of: the errors of its equation without emotion, of variance 1 and with a given correlation to those of
     * emotion. What of them is not emotion's is any noise that goes with nothing else: effects do not depend on it.
     */
    private record Latent(Panel panel, double slope, double sigma, double hidden) {
        /** @param hidden the correlation that a probit's slope on emotion stands for */
        static Latent of(Panel data, double slope, DoubleUnaryOperator hidden) {
            Worlds first = worlds(data, "cong_mesg");
            double[] emotion = first.residuals("emo");
            double squares = Arrays.stream(emotion).map(e -> e * e).sum();
            double sigma = Math.sqrt(squares / (emotion.length - CONTROLS.size() - 2));
            RandomStream random = Streams.of(20261122, "what is not emotion's", 0);
            double[] noise = worlds(
                            data.with(
                                    "noise",
                                    IntStream.range(0, emotion.length)
                                            .mapToDouble(i -> random.normal())
                                            .toArray()),
                            "noise")
                    .residuals("noise");
            double size = Math.sqrt(Arrays.stream(noise).map(e -> e * e).sum());
            double correlation = hidden.applyAsDouble(sigma * slope);
            double[] errors = new double[emotion.length];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = Math.sqrt(errors.length)
                        * (correlation * emotion[i] / Math.sqrt(squares)
                                + Math.sqrt(1 - correlation * correlation) * noise[i] / size);
            }
            return new Latent(data.with("latent", errors), slope, sigma, correlation);
        }

        /** The mean of Φ(η + effect) − Φ(η), η without the frame, for errors of each correlation. */
        double[] curve(double[] rho) {
            Worlds worlds = worlds(panel, "latent");
            double frame = coefficient(worlds, "emo", "treat");
            double[] left = worlds.residuals("emo");
            double[] without = new double[left.length];
            JsonNode probit = LIKELIHOOD.get("probit");
            for (int i = 0; i < without.length; i++) {
                double own = probit.get("intercept").asDouble();
                for (String control : CONTROLS) {
                    own += probit.get(control).asDouble() * panel.column(control)[i];
                }
                double emotion = panel.column("emo")[i] - left[i] - frame * panel.column("treat")[i];
                without[i] = Math.sqrt(1 - hidden * hidden) * own + hidden / sigma * emotion;
            }
            // The engine's fit divides squares by n, medsens and summary.lm by what is left of it.
            double most =
                    Math.sqrt(Arrays.stream(left).map(e -> e * e).average().orElseThrow());
            NormalDistribution normal = NormalDistribution.of(0, 1);
            return worlds.withErrorsCorrelated("latent", "emo", rho).stream()
                    .mapToDouble(w -> {
                        double moved = frame * coefficient(w, "latent", "emo") * most / sigma;
                        return Arrays.stream(without)
                                .map(eta ->
                                        normal.cumulativeProbability(eta + moved) - normal.cumulativeProbability(eta))
                                .average()
                                .orElseThrow();
                    })
                    .toArray();
        }
    }

    /**
     * The whole curve of medsens. It takes the correlation that a probit's slope γ stands for as σγ / (1 + |σγ|), where the errors of γm + e, e
     * of variance 1, have σγ / √(1 + σ²γ²) (the next test): with its own expression its figures come out. They are means over simulated
     * coefficients; means over 20,000 draws from the same formulas lie 3 % below the curve at the coefficients themselves, and means over 100,
     * as in the package's vignette, vary by 3 %.
     */
    @Test
    void theCurveOfAProbitIsThatOfMedsens() throws IOException {
        JsonNode published = published("sens_rho_zero").get("extra");
        double[] rho = References.numbers(published.get("rho"));
        double[] expected = References.numbers(published.get("acme0"));
        double slope = LIKELIHOOD.get("probit").get("emo").asDouble();
        double[] curve = Latent.of(panel(), slope, z -> z / (1 + Math.abs(z))).curve(rho);
        assertThat(curve).hasSameSizeAs(rho);
        for (int i = 0; i < rho.length; i++) {
            assertThat(curve[i])
                    .as("ρ = " + rho[i])
                    .isCloseTo(expected[i], within(0.09 * Math.abs(expected[i]) + 0.001));
        }
    }

    /** With the right correlation the curve passes, at ρ = 0, through the effect by integration over emotion's errors; medsens' says half of it. */
    @Test
    void withoutHiddenDemandTheCurveOfAProbitSaysTheEffectItself() throws IOException {
        double slope = LIKELIHOOD.get("probit").get("emo").asDouble();
        double effect = Latent.of(panel(), slope, z -> z / Math.sqrt(1 + z * z)).curve(new double[] {0})[0];
        assertThat(effect)
                .isCloseTo(published("exact_acme_control").get("estimate").asDouble(), within(2e-6));
    }
}

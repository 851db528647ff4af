package dev.elsewise.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.graph.CausalGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data set "framing" of R's package mediation (Brader, Valentino and Suhay 2008): emotion between a news frame and writing to
 * Congress. The published figures have a probit for the outcome, ours are linear: what both say is at which correlation the indirect
 * effect is 0. The whole linear curve is compared with the maximum of the joint likelihood at each correlation. The data are not in
 * this repository.
 */
@Tag("extra-data")
class PublishedSensitivityTest {
    private static final Path FOLDER = Path.of(System.getProperty("elsewise.data", ""), "causal", "framing");
    private static final JsonNode LIKELIHOOD = References.json("media_mix.json").get("framing");

    private static Worlds worlds() throws IOException {
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
        List<Term> covariates = new ArrayList<>(List.of(linear("age"), linear("income"), linear("male")));
        List<String> levels = rows.stream()
                .map(r -> r[header.indexOf("educ")])
                .distinct()
                .sorted()
                .skip(1)
                .toList();
        for (int l = 0; l < levels.size(); l++) {
            panel = panel.with("educ" + l, is(rows, header.indexOf("educ"), levels.get(l)));
            covariates.add(linear("educ" + l));
        }
        String controls = "age, income, male, educ0, educ1, educ2";
        List<Term> emotion = new ArrayList<>(List.of(linear("treat")));
        emotion.addAll(covariates);
        List<Term> message = new ArrayList<>(List.of(linear("emo"), linear("treat")));
        message.addAll(covariates);
        return StructuralModel.of(CausalGraph.parse("treat, " + controls + " -> emo, cong_mesg\nemo -> cong_mesg"))
                .with("emo", exact(emotion))
                .with("cong_mesg", exact(message))
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

    @Test
    void theCurveIsThatOfTheLikelihood() throws IOException {
        double[] rho = References.numbers(LIKELIHOOD.get("rho"));
        double[] expected = References.numbers(LIKELIHOOD.get("indirect"));
        List<Worlds> correlated = worlds().withErrorsCorrelated("cong_mesg", "emo", rho);
        assertThat(correlated).hasSameSizeAs(Arrays.stream(rho).boxed().toList());
        for (int i = 0; i < rho.length; i++) {
            assertThat(indirect(correlated.get(i))).as("ρ = " + rho[i]).isCloseTo(expected[i], within(2e-5));
        }
    }

    /** medsens: the average effect changes its sign between 0.3 and 0.4, for a probit; ours is exactly 0 at a correlation there. */
    @Test
    void theEffectVanishesWhereItWasPublishedTo() throws IOException {
        JsonNode published = null;
        for (JsonNode result : JsonMapper.builder()
                .build()
                .readTree(Files.readString(FOLDER.resolve("expected.json")))
                .get("results")) {
            published = result.get("id").asString().equals("sens_rho_zero") ? result.get("extra") : published;
        }
        assertThat(published).isNotNull();
        double[] rho = References.numbers(published.get("rho"));
        double[] effect = References.numbers(published.get("acme0"));
        int last = (int) Arrays.stream(effect).filter(e -> e > 0).count() - 1;
        double zero = LIKELIHOOD.get("zeroAt").asDouble();
        assertThat(zero).isBetween(rho[last], rho[last + 1]);
        Worlds at = worlds().withErrorsCorrelated("cong_mesg", "emo", new double[] {zero})
                .getFirst();
        assertThat(indirect(at)).isCloseTo(0, within(1e-6));
    }
}

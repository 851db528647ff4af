package dev.elsewise.study.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Workspace;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.answer.ScenarioAnswer;
import dev.elsewise.question.Contrast;
import dev.elsewise.question.Intervention;
import dev.elsewise.question.World;
import dev.elsewise.scm.FittedMechanism;
import dev.elsewise.study.mix.PlanFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Models of old formats stay readable. The equations of this one are linear, so that a test can work its answers out from the coefficients in
 * the file and from the data, without the program: a channel's coefficient is for its series divided by its largest value.
 */
class GoldenModelTest {
    private static final double CLOSE = 1e-9;

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(GoldenModelTest.class.getResourceAsStream("/models/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static MixModel model() throws IOException {
        return ModelReader.parse(resource("format-1.json"), "format-1.json", Path.of(""));
    }

    /** A column of the data, read without the program. */
    private static double[] column(String name) throws IOException {
        List<String> lines = resource("golden.csv").lines().toList();
        int at = Arrays.asList(lines.getFirst().split(",")).indexOf(name);
        return lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",")[at]))
                .toArray();
    }

    private static double sum(String name) throws IOException {
        return DoubleStream.of(column(name)).sum();
    }

    private static double largest(String name) throws IOException {
        return DoubleStream.of(column(name)).max().orElseThrow();
    }

    private static JsonNode json() throws IOException {
        return JsonMapper.builder().build().readTree(resource("format-1.json"));
    }

    /** The coefficient of a column for one unit of it. */
    private static double coefficient(String node, String column) throws IOException {
        JsonNode equation = json().path("equations").path(node);
        return equation.path("beta").path(0).path(place(equation, column)).asDouble() / largest(column);
    }

    private static int place(JsonNode equation, String column) {
        for (int c = 0; c < equation.path("columns").size(); c++) {
            if (equation.path("columns").path(c).asString().equals(column)) {
                return c;
            }
        }
        throw new IllegalArgumentException(column);
    }

    private static void near(double found, double expected) {
        assertThat(found).isCloseTo(expected, within(CLOSE * Math.abs(expected)));
    }

    private static ScenarioAnswer ask(String changes) throws IOException {
        MixModel model = model();
        try (Workspace workspace = Shops.workspace(1)) {
            PlanFile plan = PlanFile.parse("scenarios: [{name: asked, changes: {" + changes + "}}]", model.study());
            return ModelAnswer.of(model, model.fit(workspace), plan.scenarios())
                    .scenarios()
                    .getFirst();
        }
    }

    @Test
    void theDataAreThoseOfTheFile() throws IOException {
        MixModel model = model();
        for (String name : List.of("tv", "radio", "search", "price", "revenue")) {
            assertThat(model.panel().column(name)).as(name).isEqualTo(column(name));
        }
        assertThat(model.study().title()).isEqualTo("A shop whose model is kept");
        assertThat(model.whole()).isTrue();
    }

    /** What acts straight on revenue does so by its coefficient. */
    @Test
    void directEffectsAreSumsOfCoefficientTimesColumn() throws IOException {
        ScenarioAnswer radio = ask("radio: -100%");
        near(radio.outcome().value(), -coefficient("revenue", "radio") * sum("radio"));
        near(radio.spendChange(), -sum("radio"));
        assertThat(radio.roi().given()).isFalse();
        near(ask("radio: +50%").roi().value(), coefficient("revenue", "radio"));
        near(ask("price: -1").outcome().value(), -72 * coefficient("revenue", "price"));
        ScenarioAnswer search = ask("search: 10");
        near(search.outcome().value(), 720 * coefficient("revenue", "search"));
    }

    /** By the equations tv acts by itself and by the search that it makes. */
    @Test
    void structuralEffectsGoAlongTheGraph() throws IOException {
        MixModel model = model();
        try (Workspace workspace = Shops.workspace(1)) {
            FittedMix fit = model.fit(workspace);
            double[] rows = fit.model()
                    .worlds()
                    .difference(Contrast.of("revenue", World.OBSERVED, World.of(Intervention.set("tv", 0))));
            double each = coefficient("revenue", "tv") + coefficient("revenue", "search") * coefficient("search", "tv");
            double[] tv = column("tv");
            for (int t = 0; t < tv.length; t++) {
                assertThat(rows[t]).isCloseTo(each * tv[t], within(CLOSE * each * 100));
            }
        }
    }

    /** The published total is that of the reduced form, whose column "tv through search" is tv times its coefficient there. */
    @Test
    void publishedTotalsAreThoseOfTheReducedForm() throws IOException {
        JsonNode reduced = json().path("reduced");
        JsonNode beta = reduced.path("beta").path(0);
        double search = coefficient("search", "tv");
        double[] tv = column("tv");
        double through =
                DoubleStream.of(tv).map(x -> Math.abs(search * x)).max().orElseThrow();
        double total = 0;
        for (double x : tv) {
            total += beta.path(place(reduced, "tv")).asDouble() * x / largest("tv")
                    + beta.path(place(reduced, "tv through search")).asDouble() * search * x / through;
        }
        ScenarioAnswer off = ask("tv: -100%");
        near(off.outcome().value(), -total);
        near(off.inducedSpend().value(), -search * sum("tv"));
        // Among the answers that were kept when the model was fitted stands the same number.
        KeptAnswer kept = model().answers().stream()
                .filter(a -> a.of().equals("tv") && a.what().equals("incremental"))
                .findFirst()
                .orElseThrow();
        near(kept.number().value(), total);
    }

    /** Draws are base64 of doubles: of each coefficient its value and a byte, then bytes, intercepts and the variance. */
    @Test
    void intervalsAreThoseOfTheDraws() throws IOException {
        JsonNode equation = json().path("equations").path("revenue");
        int width = equation.path("columns").size();
        JsonNode numbers =
                json().path("draws").path("equations").path("revenue").path("numbers");
        int draws = json().path("draws").path("count").asInt();
        double[] effects = new double[draws];
        for (int d = 0; d < draws; d++) {
            ByteBuffer bytes = ByteBuffer.wrap(
                            Base64.getDecoder().decode(numbers.path(d).asString()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int c = 0; c < width; c++) {
                double beta = bytes.getDouble();
                bytes.get();
                if (c == place(equation, "price")) {
                    effects[d] = -72 * beta / largest("price");
                }
            }
            assertThat(bytes.remaining()).isEqualTo(width + Double.BYTES + Double.BYTES);
        }
        ScenarioAnswer cheaper = ask("price: -1");
        Arrays.sort(effects);
        // The level is 90 %: quantiles 0.05 and 0.95 of five draws lie a fifth of the way into the first and the last
        // gap.
        near(cheaper.outcome().lower(), effects[0] + 0.2 * (effects[1] - effects[0]));
        near(cheaper.outcome().upper(), effects[4] - 0.2 * (effects[4] - effects[3]));
    }

    /** Money goes where a coefficient for one unit of it is largest: everything is linear. */
    @Test
    void budgetsGoToTheLargestCoefficient() throws IOException {
        MixModel model = model();
        try (Workspace workspace = Shops.workspace(1)) {
            PlanFile plan = PlanFile.parse("plan: {charging: none}", model.study());
            var shares = ModelAnswer.of(model, model.fit(workspace), plan.plan().orElseThrow())
                    .plan()
                    .orElseThrow()
                    .shares();
            assertThat(shares).extracting(s -> s.channel()).containsExactly("tv", "radio");
            double tv = model().answers().stream()
                    .filter(a -> a.of().equals("tv") && a.what().equals("roi"))
                    .findFirst()
                    .orElseThrow()
                    .number()
                    .value();
            int best = tv > coefficient("revenue", "radio") ? 0 : 1;
            // The other gives up what the better one may take: 30 % of it, or all it may lose.
            double moved = Math.min(
                    0.3 * shares.get(best).current(), 0.3 * shares.get(1 - best).current());
            near(shares.get(best).proposed(), shares.get(best).current() + moved);
            near(shares.get(1 - best).proposed(), shares.get(1 - best).current() - moved);
        }
    }

    /** Other programs may rely on the names. */
    @Test
    void columnsHaveNamesAndNumbersReadBack() throws IOException {
        MixModel model = model();
        FittedMechanism.Numbers revenue = Objects.requireNonNull(
                model.numbers().orElseThrow().point().equations().get("revenue"));
        assertThat(revenue.columns()).containsExactlyInAnyOrder("tv", "radio", "search", "price");
        JsonNode written = JsonMapper.builder().build().readTree(model.json());
        JsonNode golden = json();
        for (String key : golden.propertyNames()) {
            if (!key.equals("fingerprint")) {
                assertThat(written.path(key)).as(key).isEqualTo(golden.path(key));
            }
        }
    }
}

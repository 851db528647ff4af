package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.mix.answer.ChannelAnswer;
import dev.elsewise.mix.answer.MediationAnswer;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.study.mix.fixture.MadeUpMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MixResultJsonTest {
    private static final MixResult FULL = MadeUpMix.full();
    private static final JsonNode JSON = read(FULL);

    private static JsonNode read(MixResult result) {
        return JsonMapper.shared().readTree(MixResultJson.of(result));
    }

    @Test
    void theKeysOfTheHouseAreThere() {
        assertThat(JSON.path("format").asInt()).isEqualTo(1);
        assertThat(JSON.path("kind").asString()).isEqualTo("mix");
        assertThat(JSON.path("title").asString()).isEqualTo(FULL.title());
        assertThat(JSON.path("words").path("headline").asString())
                .isEqualTo(FULL.words().headline());
        assertThat(JSON.path("checks")).hasSize(FULL.allChecks().size());
        assertThat(JSON.path("checks").path(0).path("verdict").asString()).isEqualTo("WARN");
        assertThat(JSON.path("rows").path(0).path("dropped").asInt()).isEqualTo(4);
        assertThat(JSON.path("provenance").path("seed").asLong()).isEqualTo(42);
    }

    @Test
    void everyChannelHasItsPublishedTotalAndItsReturn() {
        for (ChannelAnswer c : FULL.answers().channels()) {
            JsonNode total = estimate("incremental:" + c.name());
            assertThat(total.path("estimator").asString()).isEqualTo("mix");
            assertThat(total.path("value").asDouble()).isEqualTo(c.incremental().value());
            assertThat(total.path("interval").path("level").asDouble()).isEqualTo(0.9);
            assertThat(total.path("interval").path("lower").asDouble())
                    .isEqualTo(c.incremental().lower());
            assertThat(total.path("assumes")).isNotEmpty();
            assertThat(estimate("roi:" + c.name()).path("value").asDouble())
                    .isEqualTo(c.roi().value());
        }
        List<String> ids = new ArrayList<>();
        JSON.path("estimates").forEach(e -> ids.add(e.path("id").asString()));
        assertThat(ids).doesNotHaveDuplicates();
    }

    /** What is withheld is null, and why stands beside it. */
    @Test
    void whatIsWithheldIsNullWithItsReason() {
        JsonNode amplification = JSON.path("mix").path("mediation").path(2).path("amplification");
        assertThat(amplification.path("value").isNull()).isTrue();
        assertThat(amplification.path("lower").isNull()).isTrue();
        assertThat(amplification.path("because").asString()).isEqualTo("the direct effect is assumed 0 (no arrow)");
        JsonNode proportion = read(MadeUpMix.distrusted())
                .path("mix")
                .path("mediation")
                .path(0)
                .path("proportion");
        assertThat(proportion.path("value").isNull()).isTrue();
        assertThat(proportion.path("because").asString()).isEqualTo("structural and reduced form disagree");
        JsonNode metrics = JSON.path("mix").path("validation").path("inSample");
        assertThat(metrics.path("coverage").isNull()).isTrue();
        assertThat(metrics.path("because").asString()).isEqualTo("does not apply to these predictions");
    }

    @Test
    void everyNullHasAReasonInItsObject() {
        for (MixResult result : List.of(FULL, MadeUpMix.distrusted(), MadeUpMix.oneChannel(), MadeUpMix.twelve())) {
            JsonNode json = read(result);
            // A check that is not a number says so in its advice.
            List<String> bare = bareNulls(json.path("mix"), "mix").stream()
                    .filter(path -> !path.startsWith("mix.health"))
                    .toList();
            assertThat(bare).isEmpty();
        }
    }

    private static List<String> bareNulls(JsonNode node, String path) {
        List<String> bare = new ArrayList<>();
        node.propertyStream().forEach(p -> {
            if (p.getValue().isNull() && node.path("because").asString("").isEmpty()) {
                bare.add(path + "." + p.getKey());
            }
            bare.addAll(bareNulls(p.getValue(), path + "." + p.getKey()));
        });
        IntStream.range(0, node.isArray() ? node.size() : 0)
                .forEach(i -> bare.addAll(bareNulls(node.path(i), path + "[" + i + "]")));
        return bare;
    }

    /** The names of the records are the keys of the format: a renamed component would break its readers. */
    @Test
    void theKeysOfTheAnswersAreHeld() {
        assertThat(keys(JSON.path("mix")))
                .containsExactlyInAnyOrder(
                        "outcome",
                        "money",
                        "level",
                        "periods",
                        "units",
                        "observedOutcome",
                        "channels",
                        "mediation",
                        "decomposition",
                        "curves",
                        "prices",
                        "synergies",
                        "equations",
                        "drivers",
                        "validation",
                        "otherValidations",
                        "residuals",
                        "collinearity",
                        "series",
                        "stability",
                        "leads",
                        "lifts",
                        "scenarios",
                        "health");
        assertThat(keys(JSON.path("mix").path("channels").path(0)))
                .containsExactlyInAnyOrder(
                        "name",
                        "role",
                        "spend",
                        "spendShare",
                        "incremental",
                        "share",
                        "immediate",
                        "carriedOver",
                        "roi",
                        "netRoi",
                        "marginalRoi",
                        "costPerOutcome",
                        "effectiveness",
                        "halfLife",
                        "retention",
                        "saturation",
                        "spendPerPeriod",
                        "mostSpent",
                        "zeroPeriods",
                        "byUnit");
        assertThat(keys(JSON.path("mix").path("mediation").path(0)))
                .containsExactlyInAnyOrder(
                        "channel",
                        "mediators",
                        "published",
                        "structural",
                        "direct",
                        "indirect",
                        "totalDirect",
                        "pureIndirect",
                        "paths",
                        "policies",
                        "inducedSpend",
                        "inducedPerMoney",
                        "grossRoi",
                        "netRoi",
                        "proportion",
                        "amplification",
                        "split",
                        "hiddenDemand",
                        "quarters");
        assertThat(keys(JSON.path("mix")
                        .path("decomposition")
                        .path("components")
                        .path(0)))
                .containsExactlyInAnyOrder("name", "kind", "of", "values", "total", "share");
    }

    @Test
    void seriesKeepTheirLengthAndTheirDigits() {
        MixAnswers answers = FULL.answers();
        JsonNode decomposition = JSON.path("mix").path("decomposition");
        assertThat(decomposition.path("periods").path(0).asString()).isEqualTo("2022-01-03");
        assertThat(decomposition.path("observed")).hasSize(answers.periods());
        double[] observed = answers.decomposition().observed();
        for (int t = 0; t < observed.length; t++) {
            assertThat(decomposition.path("observed").path(t).asDouble()).isEqualTo(observed[t]);
        }
        MediationAnswer mediation = answers.mediation().getFirst();
        JsonNode impulse =
                JSON.path("mix").path("mediation").path(0).path("paths").path(1).path("impulse");
        for (int l = 0; l < impulse.size(); l++) {
            assertThat(impulse.path(l).asDouble())
                    .isEqualTo(mediation.paths().get(1).impulse().get(l));
        }
        JsonNode correlation = JSON.path("mix").path("collinearity").path(0).path("correlation");
        assertThat(correlation.path(1).path(2).asDouble())
                .isEqualTo(answers.collinearity().getFirst().correlation()[1][2]);
    }

    @Test
    void whatIsNotThereHasNoKey() {
        JsonNode json = read(MadeUpMix.oneChannel());
        assertThat(keys(json)).doesNotContain("plan", "graph");
        assertThat(keys(json.path("mix")))
                .doesNotContain("validation", "stability")
                .contains("channels");
        assertThat(json.path("mix").path("mediation")).isEmpty();
        assertThat(JSON.path("plan").path("shares")).hasSize(5);
    }

    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new TreeSet<>();
        node.propertyStream().forEach(p -> keys.add(p.getKey()));
        return keys;
    }

    private static JsonNode estimate(String id) {
        return IntStream.range(0, JSON.path("estimates").size())
                .mapToObj(i -> JSON.path("estimates").path(i))
                .flatMap(e -> e.path("id").asString().equals(id) ? Stream.of(e) : Stream.empty())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no estimate " + id));
    }
}

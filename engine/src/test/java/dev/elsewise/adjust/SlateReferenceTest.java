package dev.elsewise.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.References;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Splits;
import dev.elsewise.data.Table;
import dev.elsewise.effect.InfluenceEstimate;
import dev.elsewise.effect.ScoredEstimate;
import dev.elsewise.effect.Segmentation;
import dev.elsewise.effect.Segments;
import dev.elsewise.effect.Support;
import dev.elsewise.effect.Uncertainty.Divisor;
import dev.elsewise.graph.Adjustment;
import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The whole cross-fitted recipe on an impression log with given folds against scikit-learn: nuisances and score of every row,
 * lift, errors, clusters and segments. Both solve the same strictly convex problems, so 1e-6 is the tolerance of the solvers.
 */
class SlateReferenceTest {
    private static final JsonNode REFERENCE = References.json("slate_aipw.json");
    private static final double TOLERANCE = 1e-6;

    private static AipwFit fit(Target target) {
        Table table = References.table("slate_log.csv").with("log_item_exposures", "ln(1 + item_exposures)");
        return Aipw.withDefaults()
                .withFolds(Splits.column("fold"))
                .withDivisor(Divisor.N_MINUS_1)
                .fit(
                        table,
                        Adjustment.assuming(
                                Question.effectOf("is_top_3").on("clicked").among(target),
                                List.of(
                                        "history_len",
                                        "candidate_set_size",
                                        "title_length",
                                        "abstract_length",
                                        "hour",
                                        "day_of_week",
                                        "log_item_exposures",
                                        "category",
                                        "subcategory")));
    }

    @Test
    void nuisancesAndScoreOfEveryRow() {
        Columns theirs = References.table("slate_scores.csv").gather(List.of("propensity", "mu1", "mu0", "score"));
        List<String> names =
                List.of(AipwFit.PROPENSITY, AipwFit.TREATED_OUTCOME, AipwFit.CONTROL_OUTCOME, AipwFit.SCORE);
        Columns ours = fit(Target.EVERYONE).table().gather(names);
        String[] their = {"propensity", "mu1", "mu0", "score"};
        for (int c = 0; c < 4; c++) {
            double[] a = ours.numbers(names.get(c));
            double[] b = theirs.numbers(their[c]);
            assertThat(a).hasSameSizeAs(b);
            for (int r = 0; r < a.length; r++) {
                assertThat(a[r])
                        .as("%s of row %d", their[c], r)
                        .isCloseTo(b[r], within(TOLERANCE * Math.max(1, Math.abs(b[r]))));
            }
        }
    }

    @Test
    void liftAndItsErrors() {
        JsonNode everyone = REFERENCE.get("everyone");
        ScoredEstimate lift = fit(Target.EVERYONE).estimate();
        assertThat(lift.value()).isCloseTo(everyone.get("value").asDouble(), within(TOLERANCE));
        assertThat(lift.standardError())
                .isCloseTo(everyone.get("standardErrorDivisorNMinus1").asDouble(), within(TOLERANCE));
        assertThat(lift.clusteredBy("user_id").standardError())
                .isCloseTo(everyone.get("byUser").get("corrected").asDouble(), within(TOLERANCE));
        assertThat(lift.clusteredBy("impression_id").standardError())
                .isCloseTo(everyone.get("byImpression").get("corrected").asDouble(), within(TOLERANCE));
        assertThat(fit(Target.TREATED).estimate().value())
                .isCloseTo(REFERENCE.get("treated").get("value").asDouble(), within(TOLERANCE));
    }

    @Test
    void naiveDifference() {
        InfluenceEstimate naive = DifferenceInMeans.withDefaults()
                .estimate(
                        References.table("slate_log.csv"),
                        Question.effectOf("is_top_3").on("clicked"));
        assertThat(naive.value()).isCloseTo(REFERENCE.get("naive").get("value").asDouble(), within(1e-12));
    }

    @Test
    void segmentsOfSixDimensions() {
        JsonNode least = REFERENCE.get("support");
        Support support = new Support(
                least.get("rows").asLong(),
                least.get("treated").asLong(),
                least.get("control").asLong());
        List<Segments.Dimension> dimensions = new ArrayList<>();
        for (Segmentation s : List.of(
                Segmentation.levels("category"),
                Segmentation.levels("subcategory"),
                Segmentation.cuts("history_len", 0, 10, 30, 100)
                        .named("history")
                        .withLabels("0", "1-10", "11-30", "31-100", "101+"),
                Segmentation.cuts("candidate_set_size", 10, 25, 50, 100)
                        .named("slate")
                        .withLabels("1-10", "11-25", "26-50", "51-100", "101+"),
                Segmentation.quantiles("item_exposures", 4, Segmentation.Ties.FIRST)
                        .named("exposure")
                        .withLabels("Q1 lowest", "Q2", "Q3", "Q4 highest"),
                Segmentation.cuts("hour", 5, 11, 16, 20)
                        .named("time")
                        .withLabels("overnight", "morning", "afternoon", "evening", "late_evening"))) {
            dimensions.add(new Segments.Dimension(s, support));
        }
        Segments segments = fit(Target.EVERYONE).estimate().by(dimensions, 1);
        assertThat(segments.rows()).hasSize(REFERENCE.get("segments").size());
        for (JsonNode expected : REFERENCE.get("segments")) {
            String by = expected.get("by").asString();
            String segment = expected.get("segment").asString();
            assertThat(segments.of(by))
                    .as("%s %s", by, segment)
                    .filteredOn(r -> r.segment().equals(segment))
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.rows()).isEqualTo(expected.get("rows").asLong());
                        assertThat(r.treated())
                                .isEqualTo(expected.get("treated").asLong());
                        assertThat(r.control())
                                .isEqualTo(expected.get("control").asLong());
                        assertThat(r.naive()).isCloseTo(expected.get("naive").asDouble(), within(1e-12));
                        assertThat(r.value()).isCloseTo(expected.get("value").asDouble(), within(1e-5));
                        assertThat(r.standardError())
                                .isCloseTo(expected.get("standardError").asDouble(), within(1e-5));
                    });
        }
    }

    @Test
    void foldMetrics() {
        AipwFit fit = fit(Target.EVERYONE);
        for (JsonNode fold : REFERENCE.get("folds")) {
            int k = fold.get("fold").asInt();
            var propensity = fit.propensity().orElseThrow().metrics().get(k);
            assertThat(propensity.rocAuc())
                    .isCloseTo(fold.get("propensity").get("rocAuc").asDouble(), within(TOLERANCE));
            assertThat(propensity.averagePrecision())
                    .isCloseTo(fold.get("propensity").get("averagePrecision").asDouble(), within(TOLERANCE));
            assertThat(propensity.brier())
                    .isCloseTo(fold.get("propensity").get("brier").asDouble(), within(TOLERANCE));
            var outcome = fit.outcomes().getFirst().metrics().get(k);
            assertThat(outcome.rocAuc())
                    .isCloseTo(fold.get("outcome").get("rocAuc").asDouble(), within(TOLERANCE));
        }
    }
}

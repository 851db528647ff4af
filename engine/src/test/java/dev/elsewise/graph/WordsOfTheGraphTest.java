package dev.elsewise.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.EffectNotIdentified;
import dev.elsewise.question.Question;
import dev.elsewise.question.Target;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the graph says to people: which columns it proposes, which it refuses, and why. */
class WordsOfTheGraphTest {
    private static final Question CLICKS = Question.effectOf("top3").on("clicked");

    @Test
    void proposesAllObservedCommonCauses() {
        CausalGraph graph = CausalGraph.parse("""
                history_len, slate_size, category -> top3, clicked
                top3 -> clicked
                """);
        Adjustment adjustment = graph.adjustmentFor(CLICKS).orThrow();
        assertThat(adjustment.covariates()).containsExactly("history_len", "slate_size", "category");
        assertThat(adjustment.assumptions())
                .first()
                .isEqualTo("No unmeasured confounding: among units alike in \"history_len\", \"slate_size\" and"
                        + " \"category\", \"top3\" is as good as random.");
        assertThat(adjustment.question()).isEqualTo(CLICKS);
    }

    @Test
    void keepsCausesOfTheOutcomeAndDropsCausesOfTheTreatmentAlone() {
        CausalGraph graph = CausalGraph.parse("""
                invited, age -> opened
                age, price -> bought
                opened -> visits -> bought
                season -> visits
                """);
        Adjustment adjustment =
                graph.adjustmentFor(Question.effectOf("opened").on("bought")).orThrow();
        assertThat(adjustment.covariates()).containsExactly("age", "price", "season");
        assertThat(adjustment.minimal().covariates()).containsExactly("age");
        assertThat(adjustment.parents().orElseThrow().covariates()).containsExactly("invited", "age");
        assertThat(adjustment.canonical().covariates()).containsExactly("invited", "age", "price", "season");
        assertThat(adjustment.minimal().assumptions())
                .hasSameSizeAs(adjustment.assumptions())
                .first()
                .asString()
                .contains("alike in \"age\", ");
    }

    @Test
    void refusesADescendantOfTheTreatment() {
        CausalGraph graph = CausalGraph.parse("category -> top3, clicked\ntop3 -> clicked -> dwell_time");
        Review review = graph.review(CLICKS, List.of("category", "dwell_time"));
        assertThat(review.valid()).isFalse();
        assertThat(review.refusals())
                .containsExactly(new Refusal(
                        "dwell_time",
                        Refusal.Reason.DESCENDANT,
                        "\"dwell_time\" must not be adjusted for: it is a descendant of the treatment top3"
                                + " (top3 -> clicked -> dwell_time)."));
        assertThatThrownBy(review::orThrow)
                .isInstanceOf(EffectNotIdentified.class)
                .hasMessageContaining("(top3 -> clicked -> dwell_time)")
                .hasMessageEndingWith("\nMaybe adjust for category instead.");
    }

    @Test
    void refusesAColliderAndWhatComesAfterIt() {
        CausalGraph graph = CausalGraph.parse("""
                top3 <- a -> m <- b -> clicked
                m -> n
                top3 -> clicked
                a, b [latent]
                """);
        assertThat(graph.review(CLICKS, Set.of()).valid()).isTrue();
        assertThat(graph.review(CLICKS, Set.of("m")).refusals())
                .containsExactly(new Refusal(
                        "m",
                        Refusal.Reason.COLLIDER,
                        "\"m\" must not be adjusted for: it is a collider on the path top3 <- a -> m <- b -> clicked,"
                                + " and adjusting for it opens that path."));
        assertThat(graph.review(CLICKS, Set.of("n")).refusals())
                .singleElement()
                .extracting(Refusal::because)
                .asString()
                .contains("it is a descendant of the collider \"m\" on the path top3 <- a -> m <- b -> clicked");
        assertThat(IdentificationReport.of(graph, CLICKS).refusals())
                .extracting(Refusal::column)
                .containsExactly("m", "n");
    }

    @Test
    void listsThePathsThatAProposalLeavesOpen() {
        CausalGraph graph = CausalGraph.parse("category, price -> top3, clicked\ntop3 -> clicked");
        Review review = graph.review(CLICKS, Set.of("category"));
        assertThat(review.refusals()).isEmpty();
        assertThat(review.openPaths())
                .containsExactly(new OpenPath(
                        "top3 <- price -> clicked",
                        List.of(),
                        List.of("price"),
                        "The path top3 <- price -> clicked stays open; adjusting for \"price\" would close it."));
    }

    @Test
    void saysWhichPathAHiddenCauseLeavesOpen() {
        CausalGraph pair = CausalGraph.parse("category -> top3 -> clicked\ntop3 <-> clicked");
        assertThatThrownBy(() -> pair.adjustmentFor(CLICKS).orThrow())
                .isInstanceOf(EffectNotIdentified.class)
                .hasMessage("The effect of \"top3\" on \"clicked\" is not identified by adjustment. The path top3 <->"
                        + " clicked cannot be closed: nobody measured the common cause of \"top3\" and \"clicked\"."
                        + "\nMaybe the hidden common cause can be measured, the treatment randomised, or an"
                        + " instrument found.");

        CausalGraph mood = CausalGraph.parse("mood -> top3, clicked\ntop3 -> clicked");
        assertThat(mood.adjustmentFor(CLICKS).orThrow().covariates()).containsExactly("mood");
        assertThatThrownBy(() ->
                        mood.adjustmentFor(CLICKS, Set.of("top3", "clicked")).orThrow())
                .hasMessageContaining("The path top3 <- mood -> clicked cannot be closed: nobody measured \"mood\".")
                .hasMessageContaining("\nMaybe \"mood\" can be measured");
    }

    /** Giving m opens one path and leaving it out opens another. */
    @Test
    void saysWhyNeitherWithNorWithoutWorks() {
        CausalGraph graph = CausalGraph.parse("top3 <-> m <-> clicked\nm -> clicked\ntop3 -> clicked");
        assertThat(graph.adjustmentFor(CLICKS))
                .isInstanceOfSatisfying(
                        NotIdentified.class,
                        not -> assertThat(not.because())
                                .contains(
                                        "Adjusting for \"m\" opens the path top3 <-> m <-> clicked, on which \"m\" is a collider")
                                .contains("Without \"m\", the path top3 <-> m -> clicked is open."));
    }

    @Test
    void saysThatTheOutcomeCausesTheTreatment() {
        CausalGraph graph = CausalGraph.parse("clicked -> top3");
        assertThatThrownBy(() -> graph.adjustmentFor(CLICKS).orThrow())
                .hasMessageContaining("The graph lets the outcome cause the treatment")
                .hasMessageEndingWith("\nMaybe treatment and outcome are exchanged.");
    }

    @Test
    void saysThatTheEffectIsZeroWhenNoDirectedPathLeadsThere() {
        CausalGraph graph = CausalGraph.parse("category -> top3, clicked");
        assertThat(graph.adjustmentFor(CLICKS).orThrow().assumptions())
                .last()
                .asString()
                .contains("it says that the effect is zero");
    }

    @Test
    void allowsAHarmlessDescendantWithACaution() {
        CausalGraph graph = CausalGraph.parse("top3 -> clicked; top3 -> logged");
        Review review = graph.review(CLICKS, Set.of("logged"));
        assertThat(review.valid()).isTrue();
        assertThat(review.orThrow().covariates()).containsExactly("logged");
        assertThat(review.cautions())
                .containsExactly("\"logged\" is a descendant of the treatment top3 (top3 -> logged): harmless in this"
                        + " graph, but of no use.");
    }

    @Test
    void compliersNeedAnInstrument() {
        CausalGraph graph = CausalGraph.parse("top3 -> clicked");
        assertThatThrownBy(() ->
                        graph.adjustmentFor(CLICKS.among(Target.COMPLIERS)).orThrow())
                .isInstanceOf(EffectNotIdentified.class)
                .hasMessageContaining("who complies is defined by an instrument");
        assertThat(graph.adjustmentFor(CLICKS.among(Target.TREATED))).isInstanceOf(Adjustment.class);
    }

    @Test
    void refusesQuestionsThatTheGraphDoesNotKnow() {
        CausalGraph graph = CausalGraph.parse("top3 -> clicked; clicked <- u; u [latent]");
        assertThatThrownBy(() -> graph.adjustmentFor(Question.effectOf("top_3").on("clicked")))
                .isInstanceOf(BadStudy.class)
                .hasMessageEndingWith("\nMaybe you meant \"top3\".");
        assertThatThrownBy(() -> graph.adjustmentFor(Question.effectOf("u").on("clicked")))
                .isInstanceOf(BadStudy.class)
                .hasMessageStartingWith("The treatment must be observed, but \"u\" is hidden.");
        assertThatThrownBy(() -> graph.adjustmentFor(Question.effectOf("top3").on("top3")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("two columns");
        assertThatThrownBy(() -> graph.review(CLICKS, Set.of("category")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("no node \"category\"");
    }

    @Test
    void anAdjustmentWithoutAGraphSaysSo() {
        Adjustment adjustment = Adjustment.assuming(CLICKS, List.of("b", "a"));
        assertThat(adjustment.covariates()).containsExactly("b", "a");
        assertThat(adjustment.assumptions()).last().asString().startsWith("The covariates were given without a graph");
        assertThat(adjustment.minimal()).isEqualTo(adjustment);
    }

    @Test
    void theReportReadsAsASheet() {
        CausalGraph graph = CausalGraph.parse("category -> top3, clicked\ntop3 -> clicked -> dwell_time");
        assertThat(IdentificationReport.of(graph, CLICKS, List.of("category", "dwell_time"))
                        .text())
                .isEqualTo("""
                        Effect of top3 on clicked, average over everyone
                        Identified by adjusting for category.

                        Adjustment sets
                          proposed   category  (what an estimator adjusts for by default)
                          minimal    category  (none of these can be left out)
                          parents    category  (the direct causes of the treatment)
                          optimal    category  (no other set gives a smaller asymptotic variance)
                          canonical  category  (every candidate: the ancestors of treatment and outcome)

                        Open when nothing is adjusted for
                          top3 <- category -> clicked

                        Not to be adjusted for
                          "dwell_time" must not be adjusted for: it is a descendant of the treatment top3 (top3 -> clicked -> dwell_time).

                        Covariates of the study (category, dwell_time): they do not identify the effect
                          "dwell_time" must not be adjusted for: it is a descendant of the treatment top3 (top3 -> clicked -> dwell_time).

                        Implied by the graph, testable with data
                          category ⟂ dwell_time | clicked
                          top3 ⟂ dwell_time | clicked

                        Assumed
                          No unmeasured confounding: among units alike in "category", "top3" is as good as random.
                          Overlap: units alike in "category" can have either value of "top3".
                          One version of "top3", and no unit's treatment changes another unit's outcome.
                          The graph: an absent arrow says that there is no direct effect.
                        """);
    }

    @Test
    void theReportSerialisesAsItIs() {
        CausalGraph graph = CausalGraph.parse("category -> top3, clicked\ntop3 -> clicked -> dwell_time");
        JsonNode json = JsonMapper.shared().valueToTree(IdentificationReport.of(graph, CLICKS, List.of("dwell_time")));
        assertThat(json.at("/treatment").asString()).isEqualTo("top3");
        assertThat(json.at("/identified").asBoolean()).isTrue();
        assertThat(json.at("/sets/0/name").asString()).isEqualTo("proposed");
        assertThat(json.at("/sets/0/covariates/0").asString()).isEqualTo("category");
        assertThat(json.at("/confounding/0/path").asString()).isEqualTo("top3 <- category -> clicked");
        assertThat(json.at("/refusals/0/reason").asString()).isEqualTo("DESCENDANT");
        assertThat(json.at("/implications/0/given/0").asString()).isEqualTo("clicked");
        assertThat(json.at("/review/valid").asBoolean(true)).isFalse();
    }
}

package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import dev.elsewise.mix.answer.Estimated;
import dev.elsewise.study.Result.Answer;
import dev.elsewise.study.mix.fixture.MadeUpMix;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words say what the numbers say, and withhold what they withhold. */
class MixWordsTest {
    private static final MixResult FULL = MadeUpMix.full();
    private static final MixResult DISTRUSTED = MadeUpMix.distrusted();

    private static String all(MixResult.Words words) {
        return String.join(
                "\n",
                Stream.of(
                                Stream.of(words.headline()),
                                words.questions().stream().map(a -> a.question() + " " + a.answer()),
                                words.actions().stream(),
                                words.cautions().stream(),
                                words.limits().stream())
                        .flatMap(s -> s)
                        .toList());
    }

    private static String answer(MixResult result, String question) {
        return result.words().questions().stream()
                .filter(a -> a.question().contains(question))
                .map(Answer::answer)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not asked: " + question));
    }

    @Test
    void theHeadlineNamesWhoBringsMostAndItsRivals() {
        // ROI by hand: email 254,783 / 89,152 = 2.86; facebook 1,390,361 / 775,323 = 1.79, whose interval reaches 2.32.
        assertThat(FULL.words().headline())
                .startsWith("For each unit of money email brings most, 2.86 [2.01, 3.70] of revenue (90 % interval)")
                .contains(
                        "facebook (1.79)", "intervals overlap", "One check warns: residual autocorrelation of revenue.")
                .doesNotContain("tiktok");
        assertThat(FULL.words().trustworthy()).isTrue();
    }

    /** What goes through google is in the totals of the others: it is not counted twice. */
    @Test
    void theMediatorIsNotAddedToTheChannelsThatActThroughIt() {
        double others = FULL.answers().channels().stream()
                .filter(c -> !c.name().equals("google"))
                .mapToDouble(c -> c.incremental().value())
                .sum();
        String percent = String.format(
                java.util.Locale.ROOT, "%.1f %%", 100 * others / FULL.answers().observedOutcome());
        assertThat(FULL.words().headline()).contains("Four channels together bring about " + percent);
    }

    @Test
    void aFailedCheckComesFirstAndStopsBudgets() {
        MixResult.Words words = DISTRUSTED.words();
        assertThat(words.trustworthy()).isFalse();
        assertThat(words.headline())
                .startsWith("These numbers are not to be used yet: one check failed, mediation split.");
        assertThat(words.actions().getFirst()).startsWith("Move no budget");
        assertThat(words.actions()).noneMatch(a -> a.startsWith("Spend") || a.startsWith("Move money"));
    }

    @Test
    void aRejectedSplitIsNotTold() {
        String words = all(DISTRUSTED.words());
        assertThat(answer(DISTRUSTED, "bring, directly"))
                .contains("withheld")
                .doesNotContain("directly 8", "through google 5", "of the structural total");
        assertThat(answer(DISTRUSTED, "lead")).isEqualTo("Withheld with the split into paths.");
        assertThat(words).contains("hold it back in some regions or weeks").doesNotContain("mediated");
    }

    @Test
    void aTestThatDoesNotRejectProvesNothing() {
        for (MixResult result : List.of(FULL, DISTRUSTED, MadeUpMix.oneChannel(), MadeUpMix.twelve())) {
            assertThat(all(result.words())).doesNotContainIgnoringCase("no hidden demand");
        }
        assertThat(answer(FULL, "hidden demand"))
                .contains("not rejected (p 0.670)", "cannot show that nothing hidden moves both");
    }

    @Test
    void anAbsentArrowIsAssumedNotEstimated() {
        assertThat(answer(FULL, "bring, directly"))
                .contains("tiktok: 286,000 [202,000, 371,000], directly assumed 0 (no arrow)");
        assertThat(FULL.words().cautions()).anyMatch(c -> c.contains("tiktok is assumed 0 (no arrow), not estimated"));
    }

    @Test
    void penaltiesLimitsAndImportanceAreCautions() {
        assertThat(FULL.words().cautions())
                .anyMatch(c -> c.contains("\"given the penalty\""))
                .anyMatch(c -> c.startsWith("Held at the limit of their sign: followers."))
                .anyMatch(c -> c.contains("not an effect"));
    }

    @Test
    void whatMarketersAskIsAnswered() {
        assertThat(answer(FULL, "What drove revenue")).contains("facebook 0.410", "promotions 0.020", "told from zero");
        assertThat(answer(FULL, "By how many weeks"))
                .contains("facebook → google → revenue after 1.82 [1.28, 2.36] weeks");
        assertThat(answer(FULL, "next unit of money")).startsWith("To email").contains("gains");
        assertThat(answer(FULL, "change of price")).contains("-15.8 %", "beyond all that were seen");
        assertThat(answer(FULL, "promotions")).contains("7,400");
        assertThat(answer(FULL, "help one another")).contains("facebook × instagram", "p 0.270");
        assertThat(answer(FULL, "saturated")).contains("facebook 45.7 %");
        assertThat(answer(FULL, "experiments")).contains("instagram", "they disagree by 4.67 standard errors");
        assertThat(answer(FULL, "not seen")).contains("R² 0.78 (in sample 0.92)");
    }

    @Test
    void whatTheStudyCannotAnswerIsNotAsked() {
        assertThat(MadeUpMix.oneChannel().words().questions())
                .extracting(Answer::question)
                .noneMatch(q ->
                        q.contains("price") || q.contains("experiment") || q.contains("hidden") || q.contains("lead"));
    }

    /** A gain whose interval holds zero is a thing to try, not to do. */
    @Test
    void aGainThatMayBeNothingIsTriedFirst() {
        MixResult.Plan plan = FULL.plan().orElseThrow();
        MixResult doubtful = FULL.withPlan(new MixResult.Plan(
                        plan.goal(),
                        plan.split(),
                        plan.current(),
                        plan.proposed(),
                        new Estimated(50, 100, -114, 214, ""),
                        plan.shares(),
                        plan.certificate(),
                        true,
                        List.of()))
                .told();
        assertThat(doubtful.words().actions()).anyMatch(a -> a.startsWith("Try the proposed plan on a part"));
        assertThat(doubtful.words().actions()).noneMatch(a -> a.startsWith("Move money"));
    }

    @Test
    void checksOfTheDataCountAsMuchAsThoseOfTheModel() {
        Diagnostic gap = new Diagnostic("calendar", 3, 0, Verdict.FAIL, "Three weeks are missing");
        MixResult result = new MixResult(
                        FULL.title(),
                        MixResult.Words.none(),
                        FULL.answers(),
                        List.of(gap),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        FULL.provenance())
                .told();
        assertThat(result.allChecks().getFirst()).isEqualTo(gap);
        assertThat(result.words().trustworthy()).isFalse();
        assertThat(result.words().headline()).contains("calendar");
        assertThat(result.words().cautions().getFirst()).isEqualTo("Three weeks are missing.");
    }
}

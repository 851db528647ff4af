package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadStudy;
import dev.elsewise.mix.FittedMix;
import dev.elsewise.mix.answer.ScenarioAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Changes of one input that differ from week to week, and changes that lie outside the data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioSpansTest {
    private static final int WEEKS = 60;
    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final String STUDY = """
            version: 1
            title: Spans
            data: shop.csv
            time: week
            mix:
              outcome: revenue
              channels: {tv: tv}
              controls: {price: price}
              carry-over: none
              saturation: none
              draws: {count: 0}
            graph: tv, price -> revenue
            """;

    private final Workspace workspace = Workspace.open(Workspace.Options.withDefaults());
    private MixStudy study = MixStudy.parse(STUDY, Path.of(""));
    private FittedMix fit;

    @BeforeAll
    void fit(@TempDir Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("week,tv,price,revenue\n");
        for (int t = 0; t < WEEKS; t++) {
            double price = 10 + Math.sin(2.1 * t);
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%.6f,%.6f,%.6f%n",
                    START.plusWeeks(t),
                    tv(t),
                    price,
                    100 + 2 * tv(t) - 3 * price + 0.01 * Math.sin(3.7 * t)));
        }
        Files.writeString(folder.resolve("shop.csv"), csv);
        study = MixStudy.parse(STUDY, folder);
        MixData data = MixData.of(study, workspace);
        fit = FittedMix.of(data.mix(), data.panel(), study.bootstrap(1));
    }

    @AfterAll
    void close() {
        workspace.close();
    }

    private static double tv(int t) {
        return 20 + 10 * Math.sin(0.7 * t);
    }

    private List<Scenario> read(String changes) {
        return PlanFile.parse("scenarios: [{name: asked, changes: " + changes + "}]", study)
                .scenarios();
    }

    private ScenarioAnswer answer(String changes) {
        return read(changes).getFirst().asked(fit).answer(fit);
    }

    @Test
    void eachWeekHasItsOwnChange() {
        ScenarioAnswer answer = answer("{tv: {2024-01-08: +20%, 2024-01-15: -4, 2024-02-05: {set: 7}}}");
        double spend = 0.2 * tv(1) - 4 + (7 - tv(5));
        assertThat(answer.spendChange()).isCloseTo(spend, within(1e-5));
        assertThat(answer.outcome().value()).isCloseTo(2 * spend, within(0.01));
        assertThat(answer.changes())
                .containsExactly("tv +20 % on 2024-01-08, -4 on 2024-01-15, set to 7 on 2024-02-05");
    }

    @Test
    void eachSpanHasItsOwnChange() {
        ScenarioAnswer answer = answer("{tv: [{from: 2024-03-01, to: 2024-03-31, change: 3},"
                + " {from: 2024-01-01, to: 2024-01-01, change: -50%}], price: +10%}");
        // Mondays of March 2024: the 4th, 11th, 18th and 25th.
        assertThat(answer.spendChange()).isCloseTo(4 * 3 - 0.5 * tv(0), within(1e-5));
        assertThat(answer.changes())
                .containsExactly("tv -50 % on 2024-01-01, +3 from 2024-03-01 to 2024-03-31", "price +10 %");
    }

    @Test
    void whatLiesOutsideTheDataIsRefused() {
        assertThatThrownBy(() -> answer("{tv: {2030-01-07: +20%}}"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("must change periods of the data, which begin from 2024-01-01 to 2025-02-17")
                .hasMessageContaining("\"asked\" changes tv from 2030-01-07 to 2030-01-07, where none of them begins")
                .hasMessageContaining("\nMaybe a year is mistyped");
        assertThatThrownBy(() -> answer("{tv: {2024-01-10: +20%}}"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\nMaybe 2024-01-08 is meant.");
        Scenario later = PlanFile.parse(
                        "scenarios: [{name: later, changes: {price: {set: 1}}, from: 2030-01-01}]", study)
                .scenarios()
                .getFirst();
        assertThatThrownBy(() -> later.asked(fit))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"later\" changes price from 2030-01-01, where none");
    }

    /** Before anything is fitted. */
    @Test
    void aRunRefusesItFirst() {
        MixStudy asking = MixStudy.parse(
                STUDY.replace("  draws:", "  scenarios: [{name: a, changes: {tv: +1%}, to: 2019-01-01}]\n  draws:"),
                Path.of(""));
        try (Workspace own = Workspace.open(Workspace.Options.withDefaults())) {
            assertThatThrownBy(() -> MixRunner.run(asking.withData(study.data().source()), own))
                    .isInstanceOf(BadStudy.class)
                    .hasMessageContaining("\"a\" changes tv to 2019-01-01");
        }
    }

    @Test
    void badSpansAreRefusedWithTheLine() {
        assertThatThrownBy(() ->
                        read("{tv: [{from: 2024-03-01, to: 2024-03-31, change: 3}, {from: 2024-03-25, to: 2024-04-01,"
                                + " change: 2}]}"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining(
                        "must have spans that do not overlap; one goes to 2024-03-31, and another begins on"
                                + " 2024-03-25");
        assertThatThrownBy(() -> read("{tv: [{from: 2024-03-31, to: 2024-03-01, change: 3}]}"))
                .hasMessageContaining("must end after it begins");
        assertThatThrownBy(() -> read("{tv: {2024-01-08: +20%, 2024-13-01: 3}}"))
                .hasMessageContaining("must have days as its keys");
        assertThatThrownBy(() -> read("{tv: {2024-01-08: {2024-01-15: 3}}}"))
                .hasMessageContaining("has no key \"2024-01-15\"; it may have set");
    }
}

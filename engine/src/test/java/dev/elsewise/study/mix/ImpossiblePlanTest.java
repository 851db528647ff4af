package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody waits for a fit to hear that the budget was impossible from the start. */
class ImpossiblePlanTest {
    @TempDir
    private Path folder;

    private final List<String> steps = new ArrayList<>();

    /** Ten a week on tv, four on radio, three on search, which follows tv. */
    private MixStudy study(String plan) throws IOException {
        StringBuilder csv = new StringBuilder("week,tv,radio,search,revenue\n");
        for (int t = 0; t < 60; t++) {
            double tv = t % 2 == 0 ? 7 : 13;
            double radio = t % 3 == 0 ? 8 : 2;
            double search = 0.3 * tv + 0.2 * Math.cos(1.3 * t);
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%.0f,%.0f,%.4f,%.4f%n",
                    LocalDate.of(2024, 1, 1).plusWeeks(t),
                    tv,
                    radio,
                    search,
                    100 + 2 * tv + radio + 3 * search + Math.sin(3.7 * t)));
        }
        Files.writeString(folder.resolve("shop.csv"), csv);
        return MixStudy.parse("""
                version: 1
                title: A plan
                data: shop.csv
                time: week
                mix:
                  outcome: revenue
                  channels: [tv, radio, search]
                  mediators: [search]
                  carry-over: none
                  saturation: none
                  baseline: {trend: none}
                  draws: {count: 0}
                  plan: %s
                graph: |
                  tv -> search
                  tv, radio, search -> revenue
                """.formatted(plan), folder);
    }

    private MixResult run(String plan) throws IOException {
        try (Workspace workspace =
                Workspace.open(Workspace.Options.withDefaults().withProgress((step, done, of) -> steps.add(step)))) {
            return MixRunner.run(study(plan), workspace);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {budget: 9}                                       | The budget is 9.00 a week; the lower bounds of the levers add up to 9.80 a week
            {budget: 19, charging: []}                        | The budget is 19.00 a week; the upper bounds of the levers add up to 18.20 a week
            {budget: 10, bounds: {tv: {from: 10.5, to: 20}}}  | the lower bounds of the levers add up to 13.30 a week
            """)
    void anImpossibleBudgetIsRefusedBeforeTheFit(String plan, String message) {
        assertThatThrownBy(() -> run(plan))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining(message.strip())
                .hasMessageContaining("\nMaybe ");
        assertThat(steps).containsOnly("reading data");
    }

    /** How much of the budget search will take is known only then. */
    @Test
    void whatMediatorsSpendIsLeftToTheFit() {
        assertThatThrownBy(() -> run("{budget: 1000}"))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("with which mediators would spend");
        assertThat(steps).contains("planning");
    }

    @Test
    void aPossibleOneIsAnswered() throws IOException {
        assertThat(run("{budget: 14, charging: []}").plan()).isPresent();
    }
}

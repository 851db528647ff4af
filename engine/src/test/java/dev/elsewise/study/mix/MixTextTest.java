package dev.elsewise.study.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.study.mix.fixture.MadeUpMix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixTextTest {
    private static final MixResult FULL = MadeUpMix.full();
    private static final String TEXT = MixText.of(FULL);

    @Test
    void theAnswerComesFirst() {
        String words = TEXT.replaceAll("\\s+", " ");
        assertThat(words).startsWith(FULL.title());
        assertThat(words.indexOf(FULL.words().headline())).isPositive().isLessThan(words.indexOf("marginal ROI"));
    }

    @Test
    void everyPartHasItsTable() {
        assertThat(TEXT)
                .contains("Channels: revenue over 104 weeks, with 90 % intervals")
                .contains(
                        "Through the mediators",
                        "Plan for",
                        "Scenarios",
                        "Drivers of revenue",
                        "Validation (expanding, 5 folds)")
                .contains("Health", "3 of 4 checks pass.", "What to do", "What remains to doubt");
        assertThat(TEXT.lines().filter(l -> l.startsWith("  facebook")))
                .anyMatch(l -> l.contains("1,390,000 [980,000, 1,800,000]") && l.contains("1.79 [1.26, 2.32]"));
        assertThat(TEXT.lines().filter(l -> l.startsWith("  tiktok")))
                .anyMatch(l -> l.contains("assumed 0 (no arrow)"));
    }

    @Test
    void whatIsNotThereHasNoTable() {
        assertThat(MixText.of(MadeUpMix.oneChannel()))
                .contains("Channels", "Health")
                .doesNotContain("Through the mediators", "Plan for", "Scenarios", "Validation");
    }

    @Test
    void aRejectedSplitIsWithheld() {
        String table = MixText.of(MadeUpMix.distrusted());
        String part = table.substring(table.indexOf("Through the mediators"), table.indexOf("Plan for"));
        assertThat(part.lines().filter(l -> l.contains("facebook") || l.contains("instagram")))
                .hasSize(2)
                .allMatch(l -> l.contains("withheld") && l.contains("< 0.001"));
        assertThat(part).doesNotContain("860,000");
    }

    /** Sentences are wrapped; tables stay on a wide terminal even with twelve channels of long names. */
    @Test
    void linesFitATerminal() {
        for (MixResult result : List.of(FULL, MadeUpMix.distrusted(), MadeUpMix.oneChannel(), MadeUpMix.twelve())) {
            assertThat(MixText.of(result).lines()).allMatch(l -> l.length() <= 120);
        }
        assertThat(TEXT.lines().filter(l -> !l.contains("  ") || l.startsWith("  -")))
                .allMatch(l -> l.length() <= 100 || l.startsWith("  ---"));
    }

    @Test
    void columnsStandUnderTheirHeadings() {
        List<String> lines = TEXT.lines().toList();
        int rule = lines.indexOf(
                lines.stream().filter(l -> l.matches(" *-{20,}")).findFirst().orElseThrow());
        int end = lines.get(rule).length();
        assertThat(lines.subList(rule - 1, rule + 6)).allMatch(l -> l.length() == end);
    }

    @Test
    void tablesHoldWhatTheAnswersHold() {
        Map<String, String> tables = MixTables.of(FULL);
        assertThat(tables.keySet())
                .contains(
                        "channels.csv",
                        "effects.csv",
                        "mediation.csv",
                        "paths.csv",
                        "decomposition.csv",
                        "curves.csv",
                        "equations.csv",
                        "shapes.csv",
                        "validation.csv",
                        "residuals.csv",
                        "stability.csv",
                        "scenarios.csv",
                        "allocation.csv",
                        "importance-not-effects.csv");
        assertThat(tables.getOrDefault("decomposition.csv", "").lines())
                .hasSize(FULL.answers().periods() + 1);
        assertThat(tables.get("decomposition.csv"))
                .startsWith("period,observed,fitted,baseline,trend,season,price,\"facebook, immediate\"");
        assertThat(tables.getOrDefault("curves.csv", "").lines()).hasSize(1 + 5 * 21 * 2);
        assertThat(tables.get("mediation.csv")).contains("tiktok,direct,0.0,0.0,0.0,0.0,assumed 0 (no arrow)");
        assertThat(tables.get("mediation.csv"))
                .contains("tiktok,amplification,,,,,the direct effect is assumed 0 (no arrow)");
    }

    /** Each row of a table has as many cells as its header; commas in names are quoted. */
    @Test
    void tablesAreRectangular() {
        for (MixResult result : List.of(FULL, MadeUpMix.twelve(), MadeUpMix.oneChannel())) {
            MixTables.of(result).forEach((name, table) -> {
                List<Integer> cells = table.lines()
                        .map(l -> l.replaceAll("\"(?:[^\"]|\"\")*\"", "x").split(",", -1).length)
                        .distinct()
                        .toList();
                assertThat(cells).as(name).hasSize(1);
            });
        }
        assertThat(MixTables.of(MadeUpMix.oneChannel()).keySet())
                .doesNotContain("mediation.csv", "validation.csv", "allocation.csv", "lifts.csv");
    }
}

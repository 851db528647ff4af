package dev.elsewise.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.contract.Sheet;
import dev.elsewise.math.Streams;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeDerivedTest {
    private static final int ROWS = 4_000;
    private static final int ITEMS = 150;

    private static double uniform(String purpose, int row) {
        return Streams.of(3, purpose).uniform(row);
    }

    private static int item(int row) {
        return Streams.of(3, "item").at(row).below(ITEMS);
    }

    /** Items with their clicks, click rate and exposures in this very log, and things that are innocent. */
    private static Sheet log() {
        double[] clicked = new double[ROWS];
        double[] clicks = new double[ITEMS];
        double[] shown = new double[ITEMS];
        for (int r = 0; r < ROWS; r++) {
            clicked[r] = uniform("clicked", r) < 0.2 ? 1 : 0;
            clicks[item(r)] += clicked[r];
            shown[item(r)]++;
        }
        return Sheet.of(ROWS)
                .truth("clicked", r -> clicked[r])
                .key("news_id", "N", OutcomeDerivedTest::item)
                .number("popularity", r -> clicks[item(r)])
                .number("quality", r -> clicks[item(r)] / shown[item(r)])
                .number("item_exposures", r -> shown[item(r)])
                .number("length", r -> item(r) % 30)
                .number("click_past", r -> item(r) % 7)
                .number("ctr", r -> uniform("ctr", r))
                .number("age", r -> Math.floor(80 * uniform("age", r)))
                .truth("returning", r -> uniform("returning", r) < 0.5 ? 1 : 0)
                .number("one", r -> 1);
    }

    private static List<OutcomeDerived.Finding> findings(Sheet sheet, String... covariates) {
        return OutcomeDerived.of(sheet.table(), "clicked", List.of(covariates)).findings();
    }

    @Test
    void theSumOfTheOutcomeByItemIsProven() {
        assertThat(findings(log(), "popularity")).singleElement().satisfies(f -> {
            assertThat(f.proven()).isTrue();
            assertThat(f.because()).contains("\"news_id\"").contains("\"clicked\"");
        });
    }

    @Test
    void theMeanOfTheOutcomeByItemIsProven() {
        assertThat(findings(log(), "quality"))
                .singleElement()
                .extracting(OutcomeDerived.Finding::proven)
                .isEqualTo(true);
    }

    @Test
    void aRateIsProvenByItsOwnValuesWhereNoItemIsNamed() {
        Sheet log = log();
        double[] rates = log.numbers("quality");
        Sheet anonymous =
                Sheet.of(ROWS).truth("clicked", r -> log.numbers("clicked")[r]).number("quality", r -> rates[r]);
        assertThat(findings(anonymous, "quality")).singleElement().satisfies(f -> {
            assertThat(f.proven()).isTrue();
            assertThat(f.because()).contains("the mean of \"clicked\" at each of its values is that value");
        });
    }

    @Test
    void aNameAloneIsASuspicion() {
        assertThat(findings(log(), "click_past", "ctr"))
                .extracting(OutcomeDerived.Finding::column, OutcomeDerived.Finding::proven)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("click_past", false),
                        org.assertj.core.groups.Tuple.tuple("ctr", false));
    }

    @Test
    void theInnocentAreLeftAlone() {
        assertThat(findings(log(), "item_exposures", "length", "age", "returning", "one"))
                .isEmpty();
    }

    /** The sum over the days before is known before: it is not the sum over these rows. */
    @Test
    void aSumOverOtherRowsIsInnocent() {
        Sheet log = log();
        double[] sums = log.numbers("popularity");
        assertThat(findings(log.number("past", r -> sums[r] + item(r) % 3), "past"))
                .isEmpty();
    }

    @Test
    void missingValuesDoNotHideIt() {
        Sheet log = log();
        double[] sums = log.numbers("popularity");
        Sheet gaps = log.number("popularity", r -> item(r) < 10 ? Double.NaN : sums[r]);
        assertThat(findings(gaps, "popularity"))
                .singleElement()
                .extracting(OutcomeDerived.Finding::proven)
                .isEqualTo(true);
    }

    @Test
    void oneWarningNamesThemAll() {
        OutcomeDerived found = OutcomeDerived.of(log().table(), "clicked", List.of("popularity", "age", "ctr"));
        Diagnostic check = found.diagnostic();
        assertThat(check.verdict()).isEqualTo(Verdict.WARN);
        assertThat(check.statistic()).isEqualTo(2);
        assertThat(check.advice())
                .contains("\"popularity\":")
                .contains("\"ctr\":")
                .doesNotContain("\"age\"");
        assertThat(OutcomeDerived.of(log().table(), "clicked", List.of("age"))
                        .diagnostic()
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }
}

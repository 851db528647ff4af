package dev.elsewise.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Weights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
    private static final List<Grouping> GROUPS = List.of(new Grouping("size", "group", List.of("small", "large")));

    /** The first {@code rows} rows in group 0, of which {@code treated} are treated; the others in group 1, half of them. */
    private static Sheet twoGroups(int rows, int treated, int others, double score) {
        return Sheet.of(rows + others)
                .number("group", r -> r < rows ? 0 : 1)
                .number("e", r -> r < rows ? score : 0.5)
                .truth("t", r -> (r < rows ? r < treated : r % 2 == 0) ? 1 : 0);
    }

    private static Calibration of(Sheet sheet) {
        return Calibration.of(sheet.table(), "e", "t", GROUPS);
    }

    /** Expected 0.5 exactly, so that the ratio is twice the treated share. */
    @ParameterizedTest
    @CsvSource({
        "399, FAIL",
        "400, WARN",
        "449, WARN",
        "450, PASS",
        "500, PASS",
        "550, PASS",
        "551, WARN",
        "625, WARN",
        "626, FAIL",
        "0, FAIL",
        "1000, FAIL"
    })
    void theBoundsThemselvesAreOnTheGentleSide(int treatedOf1000, Verdict verdict) {
        Calibration calibration = of(twoGroups(1000, treatedOf1000, 1000, 0.5));
        Calibration.Group first = calibration.of("size").getFirst();
        assertThat(first.rows()).isEqualTo(1000);
        assertThat(first.expected()).isEqualTo(0.5);
        assertThat(first.observed()).isEqualTo(treatedOf1000 / 1000.0);
        assertThat(first.ratio()).isEqualTo(treatedOf1000 / 500.0);
        assertThat(first.verdict()).isEqualTo(verdict);
        assertThat(calibration.diagnostics())
                .singleElement()
                .extracting(Diagnostic::verdict)
                .isEqualTo(verdict);
    }

    @Test
    void aGroupIsJudgedFromOneRowInAHundred() {
        assertThat(of(twoGroups(100, 90, 9_900, 0.5)).of("size").getFirst().verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(of(twoGroups(99, 90, 9_901, 0.5)).of("size").getFirst().verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aGroupTooSmallToJudgeIsNotTheOneThatIsQuoted() {
        Diagnostic check = of(twoGroups(99, 90, 9_901, 0.1)).diagnostics().getFirst();
        assertThat(check.verdict()).isEqualTo(Verdict.PASS);
        assertThat(check.statistic()).isCloseTo(1, within(0.001));
        assertThat(check.advice()).contains("in size large").doesNotContain("small");
    }

    @Test
    void theWorstGroupSpeaksForItsDimension() {
        Diagnostic check = of(twoGroups(1000, 300, 1000, 0.2)).diagnostics().getFirst();
        assertThat(check.name()).isEqualTo("propensity calibration by size");
        assertThat(check.statistic()).isCloseTo(1.5, within(1e-12));
        assertThat(check.threshold()).isEqualTo(1.25);
        assertThat(check.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(check.advice())
                .contains("in size small the model expects 20.0 % treated and 30.0 % are (1,000 rows)")
                .contains("spline");
    }

    @Test
    void halvingIsAsBadAsDoubling() {
        Sheet sheet = Sheet.of(2000)
                .number("group", r -> r < 1000 ? 0 : 1)
                .number("e", r -> 0.4)
                .truth("t", r -> (r < 1000 ? r < 190 : r < 1800) ? 1 : 0);
        assertThat(of(sheet).diagnostics().getFirst().statistic())
                .as("ratios 0.475 and 2: a factor of 2.1 and one of 2")
                .isCloseTo(0.475, within(1e-12));
    }

    /**
     * A sample that holds every treated person of a town and one in ten of the others: weighted, 200 of 1,000 are treated, as
     * the model says that was fitted with the weights; unweighted it would look a factor of 3.6 wrong.
     */
    @Test
    void sharesAreWeightedAsThePropensityWas() {
        Sheet sheet = Sheet.of(280)
                .number("group", r -> r % 2)
                .number("e", r -> 0.2)
                .truth("t", r -> r < 200 ? 1 : 0)
                .number("w", r -> r < 200 ? 1 : 10);
        Calibration weighted = Calibration.of(sheet.table(), "e", "t", GROUPS, Optional.of(Weights.sampling("w")));
        assertThat(weighted.of("size")).hasSize(2).allSatisfy(g -> {
            assertThat(g.rows()).isEqualTo(140);
            assertThat(g.observed()).isCloseTo(0.2, within(1e-12));
            assertThat(g.verdict()).isEqualTo(Verdict.PASS);
        });
        assertThat(of(sheet).of("size").getFirst().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFrequencyIsAsManyRows() {
        Sheet sheet = Sheet.of(400)
                .number("group", r -> r % 2)
                .number("e", r -> 0.2 + 0.1 * (r % 3))
                .truth("t", r -> r % 5 < 2 ? 1 : 0)
                .number("w", r -> 1 + r % 4);
        int[] copies = java.util.stream.IntStream.range(0, 400)
                .flatMap(r -> java.util.stream.IntStream.generate(() -> r).limit(1 + r % 4))
                .toArray();
        Calibration weighted = Calibration.of(sheet.table(), "e", "t", GROUPS, Optional.of(Weights.frequency("w")));
        Calibration repeated = of(sheet.at(copies));
        for (int i = 0; i < 2; i++) {
            Calibration.Group a = weighted.groups().get(i);
            Calibration.Group b = repeated.groups().get(i);
            assertThat(a.rows()).isEqualTo(b.rows());
            assertThat(a.expected()).isCloseTo(b.expected(), within(1e-12));
            assertThat(a.observed()).isCloseTo(b.observed(), within(1e-12));
            assertThat(a.verdict()).isEqualTo(b.verdict());
        }
    }

    /**
     * A ratio of 1.3 at e = 0.5 is beyond chance with 400 rows (three standard errors are 0.15) and not with the
     * (Σw)²/Σw² = 40 of 400 rows of which one in ten weighs nearly all.
     */
    @Test
    void unequalSamplingWeightsLeaveMoreToChance() {
        Sheet sheet = Sheet.of(400)
                .number("group", r -> 0)
                .number("e", r -> 0.5)
                .truth("t", r -> r / 10 % 20 < 13 ? 1 : 0)
                .number("all", r -> 1)
                .number("few", r -> r % 10 == 0 ? 1 : 1e-6);
        Calibration equal = Calibration.of(sheet.table(), "e", "t", GROUPS, Optional.of(Weights.sampling("all")));
        Calibration unequal = Calibration.of(sheet.table(), "e", "t", GROUPS, Optional.of(Weights.sampling("few")));
        assertThat(equal.groups().getFirst().ratio()).isCloseTo(1.3, within(1e-9));
        assertThat(unequal.groups().getFirst().ratio()).isCloseTo(1.3, within(1e-9));
        assertThat(equal.groups().getFirst().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(unequal.groups().getFirst().verdict()).isEqualTo(Verdict.WARN);
    }

    /** The dimension's name is not in the data: whoever is to change the model needs the column's. */
    @Test
    void theAdviceNamesTheColumn() {
        Sheet sheet = twoGroups(1000, 300, 1000, 0.2)
                .number("candidate_set_size", r -> r)
                .category("town", List.of("a", "b"), r -> r % 2);
        assertThat(advice(sheet, "candidate_set_size", true))
                .contains("\"candidate_set_size\", from which slate_size is made,")
                .contains("features: {candidate_set_size: {spline: 5}}");
        assertThat(advice(sheet, "town", true)).contains("features: {town: {category: {minFrequency: 1}}}");
        assertThat(advice(sheet, "candidate_set_size", false)).contains("which does not see it");
        assertThat(advice(sheet, "e", false))
                .contains("Let the covariates enter")
                .doesNotContain("\"e\"");
    }

    private static String advice(Sheet sheet, String column, boolean modelled) {
        Grouping grouping = new Grouping("slate_size", column, modelled, "group", List.of("small", "large"));
        return Calibration.of(sheet.table(), "e", "t", List.of(grouping))
                .diagnostics()
                .getFirst()
                .advice();
    }

    @Test
    void dimensionsKeepTheirOrderAndEmptyGroupsAreLeftOut() {
        Sheet sheet = twoGroups(500, 250, 500, 0.5).number("other", r -> 2);
        Calibration calibration = Calibration.of(
                sheet.table(),
                "e",
                "t",
                List.of(new Grouping("z", "other", List.of("none", "neither", "every")), GROUPS.getFirst()));
        assertThat(calibration.dimensions()).containsExactly("z", "size");
        assertThat(calibration.of("z"))
                .singleElement()
                .extracting(Calibration.Group::level)
                .isEqualTo("every");
        assertThat(calibration.diagnostics()).hasSize(2);
    }
}

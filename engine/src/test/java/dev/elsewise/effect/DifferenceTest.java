package dev.elsewise.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.contract.Sheet;
import dev.elsewise.data.Table;
import dev.elsewise.data.Weights;
import dev.elsewise.error.BadStudy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final double[] ONE = {1, 4, 2, 7, 3, 1};
    private static final double[] OTHER = {2, 1, 5, 5, 3, 2};

    private static Sheet sheet() {
        return Sheet.of(6)
                .number("one", r -> ONE[r])
                .number("other", r -> OTHER[r])
                .number("a", r -> 1)
                .number("w", r -> 1 + r % 2)
                .truth("t", r -> r % 2)
                .number("y", r -> 10 + r);
    }

    private static ScoredEstimate estimate(String id, Table units, String b, Optional<Weights> weights) {
        return ScoredEstimate.of(
                new Estimate.Description(id, "made", id, "everyone", List.of(), List.of()),
                new Uncertainty.Scored(units, "t", "y", b, "a", weights, Uncertainty.Divisor.N));
    }

    private static ScoredEstimate estimate(String id, Table units, String b) {
        return estimate(id, units, b, Optional.empty());
    }

    /** Scores of 18/6 and 18/6: the difference is 0, its influences are the scores' differences −1, 3, −3, 2, 0, −1. */
    private static void assertDifference(InfluenceEstimate difference) {
        assertThat(difference.value()).isCloseTo(0, within(1e-12));
        assertThat(difference.standardError()).isCloseTo(Math.sqrt(1 + 9 + 9 + 4 + 0 + 1) / 6, within(1e-12));
    }

    @Test
    void theErrorIsThatOfTheInfluencesRowByRow() {
        assertDifference(estimate("one", sheet().table(), "one").minus(estimate("other", sheet().table(), "other")));
    }

    /** The same units in another order are found by their place in the source. */
    @Test
    void unitsAreFoundInAnyOrder() {
        Table table = sheet().table();
        assertDifference(
                estimate("one", table, "one").minus(estimate("other", table.sortedBy("other", "one"), "other")));
        assertDifference(
                estimate("one", table.sortedBy("one", "other"), "one").minus(estimate("other", table, "other")));
    }

    @Test
    void asManyOtherRowsOfTheSameFileAreRefused() {
        Table table = sheet().table();
        assertThatThrownBy(() -> estimate("one", table.where("y < 15", "early"), "one")
                        .minus(estimate("other", table.where("y > 10", "late"), "other")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"one\" has 5 and \"other\" has 5, and row 1 is only in \"one\"")
                .hasMessageContaining("\nMaybe ");
        assertThatThrownBy(() ->
                        estimate("one", table.where("y > 10", "late"), "one").minus(estimate("other", table, "other")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"one\" has 5 and \"other\" has 6, and row 1 is only in \"other\"");
    }

    @Test
    void asManyRowsOfAnotherFileAreRefused() {
        Table other = sheet().number("y", r -> r == 3 ? 99 : 10 + r).table();
        assertThatThrownBy(() -> estimate("one", sheet().table(), "one").minus(estimate("other", other, "other")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"y\" is 13.0 in row 4 of \"one\" and 99.0 in that of \"other\"")
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void otherWeightsAreRefused() {
        Table table = sheet().table();
        assertThatThrownBy(() -> estimate("one", table, "one", Optional.of(Weights.sampling("w")))
                        .minus(estimate("other", table, "other")))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"one\" has sampling weights \"w\" and \"other\" has none");
        Table heavier = sheet().number("w", r -> 3).table();
        assertThatThrownBy(() -> estimate("one", table, "one", Optional.of(Weights.sampling("w")))
                        .minus(estimate("other", heavier, "other", Optional.of(Weights.sampling("w")))))
                .isInstanceOf(BadStudy.class)
                .hasMessageContaining("\"w\" is 1.0 in row 1");
    }
}

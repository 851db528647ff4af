package dev.elsewise.report.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.mix.answer.Estimated;
import org.junit.jupiter.api.Test;

class ShownTest {
    /** The cost per outcome of a channel whose effect is near 0 in some draws: its quantiles are there, its variance is not. */
    @Test
    void anIntervalWithoutAStandardErrorIsShown() {
        Estimated cost = new Estimated(0.0375123, Double.NaN, 0.026217, 0.056171, "");
        assertThat(Shown.words(cost)).isEqualTo("0.0375 [0.0262, 0.0562]");
        StringBuilder cell = new StringBuilder();
        Shown.cell(cost).print(cell);
        assertThat(cell).contains("[0.0262, 0.0562]");
    }

    @Test
    void whatNobodyEstimatedHasNoInterval() {
        assertThat(Shown.words(Estimated.known(2, ""))).isEqualTo("2");
        assertThat(Shown.words(new Estimated(2, Double.NaN, Double.NaN, Double.NaN, "")))
                .isEqualTo("2");
        assertThat(Shown.words(new Estimated(2, Double.NaN, 1, Double.POSITIVE_INFINITY, "")))
                .isEqualTo("2");
    }
}

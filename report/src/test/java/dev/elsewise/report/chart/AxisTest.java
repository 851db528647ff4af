package dev.elsewise.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource({
        "-0.03, 0.23",
        "0, 1",
        "-1e-9, 3e-9",
        "12345, 99999",
        "-5, -4.999",
        "1e300, -1e300",
        "7, 7",
        "0, 0",
        "-Infinity, Infinity"
    })
    void ticksAreRoundOrderedAndOnTheAxis(double low, double high) {
        Axis axis = Axis.around(low, high, 0, 600, 6);
        List<Double> ticks = axis.ticks();
        assertThat(ticks).hasSizeBetween(3, 15).isSorted();
        double power = Math.pow(10, Math.floor(Math.log10(axis.step()) + 1e-9));
        assertThat(axis.step() / power)
                .satisfiesAnyOf(
                        step -> assertThat(step).isCloseTo(1, within(1e-9)),
                        step -> assertThat(step).isCloseTo(2, within(1e-9)),
                        step -> assertThat(step).isCloseTo(5, within(1e-9)));
        for (double tick : ticks) {
            assertThat(axis.at(tick)).isBetween(-1e-6, 600 + 1e-6);
            assertThat(tick / axis.step()).isCloseTo(Math.rint(tick / axis.step()), within(1e-6));
        }
        assertThat(ticks.stream().map(axis::label)).doesNotHaveDuplicates();
    }

    @Test
    void aValueIsDrawnInProportion() {
        Axis axis = Axis.exactly(-1, 3, 100, 500, 4);
        assertThat(axis.at(-1)).isEqualTo(100);
        assertThat(axis.at(1)).isEqualTo(300);
        assertThat(axis.at(3)).isEqualTo(500);
        assertThat(axis.ticks()).containsExactly(-1.0, 0.0, 1.0, 2.0, 3.0);
        assertThat(axis.label(-1)).isEqualTo("−1");
    }

    @Test
    void decimalsFollowTheStep() {
        Axis axis = Axis.exactly(0, 0.25, 0, 100, 5);
        assertThat(axis.ticks().stream().map(axis::label))
                .containsExactly("0.00", "0.05", "0.10", "0.15", "0.20", "0.25");
    }
}

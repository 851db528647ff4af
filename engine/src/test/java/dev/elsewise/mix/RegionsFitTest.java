package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.mix.answer.EquationAnswer;
import dev.elsewise.scm.Panel;
import dev.elsewise.scm.Pooling;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How well an equation fits compares between poolings: a large and a small region that are alike but for their size. */
class RegionsFitTest {
    private static final int WEEKS = 120;
    private static final double[] SIZES = {9, 1};
    private static final double EFFECT = 2;
    private static final double ERROR = 12;

    private static EquationAnswer equation(Pooling pooling) {
        double[] tv = new double[2 * WEEKS];
        double[] y = new double[2 * WEEKS];
        for (int u = 0; u < 2; u++) {
            double[] error = noise(WEEKS, 80 + u, "y");
            for (int t = 0; t < WEEKS; t++) {
                tv[u * WEEKS + t] = SIZES[u] * (40 + 8 * Math.sin((0.9 + 0.2 * u) * t) + 8 * Math.cos(2.1 * t));
                y[u * WEEKS + t] = EFFECT * tv[u * WEEKS + t] + SIZES[u] * (300 + ERROR * error[t]);
            }
        }
        Panel panel = Panel.of(
                        List.of("north", "south"),
                        IntStream.range(0, WEEKS)
                                .mapToObj(Weekly.START::plusWeeks)
                                .toList(),
                        0)
                .with("tv", tv)
                .with("y", y);
        FittedMix fit = Weekly.fit(Weekly.lifted(Weekly.mix("tv -> y", Weekly.channel("tv")), pooling), panel, 0);
        return new Equations(fit, Map.of()).answers().getFirst();
    }

    @Test
    void theSameDataHaveTheSameFit() {
        EquationAnswer shared = equation(Pooling.SHARED);
        EquationAnswer separate = equation(Pooling.SEPARATE);
        double[] waves = series(WEEKS, t -> EFFECT * (8 * Math.sin(0.9 * t) + 8 * Math.cos(2.1 * t)));
        double explained = Math.pow(Equations.spread(waves), 2);
        double expected = explained / (explained + ERROR * ERROR);
        assertThat(shared.rSquared()).isCloseTo(expected, within(0.05));
        assertThat(separate.rSquared()).isCloseTo(shared.rSquared(), within(0.01));
        // In units of the outcome: errors of 9 · 12 and 1 · 12, the root of the mean of their squares.
        double sd = ERROR * Math.sqrt((81 + 1) / 2.0);
        assertThat(shared.residualSd()).isCloseTo(sd, within(0.1 * sd));
        assertThat(separate.residualSd()).isCloseTo(shared.residualSd(), within(0.1 * sd));
    }
}

package dev.elsewise.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** R: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.55, 0.02), "holm") and "BH". */
class AdjustedTest {
    private static final double[] P = {0.01, 0.04, 0.03, 0.005, 0.55, 0.02};
    private static final double[] HOLM = {0.05, 0.09, 0.09, 0.03, 0.55, 0.08};
    private static final double[] BH = {0.03, 0.048, 0.045, 0.03, 0.55, 0.04};

    @Test
    void asInR() {
        assertThat(Adjusted.holm(P)).containsExactly(HOLM, within(1e-15));
        assertThat(Adjusted.benjaminiHochberg(P)).containsExactly(BH, within(1e-15));
    }

    /** A hypothesis that was not tested takes no part: the others are as without it. */
    @Test
    void whatIsMissingCountsForNone() {
        double[] with = {Double.NaN, 0.01, 0.04, 0.03, Double.NaN, 0.005, 0.55, 0.02, Double.NaN};
        for (int i = 0; i < with.length; i++) {
            int place = i - (i > 4 ? 2 : 1);
            double holm = Double.isNaN(with[i]) ? Double.NaN : HOLM[place];
            double bh = Double.isNaN(with[i]) ? Double.NaN : BH[place];
            if (Double.isNaN(holm)) {
                assertThat(Adjusted.holm(with)[i]).isNaN();
                assertThat(Adjusted.benjaminiHochberg(with)[i]).isNaN();
            } else {
                assertThat(Adjusted.holm(with)[i]).isCloseTo(holm, within(1e-15));
                assertThat(Adjusted.benjaminiHochberg(with)[i]).isCloseTo(bh, within(1e-15));
            }
        }
        assertThat(Adjusted.holm(new double[] {Double.NaN})).containsOnly(Double.NaN);
    }
}

package dev.elsewise.check.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.check.Diagnostic;
import dev.elsewise.check.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What follows the week before asks for a baseline that bends more; what alternates with it, for one that bends less. */
class AlternatingTest {
    /** e[t] = r · e[t − 1] + a wave of its own. */
    private static double[] errors(double r) {
        double[] errors =
                IntStream.range(0, 160).mapToDouble(t -> Math.sin(1.0 * t * t)).toArray();
        for (int t = 1; t < errors.length; t++) {
            errors[t] += r * errors[t - 1];
        }
        return errors;
    }

    private static List<Diagnostic> first(double r) {
        return List.of(
                DurbinWatson.of(errors(r)).diagnostic(),
                Autocorrelation.of(errors(r)).diagnostic());
    }

    @Test
    void adviceGoesWithTheSign() {
        for (double size : new double[] {0.4, 0.8}) {
            Verdict verdict = size < 0.5 ? Verdict.WARN : Verdict.FAIL;
            assertThat(first(size)).allSatisfy(d -> {
                assertThat(d.verdict()).isEqualTo(verdict);
                assertThat(d.advice()).doesNotContain("bend less", "differences");
            });
            assertThat(first(-size)).allSatisfy(d -> {
                assertThat(d.verdict()).isEqualTo(verdict);
                assertThat(d.advice())
                        .contains("bend less, and take no differences")
                        .doesNotContain("bend more", "Add trend");
            });
        }
    }

    /** A test of all lags does not know the sign, and says both. */
    @Test
    void ljungAndBoxSayBoth() {
        Diagnostic d = LjungBox.of(errors(-0.8)).diagnostic();
        assertThat(d.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(d.advice()).contains("above 0, add trend", "alternate, let the trend or the season bend less");
    }
}

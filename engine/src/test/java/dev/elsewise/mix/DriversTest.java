package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.scm.Panel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriversTest {
    private static final int WEEKS = 400;

    /** y = 3a − 2b + 1c + noise of sd 1, all of sd 1: the standardised coefficients are 3, −2 and 1 over √15. */
    private static List<MixAnswers.Driver> drivers(Family family) {
        double[] a = noise(WEEKS, 41, "a");
        double[] b = noise(WEEKS, 41, "b");
        double[] c = noise(WEEKS, 41, "c");
        double[] error = noise(WEEKS, 41, "y");
        Panel panel = Weekly.panel(WEEKS)
                .with("a", series(WEEKS, t -> 10 + a[t]))
                .with("b", series(WEEKS, t -> 10 + b[t]))
                .with("c", series(WEEKS, t -> 10 + c[t]))
                .with("y", series(WEEKS, t -> 100 + 3 * a[t] - 2 * b[t] + c[t] + error[t]));
        MediaMix mix = Weekly.mix("a, b, c -> y", Weekly.channel("a"), Weekly.control("b"), Weekly.control("c"))
                .withFamily(family);
        FittedMix fit = Weekly.fit(mix, panel, 0);
        return new Drivers(fit, new Equations(fit, Map.of())).answers();
    }

    private static void are(List<MixAnswers.Driver> drivers, double tolerance) {
        assertThat(drivers).extracting(MixAnswers.Driver::name).containsExactly("a", "b", "c");
        double[] truth = {3 / Math.sqrt(15), -2 / Math.sqrt(15), 1 / Math.sqrt(15)};
        for (int i = 0; i < truth.length; i++) {
            assertThat(drivers.get(i).standardised().value()).isCloseTo(truth[i], within(tolerance));
        }
    }

    @Test
    void ofASumTheyAreStandardisedCoefficients() {
        List<MixAnswers.Driver> drivers = drivers(new Family.LeastSquares(0, 1));
        are(drivers, 0.06);
        assertThat(drivers).allSatisfy(d -> assertThat(d.words()).isEmpty());
    }

    /** Trees say it with steps, and pull it towards 0 a little. */
    @Test
    void ofTreesTheyAreTheSameByContrasts() {
        List<MixAnswers.Driver> drivers = drivers(new Family.Forest(200, 0));
        are(drivers, 0.2);
        assertThat(drivers).allSatisfy(d -> assertThat(d.words()).contains("trees have no coefficients"));
    }
}

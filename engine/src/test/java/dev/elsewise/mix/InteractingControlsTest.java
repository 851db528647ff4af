package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.mix.Input.Cost;
import dev.elsewise.mix.Input.Role;
import dev.elsewise.mix.MediaMix.Interaction;
import dev.elsewise.mix.answer.Decomposition;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.scm.Bootstrap;
import dev.elsewise.scm.Panel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** y = 1000 + 3a − 5p + 40d + 2(p − 45)d: what a price p and a promotion d bring includes what they bring together. */
class InteractingControlsTest {
    private static final int WEEKS = 156;
    private static final double[] A = series(WEEKS, t -> 20 + 10 * Math.sin(0.7 * t));
    private static final double[] PROMOTION = series(WEEKS, t -> t % 7 == 3 ? 1 : 0);
    private static final double[] PRICE = series(WEEKS, t -> 45 + 4 * Math.sin(0.9 * t));

    private static MixAnswers answers() {
        double[] noise = noise(WEEKS, 31, "y");
        double[] y = series(
                WEEKS,
                t -> 1000 + 3 * A[t] - 5 * PRICE[t] + PROMOTION[t] * (40 + 2 * (PRICE[t] - 45)) + 1e-3 * noise[t]);
        Panel panel = Weekly.panel(WEEKS)
                .with("a", A)
                .with("price", PRICE)
                .with("promotion", PROMOTION)
                .with("y", y);
        MediaMix mix = Weekly.mix(
                "a, price, promotion -> y",
                Weekly.channel("a"),
                Weekly.control("price", Role.PRICE, new Cost.Free()),
                Weekly.control("promotion", Role.PROMOTION, new Cost.Free()));
        Bootstrap bootstrap = Bootstrap.withDefaults().withDraws(5);
        return Answering.withDefaults()
                .withTrials(List.of())
                .withStability(false)
                .of(
                        FittedMix.of(
                                Weekly.with(
                                        mix,
                                        mix.link(),
                                        List.of(),
                                        List.of(new Interaction(List.of("price", "promotion")))),
                                panel,
                                bootstrap),
                        bootstrap);
    }

    private static double[] component(Decomposition decomposition, String name) {
        return decomposition.components().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    @Test
    void componentsAreWhatTheOutcomeWouldLose() {
        Decomposition decomposition = answers().decomposition();
        double mean = Arrays.stream(PRICE).average().orElseThrow();
        double[] promotion = component(decomposition, "promotion");
        double[] price = component(decomposition, "price");
        double[] together = series(WEEKS, t -> 2 * (PRICE[t] - mean) * PROMOTION[t]);
        double all = Arrays.stream(together).average().orElseThrow();
        for (int t = 0; t < WEEKS; t++) {
            assertThat(promotion[t]).isCloseTo(PROMOTION[t] * (40 + 2 * (PRICE[t] - 45)), within(0.05));
            assertThat(price[t]).isCloseTo((PRICE[t] - mean) * (2 * PROMOTION[t] - 5), within(0.05));
            // What they bring together stands under both.
            assertThat(decomposition.remainder()[t]).isCloseTo(all - together[t], within(0.05));
        }
        assertThat(decomposition.words()).contains("only together");
        double total = Arrays.stream(promotion).sum();
        assertThat(decomposition.components().stream()
                        .filter(c -> c.name().equals("promotion"))
                        .findFirst()
                        .orElseThrow()
                        .total()
                        .value())
                .isCloseTo(total, within(1e-9 * total));
    }

    @Test
    void driversAreNoMainEffectsAtAPriceOfZero() {
        List<MixAnswers.Driver> drivers = answers().drivers();
        double mean = Arrays.stream(PROMOTION).average().orElseThrow();
        double[] moved = series(WEEKS, t -> (PROMOTION[t] - mean) * (40 + 2 * (PRICE[t] - 45)));
        double[] y = series(WEEKS, t -> 1000 + 3 * A[t] - 5 * PRICE[t] + PROMOTION[t] * (40 + 2 * (PRICE[t] - 45)));
        MixAnswers.Driver promotion = drivers.stream()
                .filter(d -> d.name().equals("promotion"))
                .findFirst()
                .orElseThrow();
        assertThat(promotion.standardised().value()).isCloseTo(sd(moved) / sd(y), within(1e-3));
        assertThat(promotion.words()).contains("interactions");
    }

    private static double sd(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }
}

package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.mix.Input.Cost;
import dev.elsewise.mix.Input.Role;
import dev.elsewise.mix.MediaMix.Interaction;
import dev.elsewise.mix.answer.MixAnswers;
import dev.elsewise.scm.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SynergiesTest {
    private static final int WEEKS = 156;
    private static final double[] A = series(WEEKS, t -> 20 + 10 * Math.sin(0.7 * t));
    private static final double[] B = series(WEEKS, t -> 15 + 8 * Math.cos(0.43 * t));
    private static final double[] PROMOTION = series(WEEKS, t -> t % 7 == 3 ? 1 : 0);

    private static MixAnswers.Synergy of(MediaMix mix, Panel panel, String... pair) {
        MediaMix with = Weekly.with(mix, mix.link(), List.of(), List.of(new Interaction(List.of(pair))));
        List<MixAnswers.Synergy> all = new Synergies(Weekly.fit(with, panel, 0)).answers();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    /** y = 100 + 2a + 3b + 0.5ab: together 0.5 Σab beyond Σ(2a + 3b). */
    @Test
    void ofTwoChannels() {
        double[] noise = noise(WEEKS, 21, "y");
        double[] y = series(WEEKS, t -> 100 + 2 * A[t] + 3 * B[t] + 0.5 * A[t] * B[t] + 0.001 * noise[t]);
        Panel panel = Weekly.panel(WEEKS).with("a", A).with("b", B).with("y", y);
        MixAnswers.Synergy s = of(Weekly.mix("a, b -> y", Weekly.channel("a"), Weekly.channel("b")), panel, "a", "b");
        double product = 0;
        double alone = 0;
        for (int t = 0; t < WEEKS; t++) {
            product += 0.5 * A[t] * B[t];
            alone += 2 * A[t] + 3 * B[t];
        }
        assertThat(s.difference().value()).isCloseTo(product, within(1e-4 * product));
        assertThat(s.share().value()).isCloseTo(product / alone, within(1e-3));
        assertThat(s.p()).isLessThan(1e-6);
        assertThat(s.words()).contains("more");
    }

    /** log y = 8 + 0.02a + 0.03b and no product: effects multiply all the same, by (1 − e^−0.02a)(1 − e^−0.03b) of y. */
    @Test
    void underALogarithmEffectsMultiplyWithoutAProduct() {
        double[] noise = noise(WEEKS, 22, "y");
        double[] y = series(WEEKS, t -> Math.exp(8 + 0.02 * A[t] + 0.03 * B[t] + 1e-6 * noise[t]));
        Panel panel = Weekly.panel(WEEKS).with("a", A).with("b", B).with("y", y);
        MediaMix mix = Weekly.with(
                Weekly.mix("a, b -> y", Weekly.channel("a"), Weekly.channel("b")),
                MediaMix.Link.LOG,
                List.of(),
                List.of());
        MixAnswers.Synergy s = of(mix, panel, "a", "b");
        double expected = 0;
        for (int t = 0; t < WEEKS; t++) {
            expected += y[t] * (1 - Math.exp(-0.02 * A[t])) * (1 - Math.exp(-0.03 * B[t]));
        }
        assertThat(s.difference().value()).isCloseTo(expected, within(1e-3 * expected));
    }

    /** y = 1000 − 5p + 40d + 2(p − 45)d: at a price one standard deviation up each promotion brings 2 sd(p) more. */
    @Test
    void ofAPriceAndAPromotionIsTakenOneDeviationUp() {
        double[] price = series(WEEKS, t -> 45 + 4 * Math.sin(0.9 * t));
        double[] noise = noise(WEEKS, 23, "y");
        double[] y = series(
                WEEKS,
                t -> 1000 - 5 * price[t] + 40 * PROMOTION[t] + 2 * (price[t] - 45) * PROMOTION[t] + 1e-4 * noise[t]);
        Panel panel = Weekly.panel(WEEKS)
                .with("a", A)
                .with("price", price)
                .with("promotion", PROMOTION)
                .with("y", y);
        MixAnswers.Synergy s = of(priced(), panel, "price", "promotion");
        double mean = Arrays.stream(price).average().orElseThrow();
        double sd =
                Math.sqrt(Arrays.stream(price).map(p -> (p - mean) * (p - mean)).sum() / (WEEKS - 1));
        double promotions = Arrays.stream(PROMOTION).sum();
        double alone = promotions * (40 + 2 * (mean - 45));
        assertThat(s.difference().value()).isCloseTo(2 * sd * promotions, within(1e-2));
        assertThat(s.share().value()).isCloseTo(2 * sd * promotions / alone, within(1e-4));
    }

    private static MediaMix priced() {
        return Weekly.mix(
                "a, price, promotion -> y",
                Weekly.channel("a"),
                Weekly.control("price", Role.PRICE, new Cost.Free()),
                Weekly.control("promotion", Role.PROMOTION, new Cost.Free()));
    }

    /** A ridge lends the product what the promotion alone brings; the test does not fall for it: about 5 % of worlds reject. */
    @Test
    void aRidgeMakesNoSynergy() {
        int rejected = 0;
        int leant = 0;
        int worlds = 60;
        for (int w = 0; w < worlds; w++) {
            double[] price = noise(WEEKS, 300 + w, "price");
            double[] noise = noise(WEEKS, 300 + w, "y");
            double[] dear = series(WEEKS, t -> 50 + price[t]);
            double[] y = series(WEEKS, t -> 1000 - 5 * dear[t] + 40 * PROMOTION[t] + 12 * noise[t]);
            Panel panel = Weekly.panel(WEEKS)
                    .with("a", A)
                    .with("price", dear)
                    .with("promotion", PROMOTION)
                    .with("y", y);
            MediaMix ridge = priced().withFamily(new Family.ElasticNet(0, OptionalDouble.of(10), false, false, true));
            MixAnswers.Synergy s = of(ridge, panel, "price", "promotion");
            rejected += s.p() < 0.05 ? 1 : 0;
            leant += s.coefficient().value() > 0.2 ? 1 : 0;
        }
        // The coefficient of the product is far from the true 0 in all of them.
        assertThat(leant).isEqualTo(worlds);
        // 60 worlds at 5 to 8 %: more than 11 would happen once in a thousand times.
        assertThat(rejected).isLessThanOrEqualTo(11);
    }

    /** A product stands in each equation that has both its factors. */
    @Test
    void aProductActsOnAMediatorToo() {
        double[] noise = noise(WEEKS, 24, "m");
        double[] other = noise(WEEKS, 24, "y");
        double[] m = series(WEEKS, t -> 50 + A[t] + B[t] + 0.2 * A[t] * B[t] + 0.5 * noise[t]);
        double[] y = series(WEEKS, t -> 300 + 2 * m[t] + 0.5 * other[t]);
        Panel panel = Weekly.panel(WEEKS).with("a", A).with("b", B).with("m", m).with("y", y);
        MediaMix mix = Weekly.with(
                Weekly.mix("a, b -> m\nm -> y", Weekly.channel("a"), Weekly.channel("b"), Weekly.channel("m")),
                MediaMix.Link.IDENTITY,
                List.of(Mediator.floating("m")),
                List.of(new Interaction(List.of("a", "b"))));
        List<MixAnswers.Synergy> all = new Synergies(Weekly.fit(mix, panel, 0)).answers();
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().on()).isEqualTo("m");
        double product = 0;
        for (int t = 0; t < WEEKS; t++) {
            product += 0.2 * A[t] * B[t];
        }
        assertThat(all.getFirst().difference().value()).isCloseTo(product, within(0.02 * product));
    }
}

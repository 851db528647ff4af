package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.mix.Input.Cost;
import dev.elsewise.mix.Input.Role;
import dev.elsewise.mix.answer.PriceAnswer;
import dev.elsewise.scm.Panel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Best prices against those that follow from the world's own equation by calculus. */
class PricesTest {
    private static final int WEEKS = 156;
    private static final double[] PRICE = series(WEEKS, t -> 45 + 10 * Math.sin(0.7 * t));
    private static final double[] TV = series(WEEKS, t -> 20 + 10 * Math.cos(0.31 * t));

    private static List<PriceAnswer.Band> bands(MediaMix.Link link, double[] y, Cost cost, boolean counts) {
        Panel panel = Weekly.panel(WEEKS).with("price", PRICE).with("tv", TV).with("y", y);
        MediaMix mix = Weekly.with(
                Weekly.mix("price, tv -> y", Weekly.channel("tv"), Weekly.control("price", Role.PRICE, cost)),
                link,
                List.of(),
                List.of());
        if (counts) {
            panel = panel.with("worth", PRICE);
            mix = Weekly.worth(mix, "worth");
        }
        return new Prices(Weekly.fit(mix, panel, 0)).answer().bands();
    }

    /** Revenue a − bp at a unit cost c: the margin (a − bp)(1 − c/p) is highest at √(ac/b). */
    @Test
    void theMarginOfALinearRevenue() {
        double[] noise = noise(WEEKS, 11, "revenue");
        double[] y = series(WEEKS, t -> 2000 - 20 * PRICE[t] + 5 * TV[t] + 0.01 * noise[t]);
        double a = 2000 + 5 * java.util.Arrays.stream(TV).average().orElseThrow();
        List<PriceAnswer.Band> bands = bands(MediaMix.Link.IDENTITY, y, new Cost.OfSold(20), false);
        assertThat(bands).extracting(PriceAnswer.Band::of).containsExactly("revenue", "margin");
        PriceAnswer.Band margin = bands.get(1);
        // Half a step of the grid.
        assertThat(margin.best()).isCloseTo(Math.sqrt(a * 20 / 20), within(0.5 * 36 / 80));
        assertThat(margin.observed()).isTrue();
        assertThat(margin.lower()).isLessThan(margin.best());
        assertThat(margin.upper()).isGreaterThan(margin.best());
        // Revenue falls with the price all the way: only a direction.
        PriceAnswer.Band revenue = bands.get(0);
        assertThat(revenue.observed()).isFalse();
        assertThat(revenue.named()).isFalse();
        assertThat(revenue.towards()).isEqualTo("lower");
        assertThat(revenue.best()).isNaN();
        assertThat(revenue.lower()).isNaN();
        assertThat(revenue.upper()).isNaN();
        assertThat(margin.named()).isTrue();
        assertThat(revenue.words()).contains("revenue only falls", "no best price", "down");
    }

    /** Revenue exp(k − gp) at a unit cost c: g p² − gc p − c = 0. */
    @Test
    void theMarginOfAnExponentialRevenue() {
        double g = 0.03;
        double c = 25;
        double[] noise = noise(WEEKS, 12, "revenue");
        double[] y = series(WEEKS, t -> Math.exp(9 - g * PRICE[t] + 0.004 * TV[t] + 1e-5 * noise[t]));
        PriceAnswer.Band margin =
                bands(MediaMix.Link.LOG, y, new Cost.OfSold(c), false).get(1);
        double best = (g * c + Math.sqrt(g * g * c * c + 4 * g * c)) / (2 * g);
        assertThat(margin.best()).isCloseTo(best, within(0.5 * 36 / 80));
        assertThat(margin.words()).contains("margin stays within one percent of its best");
    }

    /** Units a − bp: revenue (a − bp)p is highest at a/2b, the margin (a − bp)(p − c) at (a/b + c)/2. */
    @Test
    void whereUnitsAreCounted() {
        double[] noise = noise(WEEKS, 13, "units");
        double[] y = series(WEEKS, t -> 900 - 10 * PRICE[t] + 2 * TV[t] + 0.01 * noise[t]);
        double a = 900 + 2 * java.util.Arrays.stream(TV).average().orElseThrow();
        List<PriceAnswer.Band> bands = bands(MediaMix.Link.IDENTITY, y, new Cost.OfSold(8), true);
        assertThat(bands.get(0).best()).isCloseTo(a / 20, within(0.5 * 36 / 80));
        assertThat(bands.get(1).best()).isCloseTo((a / 10 + 8) / 2, within(0.5 * 36 / 80));
    }

    @Test
    void withoutACostThereIsNoMargin() {
        double[] noise = noise(WEEKS, 14, "revenue");
        double[] y = series(WEEKS, t -> 2000 - 20 * PRICE[t] + 5 * TV[t] + noise[t]);
        assertThat(bands(MediaMix.Link.IDENTITY, y, new Cost.Free(), false))
                .extracting(PriceAnswer.Band::of)
                .containsExactly("revenue");
    }
}

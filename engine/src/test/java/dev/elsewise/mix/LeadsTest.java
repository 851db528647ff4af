package dev.elsewise.mix;

import static dev.elsewise.mix.Weekly.noise;
import static dev.elsewise.mix.Weekly.series;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elsewise.mix.answer.StabilityAnswer.Lead;
import dev.elsewise.scm.Panel;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadsTest {
    private static final int WEEKS = 104;

    /** @param follows how much of a week's unexplained sales next week's budget of the channel takes up */
    private static List<Lead> leads(long seed, double follows) {
        double[] error = noise(WEEKS, seed, "y");
        double[] own = noise(WEEKS, seed, "tv");
        double[] other = noise(WEEKS, seed, "radio");
        double[] tv = series(WEEKS, t -> 50 + 8 * own[t] + (t == 0 ? 0 : 8 * follows * error[t - 1]));
        double[] radio = series(WEEKS, t -> 30 + 6 * other[t]);
        double[] y = series(WEEKS, t -> 500 + 3 * tv[t] + 2 * radio[t] + 20 * error[t]);
        Panel panel = Weekly.panel(WEEKS).with("tv", tv).with("radio", radio).with("y", y);
        MediaMix mix = Weekly.mix("tv, radio -> y", Weekly.channel("tv"), Weekly.channel("radio"));
        return new Leads(Weekly.fit(mix, panel, 0)).answers();
    }

    @Test
    void aBudgetThatFollowsSalesIsSeen() {
        List<Lead> leads = leads(31, 0.8);
        assertThat(leads).hasSize(2);
        assertThat(leads.getFirst().threshold()).isEqualTo(0.025);
        assertThat(leads.getFirst().explains()).isTrue();
        assertThat(leads.getFirst().standardised()).isPositive();
        assertThat(leads.getFirst().words()).contains("What tv does next explains y now");
        assertThat(leads.get(1).explains()).isFalse();
    }

    /** In a world without feedback about one study in twenty warns. */
    @Test
    void elsewhereItIsQuiet() {
        int warned = 0;
        for (int w = 0; w < 100; w++) {
            warned += leads(1000 + w, 0).stream().anyMatch(Lead::explains) ? 1 : 0;
        }
        // Of 100 at 5 to 8 %: fewer than 1 or more than 17 would happen once in a hundred times at most.
        assertThat(warned).isBetween(1, 17);
    }

    /** Too few weeks for the columns: nothing is tested. */
    @Test
    void aShortSeriesIsNotTested() {
        double[] tv = noise(10, 1, "tv");
        double[] radio = noise(10, 1, "radio");
        double[] error = noise(10, 1, "y");
        Panel panel = Weekly.panel(10)
                .with("tv", series(10, t -> 10 + tv[t]))
                .with("radio", series(10, t -> 10 + radio[t]))
                .with("y", series(10, t -> 50 + tv[t] + error[t]));
        MediaMix mix = Weekly.mix("tv, radio -> y", Weekly.channel("tv"), Weekly.channel("radio"));
        assertThat(new Leads(Weekly.fit(mix, panel, 0)).answers()).isEmpty();
    }
}

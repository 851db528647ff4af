package dev.elsewise.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Columns;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The zero-effect world against the published figures of 20,000 slates of a news log and of 150,000 of its rows. */
class SlateWorldTest {
    private static final SlateWorld WORLD = SlateWorld.withDefaults().withSeed(20_191_109);
    private static final Columns LOG = WORLD.generate().columns();

    @Test
    void slateSizesAreThePublishedOnes() {
        double[] size = LOG.numbers("candidate_set_size");
        assertThat(LOG.rows()).isEqualTo(737_762);
        assertThat(slatesOfTwo(size)).isEqualTo(1_354);
        double[] sorted = Arrays.stream(size).sorted().toArray();
        assertThat(sorted[0]).isEqualTo(2);
        assertThat(sorted[737_761 / 4]).isEqualTo(36);
        assertThat(sorted[737_761 / 2]).isEqualTo(66);
        assertThat(sorted[737_761 * 3 / 4]).isEqualTo(108);
        assertThat(sorted[737_761]).isEqualTo(294);
        double mean = mean(size);
        assertThat(mean).isCloseTo(76.6542, within(0.00005));
        double squares = Arrays.stream(size).map(s -> (s - mean) * (s - mean)).sum();
        assertThat(Math.sqrt(squares / 737_761)).isCloseTo(52.7167, within(0.00005));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 20000, 2229",
        "2, 3, 38646, 3729",
        "4, 10, 114987, 6828",
        "11, 25, 181168, 7455",
        "26, 50, 177476, 5340",
        "51, 294, 205485, 4313"
    })
    void rowsByRankAreThePublishedOnesAndClicksWithinChance(int low, int high, int rows, int clicks) {
        Tally tally = new Tally();
        double[] position = LOG.numbers("rank_position");
        for (int row = 0; row < LOG.rows(); row++) {
            if (position[row] >= low && position[row] <= high) {
                tally.add(LOG.numbers("clicked")[row]);
            }
        }
        assertThat(tally.rows).isEqualTo(rows);
        // Two counts that both vary by chance.
        assertThat(tally.clicks).isCloseTo(clicks, within(3 * Math.sqrt(2.0 * clicks)));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 10, 5865, 3068, 0.2627, 2797, 0.1376",
        "11, 25, 16951, 2895, 0.0739, 14056, 0.0706",
        "26, 50, 35116, 3030, 0.0462, 32086, 0.0430",
        "51, 100, 48463, 2052, 0.0249, 46411, 0.0265",
        "101, 294, 43605, 968, 0.0134, 42637, 0.0169"
    })
    void rowSharesAndClickRatesBySlateBucketAreNearThoseOfThePublishedSample(
            int low, int high, int rows, int treated, double treatedRate, int control, double controlRate) {
        Tally tally = new Tally();
        double[] size = LOG.numbers("candidate_set_size");
        for (int row = 0; row < LOG.rows(); row++) {
            if (size[row] >= low && size[row] <= high) {
                tally.add(LOG.numbers("clicked")[row]);
            }
        }
        double share = (double) tally.rows / LOG.rows();
        assertThat(share).isCloseTo(rows / 150_000.0, within(0.002));
        double published = (treated * treatedRate + control * controlRate) / rows;
        assertThat(tally.clicks / tally.rows).isCloseTo(published, within(0.003));
    }

    @Test
    void totalsAndTheNaiveContrastAreThePublishedOnes() {
        double[] clicked = LOG.numbers("clicked");
        assertThat(Arrays.stream(clicked).sum()).isCloseTo(29_894, within(400.0));
        Tally top = new Tally();
        Tally rest = new Tally();
        for (int row = 0; row < LOG.rows(); row++) {
            (LOG.numbers("is_top_3")[row] == 1 ? top : rest).add(clicked[row]);
        }
        assertThat(top.rows).isEqualTo(58_646);
        assertThat(top.clicks / top.rows - rest.clicks / rest.rows).isCloseTo(0.0663, within(0.004));
    }

    @Test
    void everySlateHasAClick() {
        double[] clicks = new double[WORLD.slates()];
        int[] slate = LOG.codes("impression_id");
        for (int row = 0; row < LOG.rows(); row++) {
            clicks[slate[row]] += LOG.numbers("clicked")[row];
        }
        assertThat(Arrays.stream(clicks).min()).hasValue(1);
    }

    @Test
    void readersAndItemsHaveThePublishedMargins() {
        double[] history = LOG.numbers("history_len").clone();
        Arrays.sort(history);
        assertThat(history[LOG.rows() / 4]).isCloseTo(9, within(1.0));
        assertThat(history[LOG.rows() / 2]).isCloseTo(21, within(1.5));
        assertThat(history[LOG.rows() / 4 * 3]).isCloseTo(46, within(3.0));
        assertThat(history[LOG.rows() - 1]).isBetween(300.0, 558.0);
        assertThat(mean(history)).isCloseTo(35.4, within(1.5));
        assertThat(distinct(LOG.codes("user_id"))).isCloseTo(15_427, within(250L));
        assertThat(distinct(LOG.codes("news_id"))).isCloseTo(12_349, within(250L));
        assertThat(LOG.numbers("hour")).satisfies(hours -> {
            assertThat(Arrays.stream(hours).min()).hasValue(0);
            assertThat(Arrays.stream(hours).max()).hasValue(23);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"title_length", "abstract_length", "item_exposures", "history_len", "hour", "day_of_week"})
    void covariatesDoNotDependOnThePositionWithinASlate(String covariate) {
        assertThat(Math.abs(zOfTopThree(LOG, LOG.numbers(covariate)))).isLessThan(4);
    }

    @Test
    void withoutAnEffectClicksDoNotDependOnThePositionWithinASlate() {
        assertThat(Math.abs(zOfTopThree(LOG, LOG.numbers("clicked")))).isLessThan(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300, 3_000, 20_001})
    void anyNumberOfSlatesHasItsQuotaOfEachSize(int slates) {
        Columns log = WORLD.withSlates(slates).generate().columns();
        double[] size = log.numbers("candidate_set_size");
        double expected = 1_354.0 / 20_000 * slates;
        assertThat(slatesOfTwo(size)).isBetween((int) Math.floor(expected), (int) Math.ceil(expected));
        assertThat(distinct(log.codes("impression_id"))).isEqualTo(slates);
    }

    @Test
    void itemsOfASlateAreDifferent() {
        Columns log = WORLD.withSlates(400).generate().columns();
        long pairs = 0;
        TreeMap<Integer, java.util.Set<Integer>> shown = new TreeMap<>();
        for (int row = 0; row < log.rows(); row++) {
            boolean fresh = shown.computeIfAbsent(log.codes("impression_id")[row], s -> new java.util.HashSet<>())
                    .add(log.codes("news_id")[row]);
            pairs += fresh ? 0 : 1;
        }
        assertThat(pairs).isZero();
    }

    private static int slatesOfTwo(double[] size) {
        return (int) Arrays.stream(size).filter(s -> s == 2).count() / 2;
    }

    /**
     * The mean difference between the first three rows and the others of each slate with more than three, over its
     * standard error across slates.
     */
    static double zOfTopThree(Columns log, double[] values) {
        double[] size = log.numbers("candidate_set_size");
        double sum = 0;
        double squares = 0;
        for (int begin = 0; begin < log.rows(); begin += (int) size[begin]) {
            int k = (int) size[begin];
            if (k <= 3) {
                continue;
            }
            double top = mean(Arrays.copyOfRange(values, begin, begin + 3));
            double rest = mean(Arrays.copyOfRange(values, begin + 3, begin + k));
            sum += top - rest;
            squares += (top - rest) * (top - rest);
        }
        return squares == 0 ? 0 : sum / Math.sqrt(squares);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static long distinct(int[] codes) {
        return Arrays.stream(codes).distinct().count();
    }

    private static final class Tally {
        private int rows;
        private double clicks;

        private void add(double clicked) {
            rows++;
            clicks += clicked;
        }
    }
}

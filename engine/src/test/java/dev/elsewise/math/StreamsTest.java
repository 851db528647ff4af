package dev.elsewise.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsTest {
    private static final long SEED = 20_111_112;
    private static final int DRAWS = 200_000;

    /** The known answers for philox4x32-10 that its authors publish with their paper: counter, key, block. */
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void philoxGivesThePublishedAnswers(String counter, String key, String block) {
        long[] c = words(counter);
        long[] out = new long[2];
        Philox.block(words(key)[0], c[0], c[1], out);
        assertThat(out).containsExactly(words(block));
    }

    @Test
    void aStreamDependsOnSeedPurposeAndIndexAndOnNothingElse() {
        Set<Long> first = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            for (String purpose : new String[] {"folds", "slate", "bootstrap"}) {
                for (long index = -3; index < 40; index++) {
                    RandomStream stream = Streams.of(seed, purpose, index);
                    long bits = stream.bits();
                    first.add(bits);
                    assertThat(Streams.of(seed, purpose).bits(index)).isEqualTo(bits);
                    assertThat(Streams.of(seed, purpose).at(index).bits()).isEqualTo(bits);
                }
            }
        }
        assertThat(first).hasSize(20 * 3 * 43);
    }

    @Test
    void uniformsFillTheOpenInterval() {
        assertThat(RandomStream.unit(0L)).isGreaterThan(0);
        assertThat(RandomStream.unit(-1L)).isLessThan(1);
        double[] u = draw(RandomStream::uniform);
        assertThat(chiSquared(u, 100)).isLessThan(critical(99));
        assertThat(mean(u)).isCloseTo(0.5, within(4 * Math.sqrt(1.0 / 12 / DRAWS)));
    }

    @Test
    void neighbouringStreamsAreNotCorrelated() {
        Streams streams = Streams.of(SEED, "rows");
        double[] product = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            product[i] = streams.normal(i) * streams.normal(i + 1);
        }
        assertThat(mean(product)).isCloseTo(0, within(4 / Math.sqrt(DRAWS)));
    }

    @Test
    void normalsHaveTheMomentsOfTheNormal() {
        double[] z = draw(RandomStream::normal);
        assertThat(mean(z)).isCloseTo(0, within(4 / Math.sqrt(DRAWS)));
        assertThat(moment(z, 2)).isCloseTo(1, within(4 * Math.sqrt(2.0 / DRAWS)));
        assertThat(moment(z, 3)).isCloseTo(0, within(4 * Math.sqrt(15.0 / DRAWS)));
        assertThat(moment(z, 4)).isCloseTo(3, within(4 * Math.sqrt(96.0 / DRAWS)));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {1e-300, 1e-20, 1e-9, 0.001, 0.0749, 0.075, 0.3, 0.5, 0.6, 0.925, 0.9251, 0.999, 0.999999999})
    void normalQuantilesAgreeWithAnotherImplementation(double p) {
        double expected = NormalDistribution.of(0, 1).inverseCumulativeProbability(p);
        assertThat(NormalQuantile.of(p)).isCloseTo(expected, within(1e-14 * Math.max(1, Math.abs(expected))));
    }

    @Test
    void exponentialsHaveMeanAndVarianceOne() {
        double[] x = draw(RandomStream::exponential);
        assertThat(mean(x)).isCloseTo(1, within(4 / Math.sqrt(DRAWS)));
        assertThat(moment(x, 2)).isCloseTo(2, within(4 * Math.sqrt(20.0 / DRAWS)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 2.5, 40})
    void gammasHaveMeanAndVarianceEqualToTheirShape(double shape) {
        double[] x = draw(stream -> stream.gamma(shape));
        double mean = mean(x);
        assertThat(mean).isCloseTo(shape, within(4 * Math.sqrt(shape / DRAWS)));
        // Variance of the squared deviation of a gamma: 2 shape² + 6 shape.
        assertThat(moment(x, 2) - mean * mean)
                .isCloseTo(shape, within(4 * Math.sqrt((2 * shape * shape + 6 * shape) / DRAWS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void intsAreEquallyLikely(int bound) {
        long[] counts = new long[bound];
        RandomStream stream = Streams.of(SEED, "ints", bound);
        for (int i = 0; i < DRAWS; i++) {
            counts[stream.below(bound)]++;
        }
        assertThat(chiSquared(counts)).isLessThanOrEqualTo(bound == 1 ? 0 : critical(bound - 1));
    }

    @Test
    void aBoundMustBePositive() {
        assertThatThrownBy(() -> Streams.of(SEED, "ints", 0).below(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @Test
    void everyOrderOfAShuffleIsEquallyLikely() {
        long[] counts = new long[24];
        for (int i = 0; i < DRAWS / 4; i++) {
            int[] order = Streams.of(SEED, "shuffle", i).permutation(4);
            assertThat(Arrays.stream(order).sorted().toArray()).containsExactly(0, 1, 2, 3);
            counts[rank(order)]++;
        }
        assertThat(chiSquared(counts)).isLessThan(critical(23));
    }

    /** The place of a permutation of four among the 24. */
    private static int rank(int[] order) {
        int rank = 0;
        for (int i = 0; i < order.length; i++) {
            int smaller = 0;
            for (int j = i + 1; j < order.length; j++) {
                smaller += order[j] < order[i] ? 1 : 0;
            }
            rank = rank * (order.length - i) + smaller;
        }
        return rank;
    }

    private static double[] draw(ToDoubleFunction<RandomStream> draw) {
        RandomStream stream = Streams.of(SEED, "moments", 0);
        double[] values = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            values[i] = draw.applyAsDouble(stream);
        }
        return values;
    }

    private static double mean(double[] values) {
        return moment(values, 1);
    }

    private static double moment(double[] values, int power) {
        return Arrays.stream(values).map(v -> Math.pow(v, power)).sum() / values.length;
    }

    private static double chiSquared(double[] uniforms, int cells) {
        long[] counts = new long[cells];
        for (double u : uniforms) {
            counts[(int) (u * cells)]++;
        }
        return chiSquared(counts);
    }

    private static double chiSquared(long[] counts) {
        double expected = (double) Arrays.stream(counts).sum() / counts.length;
        return Arrays.stream(counts)
                .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                .sum();
    }

    /** The 99.9 % point of chi-squared. */
    private static double critical(int degreesOfFreedom) {
        return ChiSquaredDistribution.of(degreesOfFreedom).inverseSurvivalProbability(1e-3);
    }

    /** 32-bit words in hexadecimal, two to a long, the earlier one in its lower half. */
    private static long[] words(String hex) {
        String[] words = hex.trim().split(" ");
        long[] longs = new long[words.length / 2];
        for (int i = 0; i < words.length; i++) {
            longs[i / 2] |= Long.parseLong(words[i], 16) << (32 * (i % 2));
        }
        return longs;
    }
}

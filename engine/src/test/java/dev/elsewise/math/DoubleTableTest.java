package dev.elsewise.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DoubleTableTest {
    private static final int LIMIT = 5_000;

    /** Small and large whole numbers, fractions, negatives and both zeros. */
    private static double key(RandomStream random) {
        double x = random.uniform();
        return switch ((int) (random.uniform() * 5)) {
            case 0 -> Math.floor(x * 40);
            case 1 -> Math.floor(x * 4_000) - 2_000;
            case 2 -> Math.round(x * 8) / 8.0;
            case 3 -> -0.0;
            default -> 1e18 * Math.floor(x * 10);
        };
    }

    @Test
    void countsAsAMapDoes() {
        RandomStream random = Streams.of(5, "double table").at(0);
        DoubleTable left = new DoubleTable(2, LIMIT);
        DoubleTable right = new DoubleTable(2, LIMIT);
        Map<Double, double[]> map = new TreeMap<>();
        for (int i = 0; i < 40_000; i++) {
            double key = key(random);
            DoubleTable table = i % 3 == 0 ? right : left;
            if (i % 2 == 0) {
                table.addPair(key, 1, i % 7);
            } else {
                table.add(key, 0, 1);
                table.add(key, 1, i % 7);
            }
            double[] sums = map.computeIfAbsent(key + 0.0, absent -> new double[2]);
            sums[0] += 1;
            sums[1] += i % 7;
        }
        left.merge(right);
        assertThat(left.size()).isEqualTo(map.size()).isGreaterThan(1_000);
        assertThat(left.keys())
                .containsExactly(map.keySet().stream().mapToDouble(k -> k).toArray());
        map.forEach((key, sums) -> {
            assertThat(left.get(key, 0)).isEqualTo(sums[0]);
            assertThat(left.get(key, 1)).isEqualTo(sums[1]);
        });
        assertThat(left.get(0.3, 0)).isZero();
    }

    @Test
    void tooManyKeysAreForgotten() {
        DoubleTable table = new DoubleTable(2, 10);
        for (int i = 0; i < 11; i++) {
            table.addPair(i, 1, 1);
        }
        assertThat(table.overflowed()).isTrue();
        assertThat(table.size()).isZero();
        table.add(3, 1, 1);
        assertThat(table.get(3, 0)).isZero();
    }
}

package dev.elsewise.data.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void numbersBySizeMissingLastTiesAsTheyWere() {
        double[] x = {
            3, Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, -1e300, Double.NEGATIVE_INFINITY, 3, -2, 1e-300
        };
        assertThat(Order.by(new Object[] {x}, x.length)).containsExactly(6, 5, 8, 2, 3, 9, 0, 7, 4, 1);
        int[] codes = {2, -1, 0, 2, 0, 70_000, -1};
        assertThat(Order.by(new Object[] {codes}, codes.length)).containsExactly(2, 4, 0, 3, 5, 1, 6);
        assertThat(Order.by(new Object[] {x}, 0)).isEmpty();
        assertThat(Order.by(new Object[0], 3)).containsExactly(0, 1, 2);
    }

    @Test
    void equalsAStableSortByTwoKeys() {
        int rows = 20_000;
        int[] first = new int[rows];
        double[] second = new double[rows];
        for (int r = 0; r < rows; r++) {
            first[r] = (int) (((r * 2654435761L) >>> 7) & 31) - 1;
            second[r] = (r * 40503L % 1009) / 8.0 - 60;
        }
        Comparator<Integer> byBoth = Comparator.<Integer>comparingInt(r -> first[r] < 0 ? Integer.MAX_VALUE : first[r])
                .thenComparingDouble(r -> second[r]);
        int[] expected =
                IntStream.range(0, rows).boxed().sorted(byBoth).mapToInt(r -> r).toArray();
        assertThat(Order.by(new Object[] {first, second}, rows)).containsExactly(expected);
        assertThat(Arrays.stream(expected).distinct().count()).isEqualTo(rows);
    }
}

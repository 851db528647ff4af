package dev.elsewise.data.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnFileTest {
    @TempDir
    Path folder;

    private final ByteBuffer buffer = ColumnFile.buffer();

    /** The largest value decides the type: at its edges, and where no whole number will do. */
    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                1,
                -1,
                127,
                -127,
                -128,
                128,
                32767,
                -32768,
                32768,
                2147483647,
                -2147483648,
                2147483648.0,
                0.5,
                -0.0,
                1e300,
                Double.MIN_VALUE,
                9007199254740992.0
            })
    void numbersComeBackToTheBit(double extreme) {
        double[] values = new double[ColumnFile.BLOCK];
        for (int r = 0; r < values.length; r++) {
            values[r] = r % 5 == 0 ? Double.NaN : r % 7 == 0 ? extreme : r % 3;
        }
        double[] back = new double[ColumnFile.BLOCK];
        roundTrip(values, back);
        assertThat(Arrays.stream(back).mapToLong(Double::doubleToRawLongBits))
                .containsExactly(Arrays.stream(values)
                        .mapToLong(Double::doubleToRawLongBits)
                        .boxed()
                        .toArray(Long[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 127, 128, 32767, 32768, 2147483647})
    void codesComeBack(int largest) {
        int[] codes = IntStream.range(0, ColumnFile.BLOCK)
                .map(r -> r % 4 == 0 ? -1 : r % 9 == 0 ? largest : Math.min(largest, r % 100))
                .toArray();
        int[] back = new int[ColumnFile.BLOCK];
        roundTrip(codes, back);
        assertThat(back).containsExactly(codes);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5_000_000_000L, 1L << 40})
    void ordinalsComeBackNearAndFar(long step) {
        long[] ordinals = new long[ColumnFile.BLOCK];
        for (int r = 0; r < ordinals.length; r++) {
            ordinals[r] = 3_000_000_000L + (r % 2 == 0 ? r : r * step);
        }
        long[] back = new long[ColumnFile.BLOCK];
        roundTrip(ordinals, back);
        assertThat(back).containsExactly(ordinals);
    }

    @Test
    void blocksAreReadInAnyOrder() {
        ColumnFile file = new ColumnFile(folder.resolve("c"));
        for (int b = 0; b < 40; b++) {
            double[] block = new double[ColumnFile.BLOCK];
            Arrays.fill(block, b % 3 == 0 ? b + 0.25 : b);
            file.append(block, b == 39 ? 7 : block.length, buffer);
        }
        double[] back = new double[ColumnFile.BLOCK];
        for (int b = 39; b >= 0; b--) {
            file.read(b, back, buffer);
            assertThat(back[6]).isEqualTo(b % 3 == 0 ? b + 0.25 : b);
        }
    }

    private void roundTrip(Object values, Object back) {
        ColumnFile file = new ColumnFile(folder.resolve("c"));
        file.append(values, ColumnFile.BLOCK, buffer);
        file.read(0, back, buffer);
    }
}

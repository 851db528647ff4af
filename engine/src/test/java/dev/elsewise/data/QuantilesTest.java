package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantilesTest {
    private static final double[] PROBABILITIES = {0, 0.01, 0.05, 0.25, 1.0 / 3, 0.5, 0.75, 0.9, 0.999, 1};

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.open(Workspace.Options.withDefaults().withThreads(2));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    /** Continuous, few values, one value, huge spread, gaps. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000, 600_000})
    void equalsASort(int rows) {
        List<LongToDoubleFunction> worlds = List.of(
                r -> SampleData.uniform(1, r) - 0.5,
                r -> SampleData.below(2, r, 3),
                r -> 42,
                r -> Math.exp(200 * (SampleData.uniform(3, r) - 0.5)) * (SampleData.below(4, r, 2) - 0.5),
                r -> SampleData.below(5, r, 4) == 0 ? Double.NaN : SampleData.uniform(6, r));
        double[][] columns = new double[worlds.size()][rows];
        List<String> names = List.of("a", "b", "c", "d", "e");
        for (int c = 0; c < columns.length; c++) {
            for (int r = 0; r < rows; r++) {
                columns[c][r] = worlds.get(c).applyAsDouble(r);
            }
        }
        Schema schema = new Schema(names.stream().map(Column::number).toList());
        Table table = workspace.table(new Columns(schema, columns, rows));
        List<Quantiles.Summary> summaries = Quantiles.of(table, names, PROBABILITIES);
        for (int c = 0; c < columns.length; c++) {
            double[] sorted = Arrays.stream(columns[c])
                    .filter(x -> !Double.isNaN(x))
                    .sorted()
                    .toArray();
            Quantiles.Summary summary = summaries.get(c);
            assertThat(summary.column()).isEqualTo(names.get(c));
            assertThat(summary.count()).isEqualTo(sorted.length);
            assertThat(summary.missing()).isEqualTo(rows - sorted.length);
            for (int p = 0; p < PROBABILITIES.length; p++) {
                assertThat(summary.quantiles()[p])
                        .as("%s at %s of %d", names.get(c), PROBABILITIES[p], rows)
                        .isEqualTo(bySorting(sorted, PROBABILITIES[p]));
            }
            if (sorted.length > 0) {
                assertThat(summary.min()).isEqualTo(sorted[0]);
                assertThat(summary.max()).isEqualTo(sorted[sorted.length - 1]);
                double mean = Arrays.stream(sorted).average().getAsDouble();
                assertThat(summary.mean()).isCloseTo(mean, within(1e-12 * spread(sorted)));
                double squares =
                        Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
                if (sorted.length > 1) {
                    assertThat(summary.sd())
                            .isCloseTo(Math.sqrt(squares / (sorted.length - 1)), within(1e-9 * spread(sorted)));
                }
            }
        }
    }

    /** {@code quantile(c(1, 2, 4, 8), 0.4)} and {@code sd(c(1, 2, 4, 8))} by hand: h = 1.2, so 2 + 0.2 · 2. */
    @Test
    void isTypeSeven() {
        Table table = workspace.table(
                new Columns(new Schema(List.of(Column.number("x"))), new Object[] {new double[] {8, 1, 4, 2}}, 4));
        Quantiles.Summary summary = Quantiles.of(table, List.of("x"), 0.4).getFirst();
        assertThat(summary.quantiles()[0]).isCloseTo(2.4, within(1e-15));
        assertThat(summary.mean()).isEqualTo(3.75);
        assertThat(summary.sd()).isCloseTo(Math.sqrt(28.75 / 3), within(1e-15));
    }

    private static double spread(double[] sorted) {
        return Math.max(1, Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1])));
    }

    private static double bySorting(double[] sorted, double probability) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double h = (sorted.length - 1) * probability;
        int low = (int) Math.floor(h);
        double fraction = h - low;
        return fraction == 0 ? sorted[low] : sorted[low] + fraction * (sorted[low + 1] - sorted[low]);
    }
}

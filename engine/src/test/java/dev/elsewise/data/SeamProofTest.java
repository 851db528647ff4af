package dev.elsewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.elsewise.data.Workspace.Options;
import dev.elsewise.data.Workspace.Placement;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the seam carries what later methods will put on it: fixed effects, panels, group means. */
class SeamProofTest {
    /** The slope after sweeping out two ways by alternating projections equals that of OLS with all dummies. */
    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "DISK"})
    void twoWayWithinOnGatheredColumnsEqualsDummies(Placement placement) {
        int units = 40;
        int times = 12;
        try (Workspace workspace = workspace(placement)) {
            Table panel = panel(workspace, units, times).where("x < 2.2", "the panel has holes");
            Columns c = panel.gather(List.of("unit", "time", "x", "y"));
            assertThat(c.rows()).isBetween(200, units * times - 1);
            int[] unit = c.codes("unit");
            int[] time = c.codes("time");
            double[] x = c.numbers("x").clone();
            double[] y = c.numbers("y").clone();
            sweep(x, unit, units, time, times);
            sweep(y, unit, units, time, times);
            double within = dot(x, y) / dot(x, x);
            double dummies = withDummies(c, units, times);
            assertThat(within).isCloseTo(dummies, within(1e-10));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "DISK"})
    void meansOfManyGroupsAreExact(Placement placement) {
        int rows = 300_000;
        int groups = 100_000;
        double[] value = new double[rows];
        int[] group = new int[rows];
        double[] sum = new double[groups];
        int[] size = new int[groups];
        for (int r = 0; r < rows; r++) {
            // Multiples of 2⁻¹⁰: their sums are exact in any order.
            value[r] = SampleData.below(11, r, 1 << 20) * 0x1p-10;
            group[r] = r < groups ? r : SampleData.below(12, r, groups);
            sum[group[r]] += value[r];
            size[group[r]]++;
        }
        Schema schema = new Schema(List.of(new Column("group", Column.Kind.KEY), Column.number("value")));
        try (Workspace workspace = workspace(placement)) {
            // The order by an expression sends the rows through the database, and to disk where that is asked for.
            Table table = workspace
                    .table(new Columns(schema, new Object[] {group, value}, rows))
                    .with("shuffle", "value % 7")
                    .sortedBy("shuffle");
            Table means = table.groupedBy(List.of("group"), List.of(Aggregate.mean("mean", "value")));
            assertThat(means.rows()).isEqualTo(groups);
            Columns all = means.gather(List.of("group", "mean"));
            for (int g = 0; g < groups; g++) {
                assertThat(all.numbers("mean")[g]).isEqualTo(sum[all.codes("group")[g]] / size[all.codes("group")[g]]);
            }
            assertThat(Arrays.stream(all.codes("group")).distinct().count()).isEqualTo(groups);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY", "DISK"})
    void aColumnOfUnitsJoinsATableOfUnitsAndTimes(Placement placement) {
        try (Workspace workspace = workspace(placement)) {
            Table panel = panel(workspace, 30, 8);
            Table units = panel.groupedBy(List.of("unit"), List.of(Aggregate.mean("mean x", "x")))
                    .where("\"mean x\" > 0.9", "only some units have the column");
            Table joined = panel.join(units, List.of("unit"));
            Columns all = joined.gather(List.of("unit", "time", "x", "mean x"));
            assertThat(joined.rows()).isEqualTo(8 * units.rows()).isPositive();
            double[] sum = new double[30];
            for (int r = 0; r < all.rows(); r++) {
                sum[all.codes("unit")[r]] += all.numbers("x")[r];
            }
            for (int r = 0; r < all.rows(); r++) {
                assertThat(all.numbers("mean x")[r]).isCloseTo(sum[all.codes("unit")[r]] / 8, within(1e-14));
                if (r > 0) {
                    boolean later = all.codes("unit")[r] > all.codes("unit")[r - 1]
                            || all.codes("time")[r] > all.codes("time")[r - 1];
                    assertThat(later).as("row %d in order", r).isTrue();
                }
            }
        }
    }

    private static Workspace workspace(Placement placement) {
        return Workspace.open(Options.withDefaults().withThreads(2).withPlacement(placement));
    }

    /** y = 0.7 x + unit + time + noise, in order of unit and time. */
    private static Table panel(Workspace workspace, int units, int times) {
        int rows = units * times;
        int[] unit = new int[rows];
        int[] time = new int[rows];
        double[] x = new double[rows];
        double[] y = new double[rows];
        for (int r = 0; r < rows; r++) {
            unit[r] = r / times;
            time[r] = r % times;
            double ofUnit = SampleData.uniform(13, unit[r]);
            double ofTime = SampleData.uniform(14, time[r]);
            x[r] = ofUnit + ofTime + SampleData.uniform(15, r);
            y[r] = 0.7 * x[r] + 3 * ofUnit - 2 * ofTime + SampleData.uniform(16, r);
        }
        Schema schema = new Schema(List.of(
                new Column("unit", Column.Kind.KEY),
                new Column("time", Column.Kind.KEY),
                Column.number("x"),
                Column.number("y")));
        return workspace.table(new Columns(schema, new Object[] {unit, time, x, y}, rows));
    }

    private static void sweep(double[] values, int[] unit, int units, int[] time, int times) {
        for (double change = 1; change > 1e-14; ) {
            change = Math.max(center(values, unit, units), center(values, time, times));
        }
    }

    private static double center(double[] values, int[] group, int groups) {
        double[] mean = new double[groups];
        int[] size = new int[groups];
        for (int r = 0; r < values.length; r++) {
            mean[group[r]] += values[r];
            size[group[r]]++;
        }
        double largest = 0;
        for (int g = 0; g < groups; g++) {
            mean[g] = size[g] == 0 ? 0 : mean[g] / size[g];
            largest = Math.max(largest, Math.abs(mean[g]));
        }
        for (int r = 0; r < values.length; r++) {
            values[r] -= mean[group[r]];
        }
        return largest;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int r = 0; r < a.length; r++) {
            sum += a[r] * b[r];
        }
        return sum;
    }

    /** The coefficient of x beside a dummy for each unit and for each time but the first. */
    private static double withDummies(Columns c, int units, int times) {
        DMatrixRMaj design = new DMatrixRMaj(c.rows(), 1 + units + times - 1);
        DMatrixRMaj y = new DMatrixRMaj(c.rows(), 1);
        for (int r = 0; r < c.rows(); r++) {
            design.set(r, 0, c.numbers("x")[r]);
            design.set(r, 1 + c.codes("unit")[r], 1);
            if (c.codes("time")[r] > 0) {
                design.set(r, units + c.codes("time")[r], 1);
            }
            y.set(r, 0, c.numbers("y")[r]);
        }
        DMatrixRMaj beta = new DMatrixRMaj(design.numCols, 1);
        assertThat(CommonOps_DDRM.solve(design, y, beta)).isTrue();
        return beta.get(0, 0);
    }
}

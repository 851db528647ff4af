package dev.elsewise.study.data;

import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Table;
import java.util.List;

/**
 * A 64-bit hash of the analysed rows: of every value of every column and its place, so that it does not depend on the file's
 * format. Categories count by their code and, once, by their levels. Cost: one pass.
 */
public final class Fingerprint {
    private Fingerprint() {}

    public static String of(Table table) {
        List<Column> columns = table.schema().columns();
        List<String> names = columns.stream().map(Column::name).toList();
        boolean[] coded = new boolean[columns.size()];
        long names64 = 0;
        for (int i = 0; i < coded.length; i++) {
            coded[i] = columns.get(i).kind().coded();
            names64 = mix(names64 + names.get(i).hashCode());
            if (columns.get(i).kind() == Column.Kind.CATEGORY) {
                names64 = mix(names64 + table.levels(names.get(i)).hashCode());
            }
        }
        // A sum over rows of mixed values is the same however the rows are cut.
        long rows = table.fold(names, Fold.of(() -> 0L, (sum, batch) -> sum + batch(batch, coded), Long::sum));
        return String.format("%016x", mix(rows + names64));
    }

    private static long batch(Batch batch, boolean[] coded) {
        long sum = 0;
        for (int r = 0; r < batch.size(); r++) {
            long row = batch.firstRow() + r;
            for (int i = 0; i < coded.length; i++) {
                long bits = coded[i]
                        ? batch.codes(i)[batch.start(i) + r]
                        : Double.doubleToLongBits(batch.numbers(i)[batch.start(i) + r]);
                row = mix(row + bits * 0x9e3779b97f4a7c15L);
            }
            sum += row;
        }
        return sum;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 32)) * 0xd6e8feb86659fd93L;
        return a ^ (a >>> 32);
    }
}

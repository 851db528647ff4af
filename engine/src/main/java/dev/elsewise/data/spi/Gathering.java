package dev.elsewise.data.spi;

import dev.elsewise.data.Column;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Workspace;

/** Copies rows that are not in memory into arrays; the stripes are copied by all threads at once. */
final class Gathering {
    private Gathering() {}

    static Rows.Arrays of(Workspace workspace, Rows rows, Schema schema) {
        int count = Math.toIntExact(rows.count());
        Object[] arrays = new Object[schema.columns().size()];
        for (int i = 0; i < arrays.length; i++) {
            Column column = schema.columns().get(i);
            arrays[i] = column.kind().coded() ? new int[count] : new double[count];
        }
        Fold<Object[]> copying = Fold.of(
                () -> arrays,
                (into, batch) -> {
                    Object[] from = batch.arrays();
                    for (int i = 0; i < into.length; i++) {
                        System.arraycopy(from[i], batch.start(i), into[i], (int) batch.firstRow(), batch.size());
                    }
                    return into;
                },
                (left, right) -> left);
        Stripes.fold(workspace, count, rows::reader, copying);
        return new Rows.Arrays(arrays, count, null);
    }
}

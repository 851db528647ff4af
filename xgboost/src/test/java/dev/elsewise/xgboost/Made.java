package dev.elsewise.xgboost;

import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.learn.CrossFitted;
import dev.elsewise.math.Streams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** A table made column by column from keyed random streams. */
final class Made {
    private static final long SEED = 20_260_118;

    private final int rows;
    private final List<Column> columns = new ArrayList<>();
    private final List<Object> arrays = new ArrayList<>();
    private final Map<String, List<String>> levels = new LinkedHashMap<>();

    private Made(int rows) {
        this.rows = rows;
    }

    static Made of(int rows) {
        return new Made(rows);
    }

    static double uniform(String purpose, long row) {
        return Streams.of(SEED, purpose).uniform(row);
    }

    static double normal(String purpose, long row) {
        return Streams.of(SEED, purpose).normal(row);
    }

    static int below(String purpose, long row, int bound) {
        return (int) (uniform(purpose, row) * bound);
    }

    Made number(String name, IntToDoubleFunction of) {
        return add(new Column(name, Column.Kind.NUMBER), of);
    }

    Made time(String name, IntToDoubleFunction of) {
        return add(new Column(name, Column.Kind.TIME), of);
    }

    private Made add(Column column, IntToDoubleFunction of) {
        double[] values = new double[rows];
        for (int r = 0; r < rows; r++) {
            values[r] = of.applyAsDouble(r);
        }
        columns.add(column);
        arrays.add(values);
        return this;
    }

    /** A category with levels named 000, 001, …; −1 where missing. */
    Made category(String name, int count, IntUnaryOperator of) {
        int[] codes = new int[rows];
        for (int r = 0; r < rows; r++) {
            codes[r] = of.applyAsInt(r);
        }
        columns.add(new Column(name, Column.Kind.CATEGORY));
        arrays.add(codes);
        levels.put(
                name,
                java.util.stream.IntStream.range(0, count)
                        .mapToObj("%03d"::formatted)
                        .toList());
        return this;
    }

    Table table() {
        return in(Workspace.shared());
    }

    Table in(Workspace workspace) {
        return workspace.table(new Columns(new Schema(columns), arrays.toArray(), rows), levels);
    }

    static double[] predictions(CrossFitted fitted) {
        return fitted.predicted("prediction").gather(List.of("prediction")).numbers("prediction");
    }

    static double[] predictions(CrossFitted fitted, Map<String, Double> set) {
        return fitted.problem()
                .table()
                .with(fitted.predict("set", set))
                .gather(List.of("set"))
                .numbers("set");
    }
}

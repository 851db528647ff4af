package dev.elsewise.contract;

import dev.elsewise.data.Column;
import dev.elsewise.data.Column.Kind;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Columns in arrays that can be changed, moved, repeated and renamed before they become a table. Immutable. */
public final class Sheet {
    private record Held(Column column, Object values, List<String> levels) {}

    private final int rows;
    private final Map<String, Held> columns;

    private Sheet(int rows, Map<String, Held> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    public static Sheet of(int rows) {
        return new Sheet(rows, Map.of());
    }

    public int rows() {
        return rows;
    }

    public Sheet number(String name, IntToDoubleFunction ofRow) {
        double[] values = new double[rows];
        Arrays.setAll(values, ofRow);
        return with(new Held(Column.number(name), values, List.of()));
    }

    public Sheet truth(String name, IntToDoubleFunction ofRow) {
        double[] values = new double[rows];
        Arrays.setAll(values, ofRow);
        return with(new Held(new Column(name, Kind.TRUTH), values, List.of()));
    }

    /** @param levels sorted by code point; a code of −1 is a missing value */
    public Sheet category(String name, List<String> levels, IntUnaryOperator codeOfRow) {
        int[] codes = new int[rows];
        Arrays.setAll(codes, codeOfRow);
        return with(new Held(new Column(name, Kind.CATEGORY), codes, levels));
    }

    /** Ids made from a code, such as U12. */
    public Sheet key(String name, String prefix, IntUnaryOperator codeOfRow) {
        int[] codes = new int[rows];
        Arrays.setAll(codes, codeOfRow);
        int count = Arrays.stream(codes).max().orElse(-1) + 1;
        List<String> levels = new ArrayList<>();
        for (int code = 0; code < count; code++) {
            levels.add(prefix + (1_000_000 + code));
        }
        return with(new Held(new Column(name, Kind.KEY), codes, levels));
    }

    /** The same with each value of a number column replaced. */
    public Sheet map(String name, DoubleUnaryOperator of) {
        double[] old = numbers(name);
        return number(name, r -> of.applyAsDouble(old[r]));
    }

    /** The rows at these places, in this order; a row may come more than once. */
    public Sheet at(int... places) {
        Map<String, Held> moved = new LinkedHashMap<>();
        columns.forEach((name, held) -> {
            Object values = held.values instanceof double[] numbers
                    ? Arrays.stream(places).mapToDouble(p -> numbers[p]).toArray()
                    : Arrays.stream(places).map(p -> ((int[]) held.values)[p]).toArray();
            moved.put(name, new Held(held.column, values, held.levels));
        });
        return new Sheet(places.length, moved);
    }

    public Sheet renamed(UnaryOperator<String> to) {
        Map<String, Held> renamed = new LinkedHashMap<>();
        columns.forEach((name, held) -> renamed.put(
                to.apply(name), new Held(new Column(to.apply(name), held.column.kind()), held.values, held.levels)));
        return new Sheet(rows, renamed);
    }

    public double[] numbers(String name) {
        return (double[]) held(name).values;
    }

    public int[] codes(String name) {
        return (int[]) held(name).values;
    }

    public List<String> levels(String name) {
        return held(name).levels;
    }

    public Table table() {
        return table(Workspace.shared());
    }

    public Table table(Workspace workspace) {
        Schema schema = new Schema(columns.values().stream().map(Held::column).toList());
        Map<String, List<String>> levels = new LinkedHashMap<>();
        columns.forEach((name, held) -> {
            if (held.column.kind().coded()) {
                levels.put(name, held.levels);
            }
        });
        Object[] arrays = columns.values().stream().map(Held::values).toArray();
        return workspace.table(new Columns(schema, arrays, rows), levels);
    }

    /** Writes a CSV file; missing values are empty fields. */
    public Path csv(Path file) throws IOException {
        StringBuilder text = new StringBuilder(String.join(",", columns.keySet())).append('\n');
        for (int r = 0; r < rows; r++) {
            String separator = "";
            for (Held held : columns.values()) {
                text.append(separator).append(field(held, r));
                separator = ",";
            }
            text.append('\n');
        }
        return Files.writeString(file, text);
    }

    private static String field(Held held, int row) {
        if (held.values instanceof double[] numbers) {
            return Double.isNaN(numbers[row]) ? "" : Double.toString(numbers[row]);
        }
        int code = ((int[]) held.values)[row];
        return code < 0 ? "" : held.levels.get(code);
    }

    private Held held(String name) {
        Held held = columns.get(name);
        if (held == null) {
            throw new IllegalArgumentException("There is no column " + name + " among " + columns.keySet() + ".");
        }
        return held;
    }

    private Sheet with(Held held) {
        Map<String, Held> more = new LinkedHashMap<>(columns);
        more.put(held.column.name(), held);
        return new Sheet(rows, more);
    }
}

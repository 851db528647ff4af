package dev.elsewise.simulate;

import dev.elsewise.data.Column;
import dev.elsewise.data.Column.Kind;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Puts columns together, in order. */
final class Assembly {
    private static final int UNSEEN = -1;

    private final int rows;
    private final List<Column> columns = new ArrayList<>();
    private final List<Object> arrays = new ArrayList<>();
    private final Map<String, List<String>> levels = new LinkedHashMap<>();

    Assembly(int rows) {
        this.rows = rows;
    }

    Assembly number(String name, double[] values) {
        return add(new Column(name, Kind.NUMBER), values);
    }

    /** Values 0 and 1. */
    Assembly truth(String name, double[] values) {
        return add(new Column(name, Kind.TRUTH), values);
    }

    /** Days since 1970-01-01. */
    Assembly days(String name, double[] values) {
        double[] micros = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            micros[row] = values[row] * CsvFile.MICROS_A_DAY;
        }
        return add(new Column(name, Kind.TIME), micros);
    }

    /** An id for each thing that occurs; codes are given in order of first sight. */
    Assembly key(String name, int[] things, IntFunction<String> id) {
        int[] codeOf = new int[Arrays.stream(things).max().orElse(UNSEEN) + 1];
        Arrays.fill(codeOf, UNSEEN);
        int[] codes = new int[rows];
        List<String> ids = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int thing = things[row];
            if (codeOf[thing] == UNSEEN) {
                codeOf[thing] = ids.size();
                ids.add(id.apply(thing));
            }
            codes[row] = codeOf[thing];
        }
        levels.put(name, ids);
        return add(new Column(name, Kind.KEY), codes);
    }

    /**
     * A category of things, with the levels that occur sorted.
     *
     * @param kinds how many things there may be
     */
    Assembly category(String name, int[] things, int kinds, IntFunction<String> level) {
        boolean[] occurs = new boolean[kinds];
        for (int thing : things) {
            occurs[thing] = true;
        }
        String[] levelOf = new String[kinds];
        for (int thing = 0; thing < kinds; thing++) {
            levelOf[thing] = occurs[thing] ? level.apply(thing) : "";
        }
        List<String> sorted = Arrays.stream(levelOf)
                .filter(text -> !text.isEmpty())
                .distinct()
                .sorted()
                .toList();
        int[] codeOf = new int[kinds];
        for (int thing = 0; thing < kinds; thing++) {
            codeOf[thing] = java.util.Collections.binarySearch(sorted, levelOf[thing]);
        }
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = codeOf[things[row]];
        }
        levels.put(name, sorted);
        return add(new Column(name, Kind.CATEGORY), codes);
    }

    private Assembly add(Column column, Object values) {
        columns.add(column);
        arrays.add(values);
        return this;
    }

    Simulated simulated(Truth truth) {
        return new Simulated(new Columns(new Schema(columns), arrays.toArray(), rows), levels, truth);
    }
}

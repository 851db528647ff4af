package dev.elsewise.data.spi;

import dev.elsewise.data.Aggregate;
import dev.elsewise.data.Batch;
import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Fold;
import dev.elsewise.data.Schema;
import dev.elsewise.error.BadStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** One row a group. Sums run over a group's rows in their order; stripes are joined by laying them end to end. */
final class Grouping implements Fold<Grouping.Groups> {
    private static final long serialVersionUID = 1L;

    private final transient List<Aggregate> made;
    private final transient Schema result;
    private final transient List<String> reads;
    private final transient Map<String, String> codesOf = new HashMap<>();

    Grouping(Schema schema, List<String> keys, List<Aggregate> aggregates) {
        made = new ArrayList<>(keys.stream().map(k -> Aggregate.first(k, k)).toList());
        made.addAll(aggregates);
        List<Column> columns = new ArrayList<>();
        LinkedHashSet<String> read = new LinkedHashSet<>();
        for (Aggregate a : made) {
            if (a.kind() == Aggregate.Kind.ROWS) {
                columns.add(Column.number(a.name()));
                continue;
            }
            Column of = schema.column(a.of());
            read.add(of.name());
            if (a.kind() == Aggregate.Kind.FIRST) {
                columns.add(new Column(a.name(), of.kind()));
                codesOf.put(a.name(), of.name());
            } else if (of.kind().coded()) {
                throw new BadStudy("A " + a.kind().name().toLowerCase(java.util.Locale.ROOT)
                        + " needs a number column; \"" + of.name() + "\" holds names.\nMaybe take the first.");
            } else {
                boolean time = of.kind() == Column.Kind.TIME && a.kind() != Aggregate.Kind.SUM;
                columns.add(new Column(a.name(), time ? Column.Kind.TIME : Column.Kind.NUMBER));
            }
        }
        result = new Schema(columns);
        reads = List.copyOf(read);
    }

    /** The columns that the groups are computed from. */
    List<String> reads() {
        return reads;
    }

    /** For each column of the result that may hold codes, the column whose codes they are. */
    Map<String, String> codesOf() {
        return codesOf;
    }

    Columns columns(Groups groups) {
        Object[] arrays = groups.values.clone();
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = arrays[i] instanceof int[] codes
                    ? Arrays.copyOf(codes, groups.count)
                    : Arrays.copyOf((double[]) arrays[i], groups.count);
        }
        return new Columns(result, arrays, groups.count);
    }

    /** A stretch of groups: an array a column. */
    static final class Groups {
        private final Object[] values;
        private int count;

        private Groups(Object[] values) {
            this.values = values;
        }

        private void makeRoom(int more) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof int[] codes && codes.length < count + more) {
                    values[i] = Arrays.copyOf(codes, Math.max(count + more, codes.length * 2));
                } else if (values[i] instanceof double[] numbers && numbers.length < count + more) {
                    values[i] = Arrays.copyOf(numbers, Math.max(count + more, numbers.length * 2));
                }
            }
        }
    }

    @Override
    public Groups zero() {
        return new Groups(result.columns().stream()
                .map(c -> c.kind().coded() ? (Object) new int[0] : new double[0])
                .toArray());
    }

    @Override
    public Groups add(Groups groups, Batch batch) {
        groups.makeRoom(batch.groups());
        for (int i = 0; i < made.size(); i++) {
            Aggregate aggregate = made.get(i);
            int column = reads.indexOf(aggregate.of());
            for (int g = 0; g < batch.groups(); g++) {
                int from = batch.groupStart(g);
                int to = batch.groupStart(g + 1);
                if (groups.values[i] instanceof int[] codes) {
                    codes[groups.count + g] = batch.codes(column)[batch.start(column) + from];
                } else {
                    ((double[]) groups.values[i])[groups.count + g] = aggregate.kind() == Aggregate.Kind.ROWS
                            ? to - from
                            : value(aggregate.kind(), batch.numbers(column), batch.start(column) + from, to - from);
                }
            }
        }
        groups.count += batch.groups();
        return groups;
    }

    private static double value(Aggregate.Kind kind, double[] values, int start, int size) {
        if (kind == Aggregate.Kind.FIRST) {
            return values[start];
        }
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int seen = 0;
        for (int r = start; r < start + size; r++) {
            double x = values[r];
            if (!Double.isNaN(x)) {
                seen++;
                sum += x;
                min = Math.min(min, x);
                max = Math.max(max, x);
            }
        }
        return switch (kind) {
            case SUM -> sum;
            case MEAN -> sum / seen;
            case MIN -> seen == 0 ? Double.NaN : min;
            case MAX -> seen == 0 ? Double.NaN : max;
            case ROWS, FIRST -> throw new IllegalArgumentException(kind.name());
        };
    }

    @Override
    public Groups merge(Groups left, Groups right) {
        left.makeRoom(right.count);
        for (int i = 0; i < left.values.length; i++) {
            System.arraycopy(right.values[i], 0, left.values[i], left.count, right.count);
        }
        left.count += right.count;
        return left;
    }
}

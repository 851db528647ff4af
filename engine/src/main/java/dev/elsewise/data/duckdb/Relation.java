package dev.elsewise.data.duckdb;

import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Workspace;
import dev.elsewise.data.spi.Order;
import dev.elsewise.data.spi.Rows;
import dev.elsewise.data.spi.Stored;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.ElsewiseException;
import dev.elsewise.error.Nearest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An immutable SQL relation: a SELECT whose first column is the row's ordinal, and the order in which its rows stand.
 * Verbs make new SELECTs; nothing runs before {@link #ready}, {@link #rows} or {@link #levels}.
 */
final class Relation implements Stored {
    private final DuckDbStore store;
    private final Lazy<String> sql;
    private final List<StoredColumn> columns;
    private final List<StoredColumn> order;
    private final RowSet rowSet;
    private final long sourceRows;
    private final Schema schema;

    /**
     * @param order the keys by which the rows are sorted, before their ordinal
     * @param sourceRows when the rows can be fetched by ranges of ordinals from 0 to this; −1 when not
     */
    Relation(
            DuckDbStore store,
            Lazy<String> sql,
            List<StoredColumn> columns,
            List<StoredColumn> order,
            RowSet rowSet,
            long sourceRows) {
        this.store = store;
        this.sql = sql;
        this.columns = List.copyOf(columns);
        this.order = List.copyOf(order);
        this.rowSet = rowSet;
        this.sourceRows = sourceRows;
        this.schema = new Schema(columns.stream().map(StoredColumn::column).toList());
    }

    /** The SELECT: {@code "#ordinal"}, then at least this relation's columns; its rows in no order. */
    String sql() {
        return sql.get();
    }

    /** The FROM clause with the rows in their order. */
    String ordered() {
        return " FROM (" + sql() + ")" + orderBy();
    }

    private String orderBy() {
        if (order.isEmpty()) {
            return "";
        }
        return " ORDER BY "
                + order.stream().map(c -> c.order("")).collect(Collectors.joining(", "))
                + ", " + Sql.ORDINAL;
    }

    List<StoredColumn> columns() {
        return columns;
    }

    RowSet rowSet() {
        return rowSet;
    }

    long sourceRows() {
        return sourceRows;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public long rows() {
        return rowSet.count();
    }

    @Override
    public List<String> levels(String column) {
        return column(column).dictionary().levels();
    }

    @Override
    public int cardinality(String column) {
        return column(column).dictionary().size();
    }

    StoredColumn column(String name) {
        return columns.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadStudy("The table has no column \"" + name + "\"; it has " + schema.names()
                        + "." + Nearest.hint(name, schema.names())));
    }

    @Override
    public Rows ready(List<String> names) {
        return rowSet.ready(this, names.stream().map(this::column).toList());
    }

    @Override
    public Set<String> references(String expression, Schema visible) {
        return Expression.of(expression, visible).reads();
    }

    @Override
    public Stored select(List<String> names) {
        return new Relation(store, sql, names.stream().map(this::column).toList(), order, rowSet, sourceRows);
    }

    @Override
    public Stored where(String predicate) {
        String condition = Expression.of(predicate, schema).sql();
        String kept = "SELECT * FROM (" + sql() + ") WHERE (" + condition + ")";
        store.database().rows("DESCRIBE " + kept, e -> badExpression(predicate, e));
        RowSet fewer = new RowSet(
                store,
                () -> store.database().number("SELECT count(*) FROM (" + kept + ")", SqlFailure::ofRows),
                false,
                !order.isEmpty(),
                null);
        return new Relation(store, Lazy.done(kept), columns, order, fewer, sourceRows);
    }

    @Override
    public Stored with(String name, String expression) {
        String value = Expression.of(expression, schema).sql();
        String wider = "SELECT " + carried(name) + ", (" + value + ") AS " + Sql.name(name) + " FROM (" + sql() + ")";
        String type = typeOf(wider, name, expression);
        Column.Kind kind = SqlTypes.kind(type);
        Dictionary dictionary = kind.coded() ? Dictionary.of(store.database(), Lazy.done(wider), name, type) : null;
        return with(new StoredColumn(new Column(name, kind), type, dictionary), Lazy.done(wider), sourceRows);
    }

    @Override
    public Stored as(String name, Column.Kind kind) {
        StoredColumn old = column(name);
        if (order.contains(old)) {
            throw new BadStudy(
                    "Column \"" + name
                            + "\" orders the rows; its kind must be set before they are sorted.\nMaybe call as(…) before sortedBy(…).");
        }
        String value = SqlTypes.converted(old, kind);
        boolean sameValues = value.equals(old.sqlName());
        if (sameValues && old.coded() && kind.coded()) {
            StoredColumn now = new StoredColumn(new Column(name, kind), old.type(), old.dictionary());
            rowSet.share(old, now);
            return replacing(old, now, sql);
        }
        String converted = "SELECT * REPLACE (" + value + " AS " + old.sqlName() + ") FROM (" + sql() + ")";
        String type = typeOf(converted, name, name);
        Dictionary dictionary = kind.coded() ? Dictionary.of(store.database(), Lazy.done(converted), name, type) : null;
        StoredColumn now = new StoredColumn(new Column(name, kind), type, dictionary);
        return replacing(old, now, sameValues ? sql : Lazy.done(converted));
    }

    private Relation replacing(StoredColumn old, StoredColumn now, Lazy<String> select) {
        List<StoredColumn> replaced =
                columns.stream().map(c -> c == old ? now : c).toList();
        return new Relation(store, select, replaced, order, rowSet, sourceRows);
    }

    @Override
    public Sorted sortedBy(List<String> names) {
        List<StoredColumn> keys =
                new ArrayList<>(names.stream().map(this::column).toList());
        Rows.Arrays arrays = store.workspace().options().placement() == Workspace.Placement.DISK
                ? null
                : rowSet.ready(this, keys).arrays();
        order.stream().filter(c -> !keys.contains(c)).forEach(keys::add);
        RowSet.@Nullable Origin origin = null;
        if (arrays != null) {
            int[] rows = Order.by(arrays.values(), arrays.count());
            origin = new RowSet.Origin(this, rows);
        }
        RowSet sorted = new RowSet(store, rowSet::count, false, true, origin);
        Relation relation = new Relation(store, sql, columns, keys, sorted, -1);
        return new Sorted(relation, Optional.ofNullable(origin).map(RowSet.Origin::rows));
    }

    @Override
    public Stored join(List<String> shown, Stored right, List<String> brought, List<String> keys) {
        Relation other = (Relation) right;
        List<StoredColumn> result =
                new ArrayList<>(shown.stream().map(this::column).toList());
        brought.forEach(b -> result.add(other.column(b)));
        keys.forEach(k -> requireComparable(column(k), other.column(k)));
        String on = keys.stream()
                .map(k -> "l." + Sql.name(k) + " = r." + Sql.name(k))
                .collect(Collectors.joining(" AND "));
        String selected = shown.stream().map(c -> "l." + Sql.name(c)).collect(Collectors.joining(", "))
                + brought.stream().map(c -> ", r." + Sql.name(c)).collect(Collectors.joining());
        String joined =
                "SELECT " + selected + " FROM (" + numbered() + ") l JOIN (" + other.numbered() + ") r ON " + on;
        String sorted = joined + " ORDER BY "
                + keys.stream().map(k -> column(k).order("l.")).collect(Collectors.joining(", "))
                + ", l.\"#place\", r.\"#place\"";
        return store.kept(sorted, () -> rows() + other.rows(), result);
    }

    private static void requireComparable(StoredColumn left, StoredColumn right) {
        String here = SqlTypes.family(left.type());
        String there = SqlTypes.family(right.type());
        if (!here.equals(there)) {
            throw new BadStudy("Keys must be of one type on both sides; \"" + left.name() + "\" is " + here
                    + " on the left and " + there + " on the right.\nMaybe read both as a key.");
        }
    }

    /** The SELECT with each row's place in this relation's order. */
    private String numbered() {
        if (order.isEmpty()) {
            return "SELECT *, " + Sql.ORDINAL + " AS \"#place\" FROM (" + sql() + ")";
        }
        return "SELECT *, row_number() OVER (" + orderBy().strip() + ") AS \"#place\" FROM (" + sql() + ")";
    }

    @Override
    public Stored hold(Columns held, Map<String, String> codesOf) {
        List<StoredColumn> made = new ArrayList<>();
        for (Column c : held.schema().columns()) {
            if (c.kind().coded()) {
                StoredColumn of = column(codesOf.getOrDefault(c.name(), c.name()));
                made.add(new StoredColumn(c, SqlTypes.plain(of.type()), of.dictionary()));
            } else {
                made.add(new StoredColumn(c, SqlTypes.typeOf(c.kind()), null));
            }
        }
        return store.hold(held, made);
    }

    @Override
    public Stored with(List<Column> computed, Rows values) {
        List<StoredColumn> more =
                computed.stream().map(c -> new StoredColumn(c, "DOUBLE", null)).toList();
        Rows.Arrays arrays = values.arrays();
        if (arrays != null) {
            for (int i = 0; i < more.size(); i++) {
                rowSet.put(more.get(i), arrays.values()[i]);
            }
        } else {
            List<ColumnFile> files = Exporting.toFiles(store, more, values);
            for (int i = 0; i < more.size(); i++) {
                rowSet.put(more.get(i), files.get(i));
            }
        }
        Lazy<String> table = Lazy.of(() -> Exporting.toTable(store, more, rowSet.ready(this, more)));
        String beside = carried(computed.stream().map(Column::name).toArray(String[]::new));
        Lazy<String> wider = Lazy.of(() -> "SELECT s.*, " + Exporting.selected(more, "c.") + " FROM (SELECT " + beside
                + ordered() + ") s POSITIONAL JOIN " + table.get() + " c");
        List<StoredColumn> all = new ArrayList<>(columns);
        all.addAll(more);
        return new Relation(store, wider, all, order, rowSet, -1);
    }

    /** The ordinal, the columns and those that order the rows: what new columns stand beside. */
    private String carried(String... made) {
        List<String> names = new ArrayList<>(schema.names());
        for (StoredColumn key : order) {
            if (!columns.contains(key)) {
                if (List.of(made).contains(key.name())) {
                    throw new BadStudy("Column names must be unique; the rows are ordered by another \"" + key.name()
                            + "\".\nMaybe choose a new name.");
                }
                names.add(key.name());
            }
        }
        return Sql.ORDINAL + (names.isEmpty() ? "" : ", " + Sql.names(names));
    }

    private Relation with(StoredColumn column, Lazy<String> wider, long ranges) {
        List<StoredColumn> all = new ArrayList<>(columns);
        all.add(column);
        return new Relation(store, wider, all, order, rowSet, ranges);
    }

    private String typeOf(String select, String name, String expression) {
        return store.database().rows("DESCRIBE " + select, e -> badExpression(expression, e)).stream()
                .filter(row -> row.get(0).equals(name))
                .map(row -> row.get(1))
                .findFirst()
                .orElseThrow();
    }

    private static ElsewiseException badExpression(String expression, SQLException e) {
        return new BadStudy(
                "The expression \"" + expression + "\" must fit the columns: " + SqlFailure.firstLine(e)
                        + "\nMaybe a column is text where a number is meant, or a bracket or quote is missing.",
                e);
    }
}

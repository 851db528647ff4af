package dev.elsewise.data.spi;

import dev.elsewise.data.Aggregate;
import dev.elsewise.data.Column;
import dev.elsewise.data.Columns;
import dev.elsewise.data.Fold;
import dev.elsewise.data.RowFunction;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Table;
import dev.elsewise.data.Values;
import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.EstimationFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A table of stored columns with computed ones layered over them, read in {@link Stripes}. A verb of the relation goes to
 * the stored columns below the layers where it can; where it reads a computed column, that column is stored first.
 */
public final class StripedTable implements Table {
    private final Workspace workspace;
    private final Stored stored;
    private final List<Layer> layers;
    private final Schema schema;
    private final Ledger ledger;
    private final Map<List<String>, StripedTable> sorted = new ConcurrentHashMap<>();

    private StripedTable(Workspace workspace, Stored stored, List<Layer> layers, Schema schema, Ledger ledger) {
        this.workspace = workspace;
        this.stored = stored;
        this.layers = List.copyOf(layers);
        this.schema = schema;
        this.ledger = ledger;
    }

    /** A table of stored columns alone. */
    public static StripedTable of(Workspace workspace, Stored stored) {
        return new StripedTable(workspace, stored, List.of(), stored.schema(), Ledger.EMPTY);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public long rows() {
        return stored.rows();
    }

    @Override
    public List<String> levels(String column) {
        return stored.levels(coded(column));
    }

    @Override
    public int cardinality(String column) {
        return stored.cardinality(coded(column));
    }

    private String coded(String column) {
        Column found = schema.column(column);
        if (!found.kind().coded()) {
            throw new BadStudy("Only a category or key column has levels; \"" + column + "\" is a "
                    + found.kind().name().toLowerCase(java.util.Locale.ROOT)
                    + " column.\nMaybe read it as a category.");
        }
        return column;
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    @Override
    public List<Kept> ledger() {
        return ledger.lines();
    }

    @Override
    public StripedTable select(String... columns) {
        Schema visible = new Schema(Arrays.stream(columns).map(schema::column).toList());
        List<Layer> needed = neededLayers(visible.names());
        Set<String> below = neededStored(visible.names(), needed);
        return new StripedTable(workspace, stored.select(List.copyOf(below)), needed, visible, ledger);
    }

    @Override
    public StripedTable where(String predicate, String because) {
        Set<String> reads = stored.references(predicate, schema);
        StripedTable ground = settled(l -> l instanceof Layer.OfValues || makes(l, reads));
        Stored kept = ground.stored.where(predicate);
        List<Layer> again = ground.layers.stream().map(Layer::anew).toList();
        return new StripedTable(workspace, kept, again, schema, ledger.and(ground.stored, kept, because));
    }

    @Override
    public StripedTable with(String name, String expression) {
        Set<String> reads = stored.references(expression, schema);
        StripedTable ground = settled(l -> makes(l, reads));
        ground.requireNew(name);
        Stored wider = ground.stored.with(name, expression);
        return ground.showing(wider, ground.layers, wider.schema().column(name));
    }

    @Override
    public StripedTable with(RowFunction function) {
        function.inputs().forEach(schema::column);
        function.outputs().forEach(this::requireNew);
        List<Layer> more = new ArrayList<>(layers);
        more.add(new Layer.OfFunction(function));
        return showing(
                stored, more, function.outputs().stream().map(Column::number).toArray(Column[]::new));
    }

    @Override
    public StripedTable with(String name, Values perRow) {
        requireNew(name);
        if (perRow.size() != rows()) {
            throw new IllegalArgumentException("Column \"" + name + "\" must have one value a row; it has "
                    + perRow.size() + " values for " + rows() + " rows.");
        }
        List<Layer> more = new ArrayList<>(layers);
        more.add(new Layer.OfValues(name, perRow));
        return showing(stored, more, Column.number(name));
    }

    @Override
    public StripedTable as(String column, Column.Kind kind) {
        Column old = schema.column(column);
        if (old.kind() == kind) {
            return this;
        }
        StripedTable ground = settled(l -> makes(l, Set.of(column)));
        Column now = new Column(column, kind);
        Schema visible = new Schema(
                schema.columns().stream().map(c -> c.equals(old) ? now : c).toList());
        return new StripedTable(workspace, ground.stored.as(column, kind), ground.layers, visible, ledger);
    }

    @Override
    public StripedTable sortedBy(String... keys) {
        return sortedBy(List.of(keys));
    }

    private StripedTable sortedBy(List<String> keys) {
        keys.forEach(schema::column);
        return sorted.computeIfAbsent(List.copyOf(keys), this::sort);
    }

    private StripedTable sort(List<String> keys) {
        StripedTable ground = settled(l -> makes(l, keys));
        Stored.Sorted order = ground.stored.sortedBy(keys);
        if (order.origins().isEmpty() && ground.layers.stream().anyMatch(Layer.OfValues.class::isInstance)) {
            return ground.settled(Layer.OfValues.class::isInstance).sort(keys);
        }
        List<Layer> again = ground.layers.stream()
                .map(l -> l instanceof Layer.OfValues v
                        ? v.permuted(order.origins().orElseThrow())
                        : l.anew())
                .toList();
        return new StripedTable(workspace, order.stored(), again, schema, ledger);
    }

    @Override
    public StripedTable join(Table right, List<String> keys) {
        if (!(right instanceof StripedTable other) || other.workspace != workspace) {
            throw new IllegalArgumentException("Only tables of the same workspace can be joined.");
        }
        keys.forEach(schema::column);
        keys.forEach(other.schema::column);
        List<String> brought = new ArrayList<>(other.schema.names());
        brought.removeAll(keys);
        brought.forEach(this::requireNew);
        Stored left = settled(l -> true).stored;
        Stored joined = left.join(schema.names(), other.settled(l -> true).stored, brought, keys);
        return new StripedTable(workspace, joined, List.of(), joined.schema(), ledger);
    }

    @Override
    public StripedTable groupedBy(List<String> keys, List<Aggregate> of) {
        Grouping grouping = new Grouping(schema, keys, of);
        Columns groups = grouping.columns(foldGroups(keys, grouping.reads(), grouping));
        StripedTable ground = settled(l -> false);
        Stored held = ground.stored.hold(groups, grouping.codesOf());
        return new StripedTable(workspace, held, List.of(), held.schema(), ledger);
    }

    @Override
    public <A> A fold(List<String> columns, Fold<A> fold) {
        Rows rows = read(columns);
        Rows.Arrays arrays = rows.arrays();
        return Stripes.fold(workspace, rows.count(), arrays == null ? rows::reader : arrays::reader, fold);
    }

    @Override
    public <A> A foldGroups(List<String> keys, List<String> columns, Fold<A> fold) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(keys);
        return GroupedFold.fold(workspace, sortedBy(keys).read(all), keys.size(), fold);
    }

    @Override
    public Columns gather(List<String> columns) {
        Schema gathered = new Schema(columns.stream().map(schema::column).toList());
        Rows rows = read(columns);
        Rows.Arrays arrays = rows.arrays();
        if (arrays == null) {
            refuseAboveBudget(gathered, rows.count());
            arrays = Gathering.of(workspace, rows, gathered);
        }
        return new Columns(gathered, arrays.values(), arrays.count());
    }

    private void refuseAboveBudget(Schema gathered, long rows) {
        long bytes = 0;
        for (Column column : gathered.columns()) {
            bytes += rows * (column.kind().coded() ? Integer.BYTES : Double.BYTES);
        }
        long free = workspace.budget().free();
        if (bytes > free || rows > Integer.MAX_VALUE - 8) {
            throw new EstimationFailed(
                    "Columns " + gathered.names() + " must be in memory at once: " + rows + " rows need "
                            + Megabytes.of(bytes) + ", and " + Megabytes.of(free) + " of the memory budget of "
                            + Megabytes.of(workspace.options().memory())
                            + " are free for tables.\nMaybe raise --memory, or take a sample.");
        }
    }

    /** The named columns, ready to be read. */
    private Rows read(List<String> columns) {
        columns.forEach(schema::column);
        List<Layer> needed = neededLayers(columns);
        List<String> below = List.copyOf(neededStored(columns, needed));
        return new LayeredRows(workspace, stored.ready(below), below, needed, columns);
    }

    /** The layers that these columns rest on, in the order in which they were added. */
    private List<Layer> neededLayers(List<String> columns) {
        Set<String> wanted = new HashSet<>(columns);
        List<Layer> needed = new ArrayList<>();
        for (Layer layer : layers.reversed()) {
            if (makes(layer, wanted)) {
                needed.add(layer);
                wanted.addAll(layer.inputs());
            }
        }
        return needed.reversed();
    }

    private static Set<String> neededStored(List<String> columns, List<Layer> needed) {
        Set<String> below = new LinkedHashSet<>(columns);
        needed.forEach(l -> below.addAll(l.inputs()));
        needed.forEach(l -> below.removeAll(l.outputs()));
        return below;
    }

    private static boolean makes(Layer layer, java.util.Collection<String> columns) {
        return layer.outputs().stream().anyMatch(columns::contains);
    }

    /** The same table with some layers' columns stored. */
    private StripedTable settled(Predicate<Layer> which) {
        List<Layer> toStore = layers.stream().filter(which).toList();
        if (toStore.isEmpty()) {
            return this;
        }
        List<String> names = toStore.stream().flatMap(l -> l.outputs().stream()).toList();
        StripedTable everything = new StripedTable(workspace, stored, layers, everyColumn(), ledger);
        Stored wider = stored.with(names.stream().map(Column::number).toList(), everything.read(names));
        List<Layer> rest = layers.stream().filter(which.negate()).toList();
        return new StripedTable(workspace, wider, rest, schema, ledger);
    }

    /** What is stored and what is computed, hidden or not. */
    private Schema everyColumn() {
        Map<String, Column> all = new HashMap<>();
        stored.schema().columns().forEach(c -> all.put(c.name(), c));
        layers.forEach(l -> l.outputs().forEach(o -> all.put(o, Column.number(o))));
        return new Schema(List.copyOf(all.values()));
    }

    private void requireNew(String name) {
        if (schema.has(name)) {
            throw new BadStudy("Column names must be unique; the table has a column \"" + name
                    + "\" already.\nMaybe choose another name.");
        }
        if (everyColumn().has(name)) {
            throw new BadStudy("Column names must be unique; a computed column still reads another column \"" + name
                    + "\".\nMaybe choose a new name.");
        }
    }

    private StripedTable showing(Stored below, List<Layer> over, Column... more) {
        List<Column> columns = new ArrayList<>(schema.columns());
        columns.addAll(List.of(more));
        return new StripedTable(workspace, below, over, new Schema(columns), ledger);
    }
}

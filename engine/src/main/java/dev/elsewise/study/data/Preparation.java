package dev.elsewise.study.data;

import dev.elsewise.data.Column;
import dev.elsewise.data.Schema;
import dev.elsewise.data.Source;
import dev.elsewise.data.Table;
import dev.elsewise.data.Workspace;
import dev.elsewise.error.BadData;
import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of a study before any analysis: opened, declared, derived and filtered as the study says, in this order.
 *
 * @param columns columns to be read as another kind
 * @param where which rows are kept, in order, and why
 * @param derive columns to be computed, in order
 * @param named every column that the study names, and where
 */
public record Preparation(
        Source source, Map<String, Column.Kind> columns, List<Filter> where, List<Derived> derive, List<Named> named) {
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([A-Za-z_][A-Za-z0-9_]*)");

    public Preparation {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        where = List.copyOf(where);
        derive = List.copyOf(derive);
        named = List.copyOf(named);
    }

    /** The same preparation of other data. */
    public Preparation withSource(Source value) {
        return new Preparation(value, columns, where, derive, named);
    }

    /**
     * Checks every column that the study names against a table.
     *
     * @param schema of the table after {@code derive}
     * @throws BadStudy with the line of the first name that is not there, and the nearest one that is
     */
    public void checkColumns(Schema schema) {
        for (Named name : named) {
            if (!schema.has(name.column())) {
                throw new BadStudy(name.place() + ": the table has no column \"" + name.column() + "\"; it has "
                        + schema.names() + "." + Nearest.hint(name.column(), schema.names()));
            }
        }
    }

    /**
     * Checks the same against data that a study which was answered before shall read now: then the data are at fault.
     *
     * @throws BadData with the first name that is not there
     */
    public void checkStillThere(Workspace workspace) {
        Schema found = source instanceof Source.Csv csv && csv.columns().isEmpty()
                ? new Schema(workspace.header(csv).stream().map(Column::number).toList())
                : workspace.open(source).schema();
        try {
            checkColumns(derivedFrom(found));
        } catch (BadStudy e) {
            throw new BadData("New data must have every column that the study reads; " + e.getMessage(), e);
        }
    }

    /**
     * Every column that there will be after {@code derive}, so that a wrong name is said beside all the right ones before any
     * work. A derived column stands here as a number: its kind shows only when it is computed.
     */
    public Schema derivedFrom(Schema read) {
        List<Column> all = new ArrayList<>(read.columns());
        derive.stream()
                .map(Derived::name)
                .filter(name -> !read.has(name))
                .distinct()
                .forEach(name -> all.add(Column.number(name)));
        return new Schema(all);
    }

    /**
     * The table with every column declared and derived.
     *
     * @param words other names that are needed if the data have them, such as those in a graph or in a rule
     * @throws BadData when there are no rows
     * @throws BadStudy when a column is not there
     */
    public Table open(Workspace workspace, Collection<String> words) {
        Table table = workspace.open(read(workspace, words));
        if (table.rows() == 0) {
            throw new BadData("A study needs rows; the data have none, only columns, of which it reads "
                    + table.schema().names() + ".\nMaybe what wrote them found nothing.");
        }
        checkColumns(derivedFrom(table.schema()));
        for (Map.Entry<String, Column.Kind> declared : columns.entrySet()) {
            if (table.schema().has(declared.getKey())) {
                table = table.as(declared.getKey(), declared.getValue());
            }
        }
        for (Derived derived : derive) {
            table = table.with(derived.name(), derived.expression());
            Column.Kind kind = columns.get(derived.name());
            if (kind != null) {
                table = table.as(derived.name(), kind);
            }
        }
        return table;
    }

    /**
     * The rows that {@code where} keeps, once nothing else is to be opened.
     *
     * @throws BadData when none is left
     */
    public Table filter(Table table) {
        Table kept = table;
        for (Filter filter : where) {
            kept = kept.where(filter.keep(), filter.because());
        }
        kept.workspace().seal();
        if (kept.rows() == 0) {
            throw new BadData("A study needs rows; none is left: " + ledger(kept)
                    + ".\nMaybe a condition compares with another unit or spelling than the data have.");
        }
        return kept;
    }

    /** The words of an expression that may be columns. */
    public static List<String> names(String expression) {
        List<String> words = new ArrayList<>();
        Matcher names = NAME.matcher(expression);
        while (names.find()) {
            words.add(names.group(1) != null ? names.group(1).replace("\"\"", "\"") : names.group(2));
        }
        return words;
    }

    /** The source: of delimited text only the columns that the study can touch, once all the names are checked. */
    private Source read(Workspace workspace, Collection<String> words) {
        if (!(source instanceof Source.Csv csv && csv.columns().isEmpty())) {
            return source;
        }
        Schema header =
                new Schema(workspace.header(csv).stream().map(Column::number).toList());
        checkColumns(derivedFrom(header));
        return csv.reading(touched(header, words));
    }

    private List<String> touched(Schema header, Collection<String> more) {
        Set<String> words = new LinkedHashSet<>(more);
        named.forEach(name -> words.add(name.column()));
        derive.forEach(d -> words.addAll(names(d.expression())));
        where.forEach(f -> words.addAll(names(f.keep())));
        return header.names().stream()
                .filter(column -> words.stream().anyMatch(w -> w.equalsIgnoreCase(column)))
                .toList();
    }

    private static String ledger(Table table) {
        List<String> words = new ArrayList<>();
        table.ledger().forEach(k -> words.add(k.dropped() + " left out because " + k.because()));
        return String.join(", ", words);
    }
}

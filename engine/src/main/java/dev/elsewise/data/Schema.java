package dev.elsewise.data;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a table, in order. Names are unique. */
public record Schema(List<Column> columns) {
    public Schema {
        columns = List.copyOf(columns);
        Map<String, Column> seen = new HashMap<>();
        for (Column column : columns) {
            if (seen.put(column.name(), column) != null) {
                throw new BadStudy("Column names must be unique; \"" + column.name() + "\" stands there twice."
                        + "\nMaybe give one of them another name.");
            }
        }
    }

    /** The names, in order. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    public boolean has(String name) {
        return find(name).isPresent();
    }

    public Optional<Column> find(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /**
     * The column of that name.
     *
     * @throws BadStudy when there is none; the message lists the columns and the nearest name
     */
    public Column column(String name) {
        return find(name)
                .orElseThrow(() -> new BadStudy("The table has no column \"" + name + "\"; it has " + names() + "."
                        + Nearest.hint(name, names())));
    }
}
